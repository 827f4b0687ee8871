import { createShareCache, type ShareCache, type ShareCacheOptions } from './createShareCache.js';
import type { StoredSubject } from '../store/Store.js';

/** A grant set as JSON, but for when it was issued and until when it holds: the same for as long as nobody edits. */
export interface GrantsText {
  /** An object without its closing brace. */
  readonly open: string;
  /** The tag of this state: another one for every other state, also for one that a backup brought back at the same revision. */
  readonly state: string;
}

/** A grant set that is kept ready, with what it was worked out from. */
export interface KeptGrants extends GrantsText {
  readonly stored: StoredSubject;
  /** The stored data, as JSON. */
  readonly storedText: string;
}

/** Grant sets by tenant and member. */
export type GrantsCache = ShareCache<KeptGrants>;

/** Makes the cache of one API process. */
export function createGrantsCache(options: ShareCacheOptions): GrantsCache {
  return createShareCache(options);
}

import type { Catalog } from '../../model/catalog.js';
import type { ApiLimits } from '../http/ApiLimits.js';
import type { Authenticate, SignOutMember } from '../http/Caller.js';
import type { EventHub } from '../events/createEventHub.js';
import type { StreamRoom } from '../events/createStreamRoom.js';
import type { GrantsCache } from './GrantsCache.js';
import type { Store } from '../store/Store.js';

/** Everything that a call of the API needs. */
export interface ApiContext {
  readonly store: Store;
  /** The shared catalog, before any tenant's changes. */
  readonly catalog: Catalog;
  /** Tells this version of the catalog from another one. */
  readonly catalogTag: string;
  /** Grant sets that were worked out before. */
  readonly grants: GrantsCache;
  readonly authenticate: Authenticate;
  readonly onSignOut: SignOutMember | undefined;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly limits: ApiLimits;
  /** Milliseconds for which a grant set holds; without it until it is replaced. */
  readonly grantsLastFor: number | undefined;
  /** The hub that tells streams of new revisions. */
  readonly hub: EventHub;
  /** The limit of open event streams. */
  readonly room: StreamRoom;
  /** Hears of what went wrong while nobody waited for an answer. */
  readonly onError: (error: unknown) => void;
  /** Milliseconds between two signs of life on an event stream. */
  readonly heartbeat: number;
}

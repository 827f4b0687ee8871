import type { Subject } from '../../model/subject.js';
import type { PermissionError } from './PermissionError.js';

/**
 * `loading`: asked, no answer yet. `ready`: grants are in force. `stale`: the last good grants are in force, and
 * the source has failed since. `error`: there never were grants, and the source failed. `closed`: there were
 * grants, and the time to keep them, or their own, is over.
 */
export type PermissionState = 'loading' | 'ready' | 'stale' | 'error' | 'closed';

/** The state of the grants, apart from what they say. */
export interface PermissionStatus {
  readonly state: PermissionState;
  /** The latest error. With `ready` it is a warning: a part of the set opens nothing, the rest is in force. */
  readonly error: PermissionError | undefined;
  /** Whether the source is being asked now. */
  readonly isFetching: boolean;
  /** Whether the source's live connection stands; `undefined` for a source that has not told. */
  readonly isConnected: boolean | undefined;
  /** Whose grants are in force. */
  readonly subject: Subject | undefined;
  readonly revision: number | undefined;
  /** Asks the source again. It never rejects: the outcome is the next status. */
  readonly refetch: () => Promise<void>;
}

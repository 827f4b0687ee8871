import type { Store } from '../store/Store.js';

/** A store that holds connections, and gives them back. */
export interface SqlStore extends Store {
  /** Waits for what is under way, and closes every connection. */
  close(): Promise<void>;
}

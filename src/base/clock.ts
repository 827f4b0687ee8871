/** Time and chance as a source or a provider uses them; a test puts its own in their place. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Milliseconds since some fixed moment, which nobody can set; it may stand still while the machine sleeps.
   * Default: `now`.
   */
  ticks?(): number;
  /** Runs something once, so many milliseconds from now; the returned function calls it off. */
  after(milliseconds: number, run: () => void): () => void;
  /** A number from 0 up to, but not including, 1. */
  random(): number;
}

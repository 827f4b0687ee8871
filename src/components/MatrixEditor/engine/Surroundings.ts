/** Time and the state of the network, as the engine sees them; tests bring their own. */
export interface Surroundings {
  /** In milliseconds since 1970. */
  readonly now: () => number;
  /** Runs something later; the returned function calls it off. */
  readonly later: (run: () => void, milliseconds: number) => () => void;
  /** A text that is not given out twice. */
  readonly newKey: () => string;
  /** Between 0 and 1, so that many editors do not try again in step. */
  readonly random: () => number;
}

/** The real ones. */
export const realSurroundings: Surroundings = {
  now: () => Date.now(),
  later: (run, milliseconds) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  // `crypto.randomUUID` is missing where a page came over plain HTTP.
  newKey: () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
  random: () => Math.random(),
};

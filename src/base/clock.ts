import { attempt } from './attempt.js';

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

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  ticks: () => attempt(() => performance.now()) ?? Date.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** Waits so many milliseconds, or less: it ends as soon as the signal is aborted, and does not reject then. */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(milliseconds, end);
    signal.addEventListener('abort', end);
  });
}

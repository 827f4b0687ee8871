import type { Clock } from './clock.js';

/** The pauses between attempts, in milliseconds. */
export interface Pauses {
  readonly firstPause: number;
  readonly longestPause: number;
}

/** Between half of a time and all of it, so that clients that were cut off together do not come back together. */
export function jitter(clock: Pick<Clock, 'random'>, milliseconds: number): number {
  return milliseconds * (0.5 + clock.random() / 2);
}

/** Milliseconds before the next attempt: doubled with each failure, with jitter. */
export function backoff(clock: Pick<Clock, 'random'>, { firstPause, longestPause }: Pauses, failures: number): number {
  return jitter(clock, Math.min(longestPause, firstPause * 2 ** failures));
}

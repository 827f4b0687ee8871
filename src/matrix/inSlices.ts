import { systemClock } from '../client/systemClock.js';
import type { Clock } from '../base/clock.js';

/** Milliseconds that one slice of long work may take: the rest of a frame is left for others. */
const slice = 12;

/** Goes through long work in slices, so that the page stays responsive; rejects with the signal's reason. */
export async function inSlices<T>(
  work: Iterable<T>,
  signal: AbortSignal,
  clock: Pick<Clock, 'after'> = systemClock,
): Promise<readonly T[]> {
  const done: T[] = [];
  let until = performance.now() + slice;
  for (const each of work) {
    done.push(each);
    if (performance.now() < until) continue;
    await new Promise<void>((resolve) => clock.after(0, resolve));
    signal.throwIfAborted();
    until = performance.now() + slice;
  }
  return done;
}

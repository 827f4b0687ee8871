import { backoff } from '../base/backoff.js';
import type { Clock } from '../base/clock.js';
import type { MatrixTarget } from './MatrixBackend.js';

/** Backoff of a saver: the targets that wait before their next attempt, and a rest for the backend as a whole. */
export interface Pauses {
  readonly targets: () => readonly MatrixTarget[];
  readonly has: (target: MatrixTarget) => boolean;
  /** Whether nothing at all is to be sent for now. */
  readonly isResting: () => boolean;
  /** Whether the last attempt of any target got no answer. */
  readonly isFailing: () => boolean;
  /** Pauses a target after `times` misses in a row. `retryAfter` is the wait that the backend asks for, in milliseconds. */
  readonly pause: (target: MatrixTarget, times: number, retryAfter: number | undefined) => void;
  /** Lets the backend rest after an attempt without an answer; attempts that ran side by side count once. */
  readonly rest: (retryAfter: number | undefined) => void;
  /** The backend answered: the next rest is a short one again. */
  readonly answered: () => void;
  /** Ends the rest, and the pauses of these targets. */
  readonly end: (targets: Iterable<MatrixTarget>) => void;
  /** Stops the timers; paused targets stay paused until `end`. */
  readonly stop: () => void;
  readonly start: () => void;
}

/** Options of `createPauses`. */
export interface PauseOptions {
  readonly clock: Clock;
  /** The pause of a target is over. */
  readonly onPauseEnd: (target: MatrixTarget) => void;
  /** The rest is over. */
  readonly onRestEnd: () => void;
}

const firstPause = 500;
const longestPause = 30_000;

/** Makes the pauses of one saver. Each pause is about twice as long as the one before, with some chance in it. */
export function createPauses({ clock, onPauseEnd, onRestEnd }: PauseOptions): Pauses {
  const paused = new Map<MatrixTarget, () => void>();
  let isStopped = false;
  // In a row, of whichever target.
  let misses = 0;
  let cancelRest: (() => void) | undefined;

  const grown = (times: number) => backoff(clock, { firstPause, longestPause }, times);

  const endRest = () => {
    cancelRest?.();
    cancelRest = undefined;
  };

  return {
    targets: () => [...paused.keys()],
    has: (target) => paused.has(target),
    isResting: () => cancelRest !== undefined,
    isFailing: () => misses > 0,
    pause(target, times, retryAfter) {
      const again = () => {
        paused.delete(target);
        onPauseEnd(target);
      };
      paused.set(target, isStopped ? () => {} : clock.after(retryAfter ?? grown(times), again));
    },
    rest(retryAfter) {
      if (cancelRest && retryAfter === undefined) return;
      const milliseconds = retryAfter ?? grown(misses++);
      misses = Math.max(1, misses);
      endRest();
      cancelRest = clock.after(milliseconds, () => {
        cancelRest = undefined;
        onRestEnd();
      });
    },
    answered() {
      misses = 0;
    },
    end(targets) {
      endRest();
      for (const target of targets) {
        paused.get(target)?.();
        paused.delete(target);
      }
    },
    stop() {
      isStopped = true;
      endRest();
      for (const [target, cancel] of paused) {
        cancel();
        paused.set(target, () => {});
      }
    },
    start() {
      isStopped = false;
    },
  };
}

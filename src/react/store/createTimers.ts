import type { Clock } from '../../base/clock.js';
import { timerWait } from '../../base/timer.js';

/** Milliseconds before a source is asked again that fails, or cannot tell of changes by itself. */
const askAgainAfter = 30_000;

/** The two timers of a permission store. */
export interface Timers {
  /** Wakes in so many milliseconds, in place of an earlier wake-up; `undefined` for none. */
  readonly wakeIn: (milliseconds: number | undefined) => void;
  /** Asks the source again after a while, once, or no longer. An earlier wait goes on. */
  readonly setAsking: (isWanted: boolean) => void;
  readonly stop: () => void;
}

/** Options of `createTimers`. */
export interface TimerOptions {
  readonly clock: () => Clock;
  readonly onWake: () => void;
  readonly onAsk: () => void;
}

/** Makes the timers of one store; neither runs. */
export function createTimers({ clock, onWake, onAsk }: TimerOptions): Timers {
  let cancelWake = () => {};
  let cancelAsk: (() => void) | undefined;

  const wakeIn = (milliseconds: number | undefined) => {
    cancelWake();
    cancelWake = milliseconds === undefined ? () => {} : clock().after(timerWait(milliseconds), onWake);
  };

  const setAsking = (isWanted: boolean) => {
    if (!isWanted) {
      cancelAsk?.();
      cancelAsk = undefined;
      return;
    }
    cancelAsk ??= clock().after(askAgainAfter, () => {
      cancelAsk = undefined;
      onAsk();
    });
  };

  return {
    wakeIn,
    setAsking,
    stop() {
      wakeIn(undefined);
      setAsking(false);
    },
  };
}

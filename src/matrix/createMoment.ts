import type { Clock } from '../base/clock.js';
import { timerWait } from '../base/timer.js';

/** The moment that effective results hold for. It stands still until a result may change with time alone. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Something that is shown may change at this moment. */
  readonly expect: (moment: number | undefined) => void;
  /** Moves to the present, whether or not a change was expected. */
  readonly catchUp: () => void;
  readonly start: () => void;
  readonly stop: () => void;
}

/** Makes the moment of one matrix. `onTick` is called once it has moved. */
export function createMoment(clock: Clock, onTick: () => void): Moment {
  let now = clock.now();
  let next: number | undefined;
  let isRunning = false;
  let cancel = () => {};

  const wait = () => {
    cancel();
    if (isRunning && next !== undefined) cancel = clock.after(timerWait(next - clock.now()), wake);
  };

  const wake = () => {
    if (next === undefined || clock.now() < next) return wait();
    now = clock.now();
    next = undefined;
    onTick();
  };

  return {
    now: () => now,
    expect(moment) {
      if (moment === undefined || moment <= now || (next !== undefined && next <= moment)) return;
      next = moment;
      wait();
    },
    catchUp() {
      const present = clock.now();
      if (present <= now) return;
      now = present;
      if (next !== undefined && next <= now) next = undefined;
      onTick();
    },
    start() {
      isRunning = true;
      wake();
    },
    stop() {
      isRunning = false;
      cancel();
    },
  };
}

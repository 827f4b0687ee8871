import type { Clock } from '../base/clock.js';
import { timerWait } from '../base/timer.js';

/** The moment that effective results hold for. It stands still until something may change with time alone. */
export interface MatrixClock {
  /** In milliseconds since 1970. */
  readonly now: () => number;
  /** Something that was looked at may change at this moment. */
  readonly expect: (moment: number | undefined) => void;
  /** Goes on to the present, whatever was expected. */
  readonly catchUp: () => void;
  readonly start: () => void;
  readonly stop: () => void;
}

/** Makes the clock of one matrix. `onTick` hears once a moment has come that something was expected to change at. */
export function createClock(clock: Clock, onTick: () => void): MatrixClock {
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

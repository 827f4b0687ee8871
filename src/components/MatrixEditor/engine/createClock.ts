import type { Surroundings } from './Surroundings.js';

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

/** Timers of browsers cannot wait longer than this. */
const longestWait = 2 ** 31 - 1;

/** Makes the clock of one matrix. `onTick` hears once a moment has come that something was expected to change at. */
export function createClock({ now: read, later }: Surroundings, onTick: () => void): MatrixClock {
  let now = read();
  let next: number | undefined;
  let isRunning = false;
  let cancel = () => {};

  const wait = () => {
    cancel();
    if (isRunning && next !== undefined) cancel = later(wake, Math.min(longestWait, Math.max(0, next - read())));
  };

  const wake = () => {
    if (next === undefined || read() < next) return wait();
    now = read();
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
      const present = read();
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

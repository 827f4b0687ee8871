import type { Clock } from '../../src/base/clock.js';

/** A clock that a test moves by hand. */
export interface ManualClock extends Clock {
  /** Moves time on and runs what is due, in order. */
  advance(milliseconds: number): void;
  /** Sets the wall clock on or back by so much, as a person or a sleep does: nothing else passes. */
  jump(milliseconds: number): void;
  /** How many things wait for their time. */
  readonly waiting: number;
  /** Resolves as soon as something waits for so many milliseconds (with jitter: at least half of them). */
  untilWaiting(milliseconds: number): Promise<void>;
}

/** Makes a clock that stands still; `random` answers the same each time. */
export function createManualClock(random = 0.5): ManualClock {
  let time = 0;
  let jumped = 0;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const watchers = new Set<() => void>();
  const next = () => [...timers].sort((a, b) => a.at - b.at)[0];
  return {
    now: () => time + jumped,
    ticks: () => time,
    jump: (milliseconds) => void (jumped += milliseconds),
    random: () => random,
    after: (milliseconds, run) => {
      const timer = { at: time + milliseconds, run };
      timers.add(timer);
      [...watchers].forEach((watch) => watch());
      return () => void timers.delete(timer);
    },
    advance: (milliseconds) => {
      const end = time + milliseconds;
      for (let timer = next(); timer && timer.at <= end; timer = next()) {
        timers.delete(timer);
        time = timer.at;
        timer.run();
      }
      time = end;
    },
    get waiting() {
      return timers.size;
    },
    untilWaiting: (milliseconds) =>
      new Promise((resolve) => {
        const watch = () => {
          if (![...timers].some((timer) => timer.at === time + milliseconds)) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      }),
  };
}

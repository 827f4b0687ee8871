import type { Clock } from './clock.js';

/** The backend's time, as far as a machine with any clock can know it. */
export interface Reckoning {
  /** Milliseconds since 1970 by the backend's clock, where it told; else by the machine's. */
  now(): number;
  /**
   * The backend is being asked. The returned function takes the time that its clock showed when it answered, which it
   * did between now and then.
   */
  ask(): (told: number) => void;
  /** The time now, which is no earlier than this moment, since something was issued then. */
  nowAfter(moment: number): number;
}

/** Errors of the clock up to this size do no harm, and are left alone, in milliseconds. */
const slack = 1_000;

/**
 * Reckons time from the last answer of a backend on. Between two answers time passes by whichever of the machine's
 * clocks is further on: one of them can be set, the other stands still while the machine sleeps, and a set that has
 * ended must not come back by either.
 */
export function createReckoning(clock: Clock): Reckoning {
  const read = () => ({ wall: clock.now(), ticks: clock.ticks?.() ?? clock.now() });
  let start = read();
  let base = start.wall;
  let passed = 0;
  let isTold = false;

  const now = () => {
    const { wall, ticks } = read();
    passed = Math.max(passed, wall - start.wall, ticks - start.ticks);
    return base + passed;
  };
  const correct = (least: number, most: number) => {
    // A clock that nobody corrects may have been set right by now.
    const time = Math.min(Math.max(isTold ? now() : clock.now(), least), most);
    if (Math.abs(time - now()) <= slack) return;
    start = read();
    base = time;
    passed = 0;
  };
  return {
    now,
    ask() {
      const asked = now();
      return (told) => {
        correct(told, told + now() - asked);
        isTold = true;
      };
    },
    nowAfter(moment) {
      if (!isTold) correct(moment, Infinity);
      return now();
    },
  };
}

'use client';
import { useEffect, useState } from 'react';
import type { Clock } from '../../base/clock.js';

/** The part of a clock that a component needs. */
export type Watch = Pick<Clock, 'now' | 'after'>;

/** The time in milliseconds since 1970, renewed every second for as long as it matters. */
export function useNow(clock: Watch, isRunning: boolean): number {
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    if (!isRunning) return undefined;
    let cancel = () => {};
    const tick = () => {
      setNow(clock.now());
      cancel = clock.after(1_000, tick);
    };
    tick();
    return () => cancel();
  }, [clock, isRunning]);
  return now;
}

import type { Caller } from '../Caller.js';
import { ProblemError } from '../http/problem.js';

/** Counts the event streams of one process, whatever they tell of. */
export interface StreamRoom {
  /** Takes a place until the returned function is called; refuses with 429 or 503 where there is none. */
  enter(caller: Caller): () => void;
}

/** Makes room for so many streams of one member, and so many in all. */
export function createStreamRoom(streamsPerMember: number, streams: number): StreamRoom {
  const open = new Map<string, number>();
  let all = 0;
  const count = (key: string, change: 1 | -1) => {
    const next = (open.get(key) ?? 0) + change;
    all += change;
    if (next === 0) open.delete(key);
    else open.set(key, next);
  };
  return {
    enter({ tenant, subject }) {
      const key = JSON.stringify([tenant, subject]);
      if ((open.get(key) ?? 0) >= streamsPerMember)
        throw tooMany('too-many-requests', streamsPerMember, 'Close another stream of this member first.');
      if (all >= streams)
        throw tooMany('unavailable', streams, 'This process holds as many streams as it can; try again later.');
      count(key, 1);
      let isInside = true;
      return () => {
        if (isInside) count(key, -1);
        isInside = false;
      };
    },
  };
}

function tooMany(code: 'too-many-requests' | 'unavailable', limit: number, detail: string): ProblemError {
  return new ProblemError(code, { detail, limit }, { 'retry-after': '30' });
}

import type { ApiLimits } from '../http/ApiLimits.js';
import type { Caller } from '../http/Caller.js';
import { ProblemError } from '../http/problem.js';

/** Counts the event streams of one process, whatever they tell of. */
export interface StreamRoom {
  /** Takes a place until the returned function is called; refuses with 429 or 503 where there is none. */
  enter(caller: Caller): () => void;
}

/** Makes room for so many streams of one member, of one tenant, and in all. */
export function createStreamRoom({
  streamsPerMember,
  streamsOfTenant,
  streams,
}: Pick<ApiLimits, 'streamsPerMember' | 'streamsOfTenant' | 'streams'>): StreamRoom {
  const open = new Map<string, number>();
  const places = ({ tenant, subject }: Caller) => [
    { key: JSON.stringify([tenant, subject]), most: streamsPerMember, of: 'this member' },
    { key: JSON.stringify([tenant]), most: streamsOfTenant, of: 'this organisation' },
    { key: '', most: streams, of: 'this process' },
  ];
  const count = (key: string, change: 1 | -1) => {
    const next = (open.get(key) ?? 0) + change;
    if (next === 0) open.delete(key);
    else open.set(key, next);
  };
  return {
    enter(caller) {
      const taken = places(caller);
      const full = taken.find(({ key, most }) => (open.get(key) ?? 0) >= most);
      if (full)
        throw tooMany(
          full.key === '' ? 'unavailable' : 'too-many-requests',
          full.most,
          `At most ${full.most} streams of ${full.of} are open at once; close another one, or try again later.`,
        );
      for (const { key } of taken) count(key, 1);
      let isInside = true;
      return () => {
        if (isInside) for (const { key } of taken) count(key, -1);
        isInside = false;
      };
    },
  };
}

function tooMany(code: 'too-many-requests' | 'unavailable', limit: number, detail: string): ProblemError {
  return new ProblemError(code, { detail, limit }, { 'retry-after': '30' });
}

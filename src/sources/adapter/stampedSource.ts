import type { GrantSet } from '../../model/grant.js';
import type { Clock } from '../../base/clock.js';
import type { GrantSource } from '../GrantSource.js';

/** Takes the backend's own time, in milliseconds since 1970, where an answer brings it. */
export type TellTime = Parameters<GrantSource['load']>[1];

interface Stamped {
  readonly order: number;
  readonly text: string;
  readonly revision: number;
  readonly set: GrantSet;
}

/**
 * A source over a backend without revisions: a set that differs from the last one gets a later revision, after
 * the clock, so that it is later across page loads as well; the same answers stay the same set. `load` gives sets
 * without a stamp.
 */
export function stampedSource(
  key: string,
  clock: Clock,
  load: (signal: AbortSignal, tellTime: TellTime) => Promise<GrantSet>,
): GrantSource {
  let started = 0;
  let last: Stamped | undefined;
  return {
    key,
    load: async (signal, tellTime) => {
      started += 1;
      const order = started;
      const set = await load(signal, tellTime);
      const text = JSON.stringify(set);
      // Of two loads that cross each other, the one that started later knows better.
      if (last && (text === last.text || order < last.order)) return last.set;
      const issuedAt = clock.now();
      const revision = Math.max(issuedAt, (last?.revision ?? 0) + 1);
      last = { order, text, revision, set: { ...set, revision, issuedAt } };
      return last.set;
    },
  };
}

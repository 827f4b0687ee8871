import type { Organisation } from './generators/organisations.js';
import { referenceEvaluator } from './referenceEvaluator.js';
import { referenceGrants } from './referenceGrants.js';
import type { Member } from '../../src/model/member.js';
import { valueRank } from '../../src/model/value.js';

/**
 * Everything that anybody holds at any time: rights by record, values by their rank, certain and conditional. Of one
 * person where one is given.
 */
export function holdings(
  { catalog, members }: Organisation,
  times: readonly number[],
  records: readonly object[],
  people: readonly Member[] = members,
): Map<string, number> {
  const held = new Map<string, number>();
  const note = (what: string, rank: number) => held.set(what, Math.max(held.get(what) ?? -Infinity, rank));
  for (const time of times) {
    for (const member of people) {
      const law = referenceEvaluator(catalog, referenceGrants(catalog, member), time);
      for (const [id, permission] of Object.entries(catalog.permissions)) {
        if (permission.kind !== 'right') {
          note(`${id} at ${time}`, valueRank(permission, law.value(id)));
          continue;
        }
        const asked = permission.on === undefined ? [undefined] : permission.on === 'member' ? members : records;
        asked.forEach((record, i) => {
          const { status } = law.check(id, record);
          note(`${id} at ${time} on ${i}`, status === 'allowed' ? 2 : status === 'unknown' ? 1 : 0);
        });
      }
    }
  }
  return held;
}

/** What somebody holds after that nobody held before. */
export function grown(before: Map<string, number>, after: Map<string, number>): readonly string[] {
  return [...after].filter(([what, rank]) => rank > (before.get(what) ?? -Infinity)).map(([what]) => what);
}

/** What somebody holds after an edit that it did not hold before and whoever made the edit does not hold either. */
export function given(
  before: Map<string, number>,
  after: Map<string, number>,
  giver: Map<string, number>,
): readonly string[] {
  return grown(before, after).filter((what) => (after.get(what) ?? 0) > (giver.get(what) ?? -Infinity));
}

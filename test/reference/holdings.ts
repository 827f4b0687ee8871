import { factsOf } from './facts.js';
import type { Organisation } from './generators/organisations.js';
import { holdsUnscoped, reaches } from './reach.js';
import { referenceEvaluator } from './referenceEvaluator.js';
import { referenceGives } from './referenceGives.js';
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

/** The same of all that they may give: what they hold, and what their roles say that they may hand out beside it. */
export function ceilings(
  organisation: Organisation,
  times: readonly number[],
  records: readonly object[],
  people: readonly Member[] = organisation.members,
): Map<string, number> {
  const most = holdings(organisation, times, records, people);
  for (const [what, rank] of handOuts(organisation, times, records, people))
    most.set(what, Math.max(most.get(what) ?? -Infinity, rank));
  return most;
}

/** Everything that they may hand out by what their roles say. */
export function handOuts(
  { catalog, members }: Organisation,
  times: readonly number[],
  records: readonly object[],
  people: readonly Member[],
): Map<string, number> {
  const given = new Map<string, number>();
  const note = (what: string, rank: number) => given.set(what, Math.max(given.get(what) ?? -Infinity, rank));
  for (const member of people) {
    for (const grant of referenceGives(catalog, member)) {
      const id = grant.permission;
      const permission = catalog.permissions[id];
      if (!permission) continue;
      const whats = (suffix: string) => times.map((time) => `${id} at ${time}${suffix}`);
      if (permission.kind !== 'right') {
        // A value that only the server can tell frees nobody for certain.
        if (!grant.conditional) for (const what of whats('')) note(what, valueRank(permission, grant.value));
        continue;
      }
      const { on } = permission;
      const resource = on === undefined ? undefined : catalog.resources[on];
      const asked = resource === undefined ? [undefined] : on === 'member' ? members : records;
      asked.forEach((record, i) => {
        const isReached =
          resource === undefined || record === undefined
            ? holdsUnscoped(grant)
            : reaches(catalog, member, grant, factsOf(resource, record));
        if (isReached) for (const what of whats(` on ${i}`)) note(what, grant.conditional ? 1 : 2);
      });
    }
  }
  return given;
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

import type { Grant } from '../model/grant.js';

/** Orders texts the same way on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether two pieces of plain data say the same, member by member. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((each, i) => isSame(each, b[i]));
  const [one, other] = [new Map<string, unknown>(Object.entries(a)), Object.entries(b)];
  return (
    !Array.isArray(b) && one.size === other.length && other.every(([k, each]) => one.has(k) && isSame(one.get(k), each))
  );
}

/** The same text for grants that say the same, in whatever order they say it. */
export function grantKey(grant: Grant): string {
  const { permission, effect, endsAt, startsAt, from, via, value, scope, conditional, reason } = grant;
  // Member by member: every member of an organisation has a hundred grants, and few of them a scope to sort.
  return JSON.stringify([permission, effect, endsAt, startsAt, from, via, value, sorted(scope), conditional, reason]);
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => JSON.stringify(sorted(each))).sort(compareText);
  return Object.entries(value)
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, each]) => [key, sorted(each)]);
}

const provenanceOrder = ['member', 'role', 'package', 'implied', 'baseline'];

/** Where grants from one kind of source stand among the others: a member's own come first. */
export function provenanceRank({ from }: Grant): number {
  return provenanceOrder.indexOf(from.split(':', 1)[0] ?? '');
}

/** One order for any order of the input, so that the same grant is always the one named (law 2). */
export function byProvenance(a: Grant, b: Grant): number {
  return provenanceRank(a) - provenanceRank(b) || compareText(grantKey(a), grantKey(b));
}

/** Things of grants in the order of {@link byProvenance}, with each key made once. */
export function sortedByProvenance<T>(items: readonly T[], grantOf: (item: T) => Grant): T[] {
  const keyed = items.map((item) => {
    const grant = grantOf(item);
    return { item, rank: provenanceRank(grant), key: items.length > 1 ? grantKey(grant) : '' };
  });
  return keyed.sort((a, b) => a.rank - b.rank || compareText(a.key, b.key)).map(({ item }) => item);
}

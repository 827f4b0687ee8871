import type { Grant } from '../../model/grant.js';

/** Orders texts the same way on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same text for grants that say the same, in whatever order they say it. */
export function grantKey(grant: Grant): string {
  const { permission, effect, endsAt, startsAt, from, via, value, scope, conditional, reason } = grant;
  // Member by member: every member of an organisation has a hundred grants, and few of them a scope to sort.
  return JSON.stringify([permission, effect, endsAt, startsAt, from, via, value, sorted(scope), conditional, reason]);
}

function sorted(value: unknown): unknown {
  // JSON has no bigint, and an error is no key.
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => JSON.stringify(sorted(each))).sort(compareText);
  return Object.entries(value)
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, each]) => [key, sorted(each)]);
}

const provenanceOrder = ['member', 'role', 'package', 'implied', 'baseline'];

/** The rank of a source among the others: a member's own grants come first. */
export function provenanceRank({ from }: Grant): number {
  return provenanceOrder.indexOf(from.split(':', 1)[0] ?? '');
}

/** One order for any order of the input, so that the same grant is always the one named (law 2). */
export function byProvenance(a: Grant, b: Grant): number {
  return provenanceRank(a) - provenanceRank(b) || compareText(grantKey(a), grantKey(b));
}

/** Things of grants in the order of {@link byProvenance}, with each key made once. */
export function sortedByProvenance<T>(items: readonly T[], grantOf: (item: T) => Grant): T[] {
  if (items.length < 2) return [...items];
  const keyed = items.map((item) => [provenanceRank(grantOf(item)), grantKey(grantOf(item)), item] as const);
  return keyed.sort(([a, one], [b, other]) => a - b || compareText(one, other)).map(([, , item]) => item);
}

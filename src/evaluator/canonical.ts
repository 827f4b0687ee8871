import type { Grant } from '../model/grant.js';

/** Orders texts the same way on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same text for grants that say the same, in whatever order they say it. */
export function grantKey(grant: Grant): string {
  return JSON.stringify(sorted(grant));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => JSON.stringify(sorted(each))).sort(compareText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, each]) => [key, sorted(each)]);
}

const provenanceOrder = ['member', 'role', 'package', 'implied', 'baseline'];

/** One order for any order of the input, so that the same grant is always the one named (law 2). */
export function byProvenance(a: Grant, b: Grant): number {
  const rank = (grant: Grant) => provenanceOrder.indexOf(grant.from.split(':', 1)[0] ?? '');
  return rank(a) - rank(b) || compareText(grantKey(a), grantKey(b));
}

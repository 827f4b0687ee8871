import type { Reach } from '../../model/scope.js';
import { type Clause, namesSomething } from './reachOf.js';

/** The parts of a scope for which nothing was found yet that holds them. */
export interface Uncovered {
  readonly all: boolean;
  readonly own: boolean;
  readonly in: ReadonlyMap<string, Reach>;
}

/** Leaves of the uncovered parts of a clause those that it does not hold either. */
export type Cover = (inner: Clause, uncovered: Uncovered) => Uncovered;

/** The reach of some clauses together in one dimension. */
interface Reached {
  any: boolean;
  mine: boolean;
  readonly ids: Set<string>;
}

/** Clauses with the same limits, as one. */
interface Outer {
  all: boolean;
  own: boolean;
  readonly in: Map<string, Reached>;
  readonly within: ReadonlyMap<string, Reached>;
}

const nothing: Uncovered = { all: false, own: false, in: new Map() };

/**
 * Whether every record in `inner` is in one of `outers`. It may say no where the answer is yes (a queue whose
 * calls all happen to be one's own), never yes where it is no.
 */
export function isCovered(inner: Clause, outers: readonly Clause[]): boolean {
  return isNothing(coverOf(outers)(inner, uncoveredOf(inner)));
}

/** All parts of a clause; none where it has to lie in something that has nothing in it. */
export function uncoveredOf(clause: Clause): Uncovered {
  if (Object.values(clause.within ?? {}).some((reach) => reach === undefined || reach.length === 0)) return nothing;
  const named = Object.entries(clause.in ?? {}).flatMap(([dimension, reach]): [string, Reach][] =>
    reach === undefined || reach.length === 0 ? [] : [[dimension, reach]],
  );
  return { all: clause.all === true, own: clause.own === true, in: new Map(named) };
}

/** Whether no part is left. */
export function isNothing({ all, own, in: reaches }: Uncovered): boolean {
  return !all && !own && reaches.size === 0;
}

/** The most pairs of clauses with different limits that one cover compares: beyond it they count as not covering. */
const mostPairs = 100_000;

/** Makes clauses ready to be compared with many others, each pair once and no more than can be compared at once. */
export function coverOf(outers: readonly Clause[]): Cover {
  const groups = groupByLimits(outers);
  let pairs = 0;
  return (inner, uncovered) => {
    // Most often what takes away says the same limits or none; then the others need not be looked at.
    const near = new Set([groups.get(''), groups.size > 1 ? groups.get(limitsKey(inner)) : undefined]);
    let left = uncovered;
    for (const group of near) if (group && !isNothing(left)) left = without(left, inner, group);
    for (const group of groups.values()) {
      if (isNothing(left)) return left;
      if (near.has(group)) continue;
      if (pairs >= mostPairs) break;
      pairs += 1;
      left = without(left, inner, group);
    }
    return left;
  };
}

/** Unites scopes that have the same limits. */
function groupByLimits(outers: readonly Clause[]): ReadonlyMap<string, Outer> {
  const groups = new Map<string, Outer>();
  for (const outer of outers) {
    if (!namesSomething(outer)) continue;
    const key = limitsKey(outer);
    const group = groups.get(key) ?? { all: false, own: false, in: new Map(), within: reachedIn(outer.within) };
    groups.set(key, group);
    group.all ||= outer.all === true;
    group.own ||= outer.own === true;
    addReaches(group.in, outer.in);
  }
  return groups;
}

function limitsKey({ within = {} }: Clause): string {
  const limits = Object.entries(within);
  if (limits.length === 0) return '';
  const sorted = limits.map(([dimension, reach]) => [dimension, typeof reach === 'object' ? [...reach].sort() : reach]);
  return JSON.stringify(sorted.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

function reachedIn(reaches: Clause['in']): Map<string, Reached> {
  const reached = new Map<string, Reached>();
  addReaches(reached, reaches);
  return reached;
}

function addReaches(reached: Map<string, Reached>, reaches: Clause['in']): void {
  for (const [dimension, reach] of Object.entries(reaches ?? {})) {
    const known = reached.get(dimension) ?? { any: false, mine: false, ids: new Set() };
    reached.set(dimension, known);
    known.any ||= reach === 'any';
    known.mine ||= reach === 'mine';
    if (typeof reach === 'object') for (const id of reach) known.ids.add(id);
  }
}

function without(uncovered: Uncovered, inner: Clause, outer: Outer): Uncovered {
  // A record of the inner clause lies in every `within` of it, whatever part of it the record is in.
  const beyond = [...outer.within].filter(([dimension, reached]) => !isInside(limitOf(inner, dimension), reached));
  const [narrow] = beyond;
  if (beyond.length > 1) return uncovered;
  const isReached =
    outer.all || Object.keys(inner.within ?? {}).some((id) => isInside(limitOf(inner, id), outer.in.get(id)));
  const left = (dimension: string, reach: Reach) => {
    const within = isReached ? reach : insideOf(reach, outer.in.get(dimension));
    return narrow
      ? narrow[0] === dimension
        ? minus(reach, insideOf(within, narrow[1]))
        : reach
      : minus(reach, within);
  };
  const reaches = Array.from(uncovered.in, ([dimension, reach]) => [dimension, left(dimension, reach)] as const);
  return {
    all: uncovered.all && (narrow !== undefined || !isReached),
    own: uncovered.own && (narrow !== undefined || !(isReached || outer.own)),
    in: new Map(reaches.filter(([, reach]) => reach.length > 0)),
  };
}

/** What a clause must lie within in one dimension. */
export function limitOf({ within = {} }: Clause, dimension: string): Reach | undefined {
  return Object.hasOwn(within, dimension) ? within[dimension] : undefined;
}

function isInside(inner: Reach | undefined, outer: Reached | undefined): boolean {
  if (inner === undefined || outer === undefined) return false;
  if (outer.any) return true;
  return typeof inner === 'object' ? inner.every((id) => outer.ids.has(id)) : inner === 'mine' && outer.mine;
}

/** The part of a reach that lies inside of another. */
function insideOf(reach: Reach, outer: Reached | undefined): Reach {
  if (outer?.any) return reach;
  if (typeof reach === 'object') return outer ? reach.filter((id) => outer.ids.has(id)) : [];
  return reach === 'mine' && outer?.mine ? reach : [];
}

/** The rest of a reach without a part of it. */
function minus(reach: Reach, part: Reach): Reach {
  if (typeof reach === 'string' || typeof part === 'string') return reach === part ? [] : reach;
  if (part.length === 0) return reach;
  const gone = new Set(part);
  return reach.filter((id) => !gone.has(id));
}

// Separation of duties: which listed rights somebody holds at the same time. Sorted times in place of pairs, so that
// the work grows with the grants.
import type { CatalogDefinition, ConflictDefinition } from '../../model/catalog.js';
import type { Grant } from '../../model/grant.js';
import type { Subject } from '../../model/subject.js';
import { groupByPermission } from '../../model/permissionOf.js';
import { boundsOf } from '../decide/timeWindow.js';
import type { Narrow } from './narrowing.js';
import { ownEntry } from './roleGrants.js';
import { reachesSomething } from './openGrants.js';

/** From when until just before when, in milliseconds since 1970. */
type Span = readonly [from: number, until: number];

/** Rights of one conflict that somebody holds at the same time. */
export interface Conflicting {
  readonly conflict: ConflictDefinition;
  /** Those of its permissions that are held together with another one, in its order. */
  readonly permissions: readonly string[];
  /** The grants that close each of them for as long. */
  readonly denies: readonly Grant[];
}

/** The person whose grants are looked at. */
export interface ConflictBearer {
  /** `undefined` for somebody of whom nothing is known. */
  readonly subject?: Subject | undefined;
  readonly narrow: Narrow;
}

/**
 * The conflicts among some grants, before any of them is closed. A right counts as held where an allow reaches anything,
 * though only the server may know whether it holds, and no deny reaches everything.
 */
export function conflictsAmong(
  catalog: CatalogDefinition,
  grants: readonly Grant[],
  bearer: ConflictBearer,
): readonly Conflicting[] {
  const { conflicts = [] } = catalog;
  if (conflicts.length === 0) return [];
  const groups = groupByPermission(grants);
  const known = new Map<string, readonly Span[]>();
  const heldOf = (id: string) => {
    const held = known.get(id) ?? heldSpans(catalog, id, groups.get(id) ?? [], bearer);
    known.set(id, held);
    return held;
  };
  return conflicts.flatMap((conflict): readonly Conflicting[] => {
    const held = conflict.permissions.map((id) => ({ id, spans: heldOf(id) })).filter(({ spans }) => spans.length > 0);
    const shared = held.length > 1 ? sharedSpans(held.flatMap(({ spans }) => spans)) : [];
    const closed = held.flatMap(({ id, spans }) => {
      const denies = overlapOf(spans, shared).map((span) => denyFor(id, span));
      return denies.length > 0 ? [{ id, denies }] : [];
    });
    return closed.length === 0
      ? []
      : [{ conflict, permissions: closed.map(({ id }) => id), denies: closed.flatMap(({ denies }) => denies) }];
  });
}

function denyFor(permission: string, [from, until]: Span): Grant {
  return {
    permission,
    effect: 'deny',
    reason: 'conflict',
    from: 'baseline',
    ...(from > -Infinity && { startsAt: from }),
    ...(until < Infinity && { endsAt: until }),
  };
}

function heldSpans(
  catalog: CatalogDefinition,
  id: string,
  grants: readonly Grant[],
  { subject, narrow }: ConflictBearer,
): readonly Span[] {
  const definition = ownEntry(catalog.permissions, id);
  if (definition?.kind !== 'right') return [];
  const allows = grants.filter(
    (grant) => grant.effect === 'allow' && reachesSomething(catalog, definition, narrow(grant), subject),
  );
  const denies = grants.filter(
    ({ effect, scope, conditional }) =>
      effect === 'deny' && !conditional && (definition.on === undefined || scope === undefined || scope === 'all'),
  );
  return minus(united(allows.map(boundsOf)), united(denies.map(boundsOf)));
}

const byStart = ([a]: Span, [b]: Span) => (a < b ? -1 : a > b ? 1 : 0);

/** The same time in spans that do not touch, in their order. */
function united(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const [from, until] of spans.filter(([a, b]) => a < b).sort(byStart)) {
    const last = result.at(-1);
    if (last && from <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], until)];
    else result.push([from, until]);
  }
  return result;
}

/** The time in some spans and in none of others; both as {@link united} leaves them. */
function minus(spans: readonly Span[], others: readonly Span[]): readonly Span[] {
  const gaps = [-Infinity, ...others.map(([, until]) => until)].map((from, i): Span => [
    from,
    others[i]?.[0] ?? Infinity,
  ]);
  return overlapOf(
    spans,
    gaps.filter(([from, until]) => from < until),
  );
}

/** The time that two lists of spans have in common; both as {@link united} leaves them. */
function overlapOf(one: readonly Span[], other: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  let [i, j] = [0, 0];
  for (let [a, b] = [one[i], other[j]]; a && b; [a, b] = [one[i], other[j]]) {
    const span: Span = [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
    if (span[0] < span[1]) result.push(span);
    if (a[1] < b[1]) i += 1;
    else j += 1;
  }
  return result;
}

/** Beyond so many pieces, all the time from the first to the last one counts as shared. */
const mostPieces = 100;

/** The time that lies in two or more of the spans of several rights. */
function sharedSpans(spans: readonly Span[]): readonly Span[] {
  const shared: Span[] = [];
  let furthest = -Infinity;
  for (const [from, until] of [...spans].sort(byStart)) {
    if (from < furthest) shared.push([from, Math.min(until, furthest)]);
    furthest = Math.max(furthest, until);
  }
  const pieces = united(shared);
  const [first, last] = [pieces[0], pieces.at(-1)];
  return pieces.length > mostPieces && first && last ? [[first[0], last[1]]] : pieces;
}

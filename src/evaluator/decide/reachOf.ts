import type { CatalogDefinition } from '../../model/catalog.js';
import type { Grant } from '../../model/grant.js';
import type { Reach, Scope, ScopeKeys } from '../../model/scope.js';
import type { Subject } from '../../model/subject.js';
import { compareText } from './canonical.js';

/** A scope of one subject in its long form, with `'mine'` replaced by the subject's ids. */
export type Clause = ScopeKeys;

const everything: Clause = { all: true };
const nothing: Clause = {};

/**
 * How far one grant reaches for its subject. What the catalog does not know errs on the closed side: it adds
 * nothing to an `allow` and lets a `deny` reach everything (law 1).
 */
export function clauseOf(catalog: CatalogDefinition, subject: Subject, grant: Grant, scoped: boolean): Clause {
  const open = grant.effect === 'deny' ? everything : nothing;
  const scope = grant.scope ?? (scoped ? undefined : 'all');
  if (scope === undefined) return open;
  if (scope === 'all' || isUnlimited(scope)) return everything;
  if (!scoped || !knowsDimensions(catalog, scope))
    return open === everything ? everything : knownPart(catalog, subject, scope, scoped);
  return resolveMine(subject, scope);
}

/** The long form of `'all'`. */
function isUnlimited({ all, within }: ScopeKeys): boolean {
  return all === true && Object.keys(within ?? {}).length === 0;
}

function knowsDimensions(catalog: CatalogDefinition, scope: ScopeKeys): boolean {
  return [scope.in, scope.within].every((part) =>
    Object.keys(part ?? {}).every((id) => Object.hasOwn(catalog.dimensions, id)),
  );
}

/** An `allow` keeps what is understood of `in`; a `within` that is not understood leaves nothing. */
function knownPart(catalog: CatalogDefinition, subject: Subject, scope: ScopeKeys, scoped: boolean): Clause {
  if (!scoped || !knowsDimensions(catalog, { within: scope.within ?? {} })) return nothing;
  const known = Object.entries(scope.in ?? {}).filter(([id]) => Object.hasOwn(catalog.dimensions, id));
  return resolveMine(subject, { ...scope, in: Object.fromEntries(known) });
}

/** The ids of a dimension that somebody has: those that `'mine'` stands for. */
export function idsOf(subject: Subject, dimension: string): readonly string[] {
  if (dimension === 'extension') return subject.extensions;
  return Object.hasOwn(subject.memberships, dimension) ? (subject.memberships[dimension] ?? []) : [];
}

/** A scope in its long form for one subject. */
export function resolveMine(subject: Subject, scope: Scope): Clause {
  if (scope === 'all') return everything;
  const part = (reaches: ScopeKeys['in']) =>
    Object.fromEntries(
      Object.entries(reaches ?? {}).map(([id, reach]) => [id, reach === 'mine' ? idsOf(subject, id) : reach]),
    );
  return {
    ...scope,
    ...(scope.in && { in: part(scope.in) }),
    ...(scope.within && { within: part(scope.within) }),
  };
}

/** Whether a scope names anything that it could reach. */
export function namesSomething(scope: Scope): boolean {
  if (scope === 'all' || scope.all || scope.own) return true;
  return Object.values(scope.in ?? {}).some((reach) => reach !== undefined && reach.length > 0);
}

/** The clauses without those that reach nothing, the unlimited ones first united into one. */
export function unite(clauses: readonly Clause[]): readonly Scope[] {
  const plain = clauses.filter((clause) => !clause.within);
  if (plain.some((clause) => clause.all)) return ['all'];
  const united = new Map<string, Set<string> | 'any'>();
  for (const { in: reaches } of plain) {
    for (const [id, reach] of Object.entries(reaches ?? {})) {
      const known = united.get(id) ?? new Set<string>();
      united.set(id, reach === 'any' ? reach : known);
      if (typeof reach === 'object' && known !== 'any') for (const each of reach) known.add(each);
    }
  }
  const own = plain.some((clause) => clause.own);
  const limited = clauses.filter((clause) => clause.within && namesSomething(clause));
  const keyed = new Map(limited.map((clause) => [JSON.stringify(clause), clause]));
  const rest = [...keyed].sort(([a], [b]) => compareText(a, b)).map(([, clause]) => clause);
  const first: Clause = { ...(own && { own: true }), ...(united.size > 0 && { in: reachesOf(united) }) };
  return namesSomething(first) ? [first, ...rest] : rest;
}

function reachesOf(united: ReadonlyMap<string, ReadonlySet<string> | 'any'>): Record<string, Reach> {
  const reaches: Record<string, Reach> = Object.create(null);
  for (const [id, reach] of united) reaches[id] = reach === 'any' ? reach : [...reach].sort();
  return reaches;
}

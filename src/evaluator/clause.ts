import type { CatalogDefinition } from '../model/catalog.js';
import type { Grant } from '../model/grant.js';
import type { Reach, Scope, ScopeKeys } from '../model/scope.js';
import type { Subject } from '../model/subject.js';
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

/** The ids that `'mine'` stands for. */
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

/** One indivisible piece of a scope: everything, one's own, or one id (or any) of a dimension. */
type Part = 'all' | 'own' | { readonly dimension: string; readonly reach: Reach };

function partsOf(clause: Clause): Part[] {
  const dimensions = Object.entries(clause.in ?? {}).flatMap(([dimension, reach]): Part[] =>
    typeof reach === 'object' ? reach.map((id) => ({ dimension, reach: [id] })) : reach ? [{ dimension, reach }] : [],
  );
  return [...(clause.all ? (['all'] as const) : []), ...(clause.own ? (['own'] as const) : []), ...dimensions];
}

/** Whether a scope names anything that it could reach. */
export function namesSomething(scope: Scope): boolean {
  return scope === 'all' || partsOf(scope).length > 0;
}

/**
 * Whether every record in `inner` is in one of `outers`. It may say no where the answer is yes (a queue whose
 * calls all happen to be one's own), never yes where it is no.
 */
export function isCovered(inner: Clause, outers: readonly Clause[]): boolean {
  return (
    isOutside(inner) || partsOf(inner).every((part) => outers.some((outer) => holdsPart(outer, part, inner.within)))
  );
}

/** Whether a scope has to lie in something that has nothing in it. */
function isOutside({ within = {} }: Clause): boolean {
  return Object.values(within).some((reach) => reach === undefined || reach.length === 0);
}

function holdsPart(outer: Clause, part: Part, within: ScopeKeys['within']): boolean {
  // What is known of a record in this part: the part itself, and every `within` of its clause.
  const known: Part[] = [
    part,
    ...Object.entries(within ?? {}).map(([dimension, reach]): Part => ({ dimension, reach: reach ?? [] })),
  ];
  const inBase =
    outer.all === true ||
    known.some((one) =>
      one === 'own' ? outer.own === true : one !== 'all' && isInside(one.reach, reachOf(outer.in, one.dimension)),
    );
  return (
    inBase &&
    Object.entries(outer.within ?? {}).every(([dimension, reach]) =>
      known.some((one) => typeof one === 'object' && one.dimension === dimension && isInside(one.reach, reach)),
    )
  );
}

function reachOf(reaches: ScopeKeys['in'], dimension: string): Reach | undefined {
  return reaches && Object.hasOwn(reaches, dimension) ? reaches[dimension] : undefined;
}

function isInside(inner: Reach, outer: Reach | undefined): boolean {
  if (outer === undefined) return false;
  if (outer === 'any') return true;
  if (typeof inner === 'string' || typeof outer === 'string') return inner === outer;
  return inner.every((id) => outer.includes(id));
}

/** The clauses without those that reach nothing, the unlimited ones first united into one. */
export function unite(clauses: readonly Clause[]): readonly Scope[] {
  const plain = clauses.filter((clause) => !clause.within);
  if (plain.some((clause) => clause.all)) return ['all'];
  const united: Record<string, Reach> = Object.create(null);
  for (const { in: reaches } of plain) {
    for (const [id, reach] of Object.entries(reaches ?? {})) united[id] = uniteReach(united[id], reach ?? []);
  }
  const own = plain.some((clause) => clause.own);
  const limited = clauses.filter((clause) => clause.within && partsOf(clause).length > 0);
  const rest = limited.sort((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)));
  const first: Clause = { ...(own && { own: true }), ...(Object.keys(united).length > 0 && { in: united }) };
  return partsOf(first).length > 0 ? [first, ...rest] : rest;
}

function uniteReach(a: Reach | undefined, b: Reach): Reach {
  if (a === 'any' || b === 'any') return 'any';
  return [...new Set([...listed(a), ...listed(b)])].sort();
}

function listed(reach: Reach | undefined): readonly string[] {
  return typeof reach === 'object' ? reach : [];
}

import type { CatalogDefinition } from '../../src/model/catalog.js';
import type { Grant } from '../../src/model/grant.js';
import type { Reach, Reaches, Scope } from '../../src/model/scope.js';
import type { Subject } from '../../src/model/subject.js';
import { type Facts, idsIn, idsOn } from './facts.js';

/** Whether a grant of a scoped right reaches a record with these facts (laws 1, 4 and 5). */
export function reaches(catalog: CatalogDefinition, subject: Subject, grant: Grant, facts: Facts): boolean {
  if (grant.scope === undefined) return grant.effect === 'deny';
  if (grant.effect === 'allow') return inScope(subject, grant.scope, facts);
  return namesUnknownDimension(catalog, grant.scope) || mayBeInScope(subject, grant.scope, facts);
}

/** Whether a grant of a right that is not asked about records holds: it has no scope, or the whole one. */
export function holdsUnscoped({ effect, scope }: Grant): boolean {
  if (effect === 'deny' || scope === undefined || scope === 'all') return true;
  return scope.all === true && Object.keys(scope.within ?? {}).length === 0;
}

/** The keys of a scope unite, `within` intersects; a scope that names nothing to unite reaches nothing (law 4). */
export function inScope(subject: Subject, scope: Scope, facts: Facts): boolean {
  if (scope === 'all') return true;
  const included =
    scope.all === true || (scope.own === true && isOwn(subject, facts)) || met(subject, scope.in, facts).includes(true);
  return included && !met(subject, scope.within, facts).includes(false);
}

/** The same where what cannot be read counts as the id that is asked for: so a deny reads a record (law 14). */
function mayBeInScope(subject: Subject, scope: Scope, facts: Facts): boolean {
  if (scope === 'all') return true;
  const isHidden = (key: string, named: readonly string[]) => facts.unread.has(key) && named.flatMap(idsIn).length > 0;
  const mayBeMet = (table: Reaches | undefined) => {
    const certain = met(subject, table, facts);
    return Object.entries(table ?? {}).map(([dimension, reach], i) => {
      const named = reach === 'any' ? ['any'] : namedIds(subject, dimension, reach);
      return certain[i] === true || isHidden(dimension, named);
    });
  };
  const mayBeOwn =
    isOwn(subject, facts) || isHidden('owner', [subject.id]) || isHidden('extension', subject.extensions);
  const included = scope.all === true || (scope.own === true && mayBeOwn) || mayBeMet(scope.in).includes(true);
  return included && !mayBeMet(scope.within).includes(false);
}

/** The record's owner, or one of the subject's extensions on the record (law 5). */
export function isOwn(subject: Subject, facts: Facts): boolean {
  if (facts.owner.includes(subject.id)) return true;
  return idsOn(facts, 'extension').some((extension) => subject.extensions.includes(extension));
}

/** For each dimension of the reaches, whether the record is met by it. */
function met(subject: Subject, table: Reaches | undefined, facts: Facts): readonly boolean[] {
  return Object.entries(table ?? {}).map(([dimension, reach]) => {
    const ids = idsOn(facts, dimension);
    return reach === 'any' ? ids.length > 0 : ids.some((id) => namedIds(subject, dimension, reach).includes(id));
  });
}

/** `'mine'` stands for the subject's memberships; the dimension `extension` is tied to the subject's extensions. */
export function namedIds(subject: Subject, dimension: string, reach: Exclude<Reach, 'any'> | undefined) {
  if (reach !== 'mine') return reach ?? [];
  if (dimension === 'extension') return subject.extensions;
  return new Map(Object.entries(subject.memberships)).get(dimension) ?? [];
}

function namesUnknownDimension(catalog: CatalogDefinition, scope: Scope): boolean {
  if (scope === 'all') return false;
  const named = [...Object.keys(scope.in ?? {}), ...Object.keys(scope.within ?? {})];
  return named.some((dimension) => !Object.keys(catalog.dimensions).includes(dimension));
}

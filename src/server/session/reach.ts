import type { Delegation } from '../../evaluator/delegate/createDelegation.js';
import type { Evaluator } from '../../evaluator/decide/createEvaluator.js';
import { idsOf } from '../../evaluator/decide/reachOf.js';
import type { EffectiveScope, Reaches, Scope } from '../../model/scope.js';
import type { Subject } from '../../model/subject.js';

/** Which ids of one dimension somebody has to do with: only some, or all but some. */
export type ReachedIds = { readonly only: readonly string[] } | { readonly except: readonly string[] };

/** Somebody, as what it may do and what it may give. */
export interface Reacher {
  readonly may: Evaluator;
  readonly delegation: Pick<Delegation, 'ceiling'>;
}

/**
 * The ids of a dimension that a person may know of: its own, those that some right of it reaches, and those for which it
 * may give a right. Of a certain permission less may be given (law 11): see {@link givableIds}.
 */
export function reachedIds({ may, delegation }: Reacher, dimension: string): ReachedIds {
  const { permissions, resources } = may.catalog;
  const reached = Object.entries(permissions).flatMap(([id, permission]) => {
    if (permission.kind !== 'right' || permission.on === undefined) return [];
    const type = resources[permission.on];
    return type && Object.hasOwn(type.dimensions, dimension)
      ? [may.scopeOf(id), delegation.ceiling(id).scope ?? noScope].map((scope) =>
          reachOf(scope, may.grantSet.subject, dimension),
        )
      : [];
  });
  return unite(uniteAll(reached), { only: idsOf(may.grantSet.subject, dimension) });
}

const noScope: EffectiveScope = { includes: [], excludes: [] };

/**
 * The ids of a dimension that the ceiling of one right reaches whole, as held or as roles let one give it: each of them may be given by itself (law 11). A record may have
 * several ids, so that a deny of any of them keeps back some records of every other id, and leaves none to give whole.
 */
export function givableIds({ may, delegation }: Reacher, permission: string, dimension: string): ReachedIds {
  const { includes, excludes } = delegation.ceiling(permission).scope ?? noScope;
  if (excludes.length > 0) return none;
  const whole = includes.filter((scope) => scope === 'all' || isLimitedBy(scope, dimension));
  return uniteAll(whole.map((scope) => includedIds(scope, may.grantSet.subject, dimension)));
}

/** Whether no other dimension limits a scope. */
function isLimitedBy({ within = {} }: Exclude<Scope, 'all'>, dimension: string): boolean {
  return Object.keys(within).every((each) => each === dimension);
}

function reachOf({ includes, excludes }: EffectiveScope, subject: Subject, dimension: string): ReachedIds {
  const included = uniteAll(includes.map((scope) => includedIds(scope, subject, dimension)));
  const excluded = uniteAll(excludes.map((scope) => excludedIds(scope, dimension)));
  return intersect(included, opposite(excluded));
}

function includedIds(scope: Scope, subject: Subject, dimension: string): ReachedIds {
  if (scope === 'all') return every;
  const own: ReachedIds = { only: scope.own && dimension === 'extension' ? subject.extensions : [] };
  const base = scope.all ? every : unite(idsIn(scope.in, dimension) ?? none, own);
  return intersect(base, idsIn(scope.within, dimension) ?? every);
}

/** What is kept out of reach whole; where only some records of an id are, the id is still known. */
function excludedIds(scope: Scope, dimension: string): ReachedIds {
  if (scope === 'all') return every;
  if (scope.within) return none;
  return scope.all ? every : (idsIn(scope.in, dimension) ?? none);
}

/** `'mine'` is already replaced in an effective scope; were it not, it would add nothing (law 1). */
function idsIn(reaches: Reaches | undefined, dimension: string): ReachedIds | undefined {
  const reach = reaches && Object.hasOwn(reaches, dimension) ? reaches[dimension] : undefined;
  if (reach === undefined) return undefined;
  return typeof reach === 'object' ? { only: reach } : reach === 'any' ? every : none;
}

const every: ReachedIds = { except: [] };
const none: ReachedIds = { only: [] };

function uniteAll(parts: readonly ReachedIds[]): ReachedIds {
  return parts.reduce(unite, none);
}

function unite(a: ReachedIds, b: ReachedIds): ReachedIds {
  if ('only' in a) return 'only' in b ? { only: [...new Set([...a.only, ...b.only])] } : unite(b, a);
  const other = 'only' in b ? new Set(b.only) : undefined;
  return { except: a.except.filter((id) => (other ? !other.has(id) : 'except' in b && b.except.includes(id))) };
}

function opposite(ids: ReachedIds): ReachedIds {
  return 'only' in ids ? { except: ids.only } : { only: ids.except };
}

function intersect(a: ReachedIds, b: ReachedIds): ReachedIds {
  return opposite(unite(opposite(a), opposite(b)));
}

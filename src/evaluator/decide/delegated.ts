// An agent that works for somebody: it may what both may. Each question is asked of both, and the lesser answer holds.
import type { Decision } from '../../model/decision.js';
import type { PermissionDefinition } from '../../model/catalog.js';
import type { GrantSet, GrantValue } from '../../model/grant.js';
import type { EffectiveScope, Reach, Scope, ScopeKeys } from '../../model/scope.js';
import type { Subject } from '../../model/subject.js';
import { valueRank } from '../../model/value.js';
import type { Right } from './compileRight.js';
import { limitOf } from './coverage.js';
import { every } from './condition.js';
import { compile } from './predicate.js';
import { namesSomething } from './reachOf.js';

/** The two grant sets that an agent on behalf of somebody acts by: its own, and that of the person. */
export function partsOf({ onBehalfOf, ...own }: GrantSet): readonly [own: GrantSet, other?: GrantSet] {
  return onBehalfOf ? [own, { ...own, ...onBehalfOf }] : [own];
}

/** A right as far as both hold it. */
export function sharedRight(own: Right, other: Right): Right {
  const condition = every([own.condition, other.condition]);
  return {
    ...own,
    condition,
    answer: own.resource ? compile(condition, own.resource) : condition === true,
    // Asked of each for itself, as for a prerequisite.
    isSome: () => condition !== false && own.isSome() && other.isSome(),
  };
}

/** Allowed where both are; where just one is not, that is the reason. */
export function sharedDecision(own: Decision, other: Decision): Decision {
  const [lacking, held] = own.status === 'allowed' ? [other, own] : [own, other];
  if (held.status === 'allowed') {
    if (lacking.status !== 'denied') return lacking.status === 'allowed' ? own : lacking;
    const { by, missing } = lacking;
    return { status: 'denied', reason: 'delegated', ...(by && { by }), ...(missing && { missing }) };
  }
  return own.status === 'denied' ? own : other.status === 'denied' ? other : own;
}

/**
 * The reach that both have, for a picker or a query string. What cannot be said in one scope is left out, such as what
 * is the person's own: `own` is the agent's. `where` holds all of it.
 */
export function sharedScope(own: EffectiveScope, other: EffectiveScope, person: Subject): EffectiveScope {
  const parts = other.includes.flatMap((scope) => partsOfScope(scope, person));
  // Of very many the reach is not told, though it is held.
  const isTold = own.includes.length * parts.length <= mostPairs;
  const includes = isTold ? own.includes.flatMap((scope) => parts.map((part) => narrowed(longScope(scope), part))) : [];
  return {
    includes: includes.filter(namesSomething),
    excludes: [...own.excludes, ...other.excludes.map(deniedScope)],
  };
}

const mostPairs = 10_000;

/** The value that leaves less of what a permission gives; for a duty, that it binds. */
export function lesser(
  definition: PermissionDefinition | undefined,
  one: GrantValue | undefined,
  other: GrantValue | undefined,
): GrantValue | undefined {
  if (!definition || one === undefined || other === undefined) return undefined;
  return valueRank(definition, other) < valueRank(definition, one) ? other : one;
}

function longScope(scope: Scope): ScopeKeys {
  return scope === 'all' ? { all: true } : scope;
}

type Limits = Readonly<Record<string, Reach | undefined>>;

/** Each part of a scope as limits that must hold all together; what is own by the owner alone is none. */
function partsOfScope(scope: Scope, { extensions }: Subject): readonly Limits[] {
  const { all, own, in: reaches = {}, within = {} } = longScope(scope);
  if (all) return [within];
  const named = [...Object.entries(reaches), ...(own ? [['extension', extensions] as const] : [])];
  return named.map(([id, reach]) => ({ ...within, [id]: common(reach, limitOf({ within }, id)) }));
}

function narrowed(scope: ScopeKeys, limits: Limits): Scope {
  const within = { ...scope.within };
  for (const [id, reach] of Object.entries(limits)) within[id] = common(reach, limitOf({ within }, id)) ?? [];
  if (Object.values(within).some((reach) => reach?.length === 0)) return {};
  return Object.keys(within).length > 0 ? { ...scope, within } : scope.all ? 'all' : scope;
}

function common(one: Reach | undefined, other: Reach | undefined): Reach | undefined {
  if (one === undefined || one === 'any') return other ?? one;
  if (other === undefined || other === 'any') return one;
  if (!isIds(one) || !isIds(other)) return [];
  const ids = new Set(other);
  return one.filter((id) => ids.has(id));
}

/** What is neither `'mine'` nor `'any'` may still be no list of ids, whatever the types say. */
function isIds(reach: Reach): reach is readonly string[] {
  return Array.isArray(reach);
}

/** What is denied as the person's own is denied altogether: whose it is cannot be said. */
function deniedScope(scope: Scope): Scope {
  return typeof scope === 'object' && scope.own ? 'all' : scope;
}

import { byProvenance } from '../evaluator/decide/canonical.js';
import { isCovered } from '../evaluator/decide/coverage.js';
import { mergeValues } from '../evaluator/decide/values.js';
import { isInForce } from '../evaluator/decide/timeWindow.js';
import type { Catalog, PermissionDefinition } from '../model/catalog.js';
import type { Grant, GrantValue, Provenance } from '../model/grant.js';
import type { Scope, ScopeKeys } from '../model/scope.js';

/** The joint effect of some grants of one permission, before plans, licences and prerequisites are checked. */
export interface Effect {
  /** Whether anything is given: a right for some record, a duty that binds, a value that somebody set. */
  readonly on: boolean;
  /** For a scoped right: how far, each scope once; they unite. */
  readonly reach: readonly Scope[];
  /** For a scoped right: what is denied of it. */
  readonly denied: readonly Scope[];
  /**
   * For a scoped right: the scopes that a setting of one's own takes the place of. `undefined` where such a setting
   * cannot say the same, since something of it is denied, holds for a while, or only the service decides.
   */
  readonly replaceable: readonly Scope[] | undefined;
  /** For a choice, number or duty. */
  readonly value: GrantValue | undefined;
  /** The sources of the effect, the nearest first. */
  readonly sources: readonly Provenance[];
  /** For what an umbrella or option opened: where that came from. */
  readonly via: readonly Provenance[];
}

const nothing: Effect = {
  on: false,
  reach: [],
  denied: [],
  replaceable: [],
  value: undefined,
  sources: [],
  via: [],
};

/**
 * The effect of these grants of a permission at a moment, in milliseconds since 1970. `stays` tells those that stand
 * beside a setting of one's own rather than give way to it.
 */
export function effectOf(
  catalog: Catalog,
  permission: string,
  grants: readonly Grant[],
  now: number,
  stays: (grant: Grant) => boolean = () => false,
): Effect {
  const definition = catalog.permissions[permission];
  if (!definition) return nothing;
  if (grants.length === 0 && definition.kind === 'right') return nothing;
  const inForce = grants.filter((grant) => isInForce(grant, now));
  // Comparing grants costs more than everything else here; most permissions have one.
  if (inForce.length > 1) inForce.sort(byProvenance);
  const origin = {
    sources: unique(inForce.map(({ from }) => from)),
    via: unique(inForce.flatMap(({ via }) => via ?? [])),
  };
  return {
    ...nothing,
    ...origin,
    ...(definition.kind === 'right' ? reachOf(definition, inForce, stays) : valueOf(definition, inForce)),
  };
}

function reachOf(
  definition: PermissionDefinition & { kind: 'right' },
  grants: readonly Grant[],
  stays: (grant: Grant) => boolean,
): Partial<Effect> {
  const scopes = (effect: Grant['effect']) =>
    distinct(grants.filter((grant) => grant.effect === effect).map(({ scope }) => scope ?? bare(definition, effect)));
  const [allowed, denied] = [scopes('allow').filter(reachesSomething), scopes('deny')];
  const on = allowed.some((scope) => !isCovered(longForm(scope), denied.map(longForm)));
  const replaced = grants.filter((grant) => !stays(grant));
  const isPlain = replaced.every(
    ({ effect, conditional, startsAt, endsAt }) =>
      effect === 'allow' && !conditional && startsAt === undefined && endsAt === undefined,
  );
  const replaceable = replaced.map(({ scope }) => scope ?? bare(definition, 'allow')).filter(reachesSomething);
  return { on, reach: on ? allowed : [], denied, replaceable: isPlain ? replaceable : undefined };
}

/** A scoped allow that names no scope reaches nothing, a deny everything. */
function bare({ on }: { readonly on?: string }, effect: Grant['effect']): Scope {
  return on === undefined || effect === 'deny' ? 'all' : {};
}

/** A scope as an object. */
export function longForm(scope: Scope): ScopeKeys {
  return scope === 'all' ? { all: true } : scope;
}

function reachesSomething(scope: Scope): boolean {
  const { all, own, in: reaches } = longForm(scope);
  return (
    all === true ||
    own === true ||
    Object.values(reaches ?? {}).some((reach) => reach !== undefined && reach.length > 0)
  );
}

/** Each scope once, and only the unlimited one where there is one. */
function distinct(scopes: readonly Scope[]): readonly Scope[] {
  const all = scopes.find((scope) => scope === 'all' || (scope.all && !scope.within));
  if (all) return ['all'];
  return [...new Map(scopes.map((scope) => [JSON.stringify(scope), scope])).values()];
}

function valueOf(
  definition: Exclude<PermissionDefinition, { kind: 'right' }>,
  grants: readonly Grant[],
): Partial<Effect> {
  const value = mergeValues(definition, grants);
  return { value, on: definition.kind === 'duty' ? value === true : grants.length > 0 };
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

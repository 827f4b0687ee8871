import { isCovered } from '../evaluator/decide/coverage.js';
import { reachesBy } from '../model/reachesBy.js';
import { valueRank } from '../model/value.js';
import type { Catalog } from '../model/catalog.js';
import type { Reach, Reaches, Scope, ScopeKeys } from '../model/scope.js';
import { type Effect, longForm } from './effect.js';
import type { PermissionRow } from './row.js';

/** Whether a row stands for a part of its permission rather than for all of it. */
export function isPart({ at }: PermissionRow): boolean {
  return at?.scope !== undefined || at?.value !== undefined;
}

/** Whether a permission's effect holds what one row of the product's table stands for, as `rows` says it of roles. */
export function isRowOn(catalog: Catalog, { at, permission }: PermissionRow, effect: Effect): boolean {
  const definition = catalog.permissions[permission];
  if (!at || !definition) return effect.on;
  if (at.value !== undefined && definition.kind !== 'right')
    return definition.kind === 'duty'
      ? effect.value === at.value
      : valueRank(definition, effect.value) >= valueRank(definition, at.value);
  if (at.asks !== undefined) return effect.on && askedScopes(effect, at.asks).length > 0;
  if (at.scope === undefined) return effect.on;
  // A row at a scope is given whole or not.
  return effect.on && effect.denied.length === 0 && covers(effect.reach, at.scope);
}

/** As far as an effect reaches by the dimension that a row asks for: everything, or what was chosen of it. */
export function askedScopes({ reach }: Effect, asks: string): readonly Scope[] {
  return reach
    .filter((scope) => reachesBy(scope, asks))
    .map((scope) => {
      const { all, in: reaches = {} } = longForm(scope);
      return all ? scope : { in: { [asks]: reaches[asks] ?? [] } };
    });
}

function covers(outers: readonly Scope[], inner: Scope): boolean {
  return isCovered(longForm(inner), outers.map(longForm));
}

/** Whether two lists of scopes reach as far as each other, so far as scopes alone tell. */
export function reachAlike(a: readonly Scope[], b: readonly Scope[]): boolean {
  return a.every((scope) => covers(b, scope)) && b.every((scope) => covers(a, scope));
}

/**
 * A scope with one row's part put in or taken out and every other part as it was, or `undefined` where one scope cannot
 * say that. Putting in and taking out again gives the same scope: a part that is there already is not put in, and one
 * that is there only within a wider one is not taken out.
 */
export function withPart(base: Scope, part: Scope, turnOn: boolean, narrower: readonly Scope[]): Scope | undefined {
  const [from, row] = [partsOf(base), partsOf(part)];
  // Rows that reach less far stay as they are when a wider one comes or goes.
  const kept = uniteScopes(narrower);
  if (!turnOn) {
    if (from.limit !== row.limit || ![...row.parts].every(([key]) => from.parts.has(key))) return undefined;
    const rest = scopeOf(
      [...from.parts].filter(([key]) => !row.parts.has(key)),
      base,
    );
    const missing = narrower.filter((scope) => !covers([rest], scope));
    return missing.length === 0 ? rest : uniteScopes([rest, ...missing]);
  }
  // A scope that has nothing but a limit reaches nothing, and its limit was still meant.
  if (from.parts.size === 0) return from.limit === noLimit || from.limit === row.limit ? part : undefined;
  if (kept && narrower.length > 0 && samePart(kept, base)) return part;
  return [...row.parts].some(([key]) => from.parts.has(key)) ? undefined : uniteScopes([base, part]);
}

/** One scope with the parts of several, each as it is written; `undefined` where one scope cannot hold them all. */
export function uniteScopes(scopes: readonly Scope[]): Scope | undefined {
  const all = scopes.map((scope) => ({ scope, ...partsOf(scope) })).filter(({ parts }) => parts.size > 0);
  const [first] = all;
  if (!first) return {};
  if (all.some(({ limit }) => limit !== first.limit)) return undefined;
  const parts = new Map(all.flatMap((each) => [...each.parts]));
  const isPlural = new Map<string, string>();
  for (const { dimension, reach } of parts.values()) {
    if (dimension === undefined) continue;
    // A dimension has one reach: ids stand beside each other, `mine` and `any` beside nothing.
    const kind = typeof reach === 'string' ? reach : 'ids';
    if ((isPlural.get(dimension) ?? kind) !== kind) return undefined;
    isPlural.set(dimension, kind);
  }
  return scopeOf([...parts], first.scope);
}

const noLimit = JSON.stringify([]);

/** One indivisible part of a scope: a flag, or of one dimension one id, `mine` or `any`. */
interface Part {
  readonly flag?: 'all' | 'own';
  readonly dimension?: string;
  readonly reach?: Reach;
}

function partsOf(scope: Scope): { readonly parts: ReadonlyMap<string, Part>; readonly limit: string } {
  const { all, own, in: reaches, within } = longForm(scope);
  const flags = (['all', 'own'] as const).filter((flag) => (flag === 'all' ? all : own));
  const parts: Part[] = [...flags.map((flag) => ({ flag })), ...reachParts(reaches)];
  const limit = reachParts(within, true).map(keyOf).sort();
  return { parts: new Map(parts.map((part) => [keyOf(part), part])), limit: JSON.stringify(limit) };
}

function reachParts(reaches: Reaches = {}, keepsEmpty = false): Part[] {
  return Object.entries(reaches).flatMap(([dimension, reach = []]): Part[] => {
    if (typeof reach === 'string' || (keepsEmpty && reach.length === 0)) return [{ dimension, reach }];
    return reach.map((id) => ({ dimension, reach: [id] }));
  });
}

function keyOf({ flag, dimension, reach }: Part): string {
  return JSON.stringify([flag ?? null, dimension ?? null, reach ?? null]);
}

function samePart(a: Scope, b: Scope): boolean {
  const [x, y] = [partsOf(a), partsOf(b)];
  return x.limit === y.limit && x.parts.size === y.parts.size && [...x.parts.keys()].every((key) => y.parts.has(key));
}

/** The scope of some parts, with the limit of another. */
function scopeOf(parts: readonly (readonly [string, Part])[], limited: Scope): Scope {
  const reaches: Record<string, string[] | Extract<Reach, string>> = Object.create(null);
  const flags: { all?: true; own?: true } = {};
  for (const [, { flag, dimension, reach }] of parts) {
    if (flag) flags[flag] = true;
    if (dimension === undefined || reach === undefined) continue;
    const before = reaches[dimension];
    if (typeof reach === 'string') reaches[dimension] = reach;
    else if (typeof before === 'object') before.push(...reach);
    else reaches[dimension] = [...reach];
  }
  const { within } = longForm(limited);
  const isIn = Object.keys(reaches).length > 0;
  const keys: ScopeKeys = {
    ...flags,
    ...(isIn && { in: { ...reaches } }),
    ...(within && parts.length > 0 && { within }),
  };
  return keys.all && Object.keys(keys).length === 1 ? 'all' : keys;
}

/** Whether a scope has any part at all. */
export function hasParts(scope: Scope): boolean {
  return partsOf(scope).parts.size > 0;
}

/** The rows of the same permission that stand for a part of what another row stands for. */
export function narrowerThan(row: Scope, siblings: readonly PermissionRow[]): readonly Scope[] {
  return siblings.flatMap(({ at }) =>
    at?.scope !== undefined && covers([row], at.scope) && !covers([at.scope], row) ? [at.scope] : [],
  );
}

import { isCovered } from '../../../evaluator/clause.js';
import { valueRank } from '../../../model/value.js';
import type { Catalog } from '../../../model/catalog.js';
import type { Scope } from '../../../model/scope.js';
import { type Effect, longForm } from '../engine/effect.js';
import type { CellMeaning } from '../engine/describeCell.js';
import type { Setting } from '../engine/slot.js';
import type { PermissionAttribute } from './Attribute.js';

/** Whether a permission's effect holds what one row of the product's table stands for. */
export function isRowOn(catalog: Catalog, line: PermissionAttribute, effect: Effect): boolean {
  const { at, permission } = line;
  const definition = catalog.permissions[permission];
  if (!at || !definition) return effect.on;
  if (at.value !== undefined && definition.kind !== 'right')
    return definition.kind === 'number'
      ? valueRank(definition, effect.value) >= valueRank(definition, at.value)
      : effect.value === at.value;
  if (at.scope === undefined) return effect.on;
  const row = longForm(at.scope);
  const allows = effect.reach.map(longForm);
  return isCovered(row, allows) && !effect.denied.some((scope) => isCovered(row, [longForm(scope)]));
}

/**
 * What switching one row on or off sets its permission to: the rows of the same permission that are then on, united.
 * Back to what is inherited where that says the same.
 */
export function toggleRow(
  catalog: Catalog,
  line: PermissionAttribute,
  siblings: readonly PermissionAttribute[],
  { effective, inherited }: CellMeaning,
): readonly Setting[] | undefined {
  const { at } = line;
  const turnOn = !isRowOn(catalog, line, effective);
  if (at?.value !== undefined) return turnOn ? [{ effect: 'allow', value: at.value }] : undefined;
  if (at?.scope === undefined) return undefined;
  const row = at.scope;
  const scopes = turnOn ? [...effective.reach, row] : narrower(siblings, row).filter((each) => isOn(each, effective));
  const isInherited =
    scopes.every((scope) => isOn(scope, inherited)) && inherited.reach.every((scope) => covers(scopes, scope));
  if (isInherited) return undefined;
  return scopes.length === 0 ? [{ effect: 'deny' }] : [{ effect: 'allow', scope: unite(scopes) }];
}

function isOn(scope: Scope, { reach }: Effect): boolean {
  return covers(reach, scope);
}

function covers(outers: readonly Scope[], inner: Scope): boolean {
  return isCovered(longForm(inner), outers.map(longForm));
}

/** The rows that stay when one goes: those that do not reach as far. */
function narrower(siblings: readonly PermissionAttribute[], row: Scope): readonly Scope[] {
  return siblings.flatMap(({ at }) => (at?.scope !== undefined && !covers([at.scope], row) ? [at.scope] : []));
}

/** One scope that reaches as far as several; each keeps its `within` only where all share it. */
export function unite(scopes: readonly Scope[]): Scope {
  const [first, ...rest] = scopes;
  if (first === undefined) return {};
  return rest.reduce(uniteTwo, first);
}

function uniteTwo(a: Scope, b: Scope): Scope {
  if (covers([a], b)) return a;
  if (covers([b], a)) return b;
  const [x, y] = [longForm(a), longForm(b)];
  const same = JSON.stringify(x.within) === JSON.stringify(y.within);
  // Scopes with different limits do not unite into one without reaching further than both: the newer one holds.
  if (!same) return b;
  const reaches = { ...x.in };
  for (const [id, reach] of Object.entries(y.in ?? {})) {
    const before = reaches[id];
    reaches[id] =
      Array.isArray(before) && Array.isArray(reach)
        ? [...new Set([...before, ...reach])]
        : before === 'any'
          ? before
          : reach;
  }
  return {
    ...((x.all || y.all) && { all: true as const }),
    ...((x.own || y.own) && { own: true as const }),
    ...(Object.keys(reaches).length > 0 && { in: reaches }),
    ...(x.within && { within: x.within }),
  };
}

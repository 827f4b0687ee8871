import type { Catalog } from '../../../model/catalog.js';
import type { Scope } from '../../../model/scope.js';
import type { CellMeaning } from '../engine/describeCell.js';
import { type Effect, longForm } from '../engine/effect.js';
import { isPlain, type Setting } from '../engine/slot.js';
import type { PermissionAttribute } from './Attribute.js';
import { hasParts, isPart, isRowOn, narrowerThan, reachAlike, uniteScopes, withPart } from './rowScope.js';

/** What one press does to a cell: it sets this, or it opens the cell's editor since there is more than on and off. */
export type Toggle = { readonly next: readonly Setting[] | undefined } | 'edit';

/** One press on one cell. */
export interface Press {
  readonly catalog: Catalog;
  readonly line: PermissionAttribute;
  /** Every line about the same permission. */
  readonly siblings: readonly PermissionAttribute[];
  readonly cell: CellMeaning;
  readonly isRole: boolean;
  /** What the permission would come to if it were set to this. */
  readonly preview: (next: readonly Setting[] | undefined) => Effect | undefined;
}

/**
 * What one press does: the other of on and off, as an override only where it is not what is inherited anyway. It throws
 * nothing away: where it would take a window, a condition or a scope with it, or change another row of the product's
 * table, it opens the editor.
 */
export function toggleCell(press: Press): Toggle {
  const { catalog, line, siblings, cell, preview } = press;
  if (!isPlain(cell.own)) return 'edit';
  const asked = isPart(line) ? togglePart(press) : toggleWhole(press);
  if (asked === 'edit' || siblings.every((sibling) => isSameRow(sibling, line))) return asked;
  const after = preview(asked.next);
  const changes = (row: PermissionAttribute) =>
    after === undefined || isRowOn(catalog, row, after) !== isRowOn(catalog, row, cell.effective);
  // A row at no scope follows from the others: it is on while anything is.
  const others = siblings.filter((sibling) => isPart(sibling) && !isSameRow(sibling, line));
  return changes(line) && !others.some(changes) ? asked : 'edit';
}

function isSameRow(a: PermissionAttribute, b: PermissionAttribute): boolean {
  return JSON.stringify(a.at) === JSON.stringify(b.at);
}

/** A row of the product's table that stands for a part of its permission. */
function togglePart(press: Press): Toggle {
  const { catalog, line, siblings, cell } = press;
  const { at } = line;
  const turnOn = !isRowOn(catalog, line, cell.effective);
  if (at?.scope === undefined) return toggleValue(press, turnOn);
  const base = baseOf(press);
  const scope = base && withPart(base, at.scope, turnOn, narrowerThan(at.scope, siblings));
  return scope === undefined ? 'edit' : { next: settingFor(scope, press) };
}

/** The one scope that says what there is, if one can. */
function baseOf({ cell, isRole }: Press): Scope | undefined {
  const { own, effective } = cell;
  if (own === undefined) return effective.replaceable && uniteScopes(effective.replaceable);
  const [setting] = own;
  if (setting?.effect === 'allow') return setting.scope ?? {};
  return throwsAway(cell, isRole) ? undefined : {};
}

function settingFor(scope: Scope, { cell: { inherited }, isRole }: Press): readonly Setting[] | undefined {
  const { replaceable } = inherited;
  if (replaceable && reachAlike(hasParts(scope) ? [scope] : [], replaceable)) return undefined;
  if (hasParts(scope)) return [{ effect: 'allow', scope }];
  return isRole ? [] : [{ effect: 'deny' }];
}

/** A row at a value: it can be set where nothing else is, and taken back where nothing else was set. */
function toggleValue({ catalog, line, cell: { own, inherited } }: Press, turnOn: boolean): Toggle {
  const definition = catalog.permissions[line.permission];
  const value = line.at?.value;
  if (value === undefined) return 'edit';
  if (definition?.kind === 'duty') {
    if (own !== undefined && isRowOn(catalog, line, inherited) === turnOn) return { next: undefined };
    return { next: [{ effect: 'allow', value: turnOn ? value : !value }] };
  }
  if (turnOn) return own === undefined ? { next: [{ effect: 'allow', value }] } : 'edit';
  return own?.[0]?.effect === 'allow' && own[0].value === value ? { next: undefined } : 'edit';
}

/** A line that stands for its whole permission. */
function toggleWhole({ catalog, line, cell, isRole }: Press): Toggle {
  const { own, inherited, effective } = cell;
  const definition = catalog.permissions[line.permission];
  if (!definition || definition.kind === 'choice' || definition.kind === 'number') return 'edit';
  const on = effective.on;
  if (definition.kind === 'right' && throwsAway(cell, isRole)) return 'edit';
  if (own !== undefined && inherited.on !== on) return { next: undefined };
  if (definition.kind === 'duty') return { next: [{ effect: 'allow', value: !on }] };
  // A deny of a role would also hold back what its holders have from elsewhere.
  if (on) return { next: isRole ? [] : [{ effect: 'deny' }] };
  // How far it is to reach, only a person can say.
  return definition.on === undefined ? { next: [{ effect: 'allow' }] } : 'edit';
}

/**
 * Whether what is set says more than on or off: how far, what is denied to everybody who holds a role, or that it is
 * to stay off, whatever comes to be inherited.
 */
function throwsAway({ own, inherited }: CellMeaning, isRole: boolean): boolean {
  if (own === undefined) return false;
  const [setting] = own;
  if (!setting) return !inherited.on;
  if (setting.effect === 'deny') return isRole || setting.scope !== undefined || !inherited.on;
  if (setting.scope === undefined) return false;
  const { replaceable } = inherited;
  return !replaceable || !reachAlike([longForm(setting.scope)], replaceable);
}

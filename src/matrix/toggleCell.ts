import { isSame } from '../base/isSame.js';
import type { Catalog } from '../model/catalog.js';
import type { Scope } from '../model/scope.js';
import type { CellMeaning } from './describeCell.js';
import { longForm } from './effect.js';
import { isPlain, type Setting } from './field.js';
import type { PermissionRow } from './row.js';
import { hasParts, isPart, isRowOn, narrowerThan, reachAlike, uniteScopes, withPart } from './rowScope.js';

/** The effect of one press on a cell: it sets this, or opens the cell's editor if there is more than on and off. */
export type Toggle = { readonly next: readonly Setting[] | undefined } | 'edit';

/** One press on one cell. */
export interface Press {
  readonly catalog: Catalog;
  readonly row: PermissionRow;
  /** Every row about the same permission. */
  readonly siblings: readonly PermissionRow[];
  readonly cell: CellMeaning;
  readonly isRole: boolean;
  /** The meaning of the cell if it were set to this. */
  readonly preview: (next: readonly Setting[] | undefined) => CellMeaning | undefined;
}

/**
 * The effect of one press: the other of on and off, as an override only if it differs from what is inherited. It throws
 * nothing away: where it would take a window, a condition or a scope with it, or change another row of the product's
 * table, it opens the editor.
 */
export function toggleCell(press: Press): Toggle {
  if (!isPlain(press.cell.own)) return 'edit';
  const asked = isPart(press.row) ? togglePart(press) : [toggleWhole(press)];
  return asked.find((each) => each === 'edit' || isExact(press, each.next)) ?? 'edit';
}

/** Whether a setting changes the pressed row and no other row, and a second press would give back what there is. */
function isExact(press: Press, next: readonly Setting[] | undefined): boolean {
  const { catalog, row, siblings, cell, preview } = press;
  const after = preview(next);
  if (!after) return false;
  const changes = (each: PermissionRow) =>
    isRowOn(catalog, each, after.effective) !== isRowOn(catalog, each, cell.effective);
  // A row at no scope follows from the others: it is on while anything is.
  const others = siblings.filter((sibling) => isPart(sibling) && !isSameRow(sibling, row));
  return changes(row) && !others.some(changes) && isReversible(press, after);
}

function isReversible(press: Press, after: CellMeaning): boolean {
  if (press.row.at?.scope === undefined) return true;
  const [before, back] = [baseOf(press), pressed({ ...press, cell: after })];
  return back === undefined || (before !== undefined && reachAlike(listed(before), listed(back)));
}

function listed(scope: Scope): readonly Scope[] {
  return hasParts(scope) ? [scope] : [];
}

function isSameRow(a: PermissionRow, b: PermissionRow): boolean {
  return isSame(a.at, b.at);
}

/** A row of the product's table that stands for a part of its permission: what may be set, the shortest first. */
function togglePart(press: Press): readonly Toggle[] {
  if (press.row.at?.scope === undefined) return [toggleValue(press)];
  const scope = pressed(press);
  return scope === undefined ? [] : settingsFor(scope, press).map((next) => ({ next }));
}

/** The present scope with the pressed row added or removed, as one scope, if one can say it. */
function pressed(press: Press): Scope | undefined {
  const { catalog, row, siblings, cell } = press;
  const part = row.at?.scope;
  const base = baseOf(press);
  if (base === undefined || part === undefined) return undefined;
  return withPart(base, part, !isRowOn(catalog, row, cell.effective), narrowerThan(part, siblings));
}

/** The one scope that says what there is, if one can. */
function baseOf({ cell, isRole }: Press): Scope | undefined {
  const { own, effective } = cell;
  if (own === undefined) return effective.replaceable && uniteScopes(effective.replaceable);
  const [setting] = own;
  if (setting?.effect === 'allow') return setting.scope ?? {};
  return throwsAway(cell, isRole) ? undefined : {};
}

function settingsFor(
  scope: Scope,
  { cell: { inherited }, isRole }: Press,
): readonly (readonly Setting[] | undefined)[] {
  const { replaceable } = inherited;
  const own: readonly Setting[] = hasParts(scope) ? [{ effect: 'allow', scope }] : isRole ? [] : [{ effect: 'deny' }];
  return replaceable && reachAlike(listed(scope), replaceable) ? [undefined, own] : [own];
}

/** A row at a value: it can be set where nothing else is, and taken back where nothing else was set. */
function toggleValue({ catalog, row, cell: { own, inherited, effective } }: Press): Toggle {
  const turnOn = !isRowOn(catalog, row, effective);
  const definition = catalog.permissions[row.permission];
  const value = row.at?.value;
  if (value === undefined) return 'edit';
  if (definition?.kind === 'duty') {
    if (own !== undefined && isRowOn(catalog, row, inherited) === turnOn) return { next: undefined };
    return { next: [{ effect: 'allow', value: turnOn ? value : !value }] };
  }
  if (turnOn) return own === undefined ? { next: [{ effect: 'allow', value }] } : 'edit';
  return own?.[0]?.effect === 'allow' && own[0].value === value ? { next: undefined } : 'edit';
}

/** A row that stands for its whole permission. */
function toggleWhole({ catalog, row, cell, isRole }: Press): Toggle {
  // Which ones, only a person can say.
  if (row.at?.asks !== undefined) return 'edit';
  const { own, inherited, effective } = cell;
  const definition = catalog.permissions[row.permission];
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

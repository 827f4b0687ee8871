import type { Catalog } from '../../../model/catalog.js';
import type { CellMeaning } from '../engine/describeCell.js';
import { isPlain, type Setting } from '../engine/slot.js';
import type { PermissionAttribute } from './Attribute.js';
import { isRowOn, toggleRow } from './rowScope.js';

/** What one press does to a cell: it sets this, or it opens the cell's editor since there is more than on and off. */
export type Toggle = { readonly next: readonly Setting[] | undefined } | 'edit';

/** What one press does: the other of on and off, as an override only where it is not what is inherited anyway. */
export function toggleCell(
  catalog: Catalog,
  line: PermissionAttribute,
  siblings: readonly PermissionAttribute[],
  cell: CellMeaning,
  isRole: boolean,
): Toggle {
  if (!isPlain(cell.own)) return 'edit';
  const definition = catalog.permissions[line.permission];
  if (line.at?.scope !== undefined || line.at?.value !== undefined)
    return { next: toggleRow(catalog, line, siblings, cell) };
  if (!definition || definition.kind === 'choice' || definition.kind === 'number') return 'edit';
  const on = isRowOn(catalog, line, cell.effective);
  if (cell.own !== undefined && cell.inherited.on !== on) return { next: undefined };
  if (definition.kind === 'duty') return { next: [{ effect: 'allow', value: !on }] };
  // A deny of a role would also hold back what its holders have from elsewhere.
  if (on) return { next: isRole ? [] : [{ effect: 'deny' }] };
  // How far it is to reach, only a person can say.
  return definition.on === undefined ? { next: [{ effect: 'allow' }] } : 'edit';
}

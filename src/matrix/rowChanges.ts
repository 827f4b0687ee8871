import type { CellMeaning } from './describeCell.js';
import type { Matrix } from './Matrix.js';
import type { MatrixTarget } from './MatrixBackend.js';
import type { MatrixChange, PreviewedChange } from './preview.js';
import { isRoleTarget } from './target.js';
import type { PermissionRow } from './row.js';
import { isPart, isRowOn } from './rowScope.js';
import { toggleCell } from './toggleCell.js';

/** A row of the product's table that is to be on or off, or as it would be inherited. */
export interface RowWish {
  readonly target: MatrixTarget;
  readonly row: PermissionRow;
  readonly want: boolean | 'inherit';
}

/** Rows as changes of their permissions, and the rows that cannot be set without changing others. */
export interface RowChanges {
  readonly changes: readonly MatrixChange[];
  readonly unread: readonly PreviewedChange[];
}

/**
 * Works out what some rows are to be set to, each as one press would: rows of one permission on one target make one
 * change. It yields after each, so that many can be worked out in slices. `rows` are all rows about permissions.
 */
export function* rowChanges(
  matrix: Matrix,
  rows: readonly PermissionRow[],
  wishes: readonly RowWish[],
): Generator<RowChanges> {
  const groups = new Map<string, RowWish[]>();
  for (const wish of wishes) {
    const key = `${wish.target} ${wish.row.permission}`;
    const group = groups.get(key);
    if (group) group.push(wish);
    else groups.set(key, [wish]);
  }
  const siblings = new Map<string, PermissionRow[]>();
  for (const row of rows) siblings.set(row.permission, [...(siblings.get(row.permission) ?? []), row]);
  for (const group of groups.values()) {
    const [first] = group;
    if (first) yield changesOfGroup(matrix, siblings.get(first.row.permission) ?? [], first, group);
  }
}

function changesOfGroup(
  matrix: Matrix,
  siblings: readonly PermissionRow[],
  { target, row: { permission } }: RowWish,
  wishes: readonly RowWish[],
): RowChanges {
  const field = `overrides.${permission}` as const;
  const isWhole = siblings
    .filter(isPart)
    .every(({ key }) => wishes.some(({ row, want }) => row.key === key && want === 'inherit'));
  if (isWhole) return { changes: [{ target, field, next: undefined }], unread: [] };
  const shown = matrix.cell(target, permission);
  if (!shown) return { changes: [], unread: [] };
  const catalog = matrix.catalog();
  let cell: CellMeaning = shown;
  const isMet = ({ row, want }: RowWish) =>
    isRowOn(catalog, row, cell.effective) === (want === 'inherit' ? isRowOn(catalog, row, cell.inherited) : want);
  const press = ({ row }: RowWish) => {
    const preview = (next: CellMeaning['own']) => matrix.preview({ target, field, next });
    const asked = toggleCell({ catalog, row, siblings, cell, isRole: isRoleTarget(target), preview });
    cell = (asked !== 'edit' && matrix.preview({ target, field, next: asked.next })) || cell;
  };
  // A row that another one stands in the way of may be set once that one is: each round sets one more, or is the last.
  let open = wishes.filter((wish) => !isMet(wish));
  for (let before = Infinity; open.length > 0 && open.length < before;) {
    before = open.length;
    open.forEach((wish) => !isMet(wish) && press(wish));
    open = wishes.filter((wish) => !isMet(wish));
  }
  return {
    changes: [{ target, field, next: cell.own }],
    unread: open.map(({ row }) => ({
      target,
      field,
      next: undefined,
      before: undefined,
      result: 'skip',
      message: `'${row.label}' cannot be set there without changing something else: open its editor.`,
    })),
  };
}

import { type RowCell, accessTable, type TableRow } from '../evaluator/report/accessTable.js';
import type { Catalog } from '../model/catalog.js';
import type { GrantValue } from '../model/grant.js';
import type { Scope } from '../model/scope.js';
import type { Decision } from '../model/decision.js';
import type { Matrix } from './Matrix.js';
import type { MatrixTarget } from './MatrixBackend.js';
import type { Field } from './field.js';
import { idOfTarget, isRoleTarget } from './target.js';

/** One row of the matrix: a permission, perhaps at a scope or value, or another property of a member. */
export type Row =
  | { readonly kind: 'section'; readonly key: string; readonly label: string; readonly description: string }
  | {
      readonly kind: 'roles' | 'packages' | 'plan' | 'licenses' | 'belongings';
      readonly key: string;
      readonly label: string;
    }
  | PermissionRow;

/** A row about one permission. */
export interface PermissionRow {
  readonly kind: 'permission';
  readonly key: string;
  readonly permission: string;
  readonly label: string;
  readonly description: string;
  readonly section: string | undefined;
  /** For a row of the product's own table. */
  readonly at?: { readonly scope?: Scope; readonly value?: GrantValue; readonly asks?: string };
  readonly note?: string;
  /** For a row of the product's own table: what it says of each role. */
  readonly cells?: Readonly<Record<string, RowCell>>;
}

/** The source of the rows: every permission of the catalog, or the rows of the product's own page. */
export type RowSource = 'permissions' | 'table';

/** The rows about permissions, in the order of the catalog's sections. */
export function permissionRows(catalog: Catalog, source: RowSource): readonly PermissionRow[] {
  const all =
    source === 'table' && catalog.rows
      ? accessTable(catalog).map((row, i) => tableRow(catalog, row, i))
      : plainRows(catalog);
  const order = Object.keys(catalog.sections ?? {});
  const place = ({ section }: PermissionRow) => (section === undefined ? order.length : order.indexOf(section));
  return [...all].sort((a, b) => place(a) - place(b));
}

function plainRows(catalog: Catalog): PermissionRow[] {
  return Object.entries(catalog.permissions).map(([permission, { label, section, description = '', note }]) => ({
    kind: 'permission',
    key: permission,
    permission,
    label,
    section,
    description,
    ...(note !== undefined && { note }),
  }));
}

function tableRow(catalog: Catalog, row: TableRow, index: number): PermissionRow {
  const definition = catalog.permissions[row.permission];
  const { scope, value, asks, note, cells } = row;
  const at = {
    ...(scope !== undefined && { scope }),
    ...(value !== undefined && { value }),
    ...(asks !== undefined && { asks }),
  };
  return {
    kind: 'permission',
    key: `${index} ${row.permission}`,
    permission: row.permission,
    label: row.label,
    section: row.section,
    description: row.description ?? definition?.description ?? '',
    ...(Object.keys(at).length > 0 && { at }),
    ...(note !== undefined && { note }),
    cells,
  };
}

/** The cell of a role in this row on the product's own page, if the target is a role. */
export function rowCellOf({ cells }: PermissionRow, target: MatrixTarget): RowCell | undefined {
  return isRoleTarget(target) ? cells?.[idOfTarget(target)] : undefined;
}

/** The notes of the catalog and the product's own page about a row, and about a role in it. */
export function notesOf(row: PermissionRow, target: MatrixTarget): readonly string[] {
  return [row.note, rowCellOf(row, target)?.note].filter((note) => note !== undefined);
}

/** The rows with a heading before each section. */
export function withSections(catalog: Catalog, rows: readonly PermissionRow[]): readonly Row[] {
  return rows.flatMap((row, i): readonly Row[] => {
    const { section } = row;
    if (section === undefined || section === rows[i - 1]?.section) return [row];
    const { label = section, description = '' } = catalog.sections?.[section] ?? {};
    return [{ kind: 'section', key: `section ${section}`, label, description }, row];
  });
}

/** The fields that are edited on one row. */
export function fieldsOfRow(catalog: Catalog, row: Row): readonly Field[] {
  switch (row.kind) {
    case 'permission':
      return [`overrides.${row.permission}`];
    case 'roles':
      return ['roles'];
    case 'packages':
      return Object.keys(catalog.packages ?? {}).map((id): Field => `packages.${id}`);
    case 'plan':
    case 'licenses':
      return [row.kind];
    case 'belongings':
      return belongingFields(catalog);
    case 'section':
      return [];
  }
}

/** The dimensions that members can belong to: those of which the catalog does not list all ids itself. */
export function memberDimensions({ dimensions }: Catalog): readonly string[] {
  return Object.keys(dimensions).filter((id) => id !== 'extension' && dimensions[id]?.values === undefined);
}

/** The fields of what a member has, belongs to and is restricted to. */
export function belongingFields(catalog: Catalog): readonly Field[] {
  return ['extensions', ...memberDimensions(catalog).map((id): Field => `memberships.${id}`), 'within'];
}

/** The reason why nothing on a row of a member can be changed. */
export function rowLock(
  matrix: Pick<Matrix, 'catalog' | 'fieldLock'>,
  target: MatrixTarget,
  row: Row,
): Decision | undefined {
  const locks = fieldsOfRow(matrix.catalog(), row).map((field) => matrix.fieldLock(target, field));
  return locks.every((lock) => lock !== undefined) ? locks[0] : undefined;
}

/** The other rows of a member: its role, what it belongs to, and packages, plan and licences if there are any. */
export function memberRows(catalog: Catalog): readonly Row[] {
  const any = (table: object | undefined) => Object.keys(table ?? {}).length > 0;
  return [
    { kind: 'roles', key: 'roles', label: 'Role' },
    { kind: 'belongings', key: 'belongings', label: 'Belongs to' },
    ...(any(catalog.packages) ? [{ kind: 'packages', key: 'packages', label: 'Packages' } as const] : []),
    ...(any(catalog.plans) ? [{ kind: 'plan', key: 'plan', label: 'Plan' } as const] : []),
    ...(any(catalog.licenses) ? [{ kind: 'licenses', key: 'licenses', label: 'Licences' } as const] : []),
  ];
}

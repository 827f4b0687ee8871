import { foldText } from '../base/foldText.js';
import type { Row, PermissionRow } from './row.js';

/** The permission rows whose label, key or description holds the text. */
export function findRows(rows: readonly PermissionRow[], search: string): readonly PermissionRow[] {
  const text = foldText(search.trim());
  if (text === '') return rows;
  return rows.filter(({ label, permission, description }) =>
    foldText(`${label} ${permission} ${description}`).includes(text),
  );
}

/** Whether a row is about a permission. */
export function isPermissionRow(row: Row): row is PermissionRow {
  return row.kind === 'permission';
}

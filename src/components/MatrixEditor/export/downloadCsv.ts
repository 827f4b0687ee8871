import { isPermissionRow } from '../../../matrix/findRows.js';
import type { MatrixView } from '../state/useMatrixEditor.js';
import { toCsv } from './toCsv.js';

/** Gives the reader what the filters leave as a CSV file. */
export async function downloadCsv({ matrix, rows, targets, catalog }: MatrixView, signal: AbortSignal): Promise<void> {
  const csv = await toCsv({ matrix, targets, rows: rows.filter(isPermissionRow) }, signal);
  // The mark at the front tells spreadsheets that it is UTF-8.
  const url = URL.createObjectURL(new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${catalog.id}-access-${new Date().toISOString().slice(0, 10)}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}

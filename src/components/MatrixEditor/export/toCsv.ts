import type { Matrix } from '../../../matrix/Matrix.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { createResolver } from '../../../matrix/createResolver.js';
import { describeCell } from '../../../matrix/describeCell.js';
import { rolesLabel, targetLabel } from '../../../matrix/findTargets.js';
import type { PermissionRow } from '../../../matrix/row.js';
import { csvRow } from '../../../matrix/formulaText.js';
import { stopSentence } from '../words/stopWords.js';
import { rowSources, rowWords } from '../words/rowWords.js';

/** Options of `toCsv`. */
export interface CsvOptions {
  readonly matrix: Matrix;
  readonly rows: readonly PermissionRow[];
  readonly targets: readonly MatrixTarget[];
}

/**
 * The effective access as CSV, one row per member or role and one column per row, each cell with its source. In
 * slices, so that nothing stands still; rejects with the signal's reason.
 */
export async function toCsv(options: CsvOptions, signal: AbortSignal): Promise<string> {
  const { matrix } = options;
  matrix.catchUp();
  const known = matrix.namesVersion();
  const text = await writeAll(options, signal);
  await matrix.namesRead();
  signal.throwIfAborted();
  // What was put into words the first time had its names read: a second time says them.
  return matrix.namesVersion() === known ? text : writeAll(options, signal);
}

async function writeAll({ matrix, rows, targets }: CsvOptions, signal: AbortSignal): Promise<string> {
  const catalog = matrix.catalog();
  const resolver = createResolver(catalog, catalog, matrix.now());
  const records = [csvRow(['Name', 'Id', 'Role', ...rows.map(({ label }) => label)])];
  let until = performance.now() + 12;
  for (const target of targets) {
    const state = matrix.shown(target);
    if (!state) continue;
    const cells = rows.map((row) => {
      const { permission } = row;
      // Members have a resolver of their own, so that those on the screen are not pushed out of the matrix's.
      const cell = state.kind === 'role' ? matrix.cell(target, permission) : describeCell(resolver, state, permission);
      if (!cell) return '';
      const { stop } = cell;
      const from = rowSources(catalog, { row, target, cell });
      const words = rowWords(catalog, { row, target, cell });
      return `${words}${from && ` (${from})`}${stop ? ` [${stopSentence(catalog, stop)}]` : ''}`;
    });
    records.push(
      csvRow([
        targetLabel(matrix, target),
        target.slice(target.indexOf(':') + 1),
        rolesLabel(matrix, target),
        ...cells,
      ]),
    );
    if (performance.now() < until) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
    until = performance.now() + 12;
  }
  return `${records.join('\r\n')}\r\n`;
}

import type { Catalog } from '../../../model/catalog.js';
import type { CellMeaning } from '../../../matrix/describeCell.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { Scope } from '../../../model/scope.js';
import { type PermissionRow, rowCellOf } from '../../../matrix/row.js';
import { askedScopes, isPart, isRowOn } from '../../../matrix/rowScope.js';
import { effectWords, sourcesWords, valueWords } from './sentences.js';
import { namesIn } from './idWords.js';
import { scopeWords } from './scopeWords.js';

/** One cell: a row, whose it is, and what it comes to there. */
export interface CellInRow {
  readonly row: PermissionRow;
  readonly target: MatrixTarget;
  readonly cell: Pick<CellMeaning, 'effective'>;
}

/**
 * The text of a cell on the screen, on paper and in a file. A row of the product's table speaks of
 * its own part of the permission; ± is what a role has as far as somebody gives it to its holder.
 */
export function rowWords(catalog: Catalog, { row, target, cell: { effective } }: CellInRow): string {
  const isOn = isRowOn(catalog, row, effective);
  if (!isOn && rowCellOf(row, target)?.state === 'conditional') return '±, as far as it is given to a holder';
  const asks = row.at?.asks;
  if (asks !== undefined)
    return isOn ? `allowed: ${askedWords(catalog, askedScopes(effective, asks), asks)}` : 'not allowed';
  if (!isPart(row)) return effectWords(catalog, row.permission, effective);
  const { scope, value } = row.at ?? {};
  const definition = catalog.permissions[row.permission];
  if (scope !== undefined) return isOn ? `allowed: ${scopeWords(catalog, scope)}` : 'not allowed';
  const words = definition ? valueWords(definition, value) : String(value);
  return isOn ? words : `not ${words}`;
}

/** What is chosen in a row that asks which ids it is given for. */
export function askedWords(catalog: Catalog, chosen: readonly Scope[], asks: string): string {
  return chosen
    .map((scope) => {
      const reach = typeof scope === 'object' && !scope.all ? scope.in?.[asks] : undefined;
      // The row has said of what kind they are.
      return Array.isArray(reach) ? namesIn(catalog, asks, reach) : scopeWords(catalog, scope);
    })
    .join('; ');
}

/** The sources of a cell in words; empty if its row is off, since nothing gave that. */
export function rowSources(catalog: Catalog, { row, cell: { effective } }: CellInRow): string {
  const isOwnPart = isPart(row) || row.at?.asks !== undefined;
  return isOwnPart && !isRowOn(catalog, row, effective) ? '' : sourcesWords(catalog, effective);
}

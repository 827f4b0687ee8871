import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { Attribute } from '../../../matrix/row.js';

/** Where a cell is and what it is about. */
export interface CellProps<T extends Attribute = Attribute> {
  readonly row: number;
  readonly col: number;
  /** Where it begins, in CSS pixels from the beginning of its row. */
  readonly start: number;
  readonly line: T;
  readonly target: MatrixTarget;
}

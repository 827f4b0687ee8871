import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { Row } from '../../../matrix/row.js';

/** Where a cell is and what it is about. */
export interface CellProps<T extends Row = Row> {
  readonly rowIndex: number;
  readonly colIndex: number;
  /** Where it begins, in CSS pixels from the beginning of its row. */
  readonly start: number;
  readonly row: T;
  readonly target: MatrixTarget;
}

import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { Row } from '../../../matrix/row.js';

/** Props of a cell: its place, row and target. */
export interface CellProps<T extends Row = Row> {
  readonly rowIndex: number;
  readonly colIndex: number;
  /** Offset from the beginning of its row, in CSS pixels. */
  readonly start: number;
  readonly row: T;
  readonly target: MatrixTarget;
}

import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { Row } from '../../../matrix/row.js';
import { type Identity, rectangle, type Selection } from './createGridStore.js';
import type { Place } from './gridKeys.js';
import type { MatrixView } from './useMatrixEditor.js';

/** One cell: where a row and a column meet. */
export interface CellPlace {
  readonly row: Row;
  readonly target: MatrixTarget;
}

/** The direction of the matrix: members or roles side by side or, transposed, one below the other. */
export interface MatrixLayout {
  readonly transposed: boolean;
}

/** The places of the grid and the cells in them. */
export interface Places {
  /** The numbers of rows and columns beside the headers. */
  readonly size: () => Place;
  readonly cellAt: (place: Place) => CellPlace | undefined;
  /** The row and the target of a place, section headings included; `undefined` for a part that is a header. */
  readonly identityAt: (place: Place) => Partial<Identity>;
  /** The present place of a cell, if it is shown. */
  readonly placeOf: (cell: Identity) => Place | undefined;
  /** The selected places, or that in focus, row by row. */
  readonly selectedRows: () => readonly (readonly Place[])[];
  /** The selected cells, or that in focus. */
  readonly selectedCells: () => readonly CellPlace[];
}

/** Makes the places of one view. */
export function createPlaces(view: MatrixView, { transposed }: MatrixLayout): Places {
  const { grid, targets } = view;
  const rows = transposed ? view.rows.filter(({ kind }) => kind !== 'section') : view.rows;
  const at = (row: number, col: number): Place => (transposed ? { row: col, col: row } : { row, col });

  const cellAt = (place: Place): CellPlace | undefined => {
    const { row: i, col: j } = at(place.row, place.col);
    const [row, target] = [rows[i - 1], targets[j - 1]];
    return row && target && row.kind !== 'section' ? { row, target } : undefined;
  };

  const selectedRows = () => {
    const { selection, focus } = grid.get();
    return placesIn(selection ?? { from: focus, to: focus });
  };

  return {
    size: () => at(rows.length, targets.length),
    cellAt,
    identityAt(place) {
      const { row: i, col: j } = at(place.row, place.col);
      const [row, target] = [rows[i - 1]?.key, targets[j - 1]];
      return { ...(row !== undefined && { row }), ...(target && { target }) };
    },
    placeOf({ row, target }) {
      const i = rows.findIndex(({ key }) => key === row) + 1;
      const j = targets.indexOf(target) + 1;
      return i === 0 || j === 0 ? undefined : at(i, j);
    },
    selectedRows,
    selectedCells: () =>
      selectedRows()
        .flat()
        .flatMap((place) => cellAt(place) ?? []),
  };
}

function placesIn(selection: Pick<Selection, 'from' | 'to'>): readonly (readonly Place[])[] {
  const { start, end } = rectangle(selection);
  const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  return range(Math.max(1, start.row), end.row).map((row) =>
    range(Math.max(1, start.col), end.col).map((col) => ({ row, col })),
  );
}

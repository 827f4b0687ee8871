import { createStore, type Store } from '../../../base/createStore.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { Place } from './gridKeys.js';

/** A rectangle of cells, both corners included. */
export interface Selection {
  /** The corner that stays when the selection is extended. */
  readonly from: Place;
  readonly to: Place;
  /** The cell that had focus when it began: what is given to all of it is the value of this one. */
  readonly origin: Place;
}

/** The identity of a cell wherever it lies: the key of its row, and its member or role. */
export interface Identity {
  readonly row: string;
  readonly target: MatrixTarget;
}

/** The cell that is being edited in its place. */
export interface Editing extends Identity {
  /** The digit that opened the editor. */
  readonly initial: string | undefined;
}

/** The focus of the grid, the selection, and the cell that is being edited. */
export interface GridState {
  readonly focus: Place;
  readonly selection: Selection | undefined;
  /** By what it is about and not by its place: members come and go while somebody types. */
  readonly editing: Editing | undefined;
  /** Whether keyboard focus is in the grid, so that it may be moved from cell to cell. */
  readonly active: boolean;
}

/** The store of one grid: cells subscribe to it one by one, so that an arrow key renders two of them. */
export type GridStore = Store<GridState> & { readonly update: (change: Partial<GridState>) => void };

/** Makes the store of one grid, with focus on the first cell. */
export function createGridStore(): GridStore {
  const store = createStore<GridState>({
    focus: { row: 1, col: 1 },
    selection: undefined,
    editing: undefined,
    active: false,
  });
  return { ...store, update: (change) => store.set({ ...store.get(), ...change }) };
}

/** A selection with its smaller corner first. */
export function rectangle({ from, to }: Pick<Selection, 'from' | 'to'>): {
  readonly start: Place;
  readonly end: Place;
} {
  return {
    start: { row: Math.min(from.row, to.row), col: Math.min(from.col, to.col) },
    end: { row: Math.max(from.row, to.row), col: Math.max(from.col, to.col) },
  };
}

/** Whether a selection holds a place. */
export function isSelected(selection: Selection | undefined, { row, col }: Place): boolean {
  if (!selection) return false;
  const { start, end } = rectangle(selection);
  return row >= start.row && row <= end.row && col >= start.col && col <= end.col;
}

/** The bits of a cell's state in the grid: the same number until something about the cell changes. */
export const flags = { focus: 1, selected: 2, editing: 4 } as const;

/** The flags of one place; of a heading that is its whole row, they do not ask for the column. */
export function flagsAt({ focus, selection, editing }: GridState, place: Place, cell?: Identity | 'row'): number {
  if (cell === 'row') return focus.row === place.row ? flags.focus : 0;
  const isFocus = focus.row === place.row && focus.col === place.col;
  const isEditing = editing !== undefined && editing.target === cell?.target && editing.row === cell.row;
  return (
    (isFocus ? flags.focus : 0) | (isSelected(selection, place) ? flags.selected : 0) | (isEditing ? flags.editing : 0)
  );
}

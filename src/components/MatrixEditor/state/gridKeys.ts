// A vocabulary: every key of the grid and what it means, as a pure function.

/** A place in the grid: row 0 holds the column headers, column 0 the row headers. */
export interface Place {
  readonly row: number;
  readonly col: number;
}

/** The action of a key press. */
export type GridAction =
  | { readonly type: 'move'; readonly to: Place; readonly extend: boolean }
  | { readonly type: 'select'; readonly what: 'row' | 'column' | 'all' }
  | { readonly type: 'edit'; readonly initial?: string }
  | {
      readonly type: 'toggle' | 'inherit' | 'undo' | 'redo' | 'menu' | 'search' | 'apply-to-selection' | 'escape';
    };

/** A key press, apart from any event class. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  /** Ctrl, or Command on a Mac. */
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The grid that a key is pressed in. */
export interface GridSize {
  readonly focus: Place;
  /** The last row and column. */
  readonly last: Place;
  /** Rows on one page. */
  readonly page: number;
  /** Whether the writing direction is right to left: then the left arrow goes to the next column. */
  readonly rtl: boolean;
}

/** The action of a key; `undefined` leaves the key to the browser. */
export function gridKey(press: KeyPress, size: GridSize): GridAction | undefined {
  const ctrl = press.ctrlKey || press.metaKey;
  return moveKey(press, ctrl, size) ?? (ctrl ? ctrlKey(press) : plainKey(press));
}

function moveKey({ key, shiftKey, altKey }: KeyPress, ctrl: boolean, size: GridSize): GridAction | undefined {
  const to = altKey ? undefined : destination(key, ctrl, size);
  if (!to) return undefined;
  const { last } = size;
  const inside = { row: clamp(to.row, last.row), col: clamp(to.col, last.col) };
  return { type: 'move', to: inside, extend: shiftKey };
}

function destination(key: string, ctrl: boolean, { focus, last, page, rtl }: GridSize): Place | undefined {
  const { row, col } = focus;
  const forward = rtl ? -1 : 1;
  switch (key) {
    case 'ArrowUp':
      return { row: ctrl ? 1 : row - 1, col };
    case 'ArrowDown':
      return { row: ctrl ? last.row : row + 1, col };
    case 'ArrowLeft':
      return { row, col: ctrl ? (rtl ? last.col : 1) : col - forward };
    case 'ArrowRight':
      return { row, col: ctrl ? (rtl ? 1 : last.col) : col + forward };
    case 'Home':
      return ctrl ? { row: 1, col: 1 } : { row, col: 1 };
    case 'End':
      return ctrl ? last : { row, col: last.col };
    case 'PageUp':
      return { row: Math.max(1, row - page), col };
    case 'PageDown':
      return { row: row + page, col };
    default:
      return undefined;
  }
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}

function ctrlKey({ key, shiftKey }: KeyPress): GridAction | undefined {
  switch (key.toLowerCase()) {
    case ' ':
      return { type: 'select', what: 'column' };
    case 'a':
      return { type: 'select', what: 'all' };
    case 'enter':
      return { type: 'apply-to-selection' };
    case 'z':
      return { type: shiftKey ? 'redo' : 'undo' };
    case 'y':
      return { type: 'redo' };
    default:
      return undefined;
  }
}

function plainKey({ key, shiftKey, altKey }: KeyPress): GridAction | undefined {
  if (altKey) return undefined;
  switch (key) {
    case ' ':
      return shiftKey ? { type: 'select', what: 'row' } : { type: 'toggle' };
    case 'Enter':
    case 'F2':
      return { type: 'edit' };
    case 'Escape':
      return { type: 'escape' };
    case 'Delete':
    case 'Backspace':
      return { type: 'inherit' };
    case 'ContextMenu':
      return { type: 'menu' };
    case 'F10':
      return shiftKey ? { type: 'menu' } : undefined;
    case '/':
      return { type: 'search' };
    default:
      return /^\d$/.test(key) ? { type: 'edit', initial: key } : undefined;
  }
}

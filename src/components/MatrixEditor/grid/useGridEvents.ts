'use client';
import type { ClipboardEvent, FocusEvent, KeyboardEvent, MouseEvent, PointerEvent, RefObject } from 'react';
import { focusedElement } from '../../../react/dom/rootOf.js';
import type { MatrixCommands } from '../state/createCommands.js';
import type { MatrixView } from '../state/useMatrixEditor.js';
import { type GridAction, gridKey, type Place } from '../state/gridKeys.js';
import type { Axis } from './useAxis.js';
import { placeOf } from './useFlags.js';

/** What the grid's events act on. */
export interface GridEventOptions {
  readonly commands: MatrixCommands;
  readonly view: MatrixView;
  readonly rows: Axis;
  readonly columns: Axis;
  readonly rtl: boolean;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rowHeight: number;
  /** Whether the keyboard was used last, and not the pointer. */
  readonly isByKeyboard: RefObject<boolean>;
}

/** Keyboard, pointer, focus and clipboard of the grid. */
export function useGridEvents({
  commands,
  view,
  rows,
  columns,
  rtl,
  scroller,
  rowHeight,
  isByKeyboard,
}: GridEventOptions) {
  const { grid, matrix } = view;

  const go = (to: Place, extend: boolean) => {
    const { focus, selection } = grid.get();
    const began = selection ?? { from: focus, origin: focus };
    grid.update({ focus: to, active: true, editing: undefined, selection: extend ? { ...began, to } : undefined });
    if (to.row > 0) rows.scrollTo(to.row - 1);
    if (to.col > 0) columns.scrollTo(to.col - 1);
  };

  const select = (what: 'row' | 'column' | 'all') => {
    const last = commands.size();
    const { focus } = grid.get();
    const from = { row: what === 'row' ? focus.row : 1, col: what === 'column' ? focus.col : 1 };
    const to = { row: what === 'row' ? focus.row : last.row, col: what === 'column' ? focus.col : last.col };
    grid.update({ selection: { from, to, origin: focus } });
  };

  const cellInFocus = () => commands.cellAt(grid.get().focus);

  const applyToSelection = () => {
    const { selection, focus } = grid.get();
    const cell = commands.cellAt(selection?.origin ?? focus);
    if (cell?.line.kind === 'permission') commands.applyToSelection(commands.textOf(cell));
  };

  const toggle = () => {
    const cell = cellInFocus();
    if (cell?.line.kind === 'permission') commands.toggle(cell.target, cell.line);
    else if (cell) commands.edit(cell);
  };

  const edit = (initial?: string) => {
    const cell = cellInFocus();
    if (!cell) return;
    const isNumber =
      cell.line.kind === 'permission' && matrix.catalog().permissions[cell.line.permission]?.kind === 'number';
    if (initial === undefined || isNumber) commands.edit(cell, initial);
  };

  const menu = () => {
    const cell = cellInFocus();
    if (cell?.line.kind === 'permission') commands.panel.set({ type: 'menu', target: cell.target, line: cell.line });
    else if (cell?.line.kind === 'roles' || cell?.line.kind === 'packages')
      commands.panel.set({ type: cell.line.kind, target: cell.target });
  };

  const act = (action: GridAction): void => {
    switch (action.type) {
      case 'move':
        return go(action.to, action.extend);
      case 'select':
        return select(action.what);
      case 'edit':
        return edit(action.initial);
      case 'toggle':
        return toggle();
      case 'inherit':
        return commands.inherit();
      case 'undo':
        return matrix.undo();
      case 'redo':
        return matrix.redo();
      case 'menu':
        return menu();
      case 'search':
        return scroller.current
          ?.closest('.hs-matrix')
          ?.querySelector<HTMLElement>('[data-matrix-search] input')
          ?.focus();
      case 'apply-to-selection':
        return applyToSelection();
      case 'escape':
        return grid.update({ selection: undefined });
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    isByKeyboard.current = true;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const action = gridKey(event, { focus: grid.get().focus, last: commands.size(), page, rtl });
    // Without a selection Escape is the page's, such as that of a dialog around the grid.
    const isEscape = action?.type === 'escape';
    if (!action || (isEscape && !grid.get().selection)) return;
    event.preventDefault();
    if (isEscape) event.stopPropagation();
    act(action);
  };

  const onFocus = (event: FocusEvent) => {
    const place = placeOf(event, grid.get());
    const { focus, active } = grid.get();
    if (!place || (active && place.row === focus.row && place.col === focus.col)) return;
    grid.update({ active: true, focus: place });
  };

  const onBlur = (event: FocusEvent) => {
    if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget))
      grid.update({ active: false });
  };

  const onPointerDown = (event: PointerEvent) => {
    isByKeyboard.current = false;
    const place = placeOf(event, grid.get());
    if (!place || event.button !== 0) return;
    if (event.shiftKey) {
      event.preventDefault();
      return go(place, true);
    }
    const { focus, editing } = grid.get();
    const isSame = place.row === focus.row && place.col === focus.col;
    // What was being typed is committed before its editor goes.
    const typing = editing && !isSame && focusedElement(scroller.current);
    if (typing instanceof HTMLElement) typing.blur();
    if (!editing || !isSame)
      grid.update({ focus: place, active: true, selection: undefined, ...(!isSame && { editing: undefined }) });
  };

  /** What is beside a control is no place for focus: the control keeps what the press has given it. */
  const onMouseDown = (event: MouseEvent) => {
    const isBeside = event.target instanceof Element && !event.target.closest('[tabindex], input, select, button, a');
    if (isBeside && placeOf(event, grid.get())) event.preventDefault();
  };

  const onPointerOver = (event: PointerEvent) => {
    const place = event.buttons === 1 ? placeOf(event, grid.get()) : undefined;
    const { focus, selection, editing } = grid.get();
    // Whoever selects text in a field that is being typed into selects no cells.
    if (!place || editing || (selection === undefined && place.row === focus.row && place.col === focus.col)) return;
    grid.update({ selection: { ...(selection ?? { from: focus, origin: focus }), to: place } });
  };

  const onCopy = (event: ClipboardEvent) => {
    if (isEditing(event)) return;
    event.clipboardData.setData('text/plain', commands.copyText());
    event.preventDefault();
  };

  const onPaste = (event: ClipboardEvent) => {
    if (isEditing(event)) return;
    event.preventDefault();
    const text = event.clipboardData.getData('text/plain');
    // A clipboard with a picture on it is no wish to inherit.
    if (text !== '') commands.pasteText(text);
  };

  const onContextMenu = (event: MouseEvent) => {
    const place = isEditing(event) ? undefined : placeOf(event, grid.get());
    const kind = place && commands.cellAt(place)?.line.kind;
    // Where there is none of ours, such as on a header or in a field, the browser has its own.
    if (!place || kind === undefined || kind === 'plan' || kind === 'licenses') return;
    event.preventDefault();
    grid.update({ focus: place, active: true });
    menu();
  };

  return { onKeyDown, onFocus, onBlur, onPointerDown, onMouseDown, onPointerOver, onCopy, onPaste, onContextMenu };
}

function isEditing({ target }: { readonly target: EventTarget }): boolean {
  return target instanceof Element && target.classList.contains('hs-matrix-editor');
}

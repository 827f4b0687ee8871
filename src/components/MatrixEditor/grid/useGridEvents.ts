'use client';
import type { ClipboardEvent, FocusEvent, KeyboardEvent, MouseEvent, PointerEvent, RefObject } from 'react';
import { isComposing } from '../../ui/isComposing.js';
import { focusedElement } from '../../../react/dom/rootOf.js';
import type { MatrixCommands } from '../state/createCommands.js';
import type { MatrixView } from '../state/useMatrixEditor.js';
import { type GridAction, gridKey, type Place } from '../state/gridKeys.js';
import type { Axis } from './useAxis.js';
import { placeOf } from './useFlags.js';

/** Options of `useGridEvents`. */
export interface GridEventOptions {
  readonly commands: MatrixCommands;
  readonly view: MatrixView;
  readonly rows: Axis;
  readonly columns: Axis;
  readonly rtl: boolean;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly rowHeight: number;
  /** Whether the last input was by keyboard rather than by pointer. */
  readonly isByKeyboard: RefObject<boolean>;
}

/** Keyboard, pointer, focus and clipboard of the grid. */
export function useGridEvents(options: GridEventOptions) {
  const actions = gridActions(options);
  return {
    ...keyEvents(options, actions),
    ...focusEvents(options.view),
    ...pointerEvents(options, actions),
    ...clipboardEvents(options.commands),
  };
}

type Actions = ReturnType<typeof gridActions>;

/** The effect of each action on the grid and its cell in focus. */
function gridActions(options: GridEventOptions) {
  const { commands, view, scroller } = options;
  const { grid, matrix } = view;
  const { go, select } = movesOf(options);

  const cellInFocus = () => commands.cellAt(grid.get().focus);

  const applyToSelection = () => {
    const { selection, focus } = grid.get();
    const cell = commands.cellAt(selection?.origin ?? focus);
    if (cell?.row.kind === 'permission') commands.applyToSelection(commands.textOf(cell));
  };

  const toggle = () => {
    const cell = cellInFocus();
    if (cell?.row.kind === 'permission') commands.toggle(cell.target, cell.row);
    else if (cell) commands.edit(cell);
  };

  const edit = (initial?: string) => {
    const cell = cellInFocus();
    if (!cell) return;
    const isNumber =
      cell.row.kind === 'permission' && matrix.catalog().permissions[cell.row.permission]?.kind === 'number';
    if (initial === undefined || isNumber) commands.edit(cell, initial);
  };

  const menu = () => {
    const cell = cellInFocus();
    if (cell?.row.kind === 'permission') commands.panel.set({ type: 'menu', target: cell.target, row: cell.row });
    else if (cell?.row.kind === 'roles' || cell?.row.kind === 'packages')
      commands.panel.set({ type: cell.row.kind, target: cell.target });
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

  return { act, go, menu };
}

/** Moves focus and selection. */
function movesOf({ commands, view: { grid }, rows, columns }: GridEventOptions) {
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

  return { go, select };
}

function keyEvents(
  { commands, view: { grid }, rtl, scroller, rowHeight, isByKeyboard }: GridEventOptions,
  { act }: Actions,
) {
  const onKeyDown = (event: KeyboardEvent) => {
    isByKeyboard.current = true;
    // A key that an input method takes composes a word.
    if (isComposing(event)) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const action = gridKey(event, { focus: grid.get().focus, last: commands.size(), page, rtl });
    // Without a selection, Escape belongs to the page, such as to a dialog around the grid.
    const isEscape = action?.type === 'escape';
    if (!action || (isEscape && !grid.get().selection)) return;
    event.preventDefault();
    if (isEscape) event.stopPropagation();
    act(action);
  };

  return { onKeyDown };
}

function focusEvents({ grid }: MatrixView) {
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

  return { onFocus, onBlur };
}

function pointerEvents({ commands, view: { grid }, scroller, isByKeyboard }: GridEventOptions, { go, menu }: Actions) {
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
    // The text that was being typed is committed before its editor goes.
    const typing = editing && !isSame && focusedElement(scroller.current);
    if (typing instanceof HTMLElement) typing.blur();
    if (!editing || !isSame)
      grid.update({ focus: place, active: true, selection: undefined, ...(!isSame && { editing: undefined }) });
  };

  /** The space beside a control takes no focus: the control keeps it. */
  const onMouseDown = (event: MouseEvent) => {
    const isBeside = event.target instanceof Element && !event.target.closest('[tabindex], input, select, button, a');
    if (isBeside && placeOf(event, grid.get())) event.preventDefault();
  };

  const onPointerOver = (event: PointerEvent) => {
    const place = event.buttons === 1 ? placeOf(event, grid.get()) : undefined;
    const { focus, selection, editing } = grid.get();
    // Selecting text in a field selects no cells.
    if (!place || editing || (selection === undefined && place.row === focus.row && place.col === focus.col)) return;
    grid.update({ selection: { ...(selection ?? { from: focus, origin: focus }), to: place } });
  };

  const onContextMenu = (event: MouseEvent) => {
    const place = isEditing(event) ? undefined : placeOf(event, grid.get());
    const kind = place && commands.cellAt(place)?.row.kind;
    // Elsewhere, such as on a header or in a field, the browser shows its own menu.
    if (!place || kind === undefined || kind === 'plan' || kind === 'licenses') return;
    event.preventDefault();
    grid.update({ focus: place, active: true });
    menu();
  };

  return { onPointerDown, onMouseDown, onPointerOver, onContextMenu };
}

function clipboardEvents(commands: MatrixCommands) {
  const onCopy = (event: ClipboardEvent) => {
    if (isEditing(event)) return;
    event.clipboardData.setData('text/plain', commands.copyText());
    event.preventDefault();
  };

  const onPaste = (event: ClipboardEvent) => {
    if (isEditing(event)) return;
    event.preventDefault();
    const text = event.clipboardData.getData('text/plain');
    // A clipboard with a picture on it does not mean to inherit.
    if (text !== '') commands.pasteText(text);
  };

  return { onCopy, onPaste };
}

function isEditing({ target }: { readonly target: EventTarget }): boolean {
  return target instanceof Element && target.classList.contains('hs-matrix-editor');
}

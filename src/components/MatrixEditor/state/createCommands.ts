// One state machine: the effects of keyboard, pointer and menus on a matrix, in one place for all of them.
import type { RefObject } from 'react';
import { createStore, type Store } from '../../../base/createStore.js';
import { focusedElement } from '../../../react/dom/rootOf.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { isCompound, type MatrixChange } from '../../../matrix/preview.js';
import { isPlain, readField, type Field } from '../../../matrix/field.js';
import { isRoleTarget } from '../../../matrix/target.js';
import { type PermissionRow, rowLock } from '../../../matrix/row.js';
import { type CellPlace, createPlaces, type MatrixLayout, type Places } from './createPlaces.js';
import { rowChanges, type RowWish } from '../../../matrix/rowChanges.js';
import { toggleCell } from '../../../matrix/toggleCell.js';
import { toTsv } from '../../../matrix/cellText.js';
import { type CellText, type CellTexts, createCellTexts, pastedCells } from './createCellTexts.js';
import { createSearch, type Search } from './createSearch.js';
import type { Panel, Proposal } from './Panel.js';
import type { MatrixView } from './useMatrixEditor.js';

/** The commands of one view. */
export interface MatrixCommands extends Omit<Places, 'selectedRows'> {
  readonly panel: Store<Panel | undefined>;
  /** The element that focus returns to once no panel is open. */
  readonly opener: () => HTMLElement | undefined;
  /** The last announcement; a new object each time, so that the same text can be announced twice. */
  readonly said: Store<{ readonly text: string }>;
  readonly search: Search;
  readonly say: (text: string) => void;
  readonly layout: MatrixLayout;
  readonly toggle: (target: MatrixTarget, row: PermissionRow) => void;
  /** Opens the editor of a cell: in its place, or as a popover. */
  readonly edit: (cell: CellPlace, initial?: string) => void;
  /** Sets one field. A change of many people is previewed first. */
  readonly set: (change: MatrixChange, label: string) => void;
  /** Previews a proposal; a change of one cell of one member is made at once. */
  readonly propose: (proposal: Proposal) => void;
  /** Removes the own settings of the selected cells, or of these. */
  readonly inherit: (cells?: readonly CellPlace[]) => void;
  /** The text of a cell, as it is copied. */
  readonly textOf: (cell: CellPlace | undefined) => string;
  /** Sets each selected cell to what this text means in it. */
  readonly applyToSelection: (text: string) => void;
  readonly copyText: () => string;
  readonly pasteText: (text: string) => void;
  readonly close: () => void;
}

/** The stores of an editor, which outlive one view: the commands are made again with each. */
export interface MatrixStores {
  readonly panel: Store<Panel | undefined>;
  /** The element that had focus when the first panel was opened; focus returns there once all panels are closed. */
  readonly opener: () => HTMLElement | undefined;
  readonly said: Store<{ readonly text: string }>;
  readonly search: Search;
}

/** Makes the stores of one editor, whose element is in `root`. */
export function createMatrixStores(root: RefObject<Element | null>): MatrixStores {
  const panel = createStore<Panel | undefined>(undefined);
  let opener: HTMLElement | undefined;
  const set = (next: Panel | undefined) => {
    const active = focusedElement(root.current);
    // A panel over the page is gone by the time focus returns.
    if (next && active instanceof HTMLElement && active.closest('.hs-matrix')) opener = active;
    panel.set(next);
  };
  return { panel: { ...panel, set }, opener: () => opener, said: createStore({ text: '' }), search: createSearch() };
}

/** Makes the commands of one view. */
export function createCommands(view: MatrixView, layout: MatrixLayout, stores: MatrixStores): MatrixCommands {
  const { panel, said, opener, search } = stores;
  const { selectedRows, ...places } = createPlaces(view, layout);
  const texts = createCellTexts(view);
  const edit = createEdit(view, panel);
  const propose = createPropose(view, stores, edit);
  const set = (change: MatrixChange, label: string) => propose({ label, changes: [change] });
  const selected = () => places.selectedCells().filter(({ row }) => row.kind === 'permission');
  const proposeText = (label: string, cells: readonly CellPlace[], text: string) =>
    propose({ label, ...texts.changesOf(cells.map((cell) => ({ cell, text }))) });

  return {
    ...places,
    panel,
    opener,
    said,
    search,
    say: (text) => said.set({ text }),
    layout,
    toggle: createToggle(view, edit, set),
    edit,
    set,
    propose,
    inherit(asked = places.selectedCells()) {
      const cells = asked.filter(({ row }) => row.kind === 'permission');
      const [first] = cells;
      proposeText(cells.length === 1 && first ? first.row.label : 'Inherit', cells, 'inherit');
    },
    textOf: texts.textOf,
    applyToSelection: (text) => proposeText('Apply to the selection', selected(), text),
    copyText: () => toTsv(selectedRows().map((row) => row.map((place) => texts.textOf(places.cellAt(place))))),
    pasteText(text) {
      const pasted = pastedCells(text, { selectedRows, ...places });
      if (pasted) propose(pasteProposal(texts, pasted));
    },
    close: () => panel.set(undefined),
  };
}

type Edit = MatrixCommands['edit'];

/** Opens the editor of a cell. */
function createEdit({ matrix, grid }: MatrixView, panel: MatrixStores['panel']): Edit {
  /** One role is chosen in its place; several roles are shown in a panel. */
  const editRoles = (target: MatrixTarget, row: string) => {
    const state = matrix.shown(target);
    if (state?.kind === 'member' && state.member.roles.length === 1)
      grid.update({ editing: { row, target, initial: undefined } });
    else panel.set({ type: 'roles', target });
  };

  return ({ row, target }, initial) => {
    // What belongs to a member is read there as well, each part with the reason why it stays.
    if (row.kind === 'belongings') return panel.set({ type: 'belongings', target });
    const lock = row.kind === 'permission' ? matrix.cell(target, row.permission)?.lock : rowLock(matrix, target, row);
    if (lock) return panel.set(row.kind === 'permission' ? { type: 'setting', target, row } : undefined);
    if (row.kind === 'licenses' || row.kind === 'plan') return panel.set({ type: 'belongings', target });
    if (row.kind === 'packages') return panel.set({ type: 'packages', target });
    if (row.kind === 'roles') return editRoles(target, row.key);
    if (row.kind !== 'permission') return undefined;
    const kind = matrix.catalog().permissions[row.permission]?.kind;
    const cell = matrix.cell(target, row.permission);
    const isSettled = cell?.save.status !== 'failed' && cell?.save.status !== 'conflict';
    const isInline = (kind === 'choice' || kind === 'number') && isSettled && isPlain(cell?.own) && !row.at;
    if (!isInline) return panel.set({ type: 'setting', target, row });
    return grid.update({ editing: { row: row.key, target, initial: kind === 'number' ? initial : undefined } });
  };
}

/** Makes one small change at once, and previews everything else. */
function createPropose({ matrix, permissionRows }: MatrixView, { panel, said }: MatrixStores, edit: Edit) {
  const fieldValue = (target: MatrixTarget, field: Field) => {
    const state = matrix.shown(target);
    return state && readField(state, field);
  };

  /** Sets one row of the product's table, if it can be set by itself; else opens its editor. */
  const setRow = (row: RowWish, proposal: Proposal) => {
    const [found] = rowChanges(matrix, permissionRows, [row]);
    if (found && found.unread.length === 0) propose({ ...proposal, rows: [], changes: found.changes });
    else edit(row);
  };

  const propose = (proposal: Proposal): void => {
    const { rows = [], unread = [] } = proposal;
    const [row, ...moreRows] = rows;
    if (row && moreRows.length + proposal.changes.length + unread.length === 0) return setRow(row, proposal);
    const [only, ...more] = proposal.changes;
    // An announcement about the step before is not about this one.
    if (said.get().text !== '' || proposal.note !== undefined) said.set({ text: proposal.note ?? '' });
    const isSmall = more.length + rows.length + unread.length === 0 && proposal.isShown !== true;
    // A change that cannot be undone is previewed, and so is one that affects everybody who holds a role.
    if (only && isSmall && !isRoleTarget(only.target) && !isCompound(fieldValue(only.target, only.field)))
      matrix.edit([only], proposal.label);
    else if (proposal.changes.length + rows.length + unread.length > 0) panel.set({ type: 'preview', proposal });
  };
  return propose;
}

/** One press on a cell: it sets the other of on and off, or opens the editor if there is more than that. */
function createToggle({ matrix, permissionRows }: MatrixView, edit: Edit, set: MatrixCommands['set']) {
  return (target: MatrixTarget, row: PermissionRow): void => {
    const cell = matrix.cell(target, row.permission);
    if (!cell || cell.lock) return edit({ row, target });
    if (cell.save.status === 'failed' || cell.save.status === 'conflict') return edit({ row, target });
    const siblings = permissionRows.filter(({ permission }) => permission === row.permission);
    const field = `overrides.${row.permission}` as const;
    const asked = toggleCell({
      catalog: matrix.catalog(),
      row,
      siblings,
      cell,
      isRole: isRoleTarget(target),
      preview: (next) => matrix.preview({ target, field, next }),
    });
    if (asked === 'edit') return edit({ row, target });
    return set({ target, field, next: asked.next }, row.label);
  };
}

function pasteProposal(texts: CellTexts, pasted: { readonly cells: readonly CellText[]; readonly outside: number }) {
  const { cells, outside } = pasted;
  const note =
    outside > 0 ? `${outside} of the pasted cells ${outside === 1 ? 'has' : 'have'} no place here.` : undefined;
  return { label: 'Paste', ...texts.changesOf(cells), ...(note !== undefined && { note }) };
}

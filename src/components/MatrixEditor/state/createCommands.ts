// One state machine: what the keyboard, the pointer and the menus do to a matrix, in one place for all of them.
import type { RefObject } from 'react';
import { createStore, type Store } from '../../../base/createStore.js';
import { focusedElement } from '../../../react/dom/rootOf.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { isCompound, type MatrixChange, type PlannedChange } from '../../../matrix/preview.js';
import { isPlain, readSlot, type Setting, type Slot } from '../../../matrix/field.js';
import { isRoleTarget } from '../../../matrix/target.js';
import type { Attribute, PermissionAttribute } from '../../../matrix/row.js';
import { type Identity, rectangle, type Selection } from './createGridStore.js';
import type { Place } from './gridKeys.js';
import { rowChanges, type RowWish } from '../../../matrix/rowChanges.js';
import { isPart, isRowOn } from '../../../matrix/rowScope.js';
import { toggleCell } from '../../../matrix/toggleCell.js';
import { fromTsv, parseRow, parseSetting, rowText, settingText, toTsv } from '../../../matrix/cellText.js';
import type { Panel, Proposal } from './Panel.js';
import type { MatrixView } from './useMatrixEditor.js';

/** One cell: where a line and a column meet. */
export interface CellPlace {
  readonly line: Attribute;
  readonly target: MatrixTarget;
}

/** How the matrix lies: members or roles beside each other, or, transposed, one below the other. */
export interface MatrixLayout {
  readonly transposed: boolean;
}

/** Everything that can be done. */
export interface MatrixCommands {
  readonly panel: Store<Panel | undefined>;
  /** Where focus returns once no panel is open. */
  readonly opener: () => HTMLElement | undefined;
  /** What was said last; a new object each time, so that the same can be said twice. */
  readonly said: Store<{ readonly text: string }>;
  readonly search: Search;
  readonly say: (text: string) => void;
  readonly layout: MatrixLayout;
  /** How many rows and columns there are beside the headers. */
  readonly size: () => Place;
  readonly cellAt: (place: Place) => CellPlace | undefined;
  /** What a place is about, section headings included; `undefined` for a part that is a header. */
  readonly identityAt: (place: Place) => Partial<Identity>;
  /** Where a cell lies now, if it is shown. */
  readonly placeOf: (cell: Identity) => Place | undefined;
  /** What is selected, or the cell in focus. */
  readonly selectedCells: () => readonly CellPlace[];
  readonly toggle: (target: MatrixTarget, line: PermissionAttribute) => void;
  /** Opens what edits a cell: in its place, or as a popover. */
  readonly edit: (cell: CellPlace, initial?: string) => void;
  /** Sets one slot. What touches many people is shown before it is done. */
  readonly set: (change: MatrixChange, label: string) => void;
  /** Shows what a proposal would do; what touches one cell of one member is done at once. */
  readonly propose: (proposal: Proposal) => void;
  /** Back to what is inherited: what is selected, or these cells. */
  readonly inherit: (cells?: readonly CellPlace[]) => void;
  /** What a cell says, as it is copied. */
  readonly textOf: (cell: CellPlace | undefined) => string;
  /** Gives what is selected what this text means for it. */
  readonly applyToSelection: (text: string) => void;
  readonly copyText: () => string;
  readonly pasteText: (text: string) => void;
  readonly close: () => void;
}

/** The one search for everybody who has something: it outlives the menu that it was asked for in. */
export interface Search {
  /** Ends the search before this one. */
  readonly begin: () => AbortSignal;
  readonly end: () => void;
}

/** Makes the search of one editor, at which nothing is looked for yet. */
export function createSearch(): Search {
  let current = new AbortController();
  const end = () => current.abort(new DOMException('Nobody waits for it any more.', 'AbortError'));
  return {
    end,
    begin() {
      end();
      current = new AbortController();
      return current.signal;
    },
  };
}

/** What outlives one view: the commands are made again with each. */
export interface MatrixStores {
  readonly panel: Store<Panel | undefined>;
  /** What had focus in the editor when a panel was opened: there it returns, however many panels were open since. */
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
    // What lies over the page is gone by the time that focus returns.
    if (next && active instanceof HTMLElement && active.closest('.hs-matrix')) opener = active;
    panel.set(next);
  };
  return { panel: { ...panel, set }, opener: () => opener, said: createStore({ text: '' }), search: createSearch() };
}

/** Makes the commands of one view. */
export function createCommands(view: MatrixView, layout: MatrixLayout, stores: MatrixStores): MatrixCommands {
  const { panel, said, opener, search } = stores;
  const { matrix, grid, lines, targets, permissionLines } = view;
  const attributes = layout.transposed ? lines.filter(({ kind }) => kind !== 'section') : lines;

  const size = (): Place =>
    layout.transposed
      ? { row: targets.length, col: attributes.length }
      : { row: attributes.length, col: targets.length };

  const cellAt = ({ row, col }: Place): CellPlace | undefined => {
    const line = attributes[(layout.transposed ? col : row) - 1];
    const target = targets[(layout.transposed ? row : col) - 1];
    return line && target && line.kind !== 'section' ? { line, target } : undefined;
  };

  const identityAt = ({ row, col }: Place): Partial<Identity> => {
    const line = attributes[(layout.transposed ? col : row) - 1]?.key;
    const target = targets[(layout.transposed ? row : col) - 1];
    return { ...(line !== undefined && { line }), ...(target && { target }) };
  };

  const placeOf = ({ line, target }: Identity): Place | undefined => {
    const at = attributes.findIndex(({ key }) => key === line) + 1;
    const of = targets.indexOf(target) + 1;
    if (at === 0 || of === 0) return undefined;
    return layout.transposed ? { row: of, col: at } : { row: at, col: of };
  };

  const placesIn = (selection: Pick<Selection, 'from' | 'to'>): readonly (readonly Place[])[] => {
    const { start, end } = rectangle(selection);
    const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
    return range(Math.max(1, start.row), end.row).map((row) =>
      range(Math.max(1, start.col), end.col).map((col) => ({ row, col })),
    );
  };

  const selectedRows = () => {
    const { selection, focus } = grid.get();
    return placesIn(selection ?? { from: focus, to: focus });
  };

  const selectedCells = () =>
    selectedRows()
      .flat()
      .flatMap((place) => cellAt(place) ?? []);

  const propose = (proposal: Proposal) => {
    const { rows = [], unread = [] } = proposal;
    const [row, ...moreRows] = rows;
    if (row && moreRows.length + proposal.changes.length + unread.length === 0) return setRow(row, proposal);
    const [only, ...more] = proposal.changes;
    // What was said of the step before is not about this one.
    if (said.get().text !== '' || proposal.note !== undefined) said.set({ text: proposal.note ?? '' });
    const isSmall = more.length + rows.length + unread.length === 0 && proposal.isShown !== true;
    // What cannot be undone is shown before it is done, and so is what touches everybody who holds a role.
    if (only && isSmall && !isRoleTarget(only.target) && !isCompound(slotValue(only.target, only.slot)))
      matrix.edit([only], proposal.label);
    else if (proposal.changes.length + rows.length + unread.length > 0) panel.set({ type: 'plan', proposal });
  };

  const slotValue = (target: MatrixTarget, slot: Slot) => {
    const state = matrix.shown(target);
    return state && readSlot(state, slot);
  };

  /** One row of the product's table, where it can be set by itself; else its editor opens. */
  const setRow = (row: RowWish, proposal: Proposal) => {
    const [found] = rowChanges(matrix, permissionLines, [row]);
    if (found && found.unread.length === 0) propose({ ...proposal, rows: [], changes: found.changes });
    else edit(row);
  };

  const set = (change: MatrixChange, label: string) => propose({ label, changes: [change] });

  const edit = ({ line, target }: CellPlace, initial?: string) => {
    if (matrix.targetLock(target))
      return panel.set(line.kind === 'permission' ? { type: 'setting', target, line } : undefined);
    if (line.kind === 'packages') return panel.set({ type: 'packages', target });
    if (line.kind === 'roles') return editRoles(target, line.key);
    if (line.kind !== 'permission') return undefined;
    const kind = matrix.catalog().permissions[line.permission]?.kind;
    const cell = matrix.cell(target, line.permission);
    const isSettled = cell?.save.status !== 'failed' && cell?.save.status !== 'conflict';
    const isInline = (kind === 'choice' || kind === 'number') && isSettled && isPlain(cell?.own) && !line.at;
    if (!isInline) return panel.set({ type: 'setting', target, line });
    return grid.update({ editing: { line: line.key, target, initial: kind === 'number' ? initial : undefined } });
  };

  /** One role is chosen in its place; where there are several, each of them is to be seen. */
  const editRoles = (target: MatrixTarget, line: string) => {
    const state = matrix.shown(target);
    if (state?.kind === 'member' && state.member.roles.length === 1)
      grid.update({ editing: { line, target, initial: undefined } });
    else panel.set({ type: 'roles', target });
  };

  const toggle = (target: MatrixTarget, line: PermissionAttribute) => {
    const cell = matrix.cell(target, line.permission);
    if (!cell || cell.lock) return edit({ line, target });
    if (cell.save.status === 'failed' || cell.save.status === 'conflict') return edit({ line, target });
    const siblings = permissionLines.filter(({ permission }) => permission === line.permission);
    const slot = `permission:${line.permission}` as const;
    const asked = toggleCell({
      catalog: matrix.catalog(),
      line,
      siblings,
      cell,
      isRole: isRoleTarget(target),
      preview: (next) => matrix.preview({ target, slot, next }),
    });
    if (asked === 'edit') return edit({ line, target });
    return set({ target, slot, next: asked.next }, line.label);
  };

  /** Each cell gets what this text means for it; what means nothing there is left out with the reason. */
  const textChanges = (cells: readonly CellText[]): Omit<Proposal, 'label' | 'note'> => {
    const changes: MatrixChange[] = [];
    const rows: RowWish[] = [];
    const skipped: PlannedChange[] = [];
    for (const { cell, text } of cells)
      for (const read of readText(cell, text))
        if ('want' in read) rows.push(read);
        else if ('result' in read) skipped.push(read);
        else changes.push(read);
    // Rows of one permission make one change, and a whole permission is also all of its rows.
    const isShown = rows.length > 1 || cells.some(({ cell: { line } }) => hasRows.has(line.key));
    return { changes, rows, unread: skipped, isShown };
  };

  /** The lines about a whole permission of which others stand for parts. */
  const inParts = new Set(permissionLines.filter(isPart).map(({ permission }) => permission));
  const hasRows = new Set(
    permissionLines.filter((line) => !isPart(line) && inParts.has(line.permission)).map(({ key }) => key),
  );

  const readText = ({ line, target }: CellPlace, text: string): readonly (MatrixChange | PlannedChange | RowWish)[] => {
    if (line.kind === 'roles') return [roleChange(target, text)];
    if (line.kind === 'packages') return packageChanges(target, text);
    if (line.kind !== 'permission') return [];
    const slot = `permission:${line.permission}` as const;
    if (isPart(line)) {
      const want = parseRow(text);
      return [
        want === undefined
          ? unread(target, slot, `It says '${text}', expected yes, no or inherit.`)
          : { target, line, want },
      ];
    }
    const parsed = parseSetting(matrix.catalog(), line.permission, text);
    // Only a role can be made to give nothing; a member's own setting says deny.
    if (parsed.ok && (parsed.settings?.length !== 0 || isRoleTarget(target)))
      return [{ target, slot, next: parsed.settings }];
    const expected = parsed.ok ? 'inherit, deny or a value' : parsed.expected;
    return [unread(target, slot, `It says '${text}', expected ${expected}.`)];
  };

  const roleChange = (target: MatrixTarget, text: string): MatrixChange | PlannedChange => {
    const roles = idsIn(matrix.catalog().roles, text);
    if (roles) return { target, slot: 'roles', next: roles };
    return unread(target, 'roles', `It says '${text}', expected a role, or several with commas.`);
  };

  const packageChanges = (target: MatrixTarget, text: string): readonly (MatrixChange | PlannedChange)[] => {
    const { packages = {} } = matrix.catalog();
    const ids = idsIn(packages, text);
    const [first = ''] = Object.keys(packages);
    if (!ids) return [unread(target, `package:${first}`, `It says '${text}', expected packages with commas, or none.`)];
    return Object.keys(packages).map((id) => ({ target, slot: `package:${id}` as const, next: ids.includes(id) }));
  };

  const cellText = (cell: CellPlace | undefined): string => {
    if (!cell) return '';
    const { line, target } = cell;
    const state = matrix.shown(target);
    if (!state) return '';
    if (line.kind === 'permission' && isPart(line)) {
      const meaning = matrix.cell(target, line.permission);
      return meaning ? rowText(isRowOn(matrix.catalog(), line, meaning.effective)) : '';
    }
    // The slot of a permission holds settings.
    if (line.kind === 'permission')
      return settingText(readSlot(state, `permission:${line.permission}`) as readonly Setting[] | undefined);
    if (state.kind !== 'member' || (line.kind !== 'roles' && line.kind !== 'packages')) return '';
    return idsText(matrix.catalog()[line.kind] ?? {}, state.member[line.kind]);
  };

  const pasteText = (text: string) => {
    const rows = fromTsv(text);
    const places = selectedRows().flat();
    const [first] = places;
    if (!first) return;
    const single = rows.length === 1 && rows[0]?.length === 1 ? rows[0][0] : undefined;
    const pasted =
      single === undefined
        ? rows.flatMap((row, i) => row.map((each, j) => ({ row: first.row + i, col: first.col + j, text: each })))
        : places.map((place) => ({ ...place, text: single }));
    // Who clears a cell of a spreadsheet says nothing about it: to inherit is a word of its own.
    const written = pasted.filter((each) => each.text.trim() !== '');
    const cells = written.flatMap(({ text: each, ...place }): CellText[] => {
      const cell = cellAt(place);
      return cell && cell.line.kind !== 'plan' && cell.line.kind !== 'licenses' ? [{ cell, text: each }] : [];
    });
    const outside = written.length - cells.length;
    const note =
      outside > 0 ? `${outside} of the pasted cells ${outside === 1 ? 'has' : 'have'} no place here.` : undefined;
    propose({ label: 'Paste', ...textChanges(cells), ...(note !== undefined && { note }) });
  };

  return {
    panel,
    opener,
    said,
    search,
    say: (text) => said.set({ text }),
    layout,
    size,
    cellAt,
    identityAt,
    placeOf,
    selectedCells,
    toggle,
    edit,
    set,
    propose,
    inherit(places = selectedCells()) {
      const cells = places.filter(({ line }) => line.kind === 'permission');
      const [first] = cells;
      const label = cells.length === 1 && first ? first.line.label : 'Inherit';
      propose({ label, ...textChanges(cells.map((cell) => ({ cell, text: 'inherit' }))) });
    },
    textOf: cellText,
    applyToSelection(text) {
      const cells = selectedCells().filter(({ line }) => line.kind === 'permission');
      propose({ label: 'Apply to the selection', ...textChanges(cells.map((cell) => ({ cell, text }))) });
    },
    copyText: () => toTsv(selectedRows().map((row) => row.map((place) => cellText(cellAt(place))))),
    pasteText,
    close: () => panel.set(undefined),
  };
}

/** What a text gives one cell. */
interface CellText {
  readonly cell: CellPlace;
  readonly text: string;
}

type Labels = Readonly<Record<string, { readonly label: string }>>;

/** What ids are copied as: by label, or by id where the label means something else. */
function idsText(table: Labels, ids: readonly string[]): string {
  const isExact = (text: string, id: string) => !text.includes(',') && idsIn(table, text)?.join() === id;
  const texts = ids.map(
    (id) => [table[id]?.label ?? '', id].find((text) => isExact(text, id)) ?? encodeURIComponent(id),
  );
  return texts.join(', ') || noneText(table);
}

/** What an empty list is copied as; there can be a role of that id. */
function noneText(table: Labels): string {
  return Object.hasOwn(table, 'none') ? '(none)' : 'none';
}

/** The ids of what a text names by label or id, with commas between; `undefined` where it names something else. */
function idsIn(table: Labels, text: string): string[] | undefined {
  const idOf = (said: string) => {
    if (Object.hasOwn(table, said)) return said;
    const named = Object.entries(table).find(([, { label }]) => label.toLowerCase() === said.toLowerCase());
    return named?.[0] ?? Object.keys(table).find((id) => encodeURIComponent(id) === said);
  };
  const whole = text.trim();
  if (whole.toLowerCase() === noneText(table)) return [];
  const one = idOf(whole);
  if (one !== undefined) return [one];
  const ids = whole.split(',').flatMap((each) => idOf(each.trim()) ?? []);
  return ids.length === whole.split(',').length ? [...new Set(ids)] : undefined;
}

/** What could not be read as a change of a slot. */
function unread(target: MatrixTarget, slot: Slot, message: string): PlannedChange {
  return { target, slot, next: undefined, before: undefined, result: 'skip', message };
}

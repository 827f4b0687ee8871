import type { Catalog } from '../../../model/catalog.js';
import { fromTsv, parseRow, parseSetting, rowText, settingText } from '../../../matrix/cellText.js';
import { readField, type Setting, type Field } from '../../../matrix/field.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { MatrixChange, PreviewedChange } from '../../../matrix/preview.js';
import type { RowWish } from '../../../matrix/rowChanges.js';
import { isPart, isRowOn } from '../../../matrix/rowScope.js';
import { isRoleTarget } from '../../../matrix/target.js';
import type { CellPlace, Places } from './createPlaces.js';
import type { Place } from './gridKeys.js';
import type { Proposal } from './Panel.js';
import type { MatrixView } from './useMatrixEditor.js';

/** A text for one cell. */
export interface CellText {
  readonly cell: CellPlace;
  readonly text: string;
}

/** Cells as texts for a spreadsheet, and back. */
export interface CellTexts {
  /** The text of a cell, as it is copied. */
  readonly textOf: (cell: CellPlace | undefined) => string;
  /** The changes that these texts mean, and a reason for each text that means nothing in its cell. */
  readonly changesOf: (cells: readonly CellText[]) => Omit<Proposal, 'label' | 'note'>;
}

/** Makes the texts of one view. */
export function createCellTexts({ matrix, permissionRows }: MatrixView): CellTexts {
  /** The rows about a whole permission of which others stand for parts. */
  const inParts = new Set(permissionRows.filter(isPart).map(({ permission }) => permission));
  const hasRows = new Set(
    permissionRows.filter((row) => !isPart(row) && inParts.has(row.permission)).map(({ key }) => key),
  );
  return {
    changesOf(cells) {
      const changes: MatrixChange[] = [];
      const rows: RowWish[] = [];
      const skipped: PreviewedChange[] = [];
      for (const { cell, text } of cells)
        for (const read of readText(matrix.catalog(), cell, text))
          if ('want' in read) rows.push(read);
          else if ('result' in read) skipped.push(read);
          else changes.push(read);
      // Rows of one permission make one change, and a whole permission is also all of its rows.
      const isShown = rows.length > 1 || cells.some(({ cell: { row } }) => hasRows.has(row.key));
      return { changes, rows, unread: skipped, isShown };
    },
    textOf(cell) {
      const state = cell && matrix.shown(cell.target);
      if (!cell || !state) return '';
      const { row, target } = cell;
      if (row.kind === 'permission' && isPart(row)) {
        const meaning = matrix.cell(target, row.permission);
        return meaning ? rowText(isRowOn(matrix.catalog(), row, meaning.effective)) : '';
      }
      // The field of a permission holds settings.
      if (row.kind === 'permission')
        return settingText(readField(state, `overrides.${row.permission}`) as readonly Setting[] | undefined);
      if (state.kind !== 'member' || (row.kind !== 'roles' && row.kind !== 'packages')) return '';
      return idsText(matrix.catalog()[row.kind] ?? {}, state.member[row.kind]);
    },
  };
}

/** A text that is pasted, cell by cell from the first selected one on; a single value goes into every selected cell. */
export function pastedCells(text: string, { selectedRows, cellAt }: Places) {
  const rows = fromTsv(text);
  const places = selectedRows().flat();
  const [first] = places;
  if (!first) return undefined;
  const single = rows.length === 1 && rows[0]?.length === 1 ? rows[0][0] : undefined;
  const pasted: readonly (Place & { readonly text: string })[] =
    single === undefined
      ? rows.flatMap((row, i) => row.map((each, j) => ({ row: first.row + i, col: first.col + j, text: each })))
      : places.map((place) => ({ ...place, text: single }));
  // An empty cell of a spreadsheet means nothing: to inherit is a word of its own.
  const written = pasted.filter((each) => each.text.trim() !== '');
  const cells = written.flatMap(({ text: each, ...place }): CellText[] => {
    const cell = cellAt(place);
    return cell && cell.row.kind !== 'plan' && cell.row.kind !== 'licenses' ? [{ cell, text: each }] : [];
  });
  return { cells, outside: written.length - cells.length };
}

type Read = MatrixChange | PreviewedChange | RowWish;

function readText(catalog: Catalog, { row, target }: CellPlace, text: string): readonly Read[] {
  if (row.kind === 'roles') return [roleChange(catalog, target, text)];
  if (row.kind === 'packages') return packageChanges(catalog, target, text);
  if (row.kind !== 'permission') return [];
  const field = `overrides.${row.permission}` as const;
  if (isPart(row)) {
    const want = parseRow(text);
    return [
      want === undefined
        ? unread(target, field, `It says '${text}', expected yes, no or inherit.`)
        : { target, row, want },
    ];
  }
  const parsed = parseSetting(catalog, row.permission, text);
  // Only a role can be made to give nothing; a member's own setting says deny.
  if (parsed.ok && (parsed.settings?.length !== 0 || isRoleTarget(target)))
    return [{ target, field, next: parsed.settings }];
  const expected = parsed.ok ? 'inherit, deny or a value' : parsed.expected;
  return [unread(target, field, `It says '${text}', expected ${expected}.`)];
}

function roleChange({ roles }: Catalog, target: MatrixTarget, text: string): MatrixChange | PreviewedChange {
  const ids = idsIn(roles, text);
  if (ids) return { target, field: 'roles', next: ids };
  return unread(target, 'roles', `It says '${text}', expected a role, or several with commas.`);
}

function packageChanges({ packages = {} }: Catalog, target: MatrixTarget, text: string): readonly Read[] {
  const ids = idsIn(packages, text);
  const [first = ''] = Object.keys(packages);
  if (!ids) return [unread(target, `packages.${first}`, `It says '${text}', expected packages with commas, or none.`)];
  return Object.keys(packages).map((id) => ({ target, field: `packages.${id}` as const, next: ids.includes(id) }));
}

type Labels = Readonly<Record<string, { readonly label: string }>>;

/** Ids as they are copied: by label, or by id if the label means something else. */
function idsText(table: Labels, ids: readonly string[]): string {
  const isExact = (text: string, id: string) => !text.includes(',') && idsIn(table, text)?.join() === id;
  const texts = ids.map(
    (id) => [table[id]?.label ?? '', id].find((text) => isExact(text, id)) ?? encodeURIComponent(id),
  );
  return texts.join(', ') || noneText(table);
}

/** The text of an empty list; there can be a role of that id. */
function noneText(table: Labels): string {
  return Object.hasOwn(table, 'none') ? '(none)' : 'none';
}

/** The ids that a text names by label or id, with commas between; `undefined` if it names something else. */
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

/** A text that could not be read as a change of a field. */
function unread(target: MatrixTarget, field: Field, message: string): PreviewedChange {
  return { target, field, next: undefined, before: undefined, result: 'skip', message };
}

import { withinDates } from '../evaluator/decide/timeWindow.js';
import type { Catalog, NumberDefinition, PermissionDefinition } from '../model/catalog.js';
import { largestOf, valueProblem } from '../model/value.js';
import type { Reach, Scope, ScopeKeys } from '../model/scope.js';
import { longForm } from './effect.js';
import { withMark, withoutMark } from './formulaText.js';
import type { Setting } from './field.js';
import { isoText } from '../base/moment.js';

/**
 * One cell as text for a spreadsheet, and back: `inherit`, `nothing`, `allow`, `deny`, a value, or an allow with its
 * scope (`allow own; queue=sales,support; within line=direct`), each perhaps with from when to when
 * (`deny @ 2026-12-01T08:00:00.000Z/..`).
 */
export function settingText(settings: readonly Setting[] | undefined): string {
  if (settings === undefined) return 'inherit';
  if (settings.length === 0) return 'nothing';
  return settings.map((setting) => `${textAtAnyTime(setting)}${windowText(setting)}`).join(between);
}

const between = ' | ';

function windowText(setting: Setting): string {
  const { startsAt, endsAt } = withinDates(setting);
  const moment = (at: number | undefined) => (at === undefined ? '..' : isoText(at));
  return startsAt === undefined && endsAt === undefined ? '' : ` @ ${moment(startsAt)}/${moment(endsAt)}`;
}

function textAtAnyTime({ effect, scope, value, conditional }: Setting): string {
  const perhaps = conditional ? ` ${conditionalMark}` : '';
  if (value !== undefined && effect === 'allow')
    return (typeof value === 'boolean' ? (value ? 'must' : 'need not') : valueText(value)) + perhaps;
  return (scope === undefined ? effect : `${effect} ${scopeText(scope)}`) + perhaps;
}

/** Behind what only the service can decide. */
const conditionalMark = '[conditional]';

function valueText(value: string | number): string {
  return typeof value === 'number' ? numberText(value) : optionText(value);
}

/** A number that could be read as thousands gets one more digit. */
function numberText(value: number): string {
  return isAmbiguous(String(value)) ? `${value}0` : String(value);
}

/** The id of an option; one that could be read as something else is encoded. */
function optionText(id: string): string {
  const isPlain = /^[^\s%|@[\]](?:[^%|@[\]]*[^\s%|@[\]])?$/.test(id) && !/^(?:inherit|nothing|deny)$/i.test(id);
  return isPlain ? id : [...new TextEncoder().encode(id)].map(hex).join('');
}

function hex(byte: number): string {
  return `%${byte.toString(16).padStart(2, '0')}`;
}

function scopeText(scope: Scope): string {
  const { all, own, in: reaches, within } = longForm(scope);
  const part = (entry: [string, Reach | undefined]) => `${safeEncode(entry[0])}=${reachText(entry[1] ?? [])}`;
  const parts = [...(all ? ['all'] : []), ...(own ? ['own'] : []), ...Object.entries(reaches ?? {}).map(part)];
  const limits = Object.entries(within ?? {}).map((entry) => `within ${part(entry)}`);
  return [...(parts.length > 0 ? parts : ['nothing']), ...limits].join('; ');
}

function reachText(reach: Reach): string {
  return typeof reach === 'string' ? `(${reach})` : reach.map(safeEncode).join(',');
}

/** A row of the product's table as text for a spreadsheet. */
export function rowText(on: boolean): string {
  return on ? 'yes' : 'no';
}

/** The meaning of a text in a row of the product's table; `undefined` if it has none. */
export function parseRow(text: string): boolean | 'inherit' | undefined {
  const said = text.trim().toLowerCase();
  if (said === '' || said === 'inherit') return 'inherit';
  if (['yes', 'true', 'on', 'allow', 'must', '1'].includes(said)) return true;
  return ['no', 'false', 'off', 'deny', 'need not', '0'].includes(said) ? false : undefined;
}

/** The meaning of a text for one permission, or what was expected instead. */
export type ParsedSetting =
  | { readonly ok: true; readonly settings: readonly Setting[] | undefined }
  | { readonly ok: false; readonly expected: string };

/** Reads one cell of a spreadsheet for one permission. */
export function parseSetting(catalog: Catalog, permission: string, text: string): ParsedSetting {
  const definition = catalog.permissions[permission];
  const said = text.trim();
  if (!definition) return { ok: false, expected: 'a permission of the catalog' };
  if (said === '' || said.toLowerCase() === 'inherit') return { ok: true, settings: undefined };
  if (said.toLowerCase() === 'nothing') return { ok: true, settings: [] };
  const settings = said.split(between).flatMap((each) => parseOne(catalog, definition, each) ?? []);
  return settings.length === said.split(between).length
    ? { ok: true, settings }
    : { ok: false, expected: expectedText(definition, said) };
}

function parseOne(catalog: Catalog, definition: PermissionDefinition, text: string): Setting | undefined {
  const [, timeless = '', startsAt = '..', endsAt = '..'] = /^(.*?)(?: @ (\S+)\/(\S+))?$/s.exec(text.trim()) ?? [];
  const [from, to] = [readMoment(startsAt), readMoment(endsAt)];
  const isConditional = timeless.endsWith(conditionalMark);
  const said = isConditional ? timeless.slice(0, -conditionalMark.length).trim() : timeless;
  const setting = definition.kind === 'right' ? parseRight(catalog, definition, said) : parseValue(definition, said);
  if (!setting || Number.isNaN(from) || Number.isNaN(to)) return undefined;
  return {
    ...setting,
    ...(from !== undefined && { startsAt: from }),
    ...(to !== undefined && { endsAt: to }),
    ...(isConditional && { conditional: true as const }),
  };
}

function readMoment(text: string): number | undefined {
  return text === '..' ? undefined : Date.parse(text);
}

function parseRight(
  catalog: Catalog,
  definition: PermissionDefinition & { kind: 'right' },
  text: string,
): Setting | undefined {
  const [, word, rest = ''] = /^(allow|deny)\b\s*(.*)$/is.exec(text) ?? [];
  if (word === undefined) return undefined;
  const effect = word.toLowerCase() === 'deny' ? 'deny' : 'allow';
  if (rest === '') return definition.on === undefined || effect === 'deny' ? { effect } : undefined;
  const scope = definition.on === undefined ? undefined : parseScope(catalog, rest);
  return scope && { effect, scope };
}

function parseScope(catalog: Catalog, text: string): Scope | undefined {
  const keys: { -readonly [K in keyof ScopeKeys]: ScopeKeys[K] } = {};
  for (const part of text.split(';').map((each) => each.trim())) {
    const [, within, said = '', reach = ''] = /^(within )?([^=]+)=(.*)$/.exec(part) ?? [];
    const dimension = safeDecode(said);
    if (part === 'all' || part === 'own') keys[part] = true;
    else if (part === 'nothing') continue;
    else if (!Object.hasOwn(catalog.dimensions, dimension)) return undefined;
    else if (within) keys.within = { ...keys.within, [dimension]: parseReach(reach) };
    else keys.in = { ...keys.in, [dimension]: parseReach(reach) };
  }
  return keys.all && Object.keys(keys).length === 1 ? 'all' : keys;
}

function parseReach(text: string): Reach {
  if (text === '(mine)') return 'mine';
  if (text === '(any)') return 'any';
  return text
    .split(',')
    .filter((id) => id !== '')
    .map(safeDecode);
}

/** An id that looks like `(any)` stays an id. */
function safeEncode(id: string): string {
  return encodeURIComponent(id.replace(/\p{Surrogate}/gu, '\uFFFD')).replaceAll('(', '%28');
}

function safeDecode(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function parseValue(definition: Exclude<PermissionDefinition, { kind: 'right' }>, text: string): Setting | undefined {
  const said = text.toLowerCase();
  if (said === 'deny') return { effect: 'deny' };
  switch (definition.kind) {
    case 'duty':
      if (['must', 'true', 'yes', '1'].includes(said)) return { effect: 'allow', value: true };
      return ['need not', 'false', 'no', '0'].includes(said) ? { effect: 'allow', value: false } : undefined;
    case 'choice': {
      const { options } = definition;
      const option =
        options.find(({ id }) => id === text || (text.startsWith('%') && id === safeDecode(text))) ??
        options.find(({ label }) => label.toLowerCase() === said);
      return option && { effect: 'allow', value: option.id };
    }
    case 'number': {
      // An input method may write digits as wide as its letters.
      const value =
        said === '∞' ? 'unlimited' : said === 'unlimited' ? said : readNumber(definition, said.normalize('NFKC'));
      return valueProblem(definition, value) ? undefined : { effect: 'allow', value };
    }
  }
}

const units = { count: /$/, percent: /\s*%$/, seconds: /\s*s$/ } as const;

/** A number with or without its unit, in whichever notation, but none that means two things. */
function readNumber({ unit }: NumberDefinition, text: string): number {
  const said = text.replace(units[unit], '').replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '');
  // As a number with very many digits is copied; nobody types a sign behind the e.
  if (/^-?\d(?:\.\d+)?e[+-]\d+$/.test(said)) return Number(said);
  if (isAmbiguous(said)) return NaN;
  const [, decimal] = /([.,])\d+$/.exec(said) ?? [];
  const groups = decimal === ',' ? /^-?\d{1,3}(\.\d{3})+,\d+$/ : /^-?\d{1,3}(,\d{3})+\.\d+$/;
  if (groups.test(said)) return Number(said.replaceAll(decimal === ',' ? '.' : ',', '').replace(',', '.'));
  if (/^-?\d{1,3}([.,])\d{3}(\1\d{3})+$/.test(said)) return Number(said.replace(/[.,]/g, ''));
  return /^-?\d+([.,]\d+)?$/.test(said) ? Number(said.replace(',', '.')) : NaN;
}

/** `1,000` is a thousand here and one there. */
function isAmbiguous(text: string): boolean {
  return /^-?[1-9]\d{0,2}[.,]\d{3}(?:\s*(?:%|s))?$/.test(text);
}

function expectedText(definition: PermissionDefinition, text: string): string {
  switch (definition.kind) {
    case 'right':
      return definition.on === undefined ? 'inherit, allow or deny' : 'inherit, deny, or allow with how far: allow own';
    case 'duty':
      return 'inherit, must or need not';
    case 'choice':
      return `inherit, ${definition.options.map(({ label }) => label).join(', ')}`;
    case 'number':
      return `inherit, or a number from ${numberRange(definition)}${isAmbiguous(text) ? '; write it without a mark between thousands' : ''}`;
  }
}

/** The values that a number takes, in words: "1 to 9, or unlimited". `valueWords` says a bound with its unit. */
export function numberRange(definition: NumberDefinition, valueWords: (value: number) => string = String): string {
  const { min, max } = definition;
  const unlimited = largestOf(definition) === 'unlimited' ? ', or unlimited' : '';
  return max === undefined ? `${min} and up${unlimited}` : `${min} to ${valueWords(max)}${unlimited}`;
}

/** Rows of cells as one text that spreadsheets read, and that {@link fromTsv} reads as the same cells. */
export function toTsv(rows: readonly (readonly string[])[]): string {
  const text = rows.map((row) => row.map(tsvCell).join('\t')).join('\n');
  // One line break at the end is the end, and not an empty cell.
  return text.endsWith('\n') ? `${text}""` : text;
}

function tsvCell(cell: string): string {
  const safe = withMark(cell);
  return /^"|[\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * The rows of cells that a spreadsheet put on the clipboard: a cell with a tab, a line break or a quotation mark in it
 * stands in quotation marks, and the mark that kept a text from being a formula is taken off again.
 */
export function fromTsv(text: string): readonly (readonly string[])[] {
  const cells = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/gy;
  const said = text.replace(/(?:\r\n|\r|\n)$/, '');
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of said.matchAll(cells)) {
    rows.at(-1)?.push(withoutMark(quoted === undefined ? plain : quoted.replaceAll('""', '"')));
    // The end of the text matches once more, as an empty cell.
    if (end === '') break;
    if (end !== '\t') rows.push([]);
  }
  return rows;
}

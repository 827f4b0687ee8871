import type { Catalog, PermissionDefinition } from '../../../model/catalog.js';
import type { Reach, Scope, ScopeKeys } from '../../../model/scope.js';
import { longForm } from '../engine/effect.js';
import type { Setting } from '../engine/slot.js';

/**
 * One cell as text for a spreadsheet, and back: `inherit`, `allow`, `deny`, a value, or an allow with its scope
 * (`allow own; queue=sales,support; within line=direct`).
 */
export function settingText(settings: readonly Setting[] | undefined): string {
  const [setting] = settings ?? [];
  if (settings === undefined) return 'inherit';
  if (!setting) return 'deny';
  const { effect, scope, value } = setting;
  if (value !== undefined && effect === 'allow')
    return typeof value === 'boolean' ? (value ? 'must' : 'need not') : String(value);
  return scope === undefined ? effect : `${effect} ${scopeText(scope)}`;
}

function scopeText(scope: Scope): string {
  const { all, own, in: reaches, within } = longForm(scope);
  const part = (entry: [string, Reach | undefined]) => `${entry[0]}=${reachText(entry[1] ?? [])}`;
  return [
    ...(all ? ['all'] : []),
    ...(own ? ['own'] : []),
    ...Object.entries(reaches ?? {}).map(part),
    ...Object.entries(within ?? {}).map((entry) => `within ${part(entry)}`),
  ].join('; ');
}

function reachText(reach: Reach): string {
  return typeof reach === 'string' ? `(${reach})` : reach.map(safeEncode).join(',');
}

/** What a text means for one permission, or what was expected instead. */
export type ParsedSetting =
  | { readonly ok: true; readonly settings: readonly Setting[] | undefined }
  | { readonly ok: false; readonly expected: string };

/** Reads one cell of a spreadsheet for one permission. */
export function parseSetting(catalog: Catalog, permission: string, text: string): ParsedSetting {
  const definition = catalog.permissions[permission];
  const said = text.trim();
  if (!definition) return { ok: false, expected: 'a permission of the catalog' };
  if (said === '' || said.toLowerCase() === 'inherit') return { ok: true, settings: undefined };
  const setting = definition.kind === 'right' ? parseRight(catalog, definition, said) : parseValue(definition, said);
  return setting ? { ok: true, settings: [setting] } : { ok: false, expected: expectedText(definition) };
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
    const [, within, dimension = '', reach = ''] = /^(within )?([\w-]+)=(.*)$/.exec(part) ?? [];
    if (part === 'all' || part === 'own') keys[part] = true;
    else if (!Object.hasOwn(catalog.dimensions, dimension)) return undefined;
    else if (within) keys.within = { ...keys.within, [dimension]: parseReach(reach) };
    else keys.in = { ...keys.in, [dimension]: parseReach(reach) };
  }
  return keys.all && !keys.within ? 'all' : keys;
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
  switch (definition.kind) {
    case 'duty':
      if (['must', 'true', 'yes', '1'].includes(said)) return { effect: 'allow', value: true };
      return ['need not', 'false', 'no', '0'].includes(said) ? { effect: 'allow', value: false } : undefined;
    case 'choice': {
      const option = definition.options.find(({ id, label }) => id === text || label.toLowerCase() === said);
      return option && { effect: 'allow', value: option.id };
    }
    case 'number': {
      if (definition.unlimited && (said === 'unlimited' || said === '∞'))
        return { effect: 'allow', value: 'unlimited' };
      const value = /^-?\d+([.,]\d+)?$/.test(said) ? Number(said.replace(',', '.')) : NaN;
      return value >= definition.min && value <= definition.max ? { effect: 'allow', value } : undefined;
    }
  }
}

function expectedText(definition: PermissionDefinition): string {
  switch (definition.kind) {
    case 'right':
      return definition.on === undefined ? 'inherit, allow or deny' : 'inherit, deny, or allow with how far: allow own';
    case 'duty':
      return 'inherit, must or need not';
    case 'choice':
      return `inherit, ${definition.options.map(({ label }) => label).join(', ')}`;
    case 'number':
      return `inherit, or a number from ${definition.min} to ${definition.max}${definition.unlimited ? ', or unlimited' : ''}`;
  }
}

/** Rows of cells as one text that spreadsheets read. */
export function toTsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
}

/** The rows of cells that a spreadsheet put on the clipboard. */
export function fromTsv(text: string): readonly (readonly string[])[] {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  return lines.map((line) => line.split('\t'));
}

import type { Condition } from '../model/condition.js';

/** Where a table keeps one key of a condition: a column, or several that unite. */
export type SqlColumns = SqlColumn | readonly SqlColumn[];

/** One column: its name, and whether it holds one id, an array of ids or a JSON array of ids. */
export type SqlColumn = string | { readonly column: string; readonly type: 'text' | 'text[]' | 'jsonb' };

/** How to write a condition for one table. */
export interface SqlOptions {
  /** The columns of each key that a condition may name: dimensions, `owner` and `consents`. */
  readonly columns: Readonly<Record<string, SqlColumns>>;
  /** The number of the first parameter, where the condition becomes part of a larger statement; 1 unless told. */
  readonly firstParameter?: number;
}

/** A condition as a part of a PostgreSQL statement; ids are parameters, never text. */
export interface SqlCondition {
  readonly text: string;
  readonly values: readonly (readonly string[])[];
}

/** Thrown where a condition names a key that has no column: leaving it out would show more than is allowed. */
export class SqlColumnError extends Error {
  readonly key: string;

  constructor(key: string) {
    super(
      `The condition asks for '${key}', for which no column is given, so it cannot be translated exactly. Add columns.${key}.`,
    );
    this.name = 'SqlColumnError';
    this.key = key;
  }
}

/**
 * Translates what `where` gives into parameterised PostgreSQL. It selects the records that `filter` selects:
 * every part is true or false and never NULL, so that a missing id reads as it does in memory (law 10).
 *
 * ```ts
 * const { text, values } = sql(may.where('calls.view'), { columns: { queue: 'queue_id', owner: 'user_id' } });
 * await db.query(`SELECT * FROM calls WHERE ${text}`, values);
 * ```
 */
export function sql(condition: Condition, { columns, firstParameter = 1 }: SqlOptions): SqlCondition {
  const values: (readonly string[])[] = [];
  const parameter = (ids: readonly string[]) =>
    `$${firstParameter + values.push(ids.filter((id) => id !== '')) - 1}::text[]`;
  const columnsOf = (key: string): readonly SqlColumn[] => {
    const found = Object.hasOwn(columns, key) ? columns[key] : undefined;
    if (found === undefined) throw new SqlColumnError(key);
    return typeof found === 'object' && !('column' in found) ? found : [found];
  };
  const write = (each: Condition): string => {
    if (typeof each === 'boolean') return each ? 'TRUE' : 'FALSE';
    if ('not' in each) return `NOT ${write(each.not)}`;
    if ('some' in each) return join(each.some.map(write), 'OR');
    if ('every' in each) return join(each.every.map(write), 'AND');
    if ('present' in each) return join(columnsOf(each.key).map(hasId), 'OR');
    const ids = parameter(each.in);
    return join(
      columnsOf(each.key).map((column) => hasOneOf(column, ids)),
      'OR',
    );
  };
  return { text: write(condition), values };
}

function join(parts: readonly string[], word: 'AND' | 'OR'): string {
  return parts.length === 0 ? String(word === 'AND').toUpperCase() : `(${parts.join(` ${word} `)})`;
}

function partsOf(column: SqlColumn): { name: string; type: 'text' | 'text[]' | 'jsonb' } {
  if (typeof column === 'string') return { name: quote(column), type: 'text' };
  return { name: quote(column.column), type: column.type };
}

/** `table.column` as two quoted names. */
function quote(name: string): string {
  return name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');
}

function hasOneOf(column: SqlColumn, ids: string): string {
  const { name, type } = partsOf(column);
  if (type === 'text') return `COALESCE(${name}::text = ANY(${ids}), FALSE)`;
  if (type === 'text[]') return `COALESCE(${name}::text[] && ${ids}, FALSE)`;
  return `EXISTS (SELECT 1 FROM ${elements(name)} WHERE ${idIn('each')} = ANY(${ids}))`;
}

function hasId(column: SqlColumn): string {
  const { name, type } = partsOf(column);
  if (type === 'text') return `COALESCE(${name}::text <> '', FALSE)`;
  if (type === 'text[]') return `EXISTS (SELECT 1 FROM unnest(${name}::text[]) AS each WHERE each <> '')`;
  return `EXISTS (SELECT 1 FROM ${elements(name)} WHERE ${idIn('each')} <> '')`;
}

/** The items of a JSON array, or the one JSON value that is no array. */
function elements(name: string): string {
  return `jsonb_array_elements(CASE jsonb_typeof(${name}) WHEN 'array' THEN ${name} ELSE jsonb_build_array(${name}) END) AS each`;
}

/** The id that a JSON value stands for: a text, or a whole number in digits; NULL for everything else. */
function idIn(each: string): string {
  const number = `(${each} #>> '{}')::numeric`;
  const whole = `CASE WHEN ${number} = trunc(${number}) AND abs(${number}) <= ${Number.MAX_SAFE_INTEGER} THEN trunc(${number})::text END`;
  return `CASE jsonb_typeof(${each}) WHEN 'string' THEN ${each} #>> '{}' WHEN 'number' THEN ${whole} END`;
}

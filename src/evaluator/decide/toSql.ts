import type { Condition } from '../../model/condition.js';
import { isWellFormed } from '../../base/text.js';

/** The column of one key of a condition, or several that unite. */
export type SqlColumns = SqlColumn | readonly SqlColumn[];

/**
 * One column: its name alone where it holds texts, or its name and its type. An index on the column is used where the
 * type is right, since ids are then turned into the column's type and the column stays as it is. Without a type the
 * column is compared as text, which is right for every type whose text is what the application reads as the id
 * (`varchar`, `numeric`, an enum), and slow for all that are no texts. Dates, booleans and floating-point numbers are
 * no ids: `can` does not read them, so a column of those must not be named.
 */
export type SqlColumn = string | { readonly column: string; readonly type: SqlColumnType };

/** The content of a column: one id, an array of ids, or (`jsonb`) one id or a JSON array of ids. */
export type SqlColumnType = SqlIdType | `${SqlIdType}[]` | 'jsonb';

/** A type of ids; `integer` is also for `smallint`. */
export type SqlIdType = 'text' | 'uuid' | 'integer' | 'bigint';

/** Options of `toSql`. */
export interface SqlOptions {
  /** The columns of each key that a condition may name: dimensions, `owner` and `consents`. */
  readonly columns: Readonly<Record<string, SqlColumns>>;
  /** The number of the first parameter, where the condition becomes part of a larger statement. Default: 1. */
  readonly firstParameter?: number;
}

/** A condition as a part of a PostgreSQL statement; ids are parameters, never text. */
export interface SqlCondition {
  readonly text: string;
  readonly values: readonly (readonly string[])[];
}

const columnTypes = "'text', 'uuid', 'integer', 'bigint', an array of these such as 'text[]', or 'jsonb'";

/** Thrown where a condition names a key that has no column or one of an unknown type: guessing would show more. */
export class SqlColumnError extends Error {
  readonly key: string;

  constructor(key: string, type?: string) {
    super(
      type === undefined
        ? `The condition asks for '${key}', for which no column is given, so it cannot be translated exactly. Add columns.${key}.`
        : `The type '${type}' of columns.${key} is not one whose ids can be compared exactly. Name ${columnTypes}, or leave the type out.`,
    );
    this.name = 'SqlColumnError';
    this.key = key;
  }
}

/**
 * Translates what `where` gives into parameterised PostgreSQL. It selects the records that `filter` selects
 * (law 10): a part that is NULL selects nothing, and below a `not` it is made FALSE, so that a missing id reads as
 * it does in memory. What stands in a JSON or nested array and is no id counts as denied and never as allowed.
 *
 * ```ts
 * const columns = { queue: 'queue_id', owner: { column: 'user_id', type: 'bigint' } } as const;
 * const { text, values } = toSql(may.where('calls.view'), { columns });
 * await db.query(`SELECT * FROM calls WHERE ${text}`, values);
 * ```
 */
export function toSql(condition: Condition, { columns, firstParameter = 1 }: SqlOptions): SqlCondition {
  const values: (readonly string[])[] = [];
  const columnsOf = (key: string): readonly SqlColumn[] => {
    const found = Object.hasOwn(columns, key) ? columns[key] : undefined;
    if (found === undefined) throw new SqlColumnError(key);
    return typeof found === 'object' && !('column' in found) ? found : [found];
  };
  const oneOf = (key: string, ids: readonly string[], isDeny: boolean): string => {
    // Columns of the same type share one list.
    const parameters = new Map<SqlIdType, string | undefined>();
    const parameter = (type: SqlIdType): string | undefined => {
      const known = parameters.get(type);
      if (known !== undefined || parameters.has(type)) return known;
      const fitting = ids.filter(fits[type]);
      const made = fitting.length > 0 ? `$${firstParameter + values.push(fitting) - 1}::${type}[]` : undefined;
      parameters.set(type, made);
      return made;
    };
    return join(
      columnsOf(key).map((column) => hasOneOf(columnOf(key, column), parameter, isDeny)),
      'OR',
    );
  };
  const write = (each: Condition, isDeny: boolean): string => {
    if (typeof each === 'boolean') return each ? 'TRUE' : 'FALSE';
    if ('not' in each) return `(${write(each.not, !isDeny)} IS NOT TRUE)`;
    const all = (parts: readonly Condition[]) => parts.map((part) => write(part, isDeny));
    if ('some' in each) return join(all(each.some), 'OR');
    if ('every' in each) return join(all(each.every), 'AND');
    if ('in' in each) return oneOf(each.key, each.in, isDeny);
    return join(
      columnsOf(each.key).map((column) => hasId(columnOf(each.key, column), isDeny)),
      'OR',
    );
  };
  return { text: write(condition, false), values };
}

function join(parts: readonly string[], word: 'AND' | 'OR'): string {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return parts.length === 0 ? String(word === 'AND').toUpperCase() : `(${parts.join(` ${word} `)})`;
}

interface Column {
  readonly name: string;
  /** The type of its ids; none in JSON. */
  readonly ids: SqlIdType | undefined;
  readonly isArray: boolean;
}

function columnOf(key: string, column: SqlColumn): Column {
  const { column: named, type } = typeof column === 'string' ? { column, type: 'text' as const } : column;
  const [, ids, brackets] = /^(text|uuid|integer|bigint)(\[\])?$/.exec(type) ?? [];
  if (ids === undefined && type !== 'jsonb') throw new SqlColumnError(key, type);
  const name = quote(named);
  // A text column stays as it is under this cast, with its index; another one becomes what the application reads.
  if (ids === 'text') return { name: `${name}::text${brackets ?? ''}`, ids, isArray: brackets !== undefined };
  return { name, ids: ids as SqlIdType | undefined, isArray: brackets !== undefined };
}

/** `table.column` as two quoted names. */
function quote(name: string): string {
  return name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');
}

const isWhole = (digits: number) => (id: string) =>
  /^(0|-?[1-9]\d{0,18})$/.test(id) && BigInt.asIntN(digits, BigInt(id)) === BigInt(id);

/** Which ids a column can hold, spelled as the application reads them: any other would be no match, or an error. */
const fits: Readonly<Record<SqlIdType, (id: string) => boolean>> = {
  text: (id) => id !== '' && !id.includes('\0') && isWellFormed(id),
  uuid: (id) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id),
  integer: isWhole(32),
  bigint: isWhole(64),
};

type Parameter = (type: SqlIdType) => string | undefined;

function hasOneOf({ name, ids, isArray }: Column, parameter: Parameter, isDeny: boolean): string {
  const list = parameter(ids ?? 'text');
  if (ids === undefined) return jsonHas(name, list === undefined ? 'FALSE' : `${jsonId} = ANY(${list})`, isDeny);
  const found = list === undefined ? 'FALSE' : isArray ? `${name} && ${list}` : `${name} = ANY(${list})`;
  return isArray ? flat(name, found, isDeny) : found;
}

function hasId({ name, ids, isArray }: Column, isDeny: boolean): string {
  if (ids === undefined) return jsonHas(name, `${jsonId} <> ''`, isDeny);
  const isThere = (value: string) => (ids === 'text' ? `${value} <> ''` : `${value} IS NOT NULL`);
  if (!isArray) return isThere(name);
  return flat(name, `EXISTS (SELECT 1 FROM unnest(${name}) AS each WHERE ${isThere('each')})`, isDeny);
}

/** An array of arrays holds nothing that can be read, though PostgreSQL would look into it. */
function flat(name: string, found: string, isDeny: boolean): string {
  return isDeny ? `(${found} OR array_ndims(${name}) > 1)` : `(${found} AND array_ndims(${name}) = 1)`;
}

/** Whether an item of a JSON array, or the one JSON value that is no array, is what is asked for. */
function jsonHas(name: string, found: string, isDeny: boolean): string {
  const items = `jsonb_array_elements(CASE jsonb_typeof(${name}) WHEN 'array' THEN ${name} ELSE jsonb_build_array(${name}) END)`;
  const where = isDeny ? `${found} OR (${jsonId} IS NULL AND jsonb_typeof(each) <> 'null')` : found;
  return `EXISTS (SELECT 1 FROM ${items} AS each WHERE ${where})`;
}

// The id that a JSON value stands for: a text, or a number that is whole and exact as JavaScript reads it, which is as
// the nearest number of 64 bits (of the tiniest ones that is 0); NULL for everything else.
const jsonNumber = `(each #>> '{}')::numeric`;
const jsonFloat = `${jsonNumber}::float8`;
const jsonWhole = `CASE WHEN abs(${jsonNumber}) < 2.4703282292062327e-324 THEN '0' WHEN abs(${jsonNumber}) NOT BETWEEN 1e-300 AND 1e16 THEN NULL WHEN ${jsonFloat} = trunc(${jsonFloat}) AND abs(${jsonFloat}) <= ${Number.MAX_SAFE_INTEGER} THEN ${jsonFloat}::bigint::text END`;
const jsonId = `CASE jsonb_typeof(each) WHEN 'string' THEN each #>> '{}' WHEN 'number' THEN ${jsonWhole} END`;

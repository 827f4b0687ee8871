import { type RawBuilder, sql } from 'kysely';
import { toSql, type SqlColumn, SqlColumnError } from '../../evaluator/decide/toSql.js';
import type { RecordField, ResourceDefinition } from '../../model/catalog.js';
import type { Condition } from '../../model/condition.js';
import type { MemberQuery } from '../store/Store.js';

/** A part of a statement that picks members by a condition: what to join, and what must hold. */
export interface MemberCondition {
  readonly join: RawBuilder<unknown>;
  readonly where: RawBuilder<unknown>;
}

/**
 * Translates which members are visible; nothing where it cannot be translated, since a field is a function of the
 * catalog's. The caller filters again, so nothing then means all.
 */
export function memberCondition(visible: NonNullable<MemberQuery['visible']>): MemberCondition | undefined {
  const { condition, resource, self } = visible;
  const paths: string[][] = [];
  const columnsOf = (field: RecordField | undefined) =>
    pathsIn(field)?.map((path) => ({ column: `f.k${paths.push(path) - 1}`, type: 'jsonb' }) as const);
  const columns: Record<string, readonly SqlColumn[]> = {};
  for (const key of keysOf(condition)) {
    const found = columnsOf(fieldOf(resource, key));
    if (found) columns[key] = found;
  }
  try {
    const { text, values } = toSql(condition, { columns });
    return { join: fieldsAt(paths), where: sql`(m.id = ${self} or ${withValues(text, values)})` };
  } catch (error) {
    if (error instanceof SqlColumnError) return undefined;
    throw error;
  }
}

function keysOf(condition: Condition): string[] {
  if (typeof condition === 'boolean') return [];
  if ('not' in condition) return keysOf(condition.not);
  if ('every' in condition) return condition.every.flatMap(keysOf);
  return 'some' in condition ? condition.some.flatMap(keysOf) : [condition.key];
}

function fieldOf(resource: ResourceDefinition, key: string): RecordField | undefined {
  if (key === 'owner' || key === 'consents') return resource[key];
  return Object.hasOwn(resource.dimensions, key) ? resource.dimensions[key] : undefined;
}

/** The paths of a field within a document; none where there is no field, nothing where a function reads it. */
function pathsIn(field: RecordField | undefined): string[][] | undefined {
  if (field === undefined) return [];
  if (typeof field === 'function') return undefined;
  return (typeof field === 'string' ? [field] : field).map((name) => name.split('.'));
}

function fieldsAt(paths: readonly string[][]): RawBuilder<unknown> {
  const columns = paths.map((path, i) => sql`m.fields #> ${path}::text[] as ${sql.id(`k${i}`)}`);
  return sql`cross join lateral (select ${sql.join([...columns, sql`true`])}) as f`;
}

/** Puts values where the text has `$1`, `$2`, …; the text is made of names and numbers of ours. */
function withValues(text: string, values: readonly (readonly string[])[]): RawBuilder<unknown> {
  const parts = text
    .split(/\$(\d+)/)
    .map((part, i) => (i % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1]}`));
  return sql.join(parts, sql.raw(''));
}

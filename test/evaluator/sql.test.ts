import { describe, expect, test } from 'vitest';
import { sql, SqlColumnError, type SqlOptions } from '../../src/evaluator/sql.js';
import type { Condition } from '../../src/model/condition.js';

const options: SqlOptions = {
  columns: {
    queue: 'queue_id',
    group: { column: 'groups', type: 'text[]' },
    tag: { column: 'tags', type: 'jsonb' },
    owner: ['user_id', { column: 'c.agents', type: 'text[]' }],
  },
};
const text = (condition: Condition) => sql(condition, options).text;
const inQueue: Condition = { key: 'queue', in: ['a', 'b'] };

test('ids are parameters, numbered in the order of the text', () => {
  expect(sql({ every: [inQueue, { not: { key: 'group', in: ['c'] } }] }, options)).toEqual({
    text: '((COALESCE("queue_id"::text = ANY($1::text[]), FALSE)) AND NOT (COALESCE("groups"::text[] && $2::text[], FALSE)))',
    values: [['a', 'b'], ['c']],
  });
});

test('numbering may begin where a larger statement has got to', () => {
  expect(sql(inQueue, { ...options, firstParameter: 5 }).text).toContain('$5::text[]');
});

test('nothing that an id says becomes part of the text, and the empty text is no id', () => {
  const hostile = "'); DROP TABLE calls; --";
  const { text: written, values } = sql({ key: 'queue', in: [hostile, ''] }, options);
  expect(written).not.toContain('DROP');
  expect(values).toEqual([[hostile]]);
});

test('a column’s name is quoted, with its table before it', () => {
  expect(sql(inQueue, { columns: { queue: 'c.queue"id' } }).text).toContain('"c"."queue""id"::text');
});

test('several columns of one key unite, with one list of ids', () => {
  const { text: written, values } = sql({ key: 'owner', in: ['ann'] }, options);
  expect(written).toBe(
    '(COALESCE("user_id"::text = ANY($1::text[]), FALSE) OR COALESCE("c"."agents"::text[] && $1::text[], FALSE))',
  );
  expect(values).toEqual([['ann']]);
});

test('each kind of column has its own way to tell whether there is an id', () => {
  expect(text({ key: 'queue', present: true })).toBe(`(COALESCE("queue_id"::text <> '', FALSE))`);
  expect(text({ key: 'group', present: true })).toBe(
    `(EXISTS (SELECT 1 FROM unnest("groups"::text[]) AS each WHERE each <> ''))`,
  );
});

test('of a JSON column each item counts, or the one value: texts as they are, whole numbers as digits', () => {
  const items = `jsonb_array_elements(CASE jsonb_typeof("tags") WHEN 'array' THEN "tags" ELSE jsonb_build_array("tags") END) AS each`;
  const number = `(each #>> '{}')::numeric`;
  const id = `CASE jsonb_typeof(each) WHEN 'string' THEN each #>> '{}' WHEN 'number' THEN CASE WHEN ${number} = trunc(${number}) AND abs(${number}) <= 9007199254740991 THEN trunc(${number})::text END END`;
  expect(text({ key: 'tag', present: true })).toBe(`(EXISTS (SELECT 1 FROM ${items} WHERE ${id} <> ''))`);
  expect(text({ key: 'tag', in: ['a'] })).toBe(`(EXISTS (SELECT 1 FROM ${items} WHERE ${id} = ANY($1::text[])))`);
});

test('yes, no and nothing to join are words', () => {
  expect([text(true), text(false), text({ some: [] }), text({ every: [] }), text({ not: true })]).toEqual([
    'TRUE',
    'FALSE',
    'FALSE',
    'TRUE',
    'NOT TRUE',
  ]);
  expect(text({ some: [true, false] })).toBe('(TRUE OR FALSE)');
  expect(text({ key: 'owner', present: true })).toContain(' OR ');
});

describe('a key without a column', () => {
  test('is an error that says what to add, since leaving it out would show more', () => {
    expect(() => text({ key: 'line', in: ['a'] })).toThrow(SqlColumnError);
    expect(() => text({ not: { key: 'line', present: true } })).toThrow(
      "The condition asks for 'line', for which no column is given, so it cannot be translated exactly. Add columns.line.",
    );
  });

  test('may be named as a program names things', () => {
    expect(() => text({ key: 'constructor', present: true })).toThrow(SqlColumnError);
    expect(new SqlColumnError('line')).toMatchObject({ name: 'SqlColumnError', key: 'line' });
  });
});

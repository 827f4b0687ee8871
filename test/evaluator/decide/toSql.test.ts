import { describe, expect, test } from 'vitest';
import { toSql, type SqlColumnType, SqlColumnError, type SqlOptions } from '../../../src/evaluator/decide/toSql.js';
import type { Condition } from '../../../src/model/condition.js';

const options: SqlOptions = {
  columns: {
    queue: 'queue_id',
    group: { column: 'groups', type: 'text[]' },
    tag: { column: 'tags', type: 'jsonb' },
    owner: ['user_id', { column: 'c.agents', type: 'text[]' }],
  },
};
const text = (condition: Condition) => toSql(condition, options).text;
const inQueue: Condition = { key: 'queue', in: ['a', 'b'] };

test('ids are parameters, numbered in the order of the text', () => {
  expect(toSql({ every: [inQueue, { not: { key: 'group', in: ['c'] } }] }, options)).toEqual({
    text: `("queue_id"::text = ANY($1::text[]) AND (("groups"::text[] && $2::text[] OR array_ndims("groups"::text[]) > 1) IS NOT TRUE))`,
    values: [['a', 'b'], ['c']],
  });
});

test('numbering may begin where a larger statement has got to', () => {
  expect(toSql(inQueue, { ...options, firstParameter: 5 }).text).toContain('$5::text[]');
});

test('nothing that an id says becomes part of the text, and the empty text is no id', () => {
  const hostile = "'); DROP TABLE calls; --";
  const { text: written, values } = toSql({ key: 'queue', in: [hostile, ''] }, options);
  expect(written).not.toContain('DROP');
  expect(values).toEqual([[hostile]]);
});

test('a column’s name is quoted, with its table before it', () => {
  expect(toSql(inQueue, { columns: { queue: 'c.queue"id' } }).text).toContain('"c"."queue""id"::text');
});

test('several columns of one key unite, with one list of ids', () => {
  const { text: written, values } = toSql({ key: 'owner', in: ['ann'] }, options);
  expect(written).toBe(
    `("user_id"::text = ANY($1::text[]) OR ("c"."agents"::text[] && $1::text[] AND array_ndims("c"."agents"::text[]) = 1))`,
  );
  expect(values).toEqual([['ann']]);
});

test('each kind of column has its own way to tell whether there is an id', () => {
  expect(text({ key: 'queue', present: true })).toBe(`"queue_id"::text <> ''`);
  expect(text({ key: 'group', present: true })).toBe(
    `(EXISTS (SELECT 1 FROM unnest("groups"::text[]) AS each WHERE each <> '') AND array_ndims("groups"::text[]) = 1)`,
  );
});

test('of a JSON column each item counts, or the one value, and below a not what is no id counts as well', () => {
  const items = `jsonb_array_elements(CASE jsonb_typeof("tags") WHEN 'array' THEN "tags" ELSE jsonb_build_array("tags") END) AS each`;
  const [present, absent] = [text({ key: 'tag', present: true }), text({ not: { key: 'tag', present: true } })];
  expect(present.startsWith(`EXISTS (SELECT 1 FROM ${items} WHERE CASE jsonb_typeof(each) WHEN 'string'`)).toBe(true);
  expect(absent).toContain(`IS NULL AND jsonb_typeof(each) <> 'null')) IS NOT TRUE)`);
});

describe('a column that says its type', () => {
  const typed = (type: SqlColumnType, ids: readonly string[]) =>
    toSql({ key: 'a', in: ids }, { columns: { a: { column: 'a', type } } });

  test('stays as it is, and the ids are turned into its type', () => {
    expect(typed('bigint', ['7'])).toEqual({ text: '"a" = ANY($1::bigint[])', values: [['7']] });
    expect(typed('integer[]', ['7']).text).toContain('"a" && $1::integer[]');
  });

  test('is asked only for ids that it can hold, spelled as the application reads them', () => {
    const whole = ['0', '7', '-3', '2147483647', '2147483648', '9223372036854775807', '9223372036854775808'];
    const spelled = ['007', '-0', '+7', ' 7', '7 ', '7.0', '1e3', '0x7', '٧', '', 'abc', '1'.repeat(99), '7\n'];
    expect(typed('bigint', [...whole, ...spelled]).values).toEqual([whole.slice(0, 6)]);
    expect(typed('integer', [...whole, ...spelled]).values).toEqual([whole.slice(0, 4)]);
    const uuid = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11';
    const wrong = [uuid.toUpperCase(), `{${uuid}}`, uuid.replaceAll('-', ''), `${uuid} `, 'abc'];
    expect(typed('uuid', [uuid, ...wrong]).values).toEqual([[uuid]]);
    expect(typed('text', ['a', 'a\0', '\ud800', '']).values).toEqual([['a']]);
  });

  test('holds none of ids that it cannot hold, without a parameter', () => {
    expect(typed('uuid', ['abc'])).toEqual({ text: 'FALSE', values: [] });
    const columns = { a: { column: 'a', type: 'bigint' } } as const;
    expect(toSql({ not: { key: 'a', in: ['abc'] } }, { columns }).text).toBe('(FALSE IS NOT TRUE)');
  });

  test('shares one list with the other columns of its key and type', () => {
    const columns = { a: ['t', { column: 'b', type: 'bigint' }, { column: 'c', type: 'bigint' }] } as const;
    expect(toSql({ key: 'a', in: ['7', 'x'] }, { columns })).toEqual({
      text: '("t"::text = ANY($1::text[]) OR "b" = ANY($2::bigint[]) OR "c" = ANY($2::bigint[]))',
      values: [['7', 'x'], ['7']],
    });
  });

  test('that nobody knows is an error, since guessing would show more', () => {
    for (const type of ['int8', 'float8', 'text[][]', 'jsonb[]', '', 'constructor'])
      expect(() => typed(type as SqlColumnType, ['7'])).toThrow(`The type '${type}' of columns.a is not one`);
  });
});

test('yes, no and nothing to join are words', () => {
  expect([text(true), text(false), text({ some: [] }), text({ every: [] }), text({ not: true })]).toEqual([
    'TRUE',
    'FALSE',
    'FALSE',
    'TRUE',
    '(TRUE IS NOT TRUE)',
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

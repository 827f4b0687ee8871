import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toSql, type SqlOptions } from '../../../src/evaluator/decide/toSql.js';
import type { Condition } from '../../../src/model/condition.js';

const columns: SqlOptions['columns'] = {
  owner: { column: 'owner_id', type: 'bigint' },
  queue: 'queue_id',
  code: 'code',
  number: { column: 'number_id', type: 'uuid' },
  line: { column: 'line_id', type: 'integer' },
  group: { column: 'groups', type: 'text[]' },
  tag: { column: 'tags', type: 'bigint[]' },
  either: [{ column: 'owner_id', type: 'bigint' }, 'queue_id', { column: 'groups', type: 'text[]' }],
};
const uuidOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

let db: PGlite;

beforeAll(async () => {
  db = await PGlite.create();
  await db.exec(`
    CREATE TABLE calls AS SELECT n AS id, (n % 20000)::bigint AS owner_id, 'queue-' || n % 5000 AS queue_id,
      ('code-' || n % 5000)::varchar(20) AS code, ('00000000-0000-4000-8000-' || lpad((n % 5000)::text, 12, '0'))::uuid AS number_id,
      n % 5000 AS line_id, ARRAY['group-' || n % 4000, 'group-' || n % 3000] AS groups, ARRAY[n % 4000]::bigint[] AS tags
      FROM generate_series(1, 40000) AS n;
    CREATE INDEX owner_index ON calls (owner_id);
    CREATE INDEX queue_index ON calls (queue_id);
    CREATE INDEX code_index ON calls (code);
    CREATE INDEX number_index ON calls (number_id);
    CREATE INDEX line_index ON calls (line_id);
    CREATE INDEX group_index ON calls USING gin (groups);
    CREATE INDEX tag_index ON calls USING gin (tags);
    ANALYZE calls;
  `);
}, 300_000);

afterAll(() => db.close());

const has = (key: string, ...ids: readonly string[]): Condition => ({ key, in: ids });
const owner = has('owner', '7', '8');
const queue = has('queue', 'queue-1', 'queue-2', 'queue-3');

test.each<readonly [string, Condition, readonly string[]]>([
  ['a bigint column', owner, ['owner_index']],
  ['a text column without a type', queue, ['queue_index']],
  ['a varchar column without a type', has('code', 'code-1', 'code-2'), ['code_index']],
  ['a uuid column', has('number', uuidOf(1), uuidOf(2)), ['number_index']],
  ['an integer column', has('line', '1', '2'), ['line_index']],
  ['an array of texts', has('group', 'group-1', 'group-2'), ['group_index']],
  ['an array of bigints', has('tag', '1', '2'), ['tag_index']],
  ['a hundred ids', has('queue', ...Array.from({ length: 100 }, (_, i) => `queue-${i}`)), ['queue_index']],
  ['several columns of one key', has('either', '7', 'queue-1'), ['owner_index', 'queue_index', 'group_index']],
  [
    'one of several keys',
    { some: [owner, queue, has('number', uuidOf(1))] },
    ['owner_index', 'queue_index', 'number_index'],
  ],
  ['within', { every: [{ some: [owner, queue] }, has('line', '1', '2', '3')] }, ['line_index']],
  ['all but a deny', { every: [queue, { not: { some: [owner, has('line', '1')] } }] }, ['queue_index']],
  ['a deny of a deny', { every: [queue, { not: { every: [owner, { not: has('line', '1') }] } }] }, ['queue_index']],
  ['ids that the column cannot hold', has('owner', '7', 'abc', '007'), ['owner_index']],
])('a list page finds its rows by the index: %s', async (_, condition, indexes) => {
  const { text, values } = toSql(condition, { columns });
  for (const query of [`SELECT * FROM calls WHERE ${text}`, `SELECT count(*) FROM calls WHERE TRUE AND (${text})`]) {
    const { rows } = await db.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${query}`, [...values]);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    for (const index of indexes) expect(plan).toContain(index);
    expect(plan).not.toContain('Seq Scan');
  }
});

test('where nothing can match, no row is read', async () => {
  const { text, values } = toSql(has('owner', 'abc'), { columns });
  const { rows } = await db.query<{ 'QUERY PLAN': string }>(`EXPLAIN SELECT * FROM calls WHERE ${text}`, [...values]);
  expect(rows.map((row) => row['QUERY PLAN']).join()).toContain('One-Time Filter: false');
});

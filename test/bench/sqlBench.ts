import { PGlite } from '@electric-sql/pglite';
import { type Condition, toSql, type SqlOptions } from 'hookswitch/core';

const total = 1_000_000;

const columns: SqlOptions['columns'] = {
  owner: { column: 'owner_id', type: 'bigint' },
  queue: 'queue_id',
  number: { column: 'number_id', type: 'uuid' },
  line: { column: 'line_id', type: 'integer' },
  group: { column: 'groups', type: 'text[]' },
};

/** One kind of condition, and the best SQL that one would write for it by hand. */
interface Question {
  readonly title: string;
  readonly condition: Condition;
  readonly where: string;
  readonly values: readonly unknown[];
}

/** How one kind of condition did. */
export interface SqlTiming {
  readonly title: string;
  /** The index scans that PostgreSQL chose, or that it reads the whole table. */
  readonly plan: string;
  /** The best of the rounds, in milliseconds. */
  readonly ms: number;
  readonly handWrittenMs: number;
}

const uuidOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const queues = Array.from({ length: 20 }, (_, i) => `queue-${i}`);
const numbers = Array.from({ length: 100 }, (_, i) => uuidOf(i));
const has = (key: string, ...ids: readonly string[]): Condition => ({ key, in: ids });
const own = has('owner', '7');
const inQueues = has('queue', ...queues);

const questions: readonly Question[] = [
  { title: 'one owner (bigint)', condition: own, where: 'owner_id = $1', values: ['7'] },
  { title: '20 queues (text)', condition: inQueues, where: 'queue_id = ANY($1)', values: [queues] },
  {
    title: '100 numbers (uuid)',
    condition: has('number', ...numbers),
    where: 'number_id = ANY($1)',
    values: [numbers],
  },
  {
    title: 'own, 20 queues or 100 numbers',
    condition: { some: [own, inQueues, has('number', ...numbers)] },
    where: '(owner_id = $1 OR queue_id = ANY($2) OR number_id = ANY($3))',
    values: ['7', queues, numbers],
  },
  {
    title: '20 queues within 2 lines',
    condition: { every: [inQueues, has('line', '1', '2')] },
    where: 'queue_id = ANY($1) AND line_id = ANY($2)',
    values: [queues, [1, 2]],
  },
  {
    title: '20 queues but 2 denied lines',
    condition: { every: [inQueues, { not: has('line', '1', '2') }] },
    where: 'queue_id = ANY($1) AND (line_id IS NULL OR line_id <> ALL($2))',
    values: [queues, [1, 2]],
  },
  {
    title: '2 groups (text[])',
    condition: has('group', 'group-1', 'group-2'),
    where: 'groups && $1::text[]',
    values: [['group-1', 'group-2']],
  },
  { title: 'any that has a queue', condition: { key: 'queue', present: true }, where: `queue_id <> ''`, values: [] },
  { title: 'all', condition: true, where: 'TRUE', values: [] },
  { title: 'none', condition: false, where: 'FALSE', values: [] },
];

/** A list page's query over a million rows, for each kind of condition, beside hand-written SQL. */
export async function listPages(rounds = 7): Promise<readonly SqlTiming[]> {
  const db = await PGlite.create();
  try {
    await db.exec(`
      CREATE TABLE calls AS SELECT n AS id, (n % 50000)::bigint AS owner_id, 'queue-' || n % 5000 AS queue_id,
        ('00000000-0000-4000-8000-' || lpad((n % 50000)::text, 12, '0'))::uuid AS number_id, n % 7 AS line_id,
        ARRAY['group-' || n % 3000] AS groups FROM generate_series(1, ${total}) AS n;
      CREATE INDEX ON calls (owner_id); CREATE INDEX ON calls (queue_id); CREATE INDEX ON calls (number_id);
      CREATE INDEX ON calls USING gin (groups); ANALYZE calls;
    `);
    const timings: SqlTiming[] = [];
    for (const question of questions) timings.push(await timed(db, question, rounds));
    return timings;
  } finally {
    await db.close();
  }
}

async function timed(db: PGlite, { title, condition, where, values }: Question, rounds: number): Promise<SqlTiming> {
  const made = toSql(condition, { columns });
  // What comes back is counted, so that the search is timed and not the transfer.
  const run = async (text: string, parameters: readonly unknown[]) => {
    const start = performance.now();
    const { rows } = await db.query<{ n: number; sum: number }>(
      `SELECT count(*) AS n, coalesce(sum(id), 0) AS sum FROM calls WHERE ${text}`,
      [...parameters],
    );
    return {
      ms: performance.now() - start,
      answer: JSON.stringify(rows.map(({ n, sum }) => [String(n), String(sum)])),
    };
  };
  const [ours, theirs] = [await run(made.text, made.values), await run(where, values)];
  if (ours.answer !== theirs.answer)
    throw new Error(
      `'${title}': the kit's SQL finds ${ours.answer}, the hand-written ${theirs.answer}. Fix one of them; their times mean nothing.`,
    );
  let [ms, handWrittenMs] = [Infinity, Infinity];
  for (let round = 0; round < rounds; round += 1) {
    ms = Math.min(ms, (await run(made.text, made.values)).ms);
    handWrittenMs = Math.min(handWrittenMs, (await run(where, values)).ms);
  }
  const explained = await db.query<{ 'QUERY PLAN': string }>(`EXPLAIN SELECT * FROM calls WHERE ${made.text}`, [
    ...made.values,
  ]);
  return { title, plan: planOf(explained.rows.map((row) => row['QUERY PLAN'])), ms, handWrittenMs };
}

function planOf(lines: readonly string[]): string {
  const indexes = lines.flatMap((line) => /(?:using|Index Scan on) (\w+_idx)/.exec(line)?.[1] ?? []);
  if (indexes.length > 0) return [...new Set(indexes)].join(', ');
  return lines.some((line) => line.includes('Seq Scan')) ? 'all rows' : 'no row';
}

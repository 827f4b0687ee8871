import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEvaluator } from '../../src/evaluator/createEvaluator.js';
import { sql, type SqlColumn, type SqlColumns } from '../../src/evaluator/sql.js';
import type { Catalog, RecordField } from '../../src/model/catalog.js';
import type { Condition } from '../../src/model/condition.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import { runs } from '../reference/runs.js';
import { readCondition } from '../reference/readCondition.js';
import { drawCatalog } from '../reference/generators/catalogs.js';
import { type Draw, drawn, once, pick, several } from '../reference/generators/draw.js';
import { drawGrantSet, drawMoment } from '../reference/generators/grants.js';
import { ids, permissionNames } from '../reference/generators/names.js';

/** The columns of the table, each a field of the records under the same name. */
const columns = {
  owner_id: 'text',
  queue_id: 'text',
  digits: 'bigint',
  groups: 'text[]',
  lines: 'text[]',
  anything: 'jsonb',
} as const;

type Column = keyof typeof columns;
const columnNames: readonly Column[] = ['owner_id', 'queue_id', 'digits', 'groups', 'lines', 'anything'];

const jsonValues: readonly unknown[] = [7, 101, 1.5, -3, 1e21, 2 ** 53, 0, true, {}, { a: 'a' }, ['a'], [['a']], '7.0'];

function drawValue(draw: Draw, column: Column): unknown {
  if (once(draw, 4)) return once(draw, 2) ? null : undefined;
  const item = () => (once(draw, 6) ? pick(draw, permissionNames.slice(0, 3)) : pick(draw, ids));
  switch (columns[column]) {
    case 'text':
      return item();
    case 'bigint':
      return pick(draw, [7, 101, -3, 0]);
    case 'text[]':
      return several(draw, 0, 3, () => (once(draw, 6) ? null : item()));
    case 'jsonb': {
      const one = () => (once(draw, 2) ? pick(draw, jsonValues) : once(draw, 8) ? null : item());
      return once(draw, 2) ? several(draw, 0, 3, one) : one();
    }
  }
}

type Row = Readonly<Partial<Record<Column, unknown>>>;

/** A record without the fields that were not drawn: missing, where the table has NULL. */
function drawRow(draw: Draw): Row {
  const values = columnNames.map((column) => [column, drawValue(draw, column)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

const drawField = (draw: Draw): RecordField =>
  once(draw, 4) ? [pick(draw, columnNames), pick(draw, columnNames)] : pick(draw, columnNames);

/** A random catalog whose records are rows of the table. */
function drawTableCatalog(draw: Draw): Catalog {
  const drawn = drawCatalog(draw);
  const resources = Object.entries(drawn.resources).map(([id, resource]) => {
    const dimensions = Object.keys(resource.dimensions).map((dimension) => [dimension, drawField(draw)] as const);
    const consents = resource.consents && { consents: pick(draw, ['groups', 'lines', 'anything']) };
    const owner = resource.owner && { owner: drawField(draw) };
    return [id, { label: id, dimensions: Object.fromEntries(dimensions), ...owner, ...consents }] as const;
  });
  return checkCatalog({ ...drawn, resources: Object.fromEntries(resources) });
}

function drawPolicy(draw: Draw) {
  const catalog = drawTableCatalog(draw);
  return { catalog, set: drawGrantSet(draw, catalog), now: drawMoment(draw) };
}

/** Where the table keeps each key of one type of record. */
function columnsOf(catalog: Catalog, type: string): Record<string, SqlColumns> {
  const { dimensions, owner, consents } = catalog.resources[type] ?? { dimensions: {} };
  const keys = Object.entries({ ...dimensions, ...(owner && { owner }), ...(consents && { consents }) });
  return Object.fromEntries(
    keys.map(([key, field]) => [
      key,
      [field].flat().flatMap((name) => (typeof name === 'string' ? [columnOf(name)] : [])),
    ]),
  );
}

function columnOf(name: string): SqlColumn {
  const column = columnNames.find((one) => one === name) ?? 'owner_id';
  const type = columns[column];
  return type === 'text' || type === 'bigint' ? column : { column, type };
}

let db: PGlite;
let rows: readonly Row[];

beforeAll(async () => {
  db = await PGlite.create();
  const definitions = columnNames.map((name) => `${name} ${columns[name]}`);
  await db.exec(`CREATE TABLE records (position integer, ${definitions.join(', ')})`);
  // The same table every time, so that a policy that fails can be run again by its seed alone.
  rows = fc.sample(drawn(drawRow), { numRuns: 250, seed: 10 });
  for (const [position, row] of rows.entries()) {
    const values = columnNames.map((name) =>
      name === 'anything' && row[name] !== undefined ? JSON.stringify(row[name]) : row[name],
    );
    await db.query(`INSERT INTO records VALUES (${[position, ...values].map((_, i) => `$${i + 1}`).join(', ')})`, [
      position,
      ...values.map((value) => value ?? null),
    ]);
  }
});

afterAll(() => db.close());

test('where, translated to SQL, selects exactly the records that filter selects (law 10)', async () => {
  let [compared, selected] = [0, 0];
  const policies = fc.asyncProperty(drawn(drawPolicy), async ({ catalog, set, now }) => {
    const may = createEvaluator(catalog, set, { now });
    const asked = permissionNames.flatMap((id) => {
      const permission = catalog.permissions[id];
      return permission?.kind === 'right' && permission.on !== undefined ? [{ id, on: permission.on }] : [];
    });
    const values: (readonly string[])[] = [];
    const selects = asked.map(({ id, on }, i) => {
      const options = { columns: columnsOf(catalog, on), firstParameter: values.length + 1 };
      const condition = sql(may.where(id), options);
      values.push(...condition.values);
      return `SELECT ${i} AS question, position FROM records WHERE ${condition.text}`;
    });
    if (selects.length === 0) return;
    const found = await db.query<{ question: number; position: number }>(
      `${selects.join(' UNION ALL ')} ORDER BY question, position`,
      [...values],
    );
    asked.forEach(({ id }, question) => {
      const positions = found.rows.filter((row) => row.question === question).map((row) => row.position);
      expect(positions.map((position) => rows[position])).toEqual(may.filter(id, rows));
      compared += rows.length;
      selected += positions.length;
    });
  });
  await fc.assert(policies, { numRuns: runs(500), endOnFailure: true });
  expect(compared).toBeGreaterThan(runs(200_000));
  expect(selected).toBeGreaterThan(runs(2_000));
});

test('any condition at all, translated to SQL, holds for the records that it holds for in memory', async () => {
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3 },
      fc.boolean(),
      fc.record({ key: fc.constantFrom(...columnNames), in: fc.array(fc.constantFrom(...ids), { maxLength: 3 }) }),
      fc.record({ key: fc.constantFrom(...columnNames), present: fc.constant(true as const) }),
      fc.record({ not: tie('condition') }),
      fc.record({ some: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ every: fc.array(tie('condition'), { maxLength: 3 }) }),
    ),
  }));
  const resource = { label: 'row', dimensions: Object.fromEntries(columnNames.map((name) => [name, name])) };
  const options = { columns: Object.fromEntries(columnNames.map((name) => [name, columnOf(name)])) };
  const same = fc.asyncProperty(condition, async (each) => {
    const { text, values } = sql(each, options);
    const query = `SELECT position FROM records WHERE ${text} ORDER BY position`;
    const found = await db.query<{ position: number }>(query, [...values]);
    const held = rows.flatMap((row, position) => (readCondition(each, resource, row) ? [position] : []));
    expect(found.rows.map((row) => row.position)).toEqual(held);
  });
  await fc.assert(same, { numRuns: runs(500) });
});

import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEvaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { toSql, type SqlColumn, type SqlColumns, type SqlColumnType } from '../../../src/evaluator/decide/toSql.js';
import type { Catalog, RecordField } from '../../../src/model/catalog.js';
import type { Condition } from '../../../src/model/condition.js';
import { checkCatalog } from '../../../src/model/defineCatalog.js';
import { runs } from '../../reference/runs.js';
import { readCondition } from '../../reference/readCondition.js';
import { drawCatalog } from '../../reference/generators/catalogs.js';
import { type Draw, drawn, once, pick, several } from '../../reference/generators/draw.js';
import { drawGrantSet, drawMoment } from '../../reference/generators/grants.js';
import { ids, permissionNames } from '../../reference/generators/names.js';

interface TableColumn {
  /** As the table declares it. */
  readonly declared: string;
  /** As `sql` is told. */
  readonly type?: SqlColumnType;
  /** A literal of the type. */
  readonly draw: (draw: Draw) => string;
}

const uuids = ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '00000000-0000-4000-8000-000000000007'] as const;
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const oneOf = (values: readonly string[]) => (draw: Draw) => quoted(pick(draw, values));
const anyId = (draw: Draw) => (once(draw, 6) ? pick(draw, permissionNames.slice(0, 3)) : pick(draw, ids));
const array = (type: string, draw: Draw, item: (draw: Draw) => string): string => {
  const list = () => `ARRAY[${several(draw, 0, 3, () => (once(draw, 6) ? 'NULL' : item(draw))).join()}]::${type}[]`;
  // An array of arrays, whose rows must be of one length.
  return once(draw, 8) ? `ARRAY[ARRAY[${item(draw)}],ARRAY[${item(draw)}]]::${type}[]` : list();
};
const texts = (draw: Draw) => quoted(anyId(draw));
const wholes = oneOf(['7', '101', '-3', '0', '9007199254740993', '-9223372036854775808']);

/** JSON as another program may have written it: not only what JavaScript would. */
const jsonTexts = [
  ...['7', '101', '1.5', '-3', '1e21', '9007199254740992', '0', '-0', 'true', '{}', '{"a":"a"}', '["a"]', '[["a"]]'],
  ...[
    '"7.0"',
    '7.0',
    '1e2',
    '9007199254740991',
    '9007199254740991.4',
    '7.00000000000000000001',
    '-7e0',
    '"\\ud83d\\udcde"',
  ],
  ...['1e400', '-1e400', '1e-400', '1e-310', '100000000000000000000000'],
];

/** The columns of the table, each a field of the records under the same name. */
const columns = {
  owner_id: { declared: 'text', draw: texts },
  queue_id: { declared: 'text', type: 'text', draw: texts },
  code: { declared: 'varchar(30)', draw: texts },
  digits: { declared: 'bigint', draw: wholes },
  big: { declared: 'bigint', type: 'bigint', draw: wholes },
  small: { declared: 'integer', type: 'integer', draw: oneOf(['7', '101', '-3', '0', '2147483647']) },
  tiny: { declared: 'smallint', type: 'bigint', draw: oneOf(['7', '101']) },
  amount: { declared: 'numeric', draw: oneOf(['7', '7.00', '101', '1.5', '1000']) },
  person: { declared: 'uuid', type: 'uuid', draw: oneOf(uuids) },
  loose: { declared: 'uuid', draw: oneOf(uuids) },
  groups: { declared: 'text[]', type: 'text[]', draw: (draw) => array('text', draw, texts) },
  lines: { declared: 'varchar(30)[]', type: 'text[]', draw: (draw) => array('text', draw, texts) },
  bigs: { declared: 'bigint[]', type: 'bigint[]', draw: (draw) => array('bigint', draw, wholes) },
  smalls: {
    declared: 'integer[]',
    type: 'integer[]',
    draw: (draw) => array('integer', draw, oneOf(['7', '101', '-3'])),
  },
  loosely: { declared: 'bigint[]', type: 'text[]', draw: (draw) => array('bigint', draw, wholes) },
  people: { declared: 'uuid[]', type: 'uuid[]', draw: (draw) => array('uuid', draw, oneOf(uuids)) },
  anything: {
    declared: 'jsonb',
    type: 'jsonb',
    draw: (draw) => {
      const one = () =>
        once(draw, 2) ? pick(draw, jsonTexts) : once(draw, 8) ? 'null' : JSON.stringify(pick(draw, ids));
      return quoted(once(draw, 2) ? `[${several(draw, 0, 3, one).join()}]` : one());
    },
  },
} satisfies Record<string, TableColumn>;

type Column = keyof typeof columns;
// `Object.keys` does not know that these are all its keys.
const columnNames = Object.keys(columns) as readonly Column[];

type Row = Readonly<Record<string, unknown>>;

/** A literal for each column, and which of them are NULL. */
const drawLiterals = (draw: Draw): readonly string[] =>
  columnNames.map((column) => (once(draw, 4) ? 'NULL' : columns[column].draw(draw)));

const drawField = (draw: Draw): RecordField =>
  once(draw, 4) ? [pick(draw, columnNames), pick(draw, columnNames)] : pick(draw, columnNames);

/** A random catalog whose records are rows of the table. */
function drawTableCatalog(draw: Draw): Catalog {
  const drawn = drawCatalog(draw);
  const resources = Object.entries(drawn.resources).map(([id, resource]) => {
    const dimensions = Object.keys(resource.dimensions).map((dimension) => [dimension, drawField(draw)] as const);
    const consents = resource.consents && { consents: pick(draw, ['groups', 'lines', 'anything', 'owner_id']) };
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
  const column: TableColumn | undefined = columnNames.includes(name as Column) ? columns[name as Column] : undefined;
  return column?.type ? { column: name, type: column.type } : name;
}

let db: PGlite;
let rows: readonly Row[];

beforeAll(async () => {
  db = await PGlite.create();
  const definitions = columnNames.map((name) => `${name} ${columns[name].declared}`);
  await db.exec(`CREATE TABLE records (position integer, ${definitions.join(', ')})`);
  // The same table every time, so that a policy that fails can be run again by its seed alone.
  const drawnRows = fc.sample(drawn(drawLiterals), { numRuns: 250, seed: 10 });
  const literals = drawnRows.map((row, position) => `(${[position, ...row].join()})`);
  await db.exec(`INSERT INTO records VALUES ${literals.join()}`);
  // As the application reads them; a missing field now and then, where the table has NULL.
  const read = await db.query<Row>(`SELECT ${columnNames.join()} FROM records ORDER BY position`);
  rows = read.rows.map((row, i) =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null || i % 2 === 0)),
  );
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
      const condition = toSql(may.where(id), options);
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

/** What may come as an id, spelled as no column spells it among them. */
const strangeIds = [
  ...[...uuids, uuids[0].toUpperCase(), `{${uuids[0]}}`, uuids[0].replaceAll('-', ''), 'a0eebc99'],
  ...['007', '-0', '+7', ' 7', '7 ', '7.0', '7.00', '1e3', '1000', '0x7', '٧', '-3', '0', '2147483647', '2147483648'],
  ...['9007199254740991', '9007199254740992', '9007199254740993', '9223372036854775807', '9223372036854775808'],
  ...['-9223372036854775808', '1'.repeat(60), 'NaN', 'Infinity', 'null', 'NULL', '{a}', '"a"', "'", '\\', '\0', 'a\0'],
  ...['\ud800', '\ufffd', '\u{1f4de}', '100'],
];

test('any condition at all, translated to SQL, holds for the records that it holds for in memory', async () => {
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3 },
      fc.boolean(),
      fc.record({
        key: fc.constantFrom(...columnNames),
        in: fc.array(fc.constantFrom(...ids, ...strangeIds), { maxLength: 4 }),
      }),
      fc.record({ key: fc.constantFrom(...columnNames), present: fc.constant(true as const) }),
      fc.record({ not: tie('condition') }),
      fc.record({ some: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ every: fc.array(tie('condition'), { maxLength: 3 }) }),
    ),
  }));
  const resource = { label: 'row', dimensions: Object.fromEntries(columnNames.map((name) => [name, name])) };
  const options = { columns: Object.fromEntries(columnNames.map((name) => [name, columnOf(name)])) };
  const same = fc.asyncProperty(condition, async (each) => {
    const { text, values } = toSql(each, options);
    const query = `SELECT position FROM records WHERE ${text} ORDER BY position`;
    const found = await db.query<{ position: number }>(query, [...values]);
    const held = rows.flatMap((row, position) => (readCondition(each, resource, row) ? [position] : []));
    expect(found.rows.map((row) => row.position)).toEqual(held);
  });
  await fc.assert(same, { numRuns: runs(1_000) });
});

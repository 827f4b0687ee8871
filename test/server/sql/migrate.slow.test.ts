import { Kysely, Migrator, sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { foldText } from '../../../src/base/foldText.js';
import { belongingsOf } from '../../../src/server/sql/belongingTexts.js';
import { createMigrations } from '../../../src/server/sql/createMigrations.js';
import { createSqlReader } from '../../../src/server/sql/createSqlReader.js';
import { migrate } from '../../../src/server/sql/migrate.js';
import { openPglite } from '../../../src/server/sql/openPglite.js';
import type { Tables } from '../../../src/server/sql/Tables.js';

const schema = 'phone "system"';
const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

const openDatabase = async () => {
  const database = await openPglite('memory://');
  const { dialect } = database;
  const db = new Kysely<Tables>({ dialect });
  cleanUps.push(
    () => db.destroy(),
    () => database.close(),
  );
  return { db, bare: new Kysely<unknown>({ dialect }) };
};

const namesThatRan = async (db: Kysely<Tables>) => {
  const { rows } = await sql<{ name: string }>`select name from ${sql.id(schema, 'kysely_migration')}`.execute(db);
  return rows.map(({ name }) => name);
};

test('tables are made once, in any schema, also when two processes begin at the same time', async () => {
  const { db, bare } = await openDatabase();
  await Promise.all([migrate(bare, schema), migrate(bare, schema)]);
  await migrate(bare, schema);
  expect(await namesThatRan(db)).toEqual(Object.keys(createMigrations(schema)));
  expect(await db.withSchema(schema).selectFrom('members').selectAll().execute()).toEqual([]);
});

test("tables that Kysely's own migrator made are kept, with what is in them", async () => {
  const { db, bare } = await openDatabase();
  const provider = { getMigrations: async () => createMigrations(schema) };
  const { error } = await new Migrator({ db: bare, provider, migrationTableSchema: schema }).migrateToLatest();
  expect(error).toBeUndefined();
  await db.withSchema(schema).insertInto('tenants').values({ id: 'acme', revision: 7 }).execute();
  await migrate(bare, schema);
  expect(await db.withSchema(schema).selectFrom('tenants').select('id').execute()).toEqual([{ id: 'acme' }]);
});

test('names that an older version folded are found and ordered as new ones', async () => {
  const { db, bare } = await openDatabase();
  await migrate(bare, schema);
  const names = ['Łukasz', 'Ørsted–Đorđe', 'Strauß', 'O’Brien', 'Ærø Œuvre', 'Jean-Luc', 'x'.repeat(99) + 'ß'];
  const older = names.map((name) => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase());
  const rows = older.map((search, i) => ({
    dimension: 'queue',
    tenant: 'acme',
    id: `${i}`,
    label: names[i] ?? '',
    search,
    sort_key: search.slice(0, 100),
  }));
  const tables = db.withSchema(schema);
  await tables.insertInto('directory').values(rows).execute();
  await createMigrations(schema)['0003-fold']?.up(bare);
  const found = await tables.selectFrom('directory').select(['search', 'sort_key']).orderBy('id').execute();
  expect(found).toEqual(names.map((name) => ({ search: foldText(name), sort_key: foldText(name).slice(0, 100) })));
});

test('members of an older version are found by what they have and belong to', async () => {
  const { db, bare } = await openDatabase();
  const { '0004-belongings': added, ...older } = createMigrations(schema);
  await sql`create schema ${sql.id(schema)}`.execute(db);
  for (const { up } of Object.values(older)) await up(bare);
  const member = {
    ...{
      id: 'ann',
      tenant: 'acme',
      roles: [],
      extensions: ['7', 'ü "8"'],
      memberships: { queue: ['a', 'b'], none: [] },
    },
    ...{ licenses: [], packages: [], overrides: [] },
  };
  const columns = sql`(tenant, id, revision, sort_key, search, roles, doc)`;
  for (const tenant of ['acme', 'rival'])
    await sql`insert into ${sql.id(schema, 'members')} ${columns}
      values (${tenant}, 'ann', 1, 'ann', 'ann', '{}', ${JSON.stringify({ ...member, tenant })}::json)`.execute(db);
  await added?.up(bare);
  const reader = createSqlReader({ db: db.withSchema(schema), schema, tenant: 'acme' });
  const all = belongingsOf(member);
  expect(all).toHaveLength(4);
  for (const each of all) expect(await reader.membersHaving([each], 9)).toEqual([{ member, revision: 1 }]);
  expect(await reader.membersHaving([{ dimension: 'none', id: 'a' }], 9)).toEqual([]);
});

test('tables of a newer version are refused, and nothing is changed', async () => {
  const { db, bare } = await openDatabase();
  await migrate(bare, schema);
  await sql`insert into ${sql.id(schema, 'kysely_migration')} values ('9999-later', 'then')`.execute(db);
  await expect(migrate(bare, schema)).rejects.toMatchObject({
    message: expect.stringContaining('The store was not opened.'),
    cause: new Error('A newer version of hookswitch made them (9999-later).'),
  });
});

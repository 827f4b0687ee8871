import { type Kysely, sql, type Transaction } from 'kysely';
import { createMigrations } from './createMigrations.js';

/** The lock of Kysely's own migrator, so that a process which still uses that one is waited for. */
const migrationLock = 3_853_314_791_062_309_107n;

/** The table in which Kysely's own migrator keeps the names of migrations that ran. */
const migrationTable = 'kysely_migration';

/**
 * Makes the tables or brings them up to date, in one transaction; other processes wait meanwhile. Kysely's migrator
 * would do the same, but Kysely 0.29 moved it to another module: no import of it works on both 0.28 and 0.29.
 */
export async function migrate(db: Kysely<unknown>, schema: string): Promise<void> {
  try {
    await db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(transaction);
      const ran = await findMigrationsThatRan(transaction, schema);
      const known = createMigrations(schema);
      const unknown = ran.filter((name) => !Object.hasOwn(known, name));
      if (unknown.length > 0) throw new Error(`A newer version of hookswitch made them (${unknown.join(', ')}).`);
      const missing = Object.entries(known).filter(([name]) => !ran.includes(name));
      for (const [name, { up }] of missing.sort(([a], [b]) => (a < b ? -1 : 1))) {
        await up(transaction);
        await sql`insert into ${sql.id(schema, migrationTable)} (name, timestamp)
          values (${name}, ${new Date().toISOString()})`.execute(transaction);
      }
    });
  } catch (error) {
    throw new Error(`The tables in schema '${schema}' could not be brought up to date. The store was not opened.`, {
      cause: error,
    });
  }
}

/** Asks before it creates: `create … if not exists` needs the right to create also where everything is there. */
async function findMigrationsThatRan(db: Transaction<unknown>, schema: string): Promise<readonly string[]> {
  const table = sql.id(schema, migrationTable);
  const { rows: found } = await sql<{ schema: boolean; table: boolean }>`select
    exists (select from pg_namespace where nspname = ${schema}) as schema,
    exists (select from pg_tables where schemaname = ${schema} and tablename = ${migrationTable}) as table`.execute(db);
  if (!found[0]?.schema) await sql`create schema ${sql.id(schema)}`.execute(db);
  if (!found[0]?.table) {
    await sql`create table ${table} (name varchar(255) primary key, timestamp varchar(255) not null)`.execute(db);
    return [];
  }
  const { rows } = await sql<{ name: string }>`select name from ${table}`.execute(db);
  return rows.map(({ name }) => name);
}

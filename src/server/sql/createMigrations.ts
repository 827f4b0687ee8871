import { type Kysely, sql } from 'kysely';
import { belongingSeparator } from './belongingTexts.js';

/** Makes or changes tables; in Kysely 0.29 the type of this name is in another module than in 0.28. */
interface Migration {
  readonly up: (db: Kysely<unknown>) => Promise<void>;
}

/** The migrations of the tables, by name; each runs once, in the order of names. Never change one that ran. */
export function createMigrations(schema: string): Record<string, Migration> {
  return {
    '0001-tables': { up: (db) => createTables(db, schema) },
    '0002-bounds': { up: (db) => boundTables(db, schema) },
    '0003-fold': { up: (db) => foldLetters(db, schema) },
    '0004-belongings': { up: (db) => keepBelongings(db, schema) },
  };
}

/** Who has an extension or belongs to something is found by an index; so are log entries about a second member. */
async function keepBelongings(db: Kysely<unknown>, schema: string): Promise<void> {
  const table = (name: string) => sql.id(schema, name);
  const run = (statement: ReturnType<typeof sql>) => statement.execute(db);
  await run(sql`alter table ${table('members')} add column belongings text[] not null default '{}'`);
  const separator = sql.lit(belongingSeparator);
  await run(sql`update ${table('members')} as m set belongings = array(
    select md5(m.tenant || ${separator} || 'extension' || ${separator} || e.id)
      from json_array_elements_text(m.doc -> 'extensions') as e (id)
    union select md5(m.tenant || ${separator} || d.key || ${separator} || e.id)
      from json_each(m.doc -> 'memberships') as d, json_array_elements_text(d.value) as e (id))`);
  await run(sql`create index members_by_belonging on ${table('members')} using gin (belongings)`);
  await run(sql`alter table ${table('audit')} add column also_id text`);
  await run(sql`create index audit_by_second on ${table('audit')} (tenant, also_id, revision)
    where also_id is not null`);
}

/** Names are searched and ordered without letters such as ł and ß, and with plain apostrophes and dashes. */
async function foldLetters(db: Kysely<unknown>, schema: string): Promise<void> {
  const folded = (column: string) => sql`replace(replace(replace(
    translate(${sql.ref(column)}, 'łøđðı‘’‐‒–—―−', 'loddi''''------'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')`;
  for (const table of ['members', 'directory'])
    await sql`update ${sql.id(schema, table)}
      set search = ${folded('search')}, sort_key = left(${folded('sort_key')}, 100)`.execute(db);
}

/** Of an edit, no answer is kept any more but that it was made; of a role, who it is can be read without what it gives. */
async function boundTables(db: Kysely<unknown>, schema: string): Promise<void> {
  const table = (name: string) => sql.id(schema, name);
  const run = (statement: ReturnType<typeof sql>) => statement.execute(db);
  await run(sql`drop table ${table('answers')}`);
  await run(sql`create table ${table('kept_edits')} (
    tenant text not null, actor text not null, key text not null, request text not null, at bigint not null,
    revision bigint not null, primary key (tenant, actor, key))`);
  await run(sql`create index kept_edits_by_age on ${table('kept_edits')} (tenant, at)`);
  await run(sql`create index kept_edits_by_revision on ${table('kept_edits')} (tenant, actor, revision)`);
  await run(sql`alter table ${table('roles')}
    add column head jsonb generated always as (doc::jsonb - 'grants') stored`);
}

async function createTables(db: Kysely<unknown>, schema: string): Promise<void> {
  const table = (name: string) => sql.id(schema, name);
  const run = (statement: ReturnType<typeof sql>) => statement.execute(db);
  // Places are compared byte by byte, so that a page begins where the one before ended, whatever the locale.
  await run(sql`create table ${table('tenants')} (id text primary key, revision bigint not null)`);
  await run(sql`create table ${table('members')} (
    tenant text not null, id text collate "C" not null, revision bigint not null,
    sort_key text collate "C" not null, search text not null, roles text[] not null,
    doc json not null, fields jsonb generated always as (doc::jsonb) stored,
    primary key (tenant, id))`);
  await run(sql`create index members_by_name on ${table('members')} (tenant, sort_key, id)`);
  await run(sql`create index members_by_role on ${table('members')} using gin (roles)`);
  await run(sql`create table ${table('roles')} (
    tenant text not null, id text not null, revision bigint not null, doc json not null, primary key (tenant, id))`);
  await run(sql`create table ${table('directory')} (
    tenant text not null, dimension text not null, id text collate "C" not null, label text not null,
    sort_key text collate "C" not null, search text not null, primary key (tenant, dimension, id))`);
  await run(sql`create index directory_by_label on ${table('directory')} (tenant, dimension, sort_key, id)`);
  await run(sql`create table ${table('audit')} (
    tenant text not null, revision bigint not null, at bigint not null, actor text not null,
    target_kind text not null, target_id text not null, doc json not null, primary key (tenant, revision))`);
  await run(sql`create index audit_by_target on ${table('audit')} (tenant, target_kind, target_id, revision)`);
  await run(sql`create index audit_by_actor on ${table('audit')} (tenant, actor, revision)`);
  await run(sql`create table ${table('answers')} (
    tenant text not null, key text not null, request text not null, at bigint not null, status integer not null,
    etag text not null, body text not null, primary key (tenant, key))`);
  await run(sql`create index answers_by_age on ${table('answers')} (tenant, at)`);
  await makeAppendOnly(db, schema);
}

/** Not even the service itself can change what was written down. */
async function makeAppendOnly(db: Kysely<unknown>, schema: string): Promise<void> {
  const refuse = sql.id(schema, 'refuse_audit_change');
  await sql`create function ${refuse}() returns trigger language plpgsql as
    'begin raise exception ''The audit log is append-only; % was refused.'', tg_op; end'`.execute(db);
  const audit = sql.id(schema, 'audit');
  await sql`create trigger audit_rows_stay before update or delete on ${audit}
    for each row execute function ${refuse}()`.execute(db);
  await sql`create trigger audit_stays before truncate on ${audit}
    for each statement execute function ${refuse}()`.execute(db);
}

import { type Kysely, type RawBuilder, sql } from 'kysely';
import { foldText } from '../../base/foldText.js';
import { closePage, entryPlace, memberPlace } from '../store/searchText.js';
import type {
  AuditQuery,
  DirectoryQuery,
  MemberQuery,
  StoredMember,
  StoredRole,
  SubjectRoles,
  TenantReader,
} from '../store/Store.js';
import type { AuditEntry } from '../../model/audit.js';
import { belongingTexts } from './belongingTexts.js';
import { memberCondition } from './memberCondition.js';
import type { Tables } from './Tables.js';

/** Everything that reads and writes of one tenant need. */
export interface SqlContext {
  readonly db: Kysely<Tables>;
  readonly schema: string;
  readonly tenant: string;
}

type Row<D> = { readonly revision: string | number | bigint; readonly doc: D };

/** Reads a tenant; every call is one statement, and so of one moment. */
export function createSqlReader(context: SqlContext): TenantReader {
  const { db, tenant } = context;
  return {
    lastRevision: async () => {
      const found = await db.selectFrom('tenants').select('revision').where('id', '=', tenant).executeTakeFirst();
      return Number(found?.revision ?? 0);
    },
    subject: async (id, wanted = 'all') => {
      const { rows } = await subjectStatement(context, id, wanted).execute(db);
      const { member, roles } = rows[0] ?? { member: null, roles: [] };
      return { member: member ? storedMember(member) : undefined, roles: roles.map(storedRole) };
    },
    members: async (query) => {
      const { rows } = await membersStatement(context, query).execute(db);
      return closePage(rows.map(storedMember), ({ member }) => memberPlace(member), query.limit);
    },
    membersById: async (ids) => {
      if (ids.length === 0) return [];
      const found = db.selectFrom('members').select(['revision', 'doc']).where('tenant', '=', tenant);
      return (await found.where('id', 'in', [...new Set(ids)]).execute()).map(storedMember);
    },
    membersHaving: async (belongings, limit) => {
      if (belongings.length === 0) return [];
      const found = db.selectFrom('members').select(['revision', 'doc']).where('tenant', '=', tenant);
      const having = found.where(sql<boolean>`belongings && ${belongingTexts(tenant, belongings)}`);
      return (await having.limit(limit).execute()).map(storedMember);
    },
    holders: async (role) => {
      const count = db.selectFrom('members').select(({ fn }) => fn.countAll().as('count'));
      const { rows } = await db.executeQuery(
        count.where('tenant', '=', tenant).where(sql<boolean>`roles @> ${[role]}::text[]`),
      );
      return Number(rows[0]?.count ?? 0);
    },
    directory: async (dimension, query) => {
      const rows = await directoryQuery(context, dimension, query).execute();
      return closePage(rows, entryPlace, query.limit);
    },
    audit: (query) => auditEntries(context, query),
  };
}

function storedMember({ revision, doc }: Row<StoredMember['member']>): StoredMember {
  return { member: doc, revision: Number(revision) };
}

function storedRole({ revision, doc }: Row<StoredRole['role']>): StoredRole {
  return { role: doc, revision: Number(revision) };
}

function subjectStatement({ schema, tenant }: SqlContext, id: string, wanted: SubjectRoles) {
  const row = (doc: RawBuilder<unknown>) => sql`json_build_object('revision', revision, 'doc', ${doc})`;
  const ofMember = sql`from ${sql.id(schema, 'members')} as m where m.tenant = ${tenant} and m.id = ${id}`;
  const isHeld = sql`id = any(array(select unnest(m.roles) ${ofMember}))`;
  // Written down beside each document, so that the large ones need not be opened.
  const named = sql`case when ${isHeld} then doc else (head || '{"grants":{}}'::jsonb)::json end`;
  return sql<{ member: Row<StoredMember['member']> | null; roles: Row<StoredRole['role']>[] }>`select
    (select ${row(sql`m.doc`)} ${ofMember}) as member,
    (select coalesce(json_agg(${row(wanted === 'named' ? named : sql`doc`)} order by id), '[]')
      from ${sql.id(schema, 'roles')}
      where tenant = ${tenant} ${wanted === 'held' ? sql`and ${isHeld}` : sql``}) as roles`;
}

function membersStatement({ schema, tenant }: SqlContext, { limit, after, search, role, visible }: MemberQuery) {
  const condition = visible && memberCondition(visible);
  const every: RawBuilder<unknown>[] = [
    sql`m.tenant = ${tenant}`,
    ...(role === undefined ? [] : [sql`m.roles @> ${[role]}::text[]`]),
    // Not `like`: what is searched for is a text, not a pattern.
    ...(search === undefined ? [] : [sql`strpos(m.search, ${foldText(search)}) > 0`]),
    ...(after ? [sql`(m.sort_key, m.id) > (${after.key}, ${after.id})`] : []),
    ...(condition ? [condition.where] : []),
  ];
  return sql<Row<StoredMember['member']>>`select m.revision, m.doc from ${sql.id(schema, 'members')} as m
    ${condition?.join ?? sql``} where ${sql.join(every, sql` and `)} order by m.sort_key, m.id limit ${limit + 1}`;
}

function directoryQuery(
  { db, tenant }: SqlContext,
  dimension: string,
  { limit, after, search, ids, except }: DirectoryQuery,
) {
  let query = db.selectFrom('directory').select(['id', 'label']).where('tenant', '=', tenant);
  query = query.where('dimension', '=', dimension);
  if (ids) query = query.where(sql<boolean>`id = any(${ids}::text[])`);
  if (except) query = query.where(sql<boolean>`id <> all(${except}::text[])`);
  if (search !== undefined) query = query.where(sql<boolean>`strpos(search, ${foldText(search)}) > 0`);
  if (after) query = query.where(sql<boolean>`(sort_key, id) > (${after.key}, ${after.id})`);
  return query
    .orderBy('sort_key')
    .orderBy('id')
    .limit(limit + 1);
}

async function auditEntries(
  { db, tenant }: SqlContext,
  { limit, before, actor, target }: AuditQuery,
): Promise<AuditEntry[]> {
  let query = db.selectFrom('audit').select('doc').where('tenant', '=', tenant);
  if (before !== undefined) query = query.where('revision', '<', before);
  if (actor !== undefined) query = query.where('actor', '=', actor);
  if (target)
    query = query.where(({ eb, or, and }) =>
      or([
        and([eb('target_kind', '=', target.kind), eb('target_id', '=', target.id)]),
        ...(target.kind === 'member' ? [eb('also_id', '=', target.id)] : []),
      ]),
    );
  return (await query.orderBy('revision', 'desc').limit(limit).execute()).map(({ doc }) => doc);
}

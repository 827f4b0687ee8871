import type { Transaction } from 'kysely';
import { entryPlace, entryText, memberPlace, memberText } from '../store/searchText.js';
import type { StoreEvent, TenantEdit } from '../store/Store.js';
import { belongingsOf, belongingTexts } from './belongingTexts.js';
import { createSqlReader } from './createSqlReader.js';
import type { Tables } from './Tables.js';

/** An edit under way, and what is to be told once it is kept. */
export interface SqlEdit {
  readonly edit: TenantEdit;
  readonly events: readonly StoreEvent[];
  /** Whether anything was saved, so that the revision is used up. */
  readonly isUsed: () => boolean;
}

/** Begins an edit inside a transaction that holds the tenant's lock. */
export function createSqlEdit(db: Transaction<Tables>, schema: string, tenant: string, revision: number): SqlEdit {
  const events: StoreEvent[] = [];
  let used = false;
  const tell = (type: 'member' | 'role', id: string) => events.push({ type, tenant, id, revision });
  const write = async (statement: { execute: () => Promise<unknown> }) => {
    used = true;
    await statement.execute();
  };
  const edit: TenantEdit = {
    ...createSqlReader({ db, schema, tenant }),
    revision,
    saveMember: async (member) => {
      const { key: sort_key } = memberPlace(member);
      const columns = {
        revision,
        sort_key,
        search: memberText(member),
        roles: [...member.roles],
        belongings: belongingTexts(tenant, belongingsOf(member)),
        doc: JSON.stringify(member),
      };
      const insert = db.insertInto('members').values({ tenant, id: member.id, ...columns });
      await write(insert.onConflict((conflict) => conflict.columns(['tenant', 'id']).doUpdateSet(columns)));
      tell('member', member.id);
    },
    removeMember: async (id) => {
      await write(db.deleteFrom('members').where('tenant', '=', tenant).where('id', '=', id));
      tell('member', id);
    },
    saveRole: async (role) => {
      const columns = { revision, doc: JSON.stringify(role) };
      const insert = db.insertInto('roles').values({ tenant, id: role.id, ...columns });
      await write(insert.onConflict((conflict) => conflict.columns(['tenant', 'id']).doUpdateSet(columns)));
      tell('role', role.id);
    },
    removeRole: async (id) => {
      await write(db.deleteFrom('roles').where('tenant', '=', tenant).where('id', '=', id));
      tell('role', id);
    },
    saveDirectory: async (dimension, entries) => {
      await write(db.deleteFrom('directory').where('tenant', '=', tenant).where('dimension', '=', dimension));
      for (const entry of entries) {
        const { key: sort_key } = entryPlace(entry);
        const { id, label } = entry;
        await write(
          db.insertInto('directory').values({ tenant, dimension, id, label, sort_key, search: entryText(entry) }),
        );
      }
    },
    appendAudit: async (entry) => {
      const { at, actor, target } = entry;
      const columns = {
        at,
        actor,
        target_kind: target.kind,
        target_id: target.id,
        also_id: entry.also ?? null,
        doc: JSON.stringify(entry),
      };
      await write(db.insertInto('audit').values({ tenant, revision: entry.revision, ...columns }));
    },
    keptEdit: async (actor, key) => {
      const found = db.selectFrom('kept_edits').select(['actor', 'key', 'request', 'at', 'revision']);
      const row = await found
        .where('tenant', '=', tenant)
        .where('actor', '=', actor)
        .where('key', '=', key)
        .executeTakeFirst();
      return row && { ...row, at: Number(row.at), revision: Number(row.revision) };
    },
    keepEdit: async (kept, { since, mostPerActor }) => {
      const insert = db.insertInto('kept_edits').values({ tenant, ...kept });
      const columns = ['tenant', 'actor', 'key'] as const;
      await insert.onConflict((conflict) => conflict.columns(columns).doUpdateSet({ ...kept })).execute();
      const ofTenant = db.deleteFrom('kept_edits').where('tenant', '=', tenant);
      await ofTenant.where('at', '<', since).execute();
      const own = db.selectFrom('kept_edits').where('tenant', '=', tenant).where('actor', '=', kept.actor);
      const lastToForget = own.select('revision').orderBy('revision', 'desc').offset(mostPerActor).limit(1);
      await ofTenant.where('actor', '=', kept.actor).where('revision', '<=', lastToForget).execute();
    },
  };
  return { edit, events, isUsed: () => used };
}

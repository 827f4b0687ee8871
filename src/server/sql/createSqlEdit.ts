import type { Transaction } from 'kysely';
import { entryPlace, entryText, memberPlace, memberText } from '../searchText.js';
import type { StoreEvent, TenantEdit } from '../Store.js';
import { createSqlReader } from './createSqlReader.js';
import type { Tables } from './Tables.js';

/** An edit under way, and what is to be told once it is kept. */
export interface SqlEdit {
  readonly edit: TenantEdit;
  readonly events: readonly StoreEvent[];
  /** Whether anything was saved, so that the revision is used up. */
  readonly isUsed: () => boolean;
}

/** How long answers are kept for retries, in milliseconds. */
const answersKeptFor = 24 * 60 * 60 * 1000;

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
      const columns = { at, actor, target_kind: target.kind, target_id: target.id, doc: JSON.stringify(entry) };
      await write(db.insertInto('audit').values({ tenant, revision: entry.revision, ...columns }));
    },
    keptAnswer: async (key) => {
      const found = db.selectFrom('answers').select(['request', 'at', 'status', 'etag', 'body']);
      const row = await found.where('tenant', '=', tenant).where('key', '=', key).executeTakeFirst();
      return row && { ...row, at: Number(row.at) };
    },
    keepAnswer: async (key, answer) => {
      const old = db.deleteFrom('answers').where('tenant', '=', tenant);
      await old.where('at', '<', answer.at - answersKeptFor).execute();
      const insert = db.insertInto('answers').values({ tenant, key, ...answer });
      await insert.onConflict((conflict) => conflict.columns(['tenant', 'key']).doUpdateSet({ ...answer })).execute();
    },
  };
  return { edit, events, isUsed: () => used };
}

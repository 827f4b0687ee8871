import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqlStore, type SqlStore } from '../../src/server/sqlStore.js';
import type { StoreEvent } from '../../src/server/Store.js';
import { sam } from './desk.js';
import { findPostgres, type Postgres, startPostgres } from './postgres.js';
import { storeConformance, freshTenant } from './storeConformance.js';

describe('on PGlite', () => {
  let opened: SqlStore;
  afterAll(() => opened.close());
  storeConformance(async () => (opened = await sqlStore({ folder: 'memory://' })));
});

const bin = findPostgres();

describe.skipIf(!bin)('on PostgreSQL', () => {
  let postgres: Postgres;
  const opened: SqlStore[] = [];
  const open = async (schema?: string) => {
    const store = await sqlStore({ connectionString: postgres.connectionString, ...(schema && { schema }) });
    opened.push(store);
    return store;
  };
  beforeAll(async () => {
    postgres = await startPostgres(bin ?? '');
  });
  afterAll(async () => {
    await Promise.all(opened.map((store) => store.close()));
    await postgres.remove();
  });

  storeConformance(() => open());

  test('any number of processes can open one database at once, and hear of each other’s edits', async () => {
    const stores = await Promise.all([open('many'), open('many'), open('many')]);
    const tenant = freshTenant();
    const heard = stores.map((store) => {
      const events: StoreEvent[] = [];
      store.listen((event) => events.push(event));
      return events;
    });
    await Promise.all(
      stores.map((store, i) => store.edit(tenant, (edit) => edit.saveMember({ ...sam, tenant, id: `m${i}` }))),
    );
    await expect.poll(() => heard.map((events) => events.length)).toEqual([3, 3, 3]);
    for (const events of heard) {
      expect(events.map((event) => event.type !== 'gap' && event.revision)).toEqual([1, 2, 3]);
    }
  });

  test('edits of one tenant by several processes run one after the other', async () => {
    const [one, two] = [await open('race'), await open('race')];
    const tenant = freshTenant();
    const add = (store: SqlStore, extension: number) =>
      store.edit(tenant, async (edit) => {
        const { member } = await edit.subject('sam');
        const extensions = [...(member?.member.extensions ?? []), String(extension)];
        await edit.saveMember({ ...sam, tenant, extensions });
      });
    await Promise.all(Array.from({ length: 20 }, (_, i) => add(i % 2 === 0 ? one : two, i)));
    const { member } = await one.tenant(tenant).subject('sam');
    expect([member?.revision, member?.member.extensions.length]).toEqual([20, 20]);
  });

  test('what the audit log says cannot be changed or removed, by nobody who writes to it', async () => {
    const store = await open('log');
    const entry = { at: 1, actor: 'olga', target: { kind: 'role', id: 'agent' }, operations: [], changes: [] } as const;
    await store.edit('log', (edit) => edit.appendAudit({ revision: edit.revision, ...entry }));
    const client = new pg.Client({ connectionString: postgres.connectionString });
    await client.connect();
    const statements = ['update log.audit set actor = $$x$$', 'delete from log.audit', 'truncate log.audit'];
    for (const statement of statements) await expect(client.query(statement)).rejects.toThrow('append-only');
    await client.end();
    expect(await store.tenant('log').audit({ limit: 9 })).toHaveLength(1);
  });

  test('a store that lost its connections comes back, and tells its listeners to look again', async () => {
    const store = await open('lost');
    const tenant = freshTenant();
    await store.edit(tenant, (edit) => edit.saveMember({ ...sam, tenant }));
    const heard: StoreEvent[] = [];
    store.listen((event) => heard.push(event));
    await postgres.kill();
    await expect(store.tenant(tenant).subject('sam')).rejects.toThrow(/connect|terminat/i);
    await postgres.start();
    await expect.poll(() => heard, { timeout: 30_000 }).toContainEqual({ type: 'gap' });
    await store.edit(tenant, (edit) => edit.saveMember({ ...sam, tenant }));
    await expect.poll(() => heard).toContainEqual({ type: 'member', tenant, id: 'sam', revision: 2 });
  });
});

import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqlStore, type SqlStore } from '../../src/server/sql/index.js';
import type { StoreEvent } from '../../src/server/store/Store.js';
import { sam } from './desk.js';
import { findPostgres, type Postgres, startPostgres } from './postgres.js';
import { storeConformance, freshTenant } from './storeConformance.js';

describe('on PGlite', () => {
  let opened: SqlStore;
  afterAll(() => opened.close());
  storeConformance(async () => (opened = await sqlStore({ folder: 'memory://' })));

  test('a store that is closed waits for the edit that is under way', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'closing-'));
    const store = await sqlStore({ folder });
    let begin = () => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const edited = store.edit('acme', async (edit) => {
      begin();
      for (let i = 0; i < 20; i++) await edit.saveMember({ ...sam, extensions: [String(i)] });
    });
    await begun;
    await store.close();
    await edited;
    const again = await sqlStore({ folder });
    expect((await again.tenant('acme').subject('sam')).member?.member.extensions).toEqual(['19']);
    await again.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('tables of version 0.1 are brought up to date, and what is in them is read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'old-'));
    const store = await sqlStore({ folder });
    const role = { id: 'trainee', label: 'Trainee', copyOf: 'agent', grants: { 'sms.send': ['sms.send'] } };
    await store.edit('acme', async (edit) => {
      await edit.saveMember(sam);
      await edit.saveRole(role);
    });
    await store.close();
    const database = await PGlite.create(folder);
    await database.exec(`set search_path to hookswitch;
      alter table roles drop column head;
      alter table members drop column belongings;
      alter table audit drop column also_id;
      drop table kept_edits;
      create table answers (tenant text, key text, request text, at bigint, status integer, etag text, body text);
      delete from kysely_migration where name > '0001-tables'`);
    await database.close();
    const again = await sqlStore({ folder });
    const { member, roles } = await again.tenant('acme').subject('sam', 'named');
    expect([member?.member, roles]).toEqual([sam, [{ role: { ...role, grants: {} }, revision: 1 }]]);
    const kept = { actor: 'olga', key: 'k', request: 'r', at: 1, revision: 2 };
    await again.edit('acme', (edit) => edit.keepEdit(kept, { since: 0, mostPerActor: 1 }));
    expect(await again.edit('acme', (edit) => edit.keptEdit('olga', 'k'))).toEqual(kept);
    await again.close();
    await rm(folder, { recursive: true, force: true });
  });
});

/** A network between a store and its database, of which the connections can go silent without being closed. */
const createWire = async (connectionString: string) => {
  const socketFolder = decodeURIComponent(/host=(.*)$/.exec(connectionString)?.[1] ?? '');
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(`${socketFolder}/.s.PGSQL.5432`);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket.pipe(other));
      socket.on('error', () => {});
      socket.on('close', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    connectionString: `postgres://test@127.0.0.1:${port}/postgres`,
    silence: () => sockets.forEach((socket) => socket.unpipe().pause().removeAllListeners('data')),
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  };
};

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

  test('a store whose connection went silent makes a new one, and tells its listeners to look again', async () => {
    const wire = await createWire(postgres.connectionString);
    const [far, near] = [
      await sqlStore({ connectionString: wire.connectionString, schema: 'silent', pingEvery: 200 }),
      await open('silent'),
    ];
    const tenant = freshTenant();
    const heard: StoreEvent[] = [];
    far.listen((event) => heard.push(event));
    const save = () => near.edit(tenant, (edit) => edit.saveMember({ ...sam, tenant }));
    await save();
    await expect.poll(() => heard).toHaveLength(1);
    wire.silence();
    await save();
    await expect.poll(() => heard, { timeout: 30_000 }).toContainEqual({ type: 'gap' });
    await save();
    await expect.poll(() => heard).toContainEqual({ type: 'member', tenant, id: 'sam', revision: 3 });
    const closed = far.close();
    await wire.close();
    await closed;
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

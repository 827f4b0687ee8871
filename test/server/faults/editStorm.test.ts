import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPermissionApi } from '../../../src/server/createPermissionApi.js';
import { memoryStore } from '../../../src/server/memoryStore.js';
import { seedTenant } from '../../../src/server/seedTenant.js';
import { sqlStore, type SqlStore } from '../../../src/server/sqlStore.js';
import type { MemberView } from '../../../src/server/memberView.js';
import type { Store } from '../../../src/server/Store.js';
import { ask, patch } from '../ask.js';
import { acme, authenticate, catalog, memberWith, requestAs } from '../desk.js';
import { findPostgres, type Postgres, startPostgres } from '../postgres.js';
import { readStream } from '../readStream.js';

const clients = 200;
const crowd = Array.from({ length: 40 }, (_, i) => memberWith({ id: `m${i}`, roles: ['agent'], extensions: ['0'] }));
const targets = crowd.map(({ id }) => id);
const organisation = { ...acme, members: [...acme.members, ...crowd] };

/**
 * 200 clients of one tenant read a member, add an extension of their own to what they read, and send it for the
 * state that they read, until it is accepted. Any write that was lost would lack in the end.
 */
const storm = async (stores: readonly Store[]): Promise<void> => {
  const limits = { requestsPerMinute: 1e6, editsPerMinute: 1e6 };
  const apis = stores.map((store) => createPermissionApi({ store, catalog, authenticate, limits }));
  const apiOf = (i: number) => apis[i % apis.length] ?? expect.unreachable('there is an API');
  const streams = await Promise.all(
    targets.map(async (id, i) => readStream(await apiOf(i)(requestAs(id, '/me/events')))),
  );
  const one = async (i: number): Promise<number> => {
    const path = `/members/${targets[i % targets.length]}`;
    for (let attempts = 1; ; attempts++) {
      const { body } = await ask(apiOf(i), 'olga', path);
      const { member, etag } = body as unknown as MemberView;
      const edit = { op: 'set-extensions', ids: [...member.extensions, `x${i}`] };
      const { status } = await patch(apiOf(i), 'olga', path, [edit], { ifMatch: etag });
      if (status === 200) return attempts;
      expect(status).toBe(412);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, i) => one(i)));

  const audit = await stores[0]?.tenant('acme').audit({ limit: 1000 });
  const revisions = audit?.map(({ revision }) => revision) ?? [];
  expect(revisions).toEqual(Array.from({ length: clients }, (_, i) => clients + 1 - i));
  for (const [place, id] of targets.entries()) {
    const found = await stores[0]?.tenant('acme').subject(id);
    const own = Array.from({ length: clients }, (_, i) => i).filter((i) => i % targets.length === place);
    expect(new Set(found?.member?.member.extensions.slice(1))).toEqual(new Set(own.map((i) => `x${i}`)));
    // Each stream ends up at the last revision of its subject, and never went back.
    const last = found?.member?.revision ?? 0;
    let told = 0;
    while (told < last) {
      const [revision = 0] = (await streams[place]?.revisions(1)) ?? [];
      expect(revision).toBeGreaterThan(told);
      told = revision;
    }
  }
};

test('200 clients that edit one tenant in memory at once lose no edit', async () => {
  await storm([memoryStore(organisation)]);
});

test('200 clients that edit one tenant on PGlite at once lose no edit', { timeout: 240_000 }, async () => {
  const store = await sqlStore({ folder: 'memory://' });
  await seedTenant(store, organisation);
  await storm([store]);
  await store.close();
});

const bin = findPostgres();

describe.skipIf(!bin)('on PostgreSQL', () => {
  let postgres: Postgres;
  let stores: SqlStore[] = [];
  beforeAll(async () => {
    postgres = await startPostgres(bin ?? '');
    const open = () => sqlStore({ connectionString: postgres.connectionString });
    stores = [await open(), await open()];
  });
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await postgres.remove();
  });

  test('200 clients that edit one tenant through two servers at once lose no edit', { timeout: 240_000 }, async () => {
    await seedTenant(stores[0] ?? expect.unreachable('there is a store'), organisation);
    await storm(stores);
  });
});

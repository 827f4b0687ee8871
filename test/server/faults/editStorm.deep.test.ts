import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Catalog } from '../../../src/model/catalog.js';
import { checkCatalog } from '../../../src/model/defineCatalog.js';
import { createPermissionApi, type PermissionApi } from '../../../src/server/createPermissionApi.js';
import { memoryStore } from '../../../src/server/memory/memoryStore.js';
import { seedTenant } from '../../../src/server/store/seedTenant.js';
import { sqlStore, type SqlStore } from '../../../src/server/sql/index.js';
import type { MemberView } from '../../../src/server/session/memberView.js';
import type { Store } from '../../../src/server/store/Store.js';
import { ask, patch } from '../ask.js';
import { acme, authenticate, catalog, memberWith, requestAs } from '../desk.js';
import { findPostgres, type Postgres, startPostgres } from '../postgres.js';
import { readStream } from '../readStream.js';
import { unlimited } from '../unlimited.js';

const clients = 200;
const crowd = Array.from({ length: 40 }, (_, i) => memberWith({ id: `m${i}`, roles: ['agent'], extensions: ['0'] }));
const targets = crowd.map(({ id }) => id);
const organisation = { ...acme, members: [...acme.members, ...crowd] };

/**
 * 200 clients of one tenant read a member, add an extension of their own to what they read, and send it for the
 * state that they read, until it is accepted. Any write that was lost would lack in the end.
 */
const storm = async (stores: readonly Store[]): Promise<void> => {
  const limits = unlimited;
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

  const apis = (tenantCatalog: Catalog = catalog) =>
    stores.map((store) => createPermissionApi({ store, catalog: tenantCatalog, authenticate }));

  test('of two servers that are asked at once for the last two holders of a role, one refuses', async () => {
    const grants = ['members.manage', 'members.assign-role'].map(
      (permission) => ({ permission, scope: 'all' }) as const,
    );
    const registrar = { label: 'Registrar', manages: ['owner', 'agent'], grants };
    const both = apis(checkCatalog({ ...catalog, roles: { ...catalog.roles, registrar } }));
    for (let round = 0; round < 10; round++) {
      const tenant = `holders-${round}`;
      const roles = { olga: 'owner', otto: 'owner', r1: 'registrar', r2: 'registrar' };
      const members = Object.entries(roles).map(([id, role]) => memberWith({ id, tenant, roles: [role] }));
      await seedTenant(stores[0] ?? expect.unreachable(), { tenant, members });
      const demote = (api: PermissionApi | undefined, who: string, target: string) =>
        api?.(
          new Request(`https://phone.example/members/${target}`, {
            method: 'PATCH',
            headers: { authorization: `Member ${tenant}/${who}`, 'content-type': 'application/json', 'if-match': '*' },
            body: JSON.stringify({ operations: [{ op: 'assign-role', role: 'agent' }] }),
          }),
        );
      const answers = await Promise.all([demote(both[0], 'r1', 'olga'), demote(both[1], 'r2', 'otto')]);
      expect(new Set(answers.map((answer) => answer?.status))).toEqual(new Set([200, 403]));
      expect(await stores[0]?.tenant(tenant).holders('owner')).toBe(1);
    }
  });

  test('a retry that reaches another server while the first one is still at it is made once', async () => {
    const tenant = 'retry';
    const members = acme.members.map((member) => ({ ...member, tenant }));
    await seedTenant(stores[0] ?? expect.unreachable(), { ...acme, tenant, members });
    const send = (api: PermissionApi) =>
      api(
        new Request('https://phone.example/members/sam', {
          method: 'PATCH',
          headers: {
            authorization: `Member ${tenant}/olga`,
            'content-type': 'application/json',
            'if-match': '*',
            'idempotency-key': 'k1',
          },
          body: JSON.stringify({ operations: [{ op: 'set-extensions', ids: ['9'] }, { op: 'review' }] }),
        }),
      );
    const answers = await Promise.all([...apis(), ...apis()].map(send));
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(bodies).size).toBe(1);
    expect(await stores[1]?.tenant(tenant).audit({ limit: 9 })).toHaveLength(1);
  });

  test('an administrator at one server hears of the edits of another at a second one', async () => {
    const [near, far] = apis();
    const authorization = 'Member told/olga';
    const members = acme.members.map((member) => ({ ...member, tenant: 'told' }));
    await seedTenant(stores[0] ?? expect.unreachable(), { ...acme, tenant: 'told', members });
    const response = await near?.(requestAs('', '/events', { headers: { authorization } }));
    const stream = readStream(response ?? expect.unreachable());
    expect(await stream.next()).toMatchObject({ event: 'gap', id: '1' });
    await far?.(
      requestAs('', '/members/sam', {
        method: 'PATCH',
        headers: { authorization, 'content-type': 'application/json', 'if-match': '*' },
        body: JSON.stringify({ operations: [{ op: 'set-extensions', ids: ['9'] }] }),
      }),
    );
    expect(await stream.next()).toEqual({
      id: '2',
      event: 'edited',
      data: '{"kind":"member","id":"sam","revision":2}',
    });
  });

  test('200 clients that edit one tenant through two servers at once lose no edit', { timeout: 240_000 }, async () => {
    await seedTenant(stores[0] ?? expect.unreachable('there is a store'), organisation);
    await storm(stores);
  });
});

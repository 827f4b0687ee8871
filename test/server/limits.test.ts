// The limits of the permission API, each at its edge.
import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/server/store/Store.js';
import type { RoleChange } from '../../src/model/role.js';
import { type ApiLimits, defaultLimits } from '../../src/server/http/ApiLimits.js';
import { bytesOf } from '../../src/server/store/bytesOf.js';
import { createPermissionApi } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import { ask, patch } from './ask.js';
import { acme, authenticate, catalog, memberWith, rival } from './desk.js';

const setUp = (limits: Partial<ApiLimits> = {}, store: Store = memoryStore({ tenants: [acme, rival] })) => {
  const api = createPermissionApi({ store, catalog, authenticate, limits, now: () => 1_000 });
  return { api, store };
};

const idsUpTo = (count: number, prefix = 'i') => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
const viewIn = (scope: object) => ({ op: 'set', permission: 'calls.view', scope });

describe('the ids of one scope', () => {
  test.each(['/members/sam', '/roles/agent'])('are counted over all of its dimensions: %s', async (path) => {
    const { api } = setUp({ idsPerScope: 4 });
    const scope = (within: number) => ({
      in: { queue: idsUpTo(1), group: idsUpTo(1) },
      within: { extension: idsUpTo(within) },
    });
    expect((await patch(api, 'olga', path, [viewIn(scope(2))])).status).toBe(200);
    expect(await patch(api, 'olga', path, [viewIn({ own: true }), viewIn(scope(3))])).toMatchObject({
      status: 422,
      body: { issues: [{ path: 'operations[1].scope', expected: 'at most 4 ids in one scope' }] },
    });
  });

  test('are limited in each list of ids as well', async () => {
    const { api } = setUp({ idsPerScope: 4 });
    for (const [operation, path] of [
      [viewIn({ in: { queue: idsUpTo(5) } }), 'operations[0].scope.in.queue'],
      [{ op: 'set-extensions', ids: idsUpTo(5) }, 'operations[0].ids'],
      [{ op: 'set-memberships', dimension: 'queue', ids: idsUpTo(5) }, 'operations[0].ids'],
    ] as const)
      expect(await patch(api, 'olga', '/members/sam', [operation])).toMatchObject({
        status: 422,
        body: { issues: [{ path, expected: 'a list of at most 4 items' }] },
      });
    const { api: wide } = setUp({ idsPerScope: 1_500 });
    expect((await patch(wide, 'olga', '/members/sam', [{ op: 'set-extensions', ids: idsUpTo(1_400) }])).status).toBe(
      200,
    );
  });
});

describe('a member', () => {
  test('has as many ids as the limit in extensions, memberships and scopes together', async () => {
    // Sám has one extension, one group and one queue.
    const { api, store } = setUp({ idsPerDocument: 6 });
    const scope = { in: { queue: idsUpTo(2) }, within: { group: idsUpTo(1) } };
    expect((await patch(api, 'olga', '/members/sam', [viewIn(scope)])).status).toBe(200);
    expect(await patch(api, 'olga', '/members/sam', [{ op: 'set-extensions', ids: ['1', '2'] }])).toMatchObject({
      status: 413,
      body: { limit: 6, detail: expect.stringMatching(/at most 6 ids in one member, and this edit makes it 7/) },
    });
    expect((await store.tenant('acme').subject('sam')).member?.member.extensions).toEqual(['102']);
  });

  test('is no larger than the limit, in bytes of UTF-8', async () => {
    const edit = [{ op: 'set-extensions', ids: ['李'] }];
    const after = { ...memberWith({ id: 'sam', name: 'Sám', roles: ['agent'] }), extensions: ['李'] };
    const size = bytesOf({ ...after, memberships: { group: ['sales'], queue: ['inbound'] } });
    expect((await patch(setUp({ memberBytes: size }).api, 'olga', '/members/sam', edit)).status).toBe(200);
    // One byte more than the limit, and one byte more than it was.
    const { api } = setUp({ memberBytes: size - 1 });
    expect((await patch(api, 'olga', '/members/sam', [{ op: 'set-extensions', ids: ['1234'] }])).status).toBe(413);
  });

  test('holds no more roles than the limit', async () => {
    const { api } = setUp({ rolesPerMember: 2 });
    expect((await patch(api, 'olga', '/members/sam', [{ op: 'add-role', role: 'senior' }])).status).toBe(200);
    expect(await patch(api, 'olga', '/members/sam', [{ op: 'add-role', role: 'manager' }])).toMatchObject({
      status: 413,
      body: { limit: 2 },
    });
  });

  test('that is larger already may be made smaller, and changed where it does not grow', async () => {
    const large = memberWith({ id: 'lars', roles: ['agent', 'senior', 'manager'], extensions: idsUpTo(9) });
    const store = memoryStore({ ...acme, members: [...acme.members, large] });
    const { api } = setUp({ rolesPerMember: 1, idsPerDocument: 4, memberBytes: 10 }, store);
    const edit = (operation: object) => patch(api, 'olga', '/members/lars', [operation]);
    expect((await edit({ op: 'remove-role', role: 'manager' })).status).toBe(200);
    expect((await edit({ op: 'set-extensions', ids: idsUpTo(9, 'j') })).status).toBe(200);
    expect((await edit({ op: 'set-extensions', ids: idsUpTo(8) })).status).toBe(200);
    expect((await edit({ op: 'set-extensions', ids: idsUpTo(9) })).status).toBe(413);
    expect((await edit({ op: 'add-role', role: 'manager' })).status).toBe(413);
  });
});

describe('the roles of a tenant', () => {
  const made = (id: string, count: number): RoleChange => ({
    id,
    label: id,
    grants: { 'calls.view': [{ permission: 'calls.view', scope: { in: { queue: idsUpTo(count) } } }] },
  });

  test('are each no larger than the limits', async () => {
    const stored = { ...made('agent', 3), label: undefined };
    const size = bytesOf({
      id: 'agent',
      grants: { 'calls.view': [{ permission: 'calls.view', effect: 'allow', scope: { in: { queue: idsUpTo(3) } } }] },
    });
    expect(stored.id).toBe('agent');
    const edit = (limits: Partial<ApiLimits>) =>
      patch(setUp(limits).api, 'olga', '/roles/agent', [viewIn({ in: { queue: idsUpTo(3) } })]);
    expect((await edit({ roleBytes: size, idsPerDocument: 3 })).status).toBe(200);
    expect(await edit({ roleBytes: size - 1 })).toMatchObject({ status: 413, body: { limit: size - 1 } });
    expect(await edit({ idsPerDocument: 2 })).toMatchObject({ status: 413, body: { limit: 2 } });
  });

  test('are together no larger than the limit; what is there may still be renamed, shortened and deleted', async () => {
    const roles = [made('one', 20), made('two', 20)];
    const { api } = setUp({ rolesBytes: bytesOf(roles) - 10, roles: 1 }, memoryStore({ ...acme, roles }));
    const create = [{ op: 'create', label: 'Three' }];
    expect((await patch(api, 'olga', '/roles/three', create, { ifNoneMatch: '*' })).status).toBe(409);
    expect(await patch(api, 'olga', '/roles/one', [{ op: 'rename', label: 'a longer one' }])).toMatchObject({
      status: 409,
      body: { limit: bytesOf(roles) - 10 },
    });
    expect((await patch(api, 'olga', '/roles/one', [{ op: 'rename', label: 'uno' }])).status).toBe(200);
    expect((await patch(api, 'olga', '/roles/one', [viewIn({ own: true })])).status).toBe(200);
    expect((await patch(api, 'olga', '/roles/two', [{ op: 'delete' }])).status).toBe(200);
  });
});

describe('one tenant', () => {
  const asRival = (path: string, init: RequestInit = {}) =>
    new Request(`https://phone.example${path}`, {
      ...init,
      headers: { authorization: 'Member rival/sam', 'content-type': 'application/json', 'if-match': '*' },
    });

  test('that used up its requests takes none from another one', async () => {
    const { api } = setUp({ requestsPerMinuteOfTenant: 4, requestsPerMinute: 3 });
    const statuses = [];
    for (const who of ['sam', 'sam', 'sam', 'sam', 'sue', 'ann'])
      statuses.push((await ask(api, who, '/me/grants')).status);
    // The fourth is beyond its own share, and takes none of the others'.
    expect(statuses).toEqual([200, 200, 200, 429, 200, 429]);
    expect(await ask(api, 'mia', '/me/grants')).toMatchObject({ status: 429, body: { limit: 4 } });
    expect((await api(asRival('/me/grants'))).status).toBe(200);
  });

  test('that used up its edits can still read, and another one edit', async () => {
    const { api } = setUp({ editsPerMinuteOfTenant: 1 });
    expect((await patch(api, 'olga', '/members/sam', [{ op: 'review' }])).status).toBe(200);
    expect((await patch(api, 'mia', '/members/sam', [{ op: 'review' }])).status).toBe(429);
    expect((await ask(api, 'sam', '/me/grants')).status).toBe(200);
    const body = JSON.stringify({ operations: [{ op: 'review' }] });
    // Nobody edits itself: it was looked at, and refused for what it says.
    expect((await api(asRival('/members/sam', { method: 'PATCH', body }))).status).toBe(403);
  });

  test('that holds all of its event streams leaves room for another one', async () => {
    const { api } = setUp({ streamsOfTenant: 2, streams: 3 });
    const open = async (request: Request) => {
      const response = await api(request);
      return { status: response.status, close: () => response.body?.cancel(), response };
    };
    const asMember = (who: string, path = '/me/events') =>
      new Request(`https://phone.example${path}`, { headers: { authorization: `Member acme/${who}` } });
    const first = await open(asMember('sam'));
    const second = await open(asMember('olga', '/events'));
    const third = await open(asMember('sue'));
    expect([first.status, second.status, third.status]).toEqual([200, 200, 429]);
    expect(await third.response.json()).toMatchObject({ limit: 2 });
    const other = await open(asRival('/me/events'));
    expect(other.status).toBe(200);
    await first.close();
    const again = await open(asMember('sue'));
    expect(again.status).toBe(200);
    for (const stream of [second, other, again]) await stream.close();
  });
});

test('every limit has a default and a line in the table of the documentation', async () => {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(new URL('../../docs/permission-api.md', import.meta.url), 'utf8');
  const documented = new Map(
    [...text.matchAll(/^\| `(\w+)` +\| +([\d,]+) /gm)].map(([, name = '', value = '']) => [
      name,
      Number(value.replaceAll(',', '')),
    ]),
  );
  expect(Object.fromEntries(documented)).toEqual(defaultLimits);
});

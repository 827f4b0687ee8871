import { describe, expect, test, vi } from 'vitest';
import { createEvaluator } from '../../src/evaluator/decide/createEvaluator.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import { parseGrantSet } from '../../src/model/wire.js';
import { createPermissionApi, type PermissionApiOptions } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import type { Member } from '../../src/model/member.js';
import type { RoleChange } from '../../src/model/role.js';
import { acme, authenticate, catalog, requestAs, rival, sam } from './desk.js';

const now = Date.UTC(2026, 10, 22);

const createApi = (options: Partial<PermissionApiOptions> = {}) =>
  createPermissionApi({
    store: memoryStore({ tenants: [acme, rival] }),
    catalog,
    authenticate,
    now: () => now,
    ...options,
  });

describe('GET /me/grants', () => {
  test('answers with what the member resolves to, at the revision of the store', async () => {
    const response = await createApi()(requestAs('sam', '/me/grants'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    const set = parseGrantSet(await response.json());
    expect(set).toEqual(resolveGrants(catalog, sam, { revision: 1, issuedAt: now }));
    expect(createEvaluator(catalog, set, { now }).can('calls.view', { userId: 'sam' })).toBe(true);
  });

  test('answers 304 without a body to whoever has this state', async () => {
    const api = createApi();
    const etag = (await api(requestAs('sam', '/me/grants'))).headers.get('etag') ?? '';
    const again = await api(requestAs('sam', '/me/grants', { headers: { 'if-none-match': etag } }));
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
  });

  test('answers in full to whoever sends what another member has', async () => {
    const api = createApi();
    const etag = (await api(requestAs('sam', '/me/grants'))).headers.get('etag') ?? '';
    const other = await api(requestAs('olga', '/me/grants', { headers: { 'if-none-match': etag } }));
    expect(parseGrantSet(await other.json()).subject.id).toBe('olga');
  });

  test('answers in full again once the member was changed', async () => {
    const store = memoryStore(acme);
    const api = createApi({ store });
    const etag = (await api(requestAs('sam', '/me/grants'))).headers.get('etag') ?? '';
    await store.edit('acme', (edit) => edit.saveMember({ ...sam, packages: ['texting'] }));
    const again = await api(requestAs('sam', '/me/grants', { headers: { 'if-none-match': etag } }));
    const set = parseGrantSet(await again.json());
    expect([again.status, set.revision]).toEqual([200, 2]);
    expect(createEvaluator(catalog, set, { now }).can('sms.send')).toBe(true);
  });

  test('answers in full once a backup was put back, also where it stands at the same revision', async () => {
    const etags = new Set<string>();
    const contents: Member[] = [
      sam,
      { ...sam, packages: ['texting'] },
      { ...sam, extensions: ['107'] },
      { ...sam, packages: ['archive'] },
    ];
    // The store is changed under a process that goes on, and under one that has begun anew.
    let store = memoryStore(acme);
    const api = createApi({
      store: {
        tenant: (id) => store.tenant(id),
        edit: (id, work) => store.edit(id, work),
        listen: (listener) => store.listen(listener),
      },
    });
    for (const content of contents) {
      store = memoryStore({ ...acme, members: [content] });
      const headers = { 'if-none-match': [...etags].join(', ') };
      const answers = [
        await api(requestAs('sam', '/me/grants', { headers })),
        await createApi({ store })(requestAs('sam', '/me/grants', { headers })),
      ];
      for (const answer of answers) {
        const set = parseGrantSet(await answer.json());
        expect(set).toEqual(resolveGrants(catalog, content, { revision: 1, issuedAt: now }));
      }
      expect(new Set(answers.map((answer) => answer.headers.get('etag'))).size).toBe(1);
      etags.add(answers[0]?.headers.get('etag') ?? '');
    }
    expect(etags.size).toBe(contents.length);
  });

  test('answers in full once a role was put back at the same revision', async () => {
    const roles = (grants: RoleChange['grants']) => memoryStore({ ...acme, roles: [{ id: 'agent', grants }] });
    const before = await createApi({ store: roles({ 'sms.send': ['sms.send'] }) })(requestAs('sam', '/me/grants'));
    const headers = { 'if-none-match': before.headers.get('etag') ?? '' };
    const after = await createApi({ store: roles({}) })(requestAs('sam', '/me/grants', { headers }));
    expect(createEvaluator(catalog, parseGrantSet(await after.json()), { now }).can('sms.send')).toBe(false);
  });

  test('gives everybody with a role the revision of the last change to that role, and nobody else', async () => {
    const store = memoryStore(acme);
    const api = createApi({ store });
    await store.edit('acme', (edit) => edit.saveRole({ id: 'agent', grants: { 'sms.send': ['sms.send'] } }));
    const revisions = await Promise.all(
      ['sam', 'ann', 'sue'].map(async (id) => parseGrantSet(await (await api(requestAs(id, '/me/grants'))).json())),
    );
    expect(revisions.map(({ revision }) => revision)).toEqual([2, 2, 1]);
    expect(revisions.map((set) => createEvaluator(catalog, set, { now }).can('sms.send'))).toEqual([true, true, true]);
  });

  test('says when the set ends, and confirms it only as long as half of its life is left', async () => {
    let time = now;
    const api = createApi({ now: () => time, grantsLastFor: 60_000 });
    const response = await api(requestAs('sam', '/me/grants'));
    const { expiresAt } = parseGrantSet(await response.json());
    expect(expiresAt).toBe(now + 60_000);
    const confirm = () =>
      api(requestAs('sam', '/me/grants', { headers: { 'if-none-match': response.headers.get('etag') ?? '' } }));
    time = now + 29_999;
    expect((await confirm()).status).toBe(304);
    time = now + 30_000;
    const renewed = await confirm();
    expect([renewed.status, parseGrantSet(await renewed.json()).expiresAt]).toEqual([200, now + 90_000]);
  });

  test('gives a member of the same id in another tenant that tenant’s grants', async () => {
    const request = new Request('https://phone.example/me/grants', { headers: { authorization: 'Member rival/sam' } });
    const set = parseGrantSet(await (await createApi()(request)).json());
    expect(set.subject).toMatchObject({ tenant: 'rival', roles: ['owner'] });
  });
});

describe('refusals', () => {
  const problem = async (response: Response) => {
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const body: unknown = await response.json();
    expect(body).toMatchObject({ status: response.status, type: expect.stringMatching(/^urn:hookswitch:problem:/) });
    return body;
  };

  test('nobody signed in is answered 401', async () => {
    const response = await createApi()(new Request('https://phone.example/me/grants'));
    expect(await problem(response)).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  test('a sign-in that has ended is answered 401', async () => {
    const ended: PermissionApiOptions['authenticate'] = () => ({ tenant: 'acme', subject: 'sam', expiresAt: now });
    const response = await createApi({ authenticate: ended })(requestAs('sam', '/me/grants'));
    expect(await problem(response)).toMatchObject({ status: 401 });
  });

  test('somebody who is no member is answered 403', async () => {
    const response = await createApi()(requestAs('nobody', '/me/grants'));
    expect(await problem(response)).toMatchObject({ status: 403, code: 'not-a-member' });
  });

  test.each(['/', '/me', '/me/grants/', '/ME/grants', '/me/%67rants/x', '/%E0%A4%A', '/members//'])(
    'an address that does not exist is answered 404: %s',
    async (path) => {
      expect(await problem(await createApi()(requestAs('sam', path)))).toMatchObject({ status: 404 });
    },
  );

  test('another method is answered 405 with the ones there are', async () => {
    const response = await createApi()(requestAs('sam', '/me/grants', { method: 'DELETE' }));
    expect(response.headers.get('allow')).toBe('GET');
    expect(await problem(response)).toMatchObject({ status: 405 });
  });

  test('an address beyond the limit is answered 414', async () => {
    const response = await createApi()(requestAs('sam', `/me/grants?${'x'.repeat(9000)}`));
    expect(await problem(response)).toMatchObject({ status: 414, limit: 8192 });
  });

  test('more requests in a minute than the limit are answered 429 with when to come back', async () => {
    let time = now;
    const api = createApi({ now: () => time, limits: { requestsPerMinute: 2 } });
    const ask = (id: string) => api(requestAs(id, '/me/grants'));
    expect([(await ask('sam')).status, (await ask('sam')).status]).toEqual([200, 200]);
    const refused = await ask('sam');
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(await problem(refused)).toMatchObject({ status: 429, limit: 2 });
    expect((await ask('sue')).status).toBe(200);
    time += 30_000;
    expect((await ask('sam')).status).toBe(200);
  });

  test('what goes wrong inside is told to the host, and nothing of it to the caller', async () => {
    const onError = vi.fn<NonNullable<PermissionApiOptions['onError']>>();
    const secret = new Error('password=hunter2 at /srv/app/store.js');
    const fail = () => Promise.reject(secret);
    const response = await createApi({ authenticate: fail, onError })(requestAs('sam', '/me/grants'));
    const body = JSON.stringify(await problem(response));
    expect(response.status).toBe(500);
    expect(body).not.toMatch(/hunter2|srv|Error/);
    expect(onError).toHaveBeenCalledExactlyOnceWith(secret, expect.any(Request));
  });
});

test('a logger that fails does not fail the answer', async () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
  const onError = () => {
    throw new Error('disk full');
  };
  const failed = await createApi({ authenticate: () => Promise.reject(new Error('x')), onError })(
    requestAs('sam', '/me/grants'),
  );
  expect(failed.status).toBe(500);
  expect(complaints).toHaveBeenCalledExactlyOnceWith(new Error('disk full'));
  complaints.mockRestore();
});

test('the API is mounted below a base path', async () => {
  const api = createApi({ basePath: '/permissions' });
  expect((await api(requestAs('sam', '/permissions/me/grants'))).status).toBe(200);
  expect((await api(requestAs('sam', '/me/grants'))).status).toBe(404);
  expect((await api(requestAs('sam', '/permissionsx/me/grants'))).status).toBe(404);
  const withSlash = createApi({ basePath: '/permissions/' });
  expect((await withSlash(requestAs('sam', '/permissions/me/grants'))).status).toBe(200);
});

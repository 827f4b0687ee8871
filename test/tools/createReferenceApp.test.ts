import { expect, test } from 'vitest';
import { createPermissionApi } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import { acme, authenticate, catalog } from '../server/desk.js';
import { createReferenceApp, loopbackHosts } from '../../scripts/createReferenceApp.js';

const setUp = () => {
  const store = memoryStore(acme);
  const api = createPermissionApi({ store, catalog, authenticate, basePath: '/permissions' });
  const origins = ['http://localhost:6006'];
  const app = createReferenceApp({ api, basePath: '/permissions', hosts: loopbackHosts(8787), origins });
  const ask = async (headers: Record<string, string>, init: RequestInit = {}) =>
    app.request('http://127.0.0.1:8787/permissions/members/sam', {
      ...init,
      headers: { host: '127.0.0.1:8787', authorization: 'Member acme/olga', ...headers },
    });
  return { ask, store };
};

const edit = { method: 'PATCH', body: JSON.stringify({ operations: [{ op: 'set', permission: 'sms.send' }] }) };
const editHeaders = { 'content-type': 'application/json', 'if-match': '*' };

test('the reference server answers programs of this machine, and pages of the origins that are listed', async () => {
  const { ask } = setUp();
  expect((await ask({})).status).toBe(200);
  for (const host of ['localhost:8787', '[::1]:8787', 'LOCALHOST:8787'])
    expect((await ask({ host, origin: 'http://localhost:6006' })).status).toBe(200);
  const answer = await ask({ origin: 'http://localhost:6006' });
  expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:6006');
  expect(answer.headers.get('access-control-expose-headers')).toBe('etag,retry-after');
});

test.each(['https://evil.example', 'null', 'http://localhost:6006.evil.example', 'http://localhost:6007', ''])(
  'the reference server lets no page of another origin read or edit: %j',
  async (origin) => {
    const { ask, store } = setUp();
    for (const init of [{}, { method: 'OPTIONS' }, edit]) {
      const answer = await ask({ origin, 'access-control-request-method': 'PATCH', ...editHeaders }, init);
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    }
    expect((await store.tenant('acme').subject('sam')).member?.revision).toBe(1);
  },
);

test.each(['evil.example:8787', 'evil.example', '127.0.0.1', '127.0.0.1:8788', 'localhost:8787.evil.example'])(
  'the reference server answers nobody who reaches it by a name that is not its own: %s',
  async (host) => {
    const { ask, store } = setUp();
    // As a page whose name was pointed at this machine after it was loaded: to a browser all of it is one origin.
    expect((await ask({ host })).status).toBe(421);
    expect((await ask({ host, ...editHeaders }, edit)).status).toBe(421);
    expect((await store.tenant('acme').subject('sam')).member?.revision).toBe(1);
  },
);

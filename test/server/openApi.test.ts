import { expect, test } from 'vitest';
import { createPermissionApi } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import { routes } from '../../src/server/routes.js';
import { ask } from './ask.js';
import { acme, authenticate, catalog } from './desk.js';
import { operations, problemsWith } from './openApi.js';

test('the API document describes every call that there is, and no other', () => {
  const documented = operations.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`);
  const mounted = routes.map(({ method, path }) => `${method} ${path}`);
  expect(documented.sort()).toEqual(mounted.sort());
});

test.each(operations)(
  '$method $path answers whoever is not signed in as the document says',
  async ({ method, path }) => {
    const api = createPermissionApi({ store: memoryStore(acme), catalog, authenticate: () => undefined });
    const init = { method, ...(method === 'PATCH' && { body: '{}', headers: { 'content-type': 'application/json' } }) };
    const answer = await ask(api, 'sam', path.replace(/\{\w+\}/g, 'sam'), init);
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  },
);

test.each(operations)('$method $path that fails inside answers as the document says', async ({ method, path }) => {
  const fail = () => Promise.reject(new Error('on purpose'));
  const api = createPermissionApi({ store: memoryStore(acme), catalog, authenticate: fail, onError: () => {} });
  const answer = await ask(api, 'sam', path.replace(/\{\w+\}/g, 'sam'), { method });
  expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
});

test('an answer that the document does not allow is noticed', async () => {
  const api = createPermissionApi({ store: memoryStore(acme), catalog, authenticate });
  const good = await ask(api, 'sam', '/me/grants');
  const check = (change: object) => problemsWith('GET', '/me/grants', { ...good, ...change });
  expect(check({})).toEqual([]);
  expect(check({ status: 418 })).toEqual([expect.stringContaining('418')]);
  expect(check({ body: { ...good.body, revision: -1 } })).toEqual([expect.stringContaining('revision')]);
  expect(check({ headers: new Headers({ 'content-type': 'text/html' }) })).toHaveLength(2);
});

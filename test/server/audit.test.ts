import { expect, test } from 'vitest';
import { createPermissionApi } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import { type Answer, ask, patch } from './ask.js';
import { acme, authenticate, catalog } from './desk.js';

const setUp = async () => {
  const api = createPermissionApi({ store: memoryStore(acme), catalog, authenticate });
  await patch(api, 'mia', '/members/sam', [{ op: 'review' }]);
  await patch(api, 'max', '/members/ann', [{ op: 'review' }]);
  await patch(api, 'olga', '/roles/agent', [{ op: 'set', permission: 'sms.send' }]);
  await patch(api, 'olga', '/roles/manager', [{ op: 'remove', permission: 'sms.send' }]);
  await patch(api, 'olga', '/members/mia', [{ op: 'review' }]);
  await patch(api, 'olga', '/members/sam', [{ op: 'apply-package', package: 'archive' }]);
  return api;
};

const revisionsOf = ({ body }: Answer) => (body.items ?? []).map((item) => item['revision']);

test('an owner reads everything, the newest first', async () => {
  expect(revisionsOf(await ask(await setUp(), 'olga', '/audit'))).toEqual([7, 6, 5, 4, 3, 2]);
});

test('a manager reads of the members and roles that it may see', async () => {
  expect(revisionsOf(await ask(await setUp(), 'mia', '/audit'))).toEqual([7, 6, 5, 4, 2]);
  expect(revisionsOf(await ask(await setUp(), 'max', '/audit'))).toEqual([5, 4, 3]);
});

test('what is gone is read about by whoever manages everybody, and by nobody else', async () => {
  const store = memoryStore(acme);
  const api = createPermissionApi({ store, catalog, authenticate });
  await patch(api, 'mia', '/members/sam', [{ op: 'review' }]);
  await patch(api, 'olga', '/roles/guest', [{ op: 'create', label: 'Guest' }], { ifNoneMatch: '*' });
  await patch(api, 'olga', '/roles/guest', [{ op: 'delete' }]);
  await store.edit('acme', (edit) => edit.removeMember('sam'));
  expect(revisionsOf(await ask(api, 'olga', '/audit'))).toEqual([4, 3, 2]);
  expect(revisionsOf(await ask(api, 'mia', '/audit'))).toEqual([]);
});

test('others read nothing', async () => {
  expect((await ask(await setUp(), 'sam', '/audit')).status).toBe(403);
});

test('entries are filtered by who changed, and by whom or what was changed', async () => {
  const api = await setUp();
  expect(revisionsOf(await ask(api, 'olga', '/audit?actor=mia'))).toEqual([2]);
  expect(revisionsOf(await ask(api, 'olga', '/audit?member=sam'))).toEqual([7, 2]);
  expect(revisionsOf(await ask(api, 'olga', '/audit?role=agent'))).toEqual([4]);
  expect(revisionsOf(await ask(api, 'max', '/audit?member=sam'))).toEqual([]);
});

test('pages together are the whole history, each entry once', async () => {
  const api = await setUp();
  const seen: unknown[] = [];
  for (let next: string | undefined = ''; next !== undefined;) {
    const page: Answer = await ask(api, 'max', `/audit?limit=2${next && `&after=${next}`}`);
    seen.push(...revisionsOf(page));
    next = page.body.next;
  }
  expect(seen).toEqual([5, 4, 3]);
});

test.each([
  ['after=x', 'query.after'],
  ['member=a&role=b', 'query.role'],
  ['search=x', 'query.search'],
])('a query that says nothing that can be done is answered 422 with its place: %s', async (query, path) => {
  expect(await ask(await setUp(), 'olga', `/audit?${query}`)).toMatchObject({
    status: 422,
    body: { issues: [{ path }] },
  });
});

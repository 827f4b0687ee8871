import { expect, test } from 'vitest';
import type { Member } from '../../src/model/member.js';
import { createPermissionApi } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import { ask, idsOf } from './ask.js';
import { acme, authenticate, catalog, memberWith, rival, sam } from './desk.js';

const apiWith = (members: readonly Member[] = acme.members) =>
  createPermissionApi({ store: memoryStore({ tenants: [{ ...acme, members }, rival] }), catalog, authenticate });

test('an owner sees every member of the own tenant, in the order of names', async () => {
  expect(idsOf(await ask(apiWith(), 'olga', '/members'))).toEqual(['ann', 'max', 'mia', 'olga', 'sam', 'sue']);
});

test('a manager sees itself and the members of its group, and nobody else', async () => {
  expect(idsOf(await ask(apiWith(), 'mia', '/members'))).toEqual(['mia', 'sam', 'sue']);
  expect(idsOf(await ask(apiWith(), 'max', '/members'))).toEqual(['ann', 'max']);
});

test('whoever manages nobody may not list members, and hears which right is missing', async () => {
  expect(await ask(apiWith(), 'sam', '/members')).toMatchObject({
    status: 403,
    body: {
      code: 'forbidden',
      decision: {
        status: 'denied',
        reason: 'not-granted',
        missing: { kind: 'permission', ids: ['members.manage'] },
      },
    },
  });
});

test('members are found by name, id or extension, whatever the case and the accents', async () => {
  const found = async (text: string) =>
    idsOf(await ask(apiWith(), 'olga', `/members?search=${encodeURIComponent(text)}`));
  expect(await found('SAM')).toEqual(['sam']);
  expect(await found('sám')).toEqual(['sam']);
  expect(await found('105')).toEqual(['ann']);
  expect(await found('a')).toEqual(['ann', 'max', 'mia', 'olga', 'sam']);
  expect(await found('nobody')).toEqual([]);
  expect(await found('%')).toEqual([]);
});

test('a search finds nobody that the asker may not see', async () => {
  expect(idsOf(await ask(apiWith(), 'mia', '/members?search=ann'))).toEqual([]);
});

test('members are filtered by role', async () => {
  expect(idsOf(await ask(apiWith(), 'olga', '/members?role=agent'))).toEqual(['ann', 'sam']);
  expect(idsOf(await ask(apiWith(), 'mia', '/members?role=agent'))).toEqual(['sam']);
});

test('pages together are the whole list, each member once', async () => {
  const crowd = Array.from({ length: 57 }, (_, i) =>
    memberWith({
      id: `m${i}`,
      name: `Same ${i % 3}`,
      roles: ['agent'],
      memberships: { group: [i % 2 ? 'sales' : 'support'] },
    }),
  );
  const api = apiWith([...acme.members, ...crowd]);
  const walk = async (who: string) => {
    const seen: (string | undefined)[] = [];
    let next: string | undefined;
    do {
      const page = await ask(api, who, `/members?limit=7${next ? `&after=${next}` : ''}`);
      expect(page.body.items?.length).toBeLessThanOrEqual(7);
      seen.push(...idsOf(page));
      next = page.body.next;
    } while (next);
    return seen;
  };
  const all = await walk('olga');
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBe(63);
  const inSales = [...acme.members, ...crowd].filter(({ memberships }) => memberships['group']?.includes('sales'));
  expect(new Set(await walk('mia'))).toEqual(new Set(inSales.map(({ id }) => id)));
});

test.each([
  ['limit=0', 'query.limit'],
  ['limit=201', 'query.limit'],
  ['limit=ten', 'query.limit'],
  ['limit=1&limit=2', 'query.limit'],
  ['after=xyz', 'query.after'],
  ['after=WyJhIl0', 'query.after'],
  ['role=', 'query.role'],
  ['search=%00', 'query.search'],
  ['rol=agent', 'query.rol'],
])('a query that says nothing that can be done is answered 422 with its place: %s', async (query, path) => {
  const answer = await ask(apiWith(), 'olga', `/members?${query}`);
  expect(answer).toMatchObject({ status: 422, body: { code: 'invalid', issues: [{ path }] } });
});

test('one member is answered with an ETag, and with 304 to whoever has that state', async () => {
  const answer = await ask(apiWith(), 'mia', '/members/sam');
  expect(answer).toMatchObject({ status: 200, body: { member: sam, revision: 1 } });
  const etag = answer.headers.get('etag') ?? '';
  expect(answer.body.etag).toBe(etag);
  expect((await ask(apiWith(), 'mia', '/members/sam', { headers: { 'if-none-match': etag } })).status).toBe(304);
});

test('a member that may not be seen is answered exactly as one that is not there', async () => {
  const hidden = await ask(apiWith(), 'mia', '/members/ann');
  const absent = await ask(apiWith(), 'mia', '/members/nobody');
  expect(hidden.status).toBe(404);
  expect(hidden.body).toEqual(absent.body);
});

test('everybody may see itself', async () => {
  expect(await ask(apiWith(), 'sam', '/members/sam')).toMatchObject({ status: 200, body: { member: { id: 'sam' } } });
});

test('nothing of another tenant is ever seen', async () => {
  const api = apiWith();
  const texts = await Promise.all(
    ['/members', '/members/sam', '/directory/group', '/audit', '/roles', '/members?search=rival'].map(async (path) =>
      JSON.stringify((await ask(api, 'olga', path)).body),
    ),
  );
  expect(texts.join()).not.toMatch(/rival|secret/i);
});

test('pages go on behind members without a name to be ordered by', async () => {
  const members = [
    ...acme.members,
    ...['x', 'y', 'z'].map((id) => memberWith({ id, name: '\u0301', roles: ['agent'] })),
  ];
  const api = apiWith(members);
  const first = await ask(api, 'olga', '/members?limit=2');
  const second = await ask(api, 'olga', `/members?limit=2&after=${first.body.next}`);
  expect([idsOf(first), idsOf(second)]).toEqual([
    ['x', 'y'],
    ['z', 'ann'],
  ]);
});

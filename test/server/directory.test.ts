import { expect, test } from 'vitest';
import { createDelegation } from '../../src/evaluator/delegate/createDelegation.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import type { Override } from '../../src/model/member.js';
import { createPermissionApi } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import { ask, idsOf } from './ask.js';
import { acme, authenticate, catalog, memberWith } from './desk.js';

const apiWith = (overrides: readonly Override[] = []) => {
  const vic = memberWith({ id: 'vic', roles: [], extensions: ['199'], memberships: { group: ['support'] }, overrides });
  return createPermissionApi({
    store: memoryStore({
      ...acme,
      members: [...acme.members, vic],
      directory: {
        ...acme.directory,
        extension: [
          { id: '102', label: 'Sam' },
          { id: '199', label: 'Vic' },
        ],
      },
    }),
    catalog,
    authenticate,
  });
};

const allow = (scope: NonNullable<Override['scope']>): Override => ({
  permission: 'calls.view',
  effect: 'allow',
  scope,
});
const deny = (scope: NonNullable<Override['scope']>): Override => ({ permission: 'calls.view', effect: 'deny', scope });

test('an owner finds everything there is, in the order of labels, in pages', async () => {
  expect(idsOf(await ask(apiWith(), 'olga', '/directory/queue'))).toEqual(['billing', 'inbound', 'night']);
  const first = await ask(apiWith(), 'olga', '/directory/queue?limit=2');
  expect(idsOf(first)).toEqual(['billing', 'inbound']);
  const rest = await ask(apiWith(), 'olga', `/directory/queue?limit=2&after=${first.body.next}`);
  expect([idsOf(rest), rest.body.next]).toEqual([['night'], undefined]);
  expect(idsOf(await ask(apiWith(), 'olga', '/directory/queue?search=NIG'))).toEqual(['night']);
});

test('others find what they belong to and what a right of theirs reaches', async () => {
  expect(idsOf(await ask(apiWith(), 'mia', '/directory/group'))).toEqual(['sales']);
  expect(idsOf(await ask(apiWith(), 'mia', '/directory/queue'))).toEqual([]);
  expect(idsOf(await ask(apiWith(), 'sam', '/directory/queue'))).toEqual(['inbound']);
});

test.each([
  [[allow({ in: { queue: ['night'] } })], 'queue', ['night']],
  [[allow({ in: { queue: 'any' } })], 'queue', ['billing', 'inbound', 'night']],
  [[allow('all'), deny({ in: { queue: ['night'] } })], 'queue', ['billing', 'inbound']],
  [[allow('all'), deny('all')], 'queue', []],
  [[allow('all'), deny({ own: true })], 'queue', ['billing', 'inbound', 'night']],
  [[allow({ all: true, within: { queue: ['night'] } })], 'queue', ['night']],
  [[allow({ own: true })], 'queue', []],
  [[allow({ own: true })], 'extension', ['199']],
  [[], 'extension', ['199']],
  [[], 'group', ['support']],
] as const)('of %j in %s exactly these are found: %j', async (overrides, dimension, ids) => {
  expect(idsOf(await ask(apiWith(overrides), 'vic', `/directory/${dimension}`))).toEqual(ids);
});

const target = memberWith({ id: 'new', roles: [] });

test.each([
  [[]],
  [[allow({ in: { queue: ['night', 'inbound'] } })]],
  [[allow({ in: { queue: 'any' } }), deny({ in: { queue: ['night'] } })]],
  [[allow('all'), deny({ own: true })]],
  [[allow('all'), deny({ in: { group: ['sales'] } })]],
  [[allow('all'), deny({ all: true, within: { line: ['ivr'] } })]],
  [[allow('all'), deny({ in: { queue: ['night'] }, within: { line: ['ivr'] } })]],
  [[allow({ all: true, within: { queue: ['night'] } })]],
  [[allow({ all: true, within: { line: ['direct'] } }), allow({ in: { queue: ['billing'] } })]],
  [[allow({ in: { queue: ['night'] }, within: { queue: ['night', 'billing'] } })]],
  [[allow({ own: true, in: { group: 'mine' } })]],
] as const)('what is found for a right may be given, by %j', async (overrides) => {
  const giver = memberWith({
    id: 'vic',
    roles: ['manager'],
    extensions: ['199'],
    memberships: { group: ['support'], queue: ['billing'] },
    overrides: [{ permission: 'members.manage', effect: 'allow', scope: 'all' }, ...overrides],
  });
  const api = createPermissionApi({
    store: memoryStore({ ...acme, members: [...acme.members, giver] }),
    catalog,
    authenticate,
  });
  const delegation = createDelegation(catalog, resolveGrants(catalog, giver), { now: 0 });
  const mayGive = (dimension: string, id = '') =>
    delegation.canSet({ ...target, roles: ['agent'] }, 'calls.view', {
      effect: 'allow',
      scope: { in: { [dimension]: [id] } },
    }).status === 'allowed';
  for (const dimension of ['queue', 'group', 'extension']) {
    const all = idsOf(await ask(api, 'olga', `/directory/${dimension}`));
    const found = idsOf(await ask(api, 'vic', `/directory/${dimension}?permission=calls.view`));
    expect(found).toEqual(all.filter((id) => mayGive(dimension, id)));
  }
});

test('what roles let one give is found, by whoever does not hold it too', async () => {
  const night = { permission: 'calls.view', scope: { in: { queue: ['night'] } } };
  const giving = checkCatalog({
    ...catalog,
    roles: {
      ...catalog.roles,
      tech: { manages: ['agent'], grants: [{ permission: 'members.manage', scope: { own: true } }], gives: [night] },
    },
  });
  const api = createPermissionApi({
    store: memoryStore({ ...acme, members: [...acme.members, memberWith({ id: 'tim', roles: ['tech'] })] }),
    catalog: giving,
    authenticate,
  });
  expect(idsOf(await ask(api, 'tim', '/directory/queue'))).toEqual(['night']);
  expect(idsOf(await ask(api, 'tim', '/directory/queue?permission=calls.view'))).toEqual(['night']);
  expect(idsOf(await ask(api, 'tim', '/directory/queue?permission=recordings.play'))).toEqual([]);
});

test.each(['calls.gone', 'calls.maxChannels', '__proto__'])(
  'a right that is none is refused: %s',
  async (permission) => {
    const { status, body } = await ask(apiWith(), 'olga', `/directory/queue?permission=${permission}`);
    expect([status, body.issues]).toMatchObject([422, [{ path: 'query.permission' }]]);
  },
);

test('values that the catalog lists are found by everybody', async () => {
  expect((await ask(apiWith(), 'vic', '/directory/line')).body.items).toEqual([
    { id: 'direct', label: 'Direct' },
    { id: 'ivr', label: 'IVR' },
  ]);
  expect(idsOf(await ask(apiWith(), 'vic', '/directory/line?search=iv'))).toEqual(['ivr']);
});

test.each(['none', '__proto__', 'constructor'])('a dimension that does not exist is answered 404: %s', async (id) => {
  expect((await ask(apiWith(), 'olga', `/directory/${id}`)).status).toBe(404);
});

test('the names of some ids are read at once, of those within reach and of no others', async () => {
  const names = async (who: string, path: string) => idsOf(await ask(apiWith(), who, `/directory/${path}`));
  expect(await names('olga', 'queue?ids=night,billing,nobody')).toEqual(['billing', 'night']);
  expect(await names('sam', 'queue?ids=inbound,night')).toEqual(['inbound']);
  expect(await names('sam', 'line?ids=ivr')).toEqual(['ivr']);
  const odd = encodeURIComponent(encodeURIComponent('a,b'));
  expect(await names('olga', `queue?ids=${odd}`)).toEqual([]);
});

test.each(['%25', 'a,,b', Array.from({ length: 201 }, (_, i) => i).join()])(
  'ids that cannot be read are refused with their place: %s',
  async (ids) => {
    expect(await ask(apiWith(), 'olga', `/directory/queue?ids=${ids}`)).toMatchObject({
      status: 422,
      body: { issues: [{ path: 'query.ids' }] },
    });
  },
);

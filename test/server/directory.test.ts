import { expect, test } from 'vitest';
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

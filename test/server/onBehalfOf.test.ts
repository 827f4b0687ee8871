// An agent on behalf of a member: the API gives it what both may, and writes down both.
import { expect, test } from 'vitest';
import { createEvaluator } from '../../src/evaluator/decide/createEvaluator.js';
import { parseGrantSet } from '../../src/model/wire.js';
import { createPermissionApi } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import { ask, patch } from './ask.js';
import { acme, authenticate, catalog, memberWith, olga, requestAs } from './desk.js';
import { readStream } from './readStream.js';

const bot = memberWith({
  id: 'bot',
  roles: ['manager'],
  memberships: { group: ['sales'] },
  overrides: [{ permission: 'sms.send', effect: 'deny' }],
});

function setUp() {
  const store = memoryStore({ tenants: [{ ...acme, members: [...acme.members, bot] }] });
  let person = 'olga';
  const api = createPermissionApi({
    store,
    catalog,
    authenticate: async (request) => {
      const caller = await authenticate(request);
      return caller?.subject === 'bot' ? { ...caller, onBehalfOf: person } : caller;
    },
  });
  return { api, store, actFor: (id: string) => void (person = id) };
}

test('its grant set holds both, with a tag that changes when either does', async () => {
  const { api, actFor } = setUp();
  const first = await ask(api, 'bot', '/me/grants');
  const set = parseGrantSet(first.body);
  expect([set.subject.id, set.onBehalfOf?.subject.id]).toEqual(['bot', 'olga']);
  const may = createEvaluator(catalog, set, { now: 0 });
  expect(may.can('calls.view', { group: 'sales' })).toBe(true);
  expect(may.can('calls.view', { group: 'support' })).toBe(false);
  expect(may.check('sms.send')).toMatchObject({ reason: 'delegated' });
  await patch(api, 'olga', '/members/bot', [{ op: 'inherit', permission: 'sms.send' }]);
  const second = await ask(api, 'bot', '/me/grants');
  expect(second.headers.get('etag')).not.toBe(first.headers.get('etag'));
  expect(createEvaluator(catalog, parseGrantSet(second.body), { now: 0 }).can('sms.send')).toBe(true);
  actFor('sam');
  const third = await ask(api, 'bot', '/me/grants');
  expect(parseGrantSet(third.body).onBehalfOf?.subject.id).toBe('sam');
  expect((await ask(api, 'olga', '/me/grants')).body).not.toHaveProperty('onBehalfOf');
});

test('it edits what both may edit, and the log names both', async () => {
  const { api, store, actFor } = setUp();
  const edit = [{ op: 'set', permission: 'calls.maxChannels', value: 2 }];
  expect(await patch(api, 'bot', '/members/sam', edit)).toMatchObject({ status: 200 });
  const [entry] = await store.tenant('acme').audit({ limit: 1 });
  expect(entry).toMatchObject({ actor: 'bot', onBehalfOf: 'olga' });
  actFor('max');
  // Max manages another group.
  expect(await patch(api, 'bot', '/members/sam', edit, { ifMatch: '*' })).toMatchObject({ status: 404 });
});

test('it is nobody for a person who is no member', async () => {
  const { api, actFor } = setUp();
  actFor('nobody');
  expect(await ask(api, 'bot', '/me/grants')).toMatchObject({ status: 403 });
});

test('its stream tells of the revisions of both, each once', async () => {
  const { api, actFor } = setUp();
  actFor('sam');
  const closing = new AbortController();
  const response = await api(requestAs('bot', '/me/events', { signal: closing.signal }));
  const stream = readStream(response);
  expect(await stream.revisions(1)).toEqual([1]);
  const move = (id: string) =>
    patch(api, olga.id, `/members/${id}`, [{ op: 'set-extensions', ids: [crypto.randomUUID()] }], { ifMatch: '*' });
  await move('sam');
  expect(await stream.revisions(1)).toEqual([2]);
  await move('sue');
  await move('bot');
  expect(await stream.revisions(1)).toEqual([4]);
  closing.abort();
});

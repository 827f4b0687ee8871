import { describe, expect, test } from 'vitest';
import { createEvaluator } from '../../src/evaluator/createEvaluator.js';
import { parseGrantSet } from '../../src/model/wire.js';
import { createPermissionApi, type PermissionApiOptions } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memoryStore.js';
import { ask, idsOf, patch } from './ask.js';
import { acme, authenticate, catalog, memberWith, rival } from './desk.js';

const now = Date.UTC(2026, 10, 22);

const setUp = (options: Partial<PermissionApiOptions> = {}) => {
  const api = createPermissionApi({
    store: memoryStore({ tenants: [acme, rival] }),
    catalog,
    authenticate,
    now: () => now,
    ...options,
  });
  const mayOf = async (who: string) =>
    createEvaluator(catalog, parseGrantSet((await ask(api, who, '/me/grants')).body), { now });
  return { api, mayOf };
};

const create = (api: ReturnType<typeof setUp>['api'], who: string, id: string, more: object = {}) =>
  patch(api, who, `/roles/${id}`, [{ op: 'create', label: 'New', ...more }], { ifNoneMatch: '*' });

test('a changed role gives everybody who holds it what it now gives, in this tenant only', async () => {
  const { api, mayOf } = setUp();
  const before = await ask(api, 'mia', '/roles/agent');
  expect(before.body).toMatchObject({ id: 'agent', changed: false });
  const answer = await patch(api, 'mia', '/roles/agent', [{ op: 'set', permission: 'sms.send' }]);
  expect(answer).toMatchObject({
    status: 200,
    body: {
      changed: true,
      role: { grants: [{ permission: 'calls.view' }, { permission: 'sms.send', effect: 'allow' }] },
    },
  });
  expect((await ask(api, 'mia', '/roles/agent')).body).toEqual(answer.body);
  expect([(await mayOf('sam')).can('sms.send'), (await mayOf('ann')).can('sms.send')]).toEqual([true, true]);
  const rivals = new Request('https://x.example/roles/agent', { headers: { authorization: 'Member rival/sam' } });
  expect(await (await api(rivals)).json()).toMatchObject({ changed: false });
});

test('what a role gives is taken away, and comes back as the catalog says', async () => {
  const { api, mayOf } = setUp();
  const own = { userId: 'sam' };
  await patch(api, 'olga', '/roles/agent', [{ op: 'remove', permission: 'calls.view' }]);
  expect((await mayOf('sam')).can('calls.view', own)).toBe(false);
  await patch(api, 'olga', '/roles/agent', [{ op: 'inherit', permission: 'calls.view' }]);
  expect((await mayOf('sam')).can('calls.view', own)).toBe(true);
});

test('a made role starts as a copy, can be handed out by who manages the original, renamed and deleted', async () => {
  const { api, mayOf } = setUp();
  const made = await create(api, 'olga', 'trainee', { label: 'Trainee', description: 'First week', copyOf: 'senior' });
  expect(made).toMatchObject({
    status: 200,
    body: { role: { label: 'Trainee', description: 'First week', custom: true, grants: catalog.roles.senior.grants } },
  });
  expect((await patch(api, 'mia', '/members/sam', [{ op: 'assign-role', role: 'trainee' }])).status).toBe(200);
  expect((await mayOf('sam')).can('sms.send')).toBe(true);
  expect(await patch(api, 'olga', '/roles/trainee', [{ op: 'delete' }])).toMatchObject({
    status: 409,
    body: { code: 'conflict', current: { id: 'trainee', holders: 1 } },
  });
  await patch(api, 'mia', '/members/sam', [{ op: 'assign-role', role: 'agent' }]);
  const renamed = await patch(api, 'olga', '/roles/trainee', [{ op: 'rename', label: 'Apprentice' }]);
  expect(renamed.body).toMatchObject({ role: { label: 'Apprentice' } });
  expect(renamed.body['role']).not.toHaveProperty('description');
  expect((await patch(api, 'olga', '/roles/trainee', [{ op: 'delete' }])).body).toEqual({
    id: 'trainee',
    deleted: true,
  });
  expect((await ask(api, 'mia', '/roles/trainee')).status).toBe(404);
});

test('an administrator sees the roles that it manages or holds', async () => {
  const { api } = setUp();
  await create(api, 'olga', 'auditor');
  expect(idsOf(await ask(api, 'mia', '/roles'))).toEqual(['manager', 'senior', 'agent']);
  expect(idsOf(await ask(api, 'olga', '/roles'))).toEqual(['owner', 'manager', 'senior', 'agent', 'auditor']);
  expect((await ask(api, 'mia', '/roles/auditor')).status).toBe(404);
  expect((await ask(api, 'sam', '/roles')).status).toBe(403);
});

describe('delegation', () => {
  test.each([
    ['one’s own role', 'mia', 'manager', [{ op: 'set', permission: 'sms.send' }], 'self'],
    ['more than one holds', 'mia', 'agent', [{ op: 'set', permission: 'billing.edit' }], 'ceiling'],
    [
      'what would reach further in another group',
      'mia',
      'agent',
      [{ op: 'set', permission: 'calls.view', scope: { in: { group: 'mine' } } }],
      'ceiling',
    ],
    ['what is not assignable', 'olga', 'agent', [{ op: 'set', permission: 'billing.own' }], 'locked'],
  ])('refuses to change %s', async (_, who, role, operations, reason) => {
    const { api } = setUp();
    expect(await patch(api, who, `/roles/${role}`, operations)).toMatchObject({
      status: 403,
      body: { decision: { status: 'denied', reason } },
    });
  });

  test('refuses to change a role for whoever holds it but may not edit roles', async () => {
    const { api } = setUp();
    expect(await patch(api, 'sam', '/roles/agent', [{ op: 'set', permission: 'sms.send' }])).toMatchObject({
      status: 403,
      body: { decision: { status: 'denied', reason: 'not-granted' } },
    });
  });

  test('refuses to make a role that its maker would not manage, and could not even see', async () => {
    const { api } = setUp();
    expect(await create(api, 'mia', 'trainee')).toMatchObject({
      status: 403,
      body: { decision: { status: 'denied', reason: 'rank', missing: { kind: 'role', ids: ['trainee'] } } },
    });
    expect((await ask(api, 'olga', '/roles/trainee')).status).toBe(404);
    expect((await create(api, 'mia', 'trainee', { copyOf: 'agent' })).status).toBe(200);
    expect((await ask(api, 'mia', '/roles/trainee')).status).toBe(200);
  });

  test('answers 404 for a role that may not be seen', async () => {
    const { api } = setUp();
    const edit = [{ op: 'set', permission: 'sms.send' }];
    expect((await patch(api, 'mia', '/roles/owner', edit)).status).toBe(404);
    expect((await patch(api, 'sam', '/roles/manager', edit)).status).toBe(404);
    expect((await patch(api, 'sam', '/roles/none', edit)).status).toBe(404);
    expect((await create(api, 'sam', 'mine')).status).toBe(404);
  });
});

describe('preconditions', () => {
  test('a new role needs If-None-Match, and an id that is free', async () => {
    const { api } = setUp();
    expect((await patch(api, 'olga', '/roles/x', [{ op: 'create', label: 'X' }], { ifMatch: '*' })).status).toBe(428);
    expect((await create(api, 'olga', 'x')).status).toBe(200);
    expect(await create(api, 'olga', 'x')).toMatchObject({ status: 412, body: { current: { id: 'x' } } });
    expect((await create(api, 'olga', 'agent')).status).toBe(412);
  });

  test('an edit for another state is answered 412 with the state there is', async () => {
    const { api } = setUp();
    const ifMatch = (await ask(api, 'mia', '/roles/agent')).body.etag ?? '';
    await patch(api, 'olga', '/roles/agent', [{ op: 'set', permission: 'sms.send' }]);
    expect(
      await patch(api, 'mia', '/roles/agent', [{ op: 'remove', permission: 'sms.send' }], { ifMatch }),
    ).toMatchObject({
      status: 412,
      body: { current: { id: 'agent', changed: true } },
    });
  });

  test('a role that is not there cannot be changed', async () => {
    const { api } = setUp();
    expect((await patch(api, 'olga', '/roles/none', [{ op: 'remove', permission: 'sms.send' }])).status).toBe(404);
  });
});

describe('bad input', () => {
  test.each<[string, object, string]>([
    ['agent', { op: 'set', permission: 'no.such' }, 'operations[0].permission'],
    ['agent', { op: 'remove', permission: '__proto__' }, 'operations[0].permission'],
    ['agent', { op: 'set', permission: 'calls.view' }, 'operations[0].scope'],
    ['agent', { op: 'rename', label: 'Agent 2' }, 'operations[0].op'],
    ['agent', { op: 'delete' }, 'operations[0].op'],
    ['agent', { op: 'grant' }, 'operations[0].op'],
    ['owner', { op: 'set', permission: 'sms.send', effect: 'deny' }, 'operations[0]'],
  ])('that says nothing that can be done is answered 422 with its place: %s %j', async (role, operation, path) => {
    const members = [...acme.members, memberWith({ id: 'otto', roles: ['owner'] })];
    const { api } = setUp({ store: memoryStore({ ...acme, members }) });
    expect(await patch(api, 'otto', `/roles/${role}`, [operation])).toMatchObject({
      status: 422,
      body: { issues: [{ path }] },
    });
  });

  test.each([
    ['0', {}, 'roles.0'],
    ['__proto__', {}, 'roles.__proto__'],
    ['new', { label: '' }, 'operations[0].label'],
    ['new', { copyOf: 'none' }, 'operations[0].copyOf'],
    ['new', { copyOf: 'owner' }, 'operations[0].copyOf'],
  ])('for a new role is answered 422 with its place: %s %j', async (id, more, path) => {
    const { api } = setUp();
    expect(await create(api, 'olga', id, more)).toMatchObject({ status: 422, body: { issues: [{ path }] } });
  });

  test('roles beyond the limit are answered 409 with the limit', async () => {
    const { api } = setUp({ limits: { roles: 1 } });
    expect((await create(api, 'olga', 'one')).status).toBe(200);
    expect(await create(api, 'olga', 'two')).toMatchObject({ status: 409, body: { limit: 1 } });
  });
});

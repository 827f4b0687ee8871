import { describe, expect, test } from 'vitest';
import { createEvaluator } from '../../src/evaluator/decide/createEvaluator.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import { parseGrantSet } from '../../src/model/wire.js';
import { createPermissionApi, type PermissionApiOptions } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import type { Store } from '../../src/server/store/Store.js';
import type { RoleChange } from '../../src/model/role.js';
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
    body: { code: 'conflict', current: { id: 'trainee', held: true } },
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

describe('a copy', () => {
  const storedRole = async (store: Store, id: string) =>
    (await store.tenant('acme').subject('olga')).roles.find(({ role }) => role.id === id);

  test('of a copy is stored as one of the catalog’s own role', async () => {
    const store = memoryStore(acme);
    const { api } = setUp({ store });
    await create(api, 'olga', 'trainee', { copyOf: 'senior' });
    await create(api, 'olga', 'intern', { copyOf: 'trainee' });
    await create(api, 'olga', 'blank');
    await create(api, 'olga', 'ghost', { copyOf: 'blank' });
    expect((await storedRole(store, 'intern'))?.role.copyOf).toBe('senior');
    expect((await storedRole(store, 'ghost'))?.role).not.toHaveProperty('copyOf');
  });

  test.each<[string, readonly RoleChange[]]>([
    ['made now', []],
    [
      'stored as a copy of a copy',
      [
        { id: 'intern', label: 'New', copyOf: 'trainee', grants: { 'sms.send': ['sms.send'] } },
        { id: 'trainee', label: 'New', copyOf: 'senior', grants: { 'sms.send': ['sms.send'] } },
      ],
    ],
  ])('%s keeps its rights, its managers and its state when the role that it was made from goes', async (_, roles) => {
    const store = memoryStore({ ...acme, roles });
    const { api } = setUp({ store });
    if (roles.length === 0) {
      await create(api, 'olga', 'trainee', { copyOf: 'senior' });
      await create(api, 'olga', 'intern', { copyOf: 'trainee' });
    }
    const tim = memberWith({ id: 'tim', roles: ['intern'], memberships: { group: ['sales'] } });
    await store.edit('acme', (edit) => edit.saveMember(tim));
    const look = async () => {
      const grants: Record<string, unknown> = (await ask(api, 'tim', '/me/grants')).body;
      return {
        grants: grants['grants'],
        managed: (await ask(api, 'mia', '/members/tim')).status,
        role: (await ask(api, 'mia', '/roles/intern')).body['role'],
        edited: (await patch(api, 'mia', '/members/tim', [{ op: 'review' }], { ifMatch: '*' })).status,
      };
    };
    const before = await look();
    expect(before).toMatchObject({ managed: 200, edited: 200 });
    expect((await patch(api, 'olga', '/roles/trainee', [{ op: 'delete' }])).status).toBe(200);
    expect(await look()).toEqual(before);
    expect((await storedRole(store, 'intern'))?.role.copyOf).toBe('senior');
  });

  test('of a copy that is stored so gives its holders the same, whichever call asks', async () => {
    const limited = checkCatalog({
      ...catalog,
      roles: { ...catalog.roles, senior: { ...catalog.roles.senior, grantable: ['billing.edit'] } },
    });
    const overrides = ['billing.edit', 'roles.edit'].map((permission) => ({ permission, effect: 'allow' as const }));
    const tim = memberWith({ id: 'tim', roles: ['intern'], overrides });
    const roles: RoleChange[] = [
      { id: 'intern', label: 'Intern', copyOf: 'trainee', grants: {} },
      { id: 'trainee', label: 'Trainee', copyOf: 'senior', grants: {} },
    ];
    const api = createPermissionApi({ store: memoryStore({ members: [tim], roles }), catalog: limited, authenticate });
    const set = parseGrantSet((await ask(api, 'tim', '/me/grants')).body);
    expect(set.grants.map(({ permission }) => permission)).toEqual(['billing.edit']);
  });

  test('is named in the audit log, with what it is a copy of', async () => {
    const store = memoryStore(acme);
    const { api } = setUp({ store });
    await create(api, 'olga', 'trainee', { copyOf: 'senior' });
    await create(api, 'olga', 'intern', { copyOf: 'trainee' });
    await patch(api, 'olga', '/roles/intern', [{ op: 'delete' }]);
    const audit = await store.tenant('acme').audit({ limit: 9 });
    const copies = audit.map(({ changes }) => changes.find(({ path }) => path === 'copyOf'));
    expect(copies).toEqual([
      { path: 'copyOf', from: 'senior' },
      { path: 'copyOf', to: 'senior' },
      { path: 'copyOf', to: 'senior' },
    ]);
  });
});

describe('operations that take a role away and make it again', () => {
  const held = async () => {
    const tim = memberWith({ id: 'tim', roles: ['trainee'], memberships: { group: ['sales'] } });
    const store = memoryStore({ ...acme, members: [...acme.members, tim] });
    const { api } = setUp({ store });
    await create(api, 'olga', 'other');
    const roles = [{ id: 'trainee', label: 'Trainee', copyOf: 'senior', grants: {} }];
    await store.edit('acme', async (edit) => {
      for (const role of roles) await edit.saveRole(role);
    });
    return { api, store };
  };

  test.each<[string, readonly object[]]>([
    ['as it was', [{ op: 'create', label: 'Trainee', copyOf: 'senior' }]],
    ['under other managers', [{ op: 'create', label: 'Trainee', copyOf: 'agent' }]],
    ['under none', [{ op: 'create', label: 'Trainee' }]],
    [
      'and change it',
      [
        { op: 'create', label: 'Trainee' },
        { op: 'set', permission: 'sms.send' },
      ],
    ],
    ['twice', [{ op: 'create', label: 'X' }, { op: 'delete' }, { op: 'create', label: 'Trainee' }]],
    ['and away again', [{ op: 'create', label: 'X' }, { op: 'delete' }]],
  ])('are refused while somebody holds it: %s', async (_, more) => {
    const { api, store } = await held();
    const before = await store.tenant('acme').subject('tim');
    for (const first of [[], [{ op: 'rename', label: 'Y' }]]) {
      const refused = await patch(api, 'olga', '/roles/trainee', [...first, { op: 'delete' }, ...more]);
      expect(refused).toMatchObject({ status: 409, body: { current: { id: 'trainee', held: true } } });
    }
    expect(await store.tenant('acme').subject('tim')).toEqual(before);
  });

  test('do not go on with a role that is gone', async () => {
    const { api } = await held();
    for (const op of [
      { op: 'set', permission: 'sms.send' },
      { op: 'inherit', permission: 'sms.send' },
      { op: 'rename', label: 'Z' },
    ])
      expect(await patch(api, 'olga', '/roles/other', [{ op: 'delete' }, op])).toMatchObject({
        status: 422,
        body: { issues: [{ path: 'operations[1].op' }] },
      });
  });

  test('are decided as the making of a new role: whoever would not manage it may not make it', async () => {
    const { api } = await held();
    await create(api, 'olga', 'helper', { copyOf: 'senior' });
    const replace = (more: object) =>
      patch(api, 'mia', '/roles/helper', [{ op: 'delete' }, { op: 'create', label: 'Helper', ...more }]);
    expect(await replace({})).toMatchObject({ status: 403, body: { decision: { reason: 'rank' } } });
    expect(await replace({ copyOf: 'agent' })).toMatchObject({ status: 200, body: { role: { label: 'Helper' } } });
    expect((await ask(api, 'mia', '/roles/helper')).body['role']).toMatchObject({
      grants: catalog.roles.agent.grants,
    });
  });

  test('make no role of an id that members hold already', async () => {
    const stray = memberWith({ id: 'tim', roles: ['stray'], memberships: { group: ['sales'] } });
    const { api } = setUp({ store: memoryStore({ ...acme, members: [...acme.members, stray] }) });
    expect(await create(api, 'olga', 'stray')).toMatchObject({
      status: 409,
      body: { current: { id: 'stray', held: true } },
    });
  });
});

test('the deletion of a role can be sent again, as can the making of one', async () => {
  const { api } = setUp();
  const make = () => patch(api, 'olga', '/roles/x', [{ op: 'create', label: 'X' }], { ifNoneMatch: '*', key: 'k1' });
  const made = await make();
  expect([(await make()).body, (await make()).status]).toEqual([made.body, 200]);
  const ifMatch = made.body.etag ?? '';
  const remove = () => patch(api, 'olga', '/roles/x', [{ op: 'delete' }], { ifMatch, key: 'k2' });
  for (let i = 0; i < 2; i++) expect(await remove()).toMatchObject({ status: 200, body: { id: 'x', deleted: true } });
  expect(await make()).toMatchObject({ status: 200, body: { id: 'x', deleted: true } });
});

test('a role that may not be seen is answered like one that is not there, whatever is asked of it', async () => {
  const roles: RoleChange[] = [{ id: 'secret', label: 'Secret', grants: { 'sms.send': ['sms.send'] } }];
  const hidden = memberWith({ id: 'tim', roles: ['secret'] });
  const { api } = setUp({ store: memoryStore({ ...acme, members: [...acme.members, hidden], roles }) });
  const bodies = [
    [{ op: 'nonsense' }],
    [null],
    [{ op: 'set', permission: 'no.such' }],
    [{ op: 'set', permission: 'sms.send' }],
    [{ op: 'delete' }],
    [{ op: 'rename', label: 'X' }],
    [{ op: 'create' }],
    [{ op: 'create', label: '' }],
    [{ op: 'create', label: 'X', copyOf: 'none' }],
    [{ op: 'create', label: 'X' }],
    [
      { op: 'create', label: 'X' },
      { op: 'set', permission: 'billing.edit' },
    ],
    [
      { op: 'create', label: 'X', copyOf: 'agent' },
      { op: 'set', permission: 'billing.edit' },
    ],
  ];
  const conditions = [{ 'if-match': '*' }, { 'if-none-match': '*' }, { 'if-match': '"x"' }, {}];
  for (const who of ['mia', 'sam']) {
    for (const operations of bodies) {
      for (const condition of conditions) {
        const answerFor = async (id: string) => {
          const body = JSON.stringify({ operations });
          const headers = { 'content-type': 'application/json', ...Object.fromEntries(new Headers(condition)) };
          const answer = await ask(api, who, `/roles/${id}`, { method: 'PATCH', headers, body });
          return [answer.status, JSON.stringify(answer.body).replaceAll(id, 'id'), answer.headers.get('etag')];
        };
        expect(await answerFor('secret')).toEqual(await answerFor('absent'));
      }
    }
  }
  // An id can be had once: where everything else is right, it is taken.
  const taken = await create(api, 'mia', 'secret', { copyOf: 'agent' });
  expect([taken.status, taken.body['current']]).toEqual([412, undefined]);
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

import { describe, expect, test } from 'vitest';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import { createPermissionApi } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import type { KeptEdit, Store } from '../../src/server/store/Store.js';
import { ask, etagOf, patch } from './ask.js';
import { acme, authenticate, catalog, memberWith, olga, rival } from './desk.js';

const now = Date.UTC(2026, 10, 22);

const setUp = (store: Store = memoryStore({ tenants: [acme, rival] })) => {
  const api = createPermissionApi({ store, catalog, authenticate, now: () => now });
  const memberOf = async (id: string) => (await store.tenant('acme').subject(id)).member?.member;
  const auditOf = () => store.tenant('acme').audit({ limit: 100 });
  return { api, store, memberOf, auditOf };
};

const allowSms = { op: 'set', permission: 'sms.send' };

test('an edit is answered with the new state, and everybody reads it from then on', async () => {
  const { api } = setUp();
  const answer = await patch(api, 'mia', '/members/sam', [allowSms, { op: 'assign-role', role: 'senior' }]);
  expect(answer).toMatchObject({
    status: 200,
    body: {
      revision: 2,
      member: { roles: ['senior'], overrides: [{ permission: 'sms.send', effect: 'allow' }] },
    },
  });
  expect(answer.headers.get('etag')).toBe(answer.body.etag);
  expect((await ask(api, 'mia', '/members/sam')).body).toEqual(answer.body);
  expect((await ask(api, 'sam', '/me/grants')).body).toMatchObject({ revision: 2, subject: { roles: ['senior'] } });
});

test('every operation does what it says', async () => {
  const { api, memberOf } = setUp();
  const scope = { own: true, in: { group: ['sales'] } };
  await patch(api, 'olga', '/members/sam', [
    { op: 'set', permission: 'calls.view', scope, startsAt: 5, endsAt: 10 },
    { op: 'set', permission: 'calls.maxChannels', value: 3 },
    { op: 'set', permission: 'recordings.play', effect: 'deny' },
    { op: 'add-role', role: 'senior' },
    { op: 'apply-package', package: 'texting' },
    { op: 'apply-package', package: 'archive' },
    { op: 'remove-package', package: 'texting' },
    { op: 'set-extensions', ids: ['102', '202'] },
    { op: 'set-memberships', dimension: 'queue', ids: ['night'] },
    { op: 'set-within', within: { group: ['sales'], queue: 'mine' } },
    { op: 'review' },
  ]);
  expect(await memberOf('sam')).toMatchObject({
    within: { group: ['sales'], queue: 'mine' },
    roles: ['agent', 'senior'],
    packages: ['archive'],
    extensions: ['102', '202'],
    memberships: { group: ['sales'], queue: ['night'] },
    reviewedAt: now,
    overrides: [
      { permission: 'calls.view', effect: 'allow', scope, startsAt: 5, endsAt: 10 },
      { permission: 'calls.maxChannels', effect: 'allow', value: 3 },
      { permission: 'recordings.play', effect: 'deny' },
    ],
  });
  await patch(api, 'olga', '/members/sam', [
    { op: 'inherit', permission: 'calls.view' },
    { op: 'remove-role', role: 'agent' },
    { op: 'set-within', within: {} },
  ]);
  const after = await memberOf('sam');
  expect(after).not.toHaveProperty('within');
  expect([after?.roles, after?.overrides.map(({ permission }) => permission)]).toEqual([
    ['senior'],
    ['calls.maxChannels', 'recordings.play'],
  ]);
});

test('operations succeed or fail together', async () => {
  const { api, memberOf, auditOf } = setUp();
  const before = await memberOf('sam');
  const operations = [allowSms, { op: 'set', permission: 'billing.edit' }];
  expect(await patch(api, 'mia', '/members/sam', operations)).toMatchObject({
    status: 403,
    body: {
      decision: { status: 'denied', reason: 'ceiling', missing: { kind: 'permission', ids: ['billing.edit'] } },
    },
  });
  expect([await memberOf('sam'), await auditOf()]).toEqual([before, []]);
});

test('an edit that changes nothing makes no revision and no audit entry', async () => {
  const { api, auditOf } = setUp();
  const answer = await patch(api, 'mia', '/members/sam', [{ op: 'inherit', permission: 'sms.send' }]);
  expect([answer.status, answer.body.revision, await auditOf()]).toEqual([200, 1, []]);
});

describe('delegation', () => {
  test.each([
    ['oneself', 'mia', 'mia', [allowSms], 'self'],
    ['a role one does not manage', 'mia', 'sam', [{ op: 'assign-role', role: 'manager' }], 'rank'],
    ['what is not assignable', 'olga', 'sam', [{ op: 'set', permission: 'billing.own' }], 'locked'],
    ['more than one holds', 'mia', 'sam', [{ op: 'set', permission: 'calls.view', scope: 'all' }], 'ceiling'],
    ['a value above one’s own', 'mia', 'sam', [{ op: 'set', permission: 'calls.maxChannels', value: 5 }], 'ceiling'],
    [
      'a move out of one’s reach',
      'mia',
      'sam',
      [{ op: 'set-memberships', dimension: 'group', ids: ['support'] }],
      'out-of-scope',
    ],
  ])('refuses %s', async (_, actor, target, operations, reason) => {
    const { api, memberOf } = setUp();
    const before = await memberOf(target);
    expect(await patch(api, actor, `/members/${target}`, operations)).toMatchObject({
      status: 403,
      body: { code: 'forbidden', decision: { status: 'denied', reason } },
    });
    expect(await memberOf(target)).toEqual(before);
  });

  test('never takes the last holder out of a role that must be held, however many try at once', async () => {
    const grants = ['members.manage', 'members.assign-role'].map((permission) => ({
      permission,
      scope: 'all' as const,
    }));
    const registrar = { label: 'Registrar', manages: ['owner', 'agent'], grants };
    const withRegistrar = checkCatalog({ ...catalog, roles: { ...catalog.roles, registrar } });
    const members = [
      olga,
      ...['otto', 'r1', 'r2'].map((id) => memberWith({ id, roles: [id === 'otto' ? 'owner' : 'registrar'] })),
    ];
    const api = createPermissionApi({ store: memoryStore({ members }), catalog: withRegistrar, authenticate });
    const demote = (who: string, target: string) =>
      patch(api, who, `/members/${target}`, [{ op: 'assign-role', role: 'agent' }], { ifMatch: '*' });
    const [first, second] = await Promise.all([demote('r1', 'olga'), demote('r2', 'otto')]);
    expect(first.status).toBe(200);
    expect(second).toMatchObject({ status: 403, body: { decision: { status: 'denied', reason: 'last-holder' } } });
  });

  test('tells no role that may not be seen from one that is not there', async () => {
    const hidden = { id: 'auditor', label: 'Auditor', grants: { 'sms.send': ['sms.send'] } };
    const { api } = setUp(memoryStore({ ...acme, roles: [hidden] }));
    const bodyOf = async (op: string, role: string) => {
      const { status, body } = await patch(api, 'mia', '/members/sam', [{ op, role }]);
      return [status, JSON.stringify(body).replaceAll(role, 'role')];
    };
    for (const op of ['assign-role', 'add-role', 'remove-role'])
      expect(await bodyOf(op, 'auditor')).toEqual(await bodyOf(op, 'nothing'));
    expect((await patch(api, 'olga', '/members/sam', [{ op: 'add-role', role: 'auditor' }])).status).toBe(200);
  });

  test('names no role that may not be seen where a role may not be given something', async () => {
    const limited = checkCatalog({
      ...catalog,
      roles: { ...catalog.roles, agent: { ...catalog.roles.agent, grantable: [] } },
    });
    const hidden = { id: 'auditor', label: 'Auditor', grants: {} };
    const store = memoryStore({ ...acme, roles: [hidden] });
    const api = createPermissionApi({ store, catalog: limited, authenticate });
    const refused = await patch(api, 'mia', '/members/sam', [allowSms]);
    expect(refused).toMatchObject({ status: 403, body: { decision: { reason: 'locked', missing: { kind: 'role' } } } });
    expect(JSON.stringify(refused.body)).not.toContain('auditor');
  });

  test('refuses with 404 what may not even be seen', async () => {
    const { api } = setUp();
    expect((await patch(api, 'mia', '/members/ann', [allowSms])).status).toBe(404);
    expect((await patch(api, 'sam', '/members/sue', [allowSms])).status).toBe(404);
  });

  test('an administrator who lost the right a moment ago has lost it', async () => {
    const { api } = setUp();
    await patch(api, 'olga', '/members/mia', [{ op: 'assign-role', role: 'agent' }]);
    expect((await patch(api, 'mia', '/members/sam', [allowSms])).status).toBe(404);
  });
});

describe('preconditions', () => {
  test('an edit without If-Match is answered 428', async () => {
    const { api } = setUp();
    const init = {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: '{"operations":[{"op":"review"}]}',
    };
    expect(await ask(api, 'mia', '/members/sam', init)).toMatchObject({
      status: 428,
      body: { code: 'precondition-required' },
    });
  });

  test('an edit for another state is answered 412 with the state there is', async () => {
    const { api } = setUp();
    const ifMatch = await etagOf(api, '/members/sam');
    await patch(api, 'olga', '/members/sam', [{ op: 'review' }]);
    const refused = await patch(api, 'mia', '/members/sam', [allowSms], { ifMatch });
    expect(refused).toMatchObject({
      status: 412,
      body: { code: 'precondition-failed', current: (await ask(api, 'mia', '/members/sam')).body },
    });
    expect(refused.headers.get('etag')).toBe(await etagOf(api, '/members/sam'));
  });

  test('a weak ETag never matches, `*` always does', async () => {
    const { api } = setUp();
    const weak = `W/${await etagOf(api, '/members/sam')}`;
    expect((await patch(api, 'mia', '/members/sam', [allowSms], { ifMatch: weak })).status).toBe(412);
    expect((await patch(api, 'mia', '/members/sam', [allowSms], { ifMatch: '*' })).status).toBe(200);
  });

  test('the state of a member or role in one tenant is that of no other, nor is one that a backup brought back', async () => {
    const twin = { ...acme, tenant: 'rival', members: acme.members.map((member) => ({ ...member, tenant: 'rival' })) };
    const store = memoryStore({ tenants: [acme, twin] });
    const { api } = setUp(store);
    for (const path of ['/members/sam', '/roles/agent']) {
      const ifMatch = await etagOf(api, path);
      const headers = {
        authorization: 'Member rival/olga',
        'content-type': 'application/json',
        'if-match': ifMatch,
        'if-none-match': ifMatch,
      };
      const edit = { method: 'PATCH', headers, body: JSON.stringify({ operations: [allowSms] }) };
      expect((await ask(api, 'olga', path, edit)).status).toBe(412);
      expect((await ask(api, 'olga', path, { headers })).status).toBe(200);
    }
    const before = await etagOf(api, '/members/sam');
    const backup = memoryStore({ ...acme, members: [olga, memberWith({ id: 'sam', roles: ['senior'] })] });
    const refused = await patch(setUp(backup).api, 'olga', '/members/sam', [allowSms], { ifMatch: before });
    expect(refused.status).toBe(412);
  });

  test('of two edits for one state, one is accepted', async () => {
    const { api, auditOf } = setUp();
    const ifMatch = await etagOf(api, '/members/sam');
    const edits = ['mia', 'olga'].map((who) => patch(api, who, '/members/sam', [allowSms], { ifMatch }));
    expect((await Promise.all(edits)).map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 412]);
    expect(await auditOf()).toHaveLength(1);
  });
});

describe('an idempotency key', () => {
  test('makes a retry safe: nothing is done again, and it is answered with how things are by then', async () => {
    const { api, auditOf } = setUp();
    const ifMatch = await etagOf(api, '/members/sam');
    const send = () => patch(api, 'mia', '/members/sam', [allowSms], { ifMatch, key: 'k1' });
    const first = await send();
    const again = await send();
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([200, first.body, first.headers.get('etag')]);
    await patch(api, 'olga', '/members/sam', [{ op: 'inherit', permission: 'sms.send' }]);
    const late = await send();
    expect(late).toMatchObject({ status: 200, body: { revision: 3, member: { overrides: [] } } });
    expect(late.headers.get('etag')).toBe(await etagOf(api, '/members/sam'));
    expect(await auditOf()).toHaveLength(2);
  });

  test('of an edit that changed nothing is not kept, so that it fills no storage', async () => {
    const kept: KeptEdit[] = [];
    const store = memoryStore(acme);
    const watched: Store = {
      ...store,
      edit: (tenant, work) =>
        store.edit(tenant, (edit) =>
          work({ ...edit, keepEdit: (each, limits) => (kept.push(each), edit.keepEdit(each, limits)) }),
        ),
    };
    const { api, auditOf } = setUp(watched);
    const large = { op: 'set-extensions', ids: Array.from({ length: 1_000 }, (_, i) => `extension-${i}`) };
    await patch(api, 'olga', '/members/sam', [large], { key: 'first' });
    for (let i = 0; i < 50; i++) {
      const nothing = await patch(api, 'olga', '/members/sam', [{ op: 'inherit', permission: 'sms.send' }], {
        key: `k${i}`,
      });
      expect(nothing.body.revision).toBe(2);
    }
    expect([kept.map(({ key }) => key), (await auditOf()).length]).toEqual([['first'], 1]);
    // Of one that did, not what it was answered with.
    expect(JSON.stringify(kept).length).toBeLessThan(300);
  });

  test('is forgotten after its time, and the oldest of one member beyond its number', async () => {
    let time = now;
    const store = memoryStore(acme);
    const limits = { keptEditsPerMember: 2, keptEditsFor: 1_000, editsPerMinute: 1_000 };
    const api = createPermissionApi({ store, catalog, authenticate, limits, now: () => time });
    // Each is another request, so that a key that is still known is told by its refusal.
    const send = async (who: string, key: string, startsAt: number) => {
      const edit = [{ ...allowSms, startsAt }];
      return (await patch(api, who, '/members/sam', edit, { ifMatch: '*', key })).status;
    };
    expect([await send('olga', 'a', 1), await send('mia', 'a', 2), await send('olga', 'b', 3)]).toEqual([
      200, 200, 200,
    ]);
    expect([await send('olga', 'a', 4), await send('olga', 'c', 5)]).toEqual([422, 200]);
    expect([await send('olga', 'b', 6), await send('mia', 'a', 7), await send('olga', 'a', 8)]).toEqual([
      422, 422, 200,
    ]);
    time += 1_000;
    expect([await send('olga', 'a', 9), await send('mia', 'a', 10)]).toEqual([200, 200]);
  });

  test('that comes again while the first request is still under way is made once, and answered alike', async () => {
    const { api, auditOf } = setUp();
    const ifMatch = await etagOf(api, '/members/sam');
    const send = () => patch(api, 'mia', '/members/sam', [allowSms], { ifMatch, key: 'k1' });
    const [first, ...others] = await Promise.all([send(), send(), send()]);
    for (const other of others) expect([other.status, other.body]).toEqual([200, first.body]);
    expect(await auditOf()).toHaveLength(1);
  });

  test('under which another request is sent is answered 422', async () => {
    const { api } = setUp();
    await patch(api, 'mia', '/members/sam', [allowSms], { key: 'k1' });
    for (const [path, edit] of [
      ['/members/sue', [allowSms]],
      ['/members/sam', [allowSms, { op: 'review' }]],
    ] as const)
      expect(await patch(api, 'mia', path, edit, { key: 'k1' })).toMatchObject({
        status: 422,
        body: { code: 'key-reused' },
      });
  });

  test('belongs to whoever sent it', async () => {
    const { api } = setUp();
    await patch(api, 'mia', '/members/sam', [allowSms], { key: 'k1' });
    expect((await patch(api, 'olga', '/members/sam', [{ op: 'review' }], { key: 'k1' })).status).toBe(200);
  });

  test('that was refused can be used again', async () => {
    const { api } = setUp();
    const stale = { ifMatch: '"stale"', key: 'k1' };
    expect((await patch(api, 'mia', '/members/sam', [allowSms], stale)).status).toBe(412);
    expect((await patch(api, 'mia', '/members/sam', [allowSms], { key: 'k1' })).status).toBe(200);
  });

  test('shows nobody a member that it may no longer see', async () => {
    const { api } = setUp();
    const ifMatch = await etagOf(api, '/members/sam');
    await patch(api, 'mia', '/members/sam', [allowSms], { ifMatch, key: 'k1' });
    await patch(api, 'olga', '/members/mia', [{ op: 'assign-role', role: 'agent' }]);
    expect((await patch(api, 'mia', '/members/sam', [allowSms], { ifMatch, key: 'k1' })).status).toBe(404);
  });

  test('that is not visible ASCII is answered 422', async () => {
    const { api } = setUp();
    expect(await patch(api, 'mia', '/members/sam', [allowSms], { key: 'x'.repeat(129) })).toMatchObject({
      status: 422,
      body: { issues: [{ path: 'headers.idempotency-key' }] },
    });
  });
});

describe('bad input', () => {
  const send = (body: BodyInit, headers: Record<string, string> = {}) => {
    const init = {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'if-match': '*', ...headers },
      body,
    };
    return ask(setUp().api, 'olga', '/members/sam', init);
  };

  test('that is not JSON is answered 400, of another type 415', async () => {
    expect(await send('{"operations": [')).toMatchObject({ status: 400, body: { code: 'malformed' } });
    expect(await send('{}', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
    expect(await send(new Uint8Array([0xff, 0xfe, 0x7b]))).toMatchObject({ status: 400 });
  });

  test('that is not UTF-8 within a text is answered 400, since two texts could become one', async () => {
    const [before, after] = ['{"operations":[{"op":"set-extensions","ids":["', '"]}]}'].map((text) =>
      new TextEncoder().encode(text),
    );
    const body = new Uint8Array([...(before ?? []), 0xff, ...(after ?? [])]);
    expect(await send(body)).toMatchObject({ status: 400, body: { code: 'malformed' } });
  });

  test('that is too large is answered 413 with the limit, whatever it says of its length', async () => {
    const large = JSON.stringify({ operations: [{ op: 'review', x: 'x'.repeat(70_000) }] });
    expect(await send(large)).toMatchObject({ status: 413, body: { limit: 65_536 } });
    expect(await send('{}', { 'content-length': '99999999' })).toMatchObject({ status: 413 });
    const many = JSON.stringify({ operations: Array.from({ length: 101 }, () => ({ op: 'review' })) });
    expect(await send(many)).toMatchObject({ status: 413, body: { limit: 100 } });
  });

  test.each([
    [{}, 'body.operations'],
    [{ operations: [] }, 'body.operations'],
    [{ operations: 'set' }, 'body.operations'],
    [{ operations: [{ op: 'review' }], more: 1 }, 'body.more'],
    [[], 'body'],
    [null, 'body'],
  ])('with another frame is answered 422 with its place: %j', async (body, path) => {
    expect(await send(JSON.stringify(body))).toMatchObject({ status: 422, body: { issues: [{ path }] } });
  });

  test.each<[object, string]>([
    [{ op: 'sett' }, 'operations[0].op'],
    [{}, 'operations[0].op'],
    [{ op: 'set' }, 'operations[0].permission'],
    [{ op: 'set', permission: '' }, 'operations[0].permission'],
    [{ op: 'set', permission: 'no.such' }, 'operations[0].permission'],
    [{ op: 'set', permission: '__proto__' }, 'operations[0].permission'],
    [{ op: 'set', permission: 'sms.send', effect: 'maybe' }, 'operations[0].effect'],
    [{ op: 'set', permission: 'sms.send', value: 3 }, 'operations[0].value'],
    [{ op: 'set', permission: 'sms.send', conditional: true }, 'operations[0].conditional'],
    [{ op: 'set', permission: 'sms.send', scope: { own: true } }, 'operations[0].scope'],
    [{ op: 'set', permission: 'calls.view' }, 'operations[0].scope'],
    [{ op: 'set', permission: 'calls.view', scope: 'everything' }, 'operations[0].scope'],
    [{ op: 'set', permission: 'calls.view', scope: { own: false } }, 'operations[0].scope.own'],
    [{ op: 'set', permission: 'calls.view', scope: { in: { desk: ['a'] } } }, 'operations[0].scope.in.desk'],
    [{ op: 'set', permission: 'calls.view', scope: { in: { queue: [7] } } }, 'operations[0].scope.in.queue[0]'],
    [{ op: 'set', permission: 'calls.view', scope: { in: { queue: ['a\0'] } } }, 'operations[0].scope.in.queue[0]'],
    [{ op: 'set', permission: 'calls.view', scope: { in: { queue: ['\ud800'] } } }, 'operations[0].scope.in.queue[0]'],
    [{ op: 'set', permission: 'calls.maxChannels' }, 'operations[0].value'],
    [{ op: 'set-within' }, 'operations[0].within'],
    [{ op: 'set-within', within: { colour: ['red'] } }, 'operations[0].within.colour'],
    [{ op: 'set-within', within: { group: 'every' } }, 'operations[0].within.group'],
    [{ op: 'set-within', within: {}, more: 1 }, 'operations[0].more'],
    [{ op: 'set', permission: 'calls.maxChannels', value: 11 }, 'operations[0].value'],
    [{ op: 'set', permission: 'recordings.keep', value: 'ever' }, 'operations[0].value'],
    [{ op: 'set', permission: 'sms.send', startsAt: 5, endsAt: 5 }, 'operations[0].endsAt'],
    [{ op: 'set', permission: 'sms.send', startsAt: -1 }, 'operations[0].startsAt'],
    [{ op: 'set', permission: 'sms.send', endsAt: Number.MAX_SAFE_INTEGER }, 'operations[0].endsAt'],
    [{ op: 'set', permission: 'sms.send', endsAt: 8.64e15 + 1 }, 'operations[0].endsAt'],
    [{ op: 'set', permission: 'sms.send', endsAt: 'never' }, 'operations[0].endsAt'],
    [{ op: 'assign-role', role: 'boss' }, 'operations[0].role'],
    [{ op: 'assign-role', role: 'constructor' }, 'operations[0].role'],
    [{ op: 'apply-package', package: 'none' }, 'operations[0].package'],
    [{ op: 'set-memberships', dimension: 'extension', ids: [] }, 'operations[0].op'],
    [{ op: 'set-memberships', dimension: 'desk', ids: [] }, 'operations[0].dimension'],
    [{ op: 'set-extensions', ids: '102' }, 'operations[0].ids'],
    [{ op: 'review', at: 7 }, 'operations[0].at'],
  ])('that says nothing that can be done is answered 422 with its place: %j', async (operation, path) => {
    expect(await send(JSON.stringify({ operations: [operation] }))).toMatchObject({
      status: 422,
      body: { code: 'invalid', issues: [{ path }] },
    });
  });

  test('is answered with everything that is wrong, each at its place among the operations', async () => {
    const operations = [{ op: 'review' }, { op: 'set', permission: 'a.b' }, { op: 'set', permission: 'c.d' }];
    const { body } = await send(JSON.stringify({ operations }));
    expect(body.issues?.map(({ path }) => path)).toEqual(['operations[1].permission', 'operations[2].permission']);
  });

  test('more edits in a minute than the limit are answered 429', async () => {
    const store = memoryStore(acme);
    const api = createPermissionApi({ store, catalog, authenticate, now: () => now, limits: { editsPerMinute: 1 } });
    expect((await patch(api, 'mia', '/members/sam', [allowSms])).status).toBe(200);
    expect(await patch(api, 'mia', '/members/sam', [allowSms])).toMatchObject({ status: 429, body: { limit: 1 } });
  });
});

test('an edit is written down: who changed what, when, from which value to which', async () => {
  const { api } = setUp();
  await patch(api, 'mia', '/members/sam', [allowSms, { op: 'assign-role', role: 'senior' }]);
  const { body } = await ask(api, 'olga', '/audit');
  expect(body.items).toEqual([
    {
      revision: 2,
      at: now,
      actor: 'mia',
      target: { kind: 'member', id: 'sam' },
      operations: [
        { op: 'set', permission: 'sms.send', effect: 'allow' },
        { op: 'assign-role', role: 'senior' },
      ],
      changes: [
        { path: 'overrides.sms.send', to: [{ permission: 'sms.send', effect: 'allow' }] },
        { path: 'roles', from: ['agent'], to: ['senior'] },
      ],
    },
  ]);
});

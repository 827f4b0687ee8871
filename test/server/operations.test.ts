// Every call asks exactly the right of its operation.
import { describe, expect, test } from 'vitest';
import type { MemberEdit } from '../../src/model/edit.js';
import { ask, idsOf, patch } from './ask.js';
import { bossWith, delegatedApi } from './delegated.js';

const sales = { in: { group: ['sales'] } };
const operations: readonly (readonly [string, string, Partial<MemberEdit>])[] = [
  ['an override', 'team.manage', { op: 'set', permission: 'sms.send', effect: 'deny' }],
  ['a package', 'team.manage', { op: 'apply-package', package: 'none' }],
  ['a review', 'team.manage', { op: 'review' }],
  ['a role', 'team.assign', { op: 'assign-role', role: 'senior' }],
  ['extensions', 'team.phones', { op: 'set-extensions', ids: ['7'] }],
  ['memberships in a queue', 'team.place', { op: 'set-memberships', dimension: 'queue', ids: ['a'] }],
  ['memberships in a group', 'team.teach', { op: 'set-memberships', dimension: 'group', ids: ['sales', 'b'] }],
  ['licences', 'team.order', { op: 'set-licenses', ids: ['fax'] }],
  ['the plan', 'team.order', { op: 'set-plan', plan: 'pro' }],
];
const all = [...new Set(operations.map(([, right]) => right))];

describe('members', () => {
  test('are listed and read by the right to see them, and by no other', async () => {
    const api = delegatedApi([bossWith('viv', ['team.see']), bossWith('max', all)]);
    expect(idsOf(await ask(api, 'viv', '/members'))).toEqual(['ann', 'bob', 'max', 'olga', 'viv']);
    expect((await ask(api, 'viv', '/members/ann')).status).toBe(200);
    expect(await ask(api, 'max', '/members')).toMatchObject({
      status: 403,
      body: { decision: { reason: 'not-granted', missing: { kind: 'permission', ids: ['team.see'] } } },
    });
    expect((await ask(api, 'max', '/members/ann')).status).toBe(404);
  });

  test('who sees them only may edit nothing of them', async () => {
    const api = delegatedApi([bossWith('viv', ['team.see'])]);
    for (const [, , operation] of operations)
      expect(await patch(api, 'viv', '/members/ann', [operation])).toMatchObject({
        status: 403,
        body: { decision: { status: 'denied', reason: 'not-granted' } },
      });
  });

  test.each(operations)('%s is edited by %s and the right to see, and by nothing else', async (_, right, operation) => {
    const others = all.filter((each) => each !== right);
    const api = delegatedApi([bossWith('one', ['team.see', right]), bossWith('max', ['team.see', ...others])]);
    expect((await patch(api, 'max', '/members/ann', [operation])).status).toBe(403);
    expect((await patch(api, 'one', '/members/ann', [operation])).status).toBe(200);
  });

  test('an edit of several things needs the right of each, and without one of them does nothing', async () => {
    const api = delegatedApi([
      bossWith('one', ['team.see', 'team.order', 'team.assign']),
      bossWith('two', ['team.see', 'team.order']),
    ]);
    const both = [
      { op: 'set-licenses', ids: ['fax'] },
      { op: 'assign-role', role: 'senior' },
    ];
    expect((await patch(api, 'two', '/members/ann', both)).status).toBe(403);
    expect((await ask(api, 'one', '/members/ann')).body).toMatchObject({ member: { roles: ['agent'], licenses: [] } });
    expect((await patch(api, 'one', '/members/ann', both)).body).toMatchObject({
      member: { roles: ['senior'], licenses: ['fax'] },
    });
  });

  test('one’s own team is seen and edited, and of others nothing can be told', async () => {
    const api = delegatedApi([bossWith('tim', ['team.see', 'team.manage'], sales)]);
    expect(idsOf(await ask(api, 'tim', '/members'))).toEqual(['ann', 'tim']);
    const edit = [{ op: 'set', permission: 'sms.send', effect: 'deny' }];
    expect((await patch(api, 'tim', '/members/ann', edit)).status).toBe(200);
    expect((await patch(api, 'tim', '/members/bob', edit)).status).toBe(404);
    expect((await patch(api, 'tim', '/members/nobody', edit)).status).toBe(404);
  });

  test('licences and plans that the catalog does not know are refused with their place', async () => {
    const api = delegatedApi([bossWith('one', ['team.see', 'team.order'])]);
    expect(await patch(api, 'one', '/members/ann', [{ op: 'set-licenses', ids: ['telex'] }])).toMatchObject({
      status: 422,
      body: { issues: [{ path: 'operations[0].ids[0]', found: "'telex'" }] },
    });
    expect(await patch(api, 'one', '/members/ann', [{ op: 'set-plan', plan: 'gold' }])).toMatchObject({
      status: 422,
      body: { issues: [{ path: 'operations[0].plan' }] },
    });
  });

  test('a plan is taken away by an operation without one, and the log says so', async () => {
    const api = delegatedApi([bossWith('one', ['team.see', 'team.order', 'team.read'])]);
    await patch(api, 'one', '/members/ann', [{ op: 'set-plan', plan: 'pro' }]);
    const { body } = await patch(api, 'one', '/members/ann', [{ op: 'set-plan' }]);
    expect(body['member']).not.toHaveProperty('plan');
    expect((await ask(api, 'one', '/audit?member=ann')).body.items?.[0]).toMatchObject({
      changes: [{ path: 'plan', from: 'pro' }],
    });
  });
});

describe('the audit log', () => {
  const edited = async (people: Parameters<typeof delegatedApi>[0], rules: object = {}) => {
    const api = delegatedApi(people, { rules });
    await patch(api, 'olga', '/members/ann', [{ op: 'review' }]);
    await patch(api, 'olga', '/members/bob', [{ op: 'review' }]);
    await patch(api, 'olga', '/roles/owner2', [{ op: 'create', label: 'Second owner' }], { ifNoneMatch: '*' });
    return api;
  };
  const targets = async (api: Awaited<ReturnType<typeof edited>>, who: string) =>
    ((await ask(api, who, '/audit')).body.items ?? []).map(({ target }) => (target as { id: string }).id);

  test('is read by its own right: of the members in its reach, and without a member’s reach of everything', async () => {
    const api = await edited([bossWith('rob', ['team.read'], sales), bossWith('max', ['team.see', ...all])]);
    expect(await targets(api, 'rob')).toEqual(['ann']);
    expect(await ask(api, 'max', '/audit')).toMatchObject({
      status: 403,
      body: { decision: { missing: { ids: ['team.read'] } } },
    });
    const whole = await edited([bossWith('rob', ['log.read'])], { audit: 'log.read' });
    expect(await targets(whole, 'rob')).toEqual(['owner2', 'bob', 'ann']);
  });

  test('does not open the list of members, nor does that list open the log', async () => {
    const api = await edited([bossWith('rob', ['team.read']), bossWith('viv', ['team.see'])]);
    expect((await ask(api, 'rob', '/members')).status).toBe(403);
    expect((await ask(api, 'viv', '/audit')).status).toBe(403);
  });
});

describe('roles', () => {
  const people = [
    bossWith('una', ['team.make']),
    bossWith('eda', ['team.edit']),
    bossWith('max', ['team.see']),
    bossWith('kim', ['team.kick']),
  ];
  const rename = { op: 'rename', label: 'Other' };

  test('are listed for people who make, edit or assign them or see members, and for nobody else', async () => {
    const api = delegatedApi(people);
    for (const who of ['una', 'eda', 'max']) expect((await ask(api, who, '/roles')).status).toBe(200);
    expect((await ask(api, 'kim', '/roles')).status).toBe(403);
  });

  test('are made by one right', async () => {
    const api = delegatedApi(people);
    const make = (who: string) =>
      patch(api, who, '/roles/made', [{ op: 'create', label: 'Made', copyOf: 'agent' }], { ifNoneMatch: '*' });
    for (const who of ['eda', 'max']) expect(await make(who)).toMatchObject({ status: who === 'eda' ? 403 : 404 });
    expect((await make('una')).status).toBe(200);
  });

  test('are changed and deleted by another', async () => {
    const api = delegatedApi(people);
    await patch(api, 'olga', '/roles/made', [{ op: 'create', label: 'Made', copyOf: 'agent' }], { ifNoneMatch: '*' });
    for (const who of ['una', 'max']) expect((await patch(api, who, '/roles/made', [rename])).status).toBe(403);
    expect((await patch(api, 'eda', '/roles/made', [rename])).status).toBe(200);
    expect((await patch(api, 'una', '/roles/made', [{ op: 'delete' }])).status).toBe(403);
    expect((await patch(api, 'eda', '/roles/made', [{ op: 'delete' }])).status).toBe(200);
  });
});

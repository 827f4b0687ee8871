// Law 11, attacked: each test is one way to give more than one holds, and the refusal of it.
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../src/evaluator/resolve/applyEdits.js';
import { createDelegation, type Delegation } from '../../../src/evaluator/delegate/createDelegation.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import type { RoleDefinition } from '../../../src/model/catalog.js';
import { defineCatalog } from '../../../src/model/defineCatalog.js';
import type { MemberEdit } from '../../../src/model/edit.js';
import type { Member, Override } from '../../../src/model/member.js';
import type { Scope } from '../../../src/model/scope.js';
import { person } from '../../presets/ask.js';

const catalog = defineCatalog({
  id: 'desk',
  dimensions: { extension: { label: 'Extension' }, queue: { label: 'Queue' }, line: { label: 'Line' } },
  resources: {
    call: { label: 'Call', owner: 'ownerId', dimensions: { extension: 'extension', queue: 'queue', line: 'line' } },
    member: { label: 'Member', owner: 'id', dimensions: { queue: 'memberships.queue' } },
  },
  permissions: {
    'calls.view': { kind: 'right', label: 'View calls', on: 'call' },
    'calls.play': { kind: 'right', label: 'Play calls', on: 'call' },
    'desk.run': { kind: 'right', label: 'Run the desk', implies: ['sms.send', 'billing.edit'] },
    'reports.full': {
      kind: 'right',
      label: 'Full reports',
      licenses: ['reports'],
      implies: [{ permission: 'calls.play', scope: 'all' }],
    },
    'sms.send': { kind: 'right', label: 'Send SMS' },
    'billing.edit': { kind: 'right', label: 'Edit billing' },
    'contract.own': { kind: 'right', label: 'Own the contract', assignable: false },
    'calls.max': { kind: 'number', label: 'Calls at once', unit: 'count', min: 0, max: 9, unlimited: true, default: 1 },
    'calls.level': {
      kind: 'choice',
      label: 'Level',
      default: 'none',
      options: [
        { id: 'none', label: 'None' },
        { id: 'all', label: 'All', grants: [{ permission: 'calls.play', scope: 'all' }] },
      ],
    },
    'calls.tag': { kind: 'duty', label: 'Tag calls' },
    'members.manage': { kind: 'right', label: 'Manage members', on: 'member' },
    'roles.edit': { kind: 'right', label: 'Edit roles' },
  },
  roles: {
    owner: { label: 'Owner', unrestricted: true, mustBeHeld: true },
    lead: {
      label: 'Lead',
      grants: [{ permission: 'members.manage', scope: 'all' }, 'roles.edit'],
      manages: ['agent', 'quiet', 'keeper'],
    },
    agent: { label: 'Agent', grants: [{ permission: 'calls.view', scope: { in: { queue: 'mine' } } }], manages: [] },
    quiet: {
      label: 'Quiet',
      grants: [{ permission: 'calls.view', effect: 'deny', scope: { in: { queue: ['vip'] } } }],
    },
    keeper: { label: 'Keeper', grants: ['sms.send'], grantable: ['desk.run'], manages: [] },
  },
  packages: { money: { label: 'Money', grants: ['billing.edit'] } },
  licenses: { reports: { label: 'Reports' } },
  delegation: { resource: 'member', manage: 'members.manage', editRole: 'roles.edit' },
});

const allow = (permission: string, rest: Partial<Override> = {}): Override => ({
  permission,
  effect: 'allow',
  ...rest,
});
const deny = (permission: string, rest: Partial<Override> = {}): Override => ({ permission, effect: 'deny', ...rest });
const sales = { in: { queue: ['sales'] } } as const;

const lead = (...overrides: readonly Override[]): Delegation =>
  createDelegation(catalog, resolveGrants(catalog, person({ id: 'lea', roles: ['lead'], overrides })), {
    now: 0,
    holders: () => 2,
  });
const agent = (rest: Partial<Member> = {}) => person({ id: 'ann', roles: ['agent'], ...rest });
const edit = (by: Delegation, target: Member, ...edits: readonly MemberEdit[]) => by.canEdit(target, edits);
const ceiling = (...ids: readonly string[]) => ({
  status: 'denied',
  reason: 'ceiling',
  missing: { kind: 'permission', ids },
});

describe('what is given to a member', () => {
  test('a lead without a right gives it neither plainly, nor in a package, nor under an umbrella, nor by a choice', () => {
    expect(lead().canSet(agent(), 'sms.send', { effect: 'allow' })).toEqual(ceiling('sms.send'));
    expect(edit(lead(), agent(), { op: 'apply-package', package: 'money' })).toEqual(ceiling('billing.edit'));
    expect(lead(allow('sms.send')).canSet(agent(), 'desk.run', { effect: 'allow' })).toEqual(
      ceiling('desk.run', 'billing.edit'),
    );
    expect(lead(deny('calls.play')).canSet(agent(), 'calls.level', { effect: 'allow', value: 'all' })).toEqual(
      ceiling('calls.play', 'calls.level'),
    );
  });

  test('an umbrella goes no further than what the giver has of each thing under it', () => {
    const withoutBilling = lead(allow('desk.run'), deny('billing.edit'));
    expect(withoutBilling.canSet(agent(), 'desk.run', { effect: 'allow' })).toEqual(ceiling('billing.edit'));
  });

  test('what only a licence keeps closed is not given either, since it opens once the licence is bought', () => {
    const withoutPlay = lead(allow('reports.full'), deny('calls.play'));
    expect(withoutPlay.canSet(agent(), 'reports.full', { effect: 'allow' })).toEqual(ceiling('calls.play'));
    expect(lead(allow('reports.full')).canSet(agent(), 'reports.full', { effect: 'allow' }).status).toBe('allowed');
  });

  test('a licence may open no more than its giver could give with that licence, which it need not have', () => {
    const full = agent({ overrides: [allow('reports.full')] });
    const licensed = { ...full, licenses: ['reports'] };
    expect(lead(allow('reports.full')).canChange(full, licensed).status).toBe('allowed');
    expect(lead(allow('reports.full'), deny('calls.play')).canChange(full, licensed)).toEqual(ceiling('calls.play'));
    expect(lead().canChange(agent(), agent({ licenses: ['reports'] })).status).toBe('allowed');
  });

  test('what is given beside a licence is measured without that licence', () => {
    const giving = [
      { op: 'set-licenses', ids: ['reports'] },
      { op: 'set', ...allow('sms.send') },
    ] as const;
    expect(lead().canEdit(agent(), giving)).toEqual(ceiling('sms.send'));
    expect(lead(allow('sms.send')).canEdit(agent(), giving).status).toBe('allowed');
  });

  test('a plan is bought, not given, by a catalog that does not say by which right', () => {
    expect(lead().canChange(agent(), agent({ plan: 'gold' }))).toMatchObject({ reason: 'locked' });
  });

  test('a number is given up to the giver’s own, and without limit only by whoever has none', () => {
    const four = lead(allow('calls.max', { value: 4 }));
    expect(four.canSet(agent(), 'calls.max', { effect: 'allow', value: 4 }).status).toBe('allowed');
    expect(four.canSet(agent(), 'calls.max', { effect: 'allow', value: 5 })).toEqual(ceiling('calls.max'));
    expect(four.canSet(agent(), 'calls.max', { effect: 'allow', value: 'unlimited' })).toEqual(ceiling('calls.max'));
    const free = lead(allow('calls.max', { value: 'unlimited' }));
    expect(free.canSet(agent(), 'calls.max', { effect: 'allow', value: 'unlimited' }).status).toBe('allowed');
  });

  test('the default is nothing new to whoever has it, though the giver has less', () => {
    const none = lead(allow('calls.max', { value: 0 }));
    expect(none.canSet(agent(), 'calls.max', { effect: 'allow', value: 1 }).status).toBe('allowed');
    expect(none.canSet(agent(), 'calls.max', { effect: 'allow', value: 2 })).toEqual(ceiling('calls.max'));
  });

  test('a duty is lifted only by whoever it does not bind', () => {
    const bound = agent({ overrides: [allow('calls.tag', { value: true })] });
    expect(lead(allow('calls.tag', { value: true })).canSet(bound, 'calls.tag', 'inherit')).toEqual(
      ceiling('calls.tag'),
    );
    expect(lead().canSet(bound, 'calls.tag', 'inherit').status).toBe('allowed');
  });

  test('a right is given for no longer than the giver has it', () => {
    const hour = lead(allow('sms.send', { startsAt: 10, endsAt: 20 }));
    const give = (window: { startsAt?: number; endsAt?: number }) =>
      hour.canSet(agent(), 'sms.send', { effect: 'allow', ...window });
    expect(give({ startsAt: 10, endsAt: 20 }).status).toBe('allowed');
    for (const window of [
      {},
      { startsAt: 10 },
      { endsAt: 20 },
      { startsAt: 9, endsAt: 20 },
      { startsAt: 10, endsAt: 21 },
    ])
      expect(give(window)).toEqual(ceiling('sms.send'));
  });

  test('a value is given for no longer than the giver has it', () => {
    const hour = lead(allow('calls.max', { value: 5, startsAt: 10, endsAt: 20 }));
    const give = (window: { startsAt?: number; endsAt?: number }) =>
      hour.canSet(agent(), 'calls.max', { effect: 'allow', value: 5, ...window });
    expect(give({ startsAt: 12, endsAt: 20 }).status).toBe('allowed');
    expect(give({ startsAt: 12, endsAt: 30 })).toEqual(ceiling('calls.max'));
  });
});

describe('what a restriction holds back', () => {
  const held = agent({ overrides: [deny('calls.view')], memberships: { queue: ['sales', 'vip'] } });

  test('a deny is lifted only by whoever holds what it held back', () => {
    expect(lead().canSet(held, 'calls.view', 'inherit')).toEqual(ceiling('calls.view'));
    const both = agent({ overrides: [], roles: ['agent', 'quiet'], memberships: { queue: ['vip'] } });
    expect(edit(lead(), both, { op: 'remove-role', role: 'quiet' })).toEqual(ceiling('calls.view'));
    const wide = lead(allow('calls.view', { scope: 'all' }));
    expect(edit(wide, both, { op: 'remove-role', role: 'quiet' }).status).toBe('allowed');
    expect(wide.canSet(held, 'calls.view', 'inherit').status).toBe('allowed');
  });

  test('an extension is taken away by its own right, also where one’s own is denied', () => {
    const recorded = person({
      id: 'rob',
      roles: ['watcher'],
      extensions: ['101'],
    });
    const watched = defineCatalog({
      ...catalog,
      roles: {
        ...catalog.roles,
        watcher: {
          label: 'Watcher',
          grants: [
            { permission: 'calls.play', scope: 'all' },
            { permission: 'calls.play', effect: 'deny', scope: { own: true } },
          ],
        },
        lead: { ...catalog.roles.lead, manages: ['watcher'] },
      },
    });
    const by = (...overrides: readonly Override[]) =>
      createDelegation(watched, resolveGrants(watched, person({ id: 'lea', roles: ['lead'], overrides })), { now: 0 });
    const takeAway: MemberEdit = { op: 'set-extensions', ids: [] };
    expect(by().canEdit(recorded, [takeAway]).status).toBe('allowed');
    expect(by().canEdit(recorded, [{ op: 'set-extensions', ids: ['101', '102'] }]).status).toBe('allowed');
  });
});

describe('what is widened from the side', () => {
  test('memberships count as what they open, and what is on an extension is its holder’s own', () => {
    const intoSales: MemberEdit = { op: 'set-memberships', dimension: 'queue', ids: ['sales'] };
    expect(edit(lead(), agent(), intoSales)).toEqual(ceiling('calls.view'));
    expect(edit(lead(allow('calls.view', { scope: sales })), agent(), intoSales).status).toBe('allowed');
    const own = agent({ overrides: [allow('calls.play', { scope: { own: true } })] });
    expect(edit(lead(), own, { op: 'set-extensions', ids: ['100'] }).status).toBe('allowed');
  });

  test('an extension that a scope names by ‘mine’ counts as the id that it stands for', () => {
    const mine = { in: { extension: 'mine' } } as const;
    const before = agent({ extensions: ['100'], overrides: [allow('calls.play', { scope: mine })] });
    const another: MemberEdit = { op: 'set-extensions', ids: ['100', '101'] };
    expect(edit(lead(), before, another)).toEqual(ceiling('calls.play'));
    const hearing = lead(allow('calls.play', { scope: { in: { extension: ['101'] } } }));
    expect(edit(hearing, before, another).status).toBe('allowed');
  });

  test('any extension is more than each of those that the giver can name', () => {
    const named = { own: true, in: { extension: ['a', 'n', 'y'] } } as const;
    const by = lead(allow('calls.play', { scope: named }));
    const any = { own: true, in: { extension: 'any' } } as const;
    expect(by.canSet(agent(), 'calls.play', { effect: 'allow', scope: named }).status).toBe('allowed');
    expect(by.canSet(agent(), 'calls.play', { effect: 'allow', scope: any })).toEqual(ceiling('calls.play'));
  });

  test('several steps give no more than one: first the membership, then the reach', () => {
    const guest = agent({ roles: [] });
    const member = applyEdits(guest, [{ op: 'set-memberships', dimension: 'queue', ids: ['sales'] }]);
    expect(lead().canChange(guest, member).status).toBe('allowed');
    expect(edit(lead(), member, { op: 'add-role', role: 'agent' })).toEqual(ceiling('calls.view'));
  });

  test('hostile ids are ids, and open nothing', () => {
    const by = lead(allow('sms.send'));
    expect(by.canSet(agent(), '__proto__', { effect: 'allow' })).toMatchObject({ reason: 'unknown-permission' });
    expect(by.canAssignRole(agent(), '__proto__')).toMatchObject({ reason: 'rank' });
    expect(by.canAssignRole(agent(), 'constructor')).toMatchObject({ reason: 'rank' });
    const into: MemberEdit = { op: 'set-memberships', dimension: '__proto__', ids: ['sales'] };
    const after = applyEdits(agent(), [into]);
    expect(Object.keys(after.memberships)).toEqual(['__proto__']);
    expect(edit(by, agent(), into).status).toBe('allowed');
    expect(resolveGrants(catalog, after).grants).toEqual(resolveGrants(catalog, agent()).grants);
    expect(by.ceiling('__proto__')).toEqual({});
  });
});

describe('what a role is made to give', () => {
  const { agent: agentRole, quiet, keeper } = catalog.roles;
  const give = (by: Delegation, id: string, before: RoleDefinition | undefined, after: RoleDefinition | undefined) =>
    by.canChangeRole(id, before, after);
  const withGrants = (role: RoleDefinition, grants: NonNullable<RoleDefinition['grants']>) => ({ ...role, grants });

  test('‘mine’ is not ‘any’: a role that reaches its holders’ queues is not made to reach all of them', () => {
    const anyQueue = withGrants(agentRole, [{ permission: 'calls.view', scope: { in: { queue: 'any' } } }]);
    const named = withGrants(agentRole, [{ permission: 'calls.view', scope: sales }]);
    expect(give(lead(), 'agent', agentRole, anyQueue)).toEqual(ceiling('calls.view'));
    expect(give(lead(), 'agent', agentRole, named)).toEqual(ceiling('calls.view'));
    expect(give(lead(allow('calls.view', { scope: sales })), 'agent', agentRole, named).status).toBe('allowed');
    const direct = { in: { queue: 'mine' }, within: { line: ['direct'] } } as const;
    expect(
      give(lead(), 'agent', agentRole, withGrants(agentRole, [{ permission: 'calls.view', scope: direct }])).status,
    ).toBe('allowed');
  });

  test('a deny of what is ‘mine’ is none for a holder to whom nothing belongs', () => {
    const by = lead(allow('calls.play', { scope: 'all' }), allow('calls.view', { scope: 'all' }));
    const holdingBack = createDelegation(
      catalog,
      {
        ...resolveGrants(catalog, person({ id: 'lea', roles: ['lead'], overrides: [] })),
        grants: [
          ...resolveGrants(catalog, person({ id: 'lea', roles: ['lead'] })).grants,
          { permission: 'calls.play', effect: 'allow', scope: 'all', from: 'member' },
          { permission: 'calls.play', effect: 'deny', scope: { in: { queue: ['vip'] } }, from: 'member' },
        ],
      },
      { now: 0 },
    );
    const playAllButMine = withGrants(agentRole, [
      ...agentRole.grants,
      { permission: 'calls.play', scope: 'all' },
      { permission: 'calls.play', effect: 'deny', scope: { in: { queue: 'mine' } } },
    ]);
    expect(give(holdingBack, 'agent', agentRole, playAllButMine)).toEqual(ceiling('calls.play'));
    expect(give(by, 'agent', agentRole, playAllButMine).status).toBe('allowed');
  });

  test('a deny that a role no longer sets is given, since it held back what its holders have from elsewhere', () => {
    const free = withGrants(quiet, []);
    const narrower = withGrants(quiet, [
      { permission: 'calls.view', effect: 'deny', scope: { in: { queue: ['vip'] }, within: { line: ['ivr'] } } },
    ]);
    const wider = withGrants(quiet, [{ permission: 'calls.view', effect: 'deny' }]);
    expect(give(lead(), 'quiet', quiet, free)).toEqual(ceiling('calls.view'));
    expect(give(lead(), 'quiet', quiet, narrower)).toEqual(ceiling('calls.view'));
    expect(give(lead(), 'quiet', quiet, wider).status).toBe('allowed');
    expect(give(lead(allow('calls.view', { scope: { in: { queue: ['vip'] } } })), 'quiet', quiet, free).status).toBe(
      'allowed',
    );
  });

  test('a denied value that a role no longer denies is given whole', () => {
    const stopped = withGrants(quiet, [...quiet.grants, { permission: 'calls.max', effect: 'deny' }]);
    expect(give(lead(), 'quiet', stopped, quiet)).toEqual(ceiling('calls.max'));
    expect(give(lead(allow('calls.max', { value: 'unlimited' })), 'quiet', stopped, quiet).status).toBe('allowed');
  });

  test('an umbrella or a choice that a role no longer denies is given with all that it opens', () => {
    const umbrella = withGrants(quiet, [...quiet.grants, { permission: 'desk.run', effect: 'deny' }]);
    expect(give(lead(allow('desk.run')), 'quiet', umbrella, quiet).status).toBe('allowed');
    const held = lead(allow('desk.run'), { permission: 'billing.edit', effect: 'deny' });
    expect(give(held, 'quiet', umbrella, quiet)).toEqual(ceiling('billing.edit'));
    const choice = withGrants(quiet, [...quiet.grants, { permission: 'calls.level', effect: 'deny' }]);
    expect(give(lead(allow('calls.level', { value: 'all' })), 'quiet', choice, quiet).status).toBe('allowed');
    const silent = lead(allow('calls.level', { value: 'all' }), { permission: 'calls.play', effect: 'deny' });
    expect(give(silent, 'quiet', choice, quiet)).toEqual(ceiling('calls.play'));
  });

  test('an umbrella is closed by a deny of any reach, so lifting the last one gives all that it opens', () => {
    const umbrella = { kind: 'right', label: 'All of calls', on: 'call', implies: ['calls.play'] } as const;
    const wide = defineCatalog({ ...catalog, permissions: { ...catalog.permissions, 'calls.all': umbrella } });
    const by = createDelegation(wide, resolveGrants(wide, person({ id: 'lea', roles: ['lead'] })), { now: 0 });
    const nowhere = { permission: 'calls.all', effect: 'deny', scope: { within: { line: ['ivr'] } } } as const;
    const one = withGrants(quiet, [...quiet.grants, nowhere]);
    expect(give(by, 'quiet', one, quiet)).toEqual(ceiling('calls.play'));
    const two = withGrants(quiet, [...one.grants, { ...nowhere, scope: { within: { line: ['direct'] } } }]);
    expect(give(by, 'quiet', two, one).status).toBe('allowed');
  });

  test('what the product says of a role stays: who must hold it, what it may be given, who made it, that it is there', () => {
    const owner = createDelegation(catalog, resolveGrants(catalog, person({ id: 'ola', roles: ['owner'] })), {
      now: 0,
    });
    const { grantable: _, ...free } = keeper;
    const locked = { status: 'denied', reason: 'locked', missing: { kind: 'role', ids: ['keeper'] } };
    expect(give(owner, 'keeper', keeper, free)).toEqual(locked);
    expect(give(owner, 'keeper', { ...keeper, mustBeHeld: true }, keeper)).toEqual(locked);
    expect(give(owner, 'keeper', { ...keeper, custom: true }, keeper)).toEqual(locked);
    expect(give(owner, 'keeper', keeper, undefined)).toEqual(locked);
    expect(give(owner, 'keeper', { ...keeper, custom: true }, undefined).status).toBe('allowed');
    expect(give(owner, 'keeper', keeper, { ...keeper, label: 'Key keeper' }).status).toBe('allowed');
  });

  test('what only the server decides is not made certain', () => {
    const perhaps = withGrants(agentRole, [{ permission: 'sms.send', conditional: true }]);
    expect(give(lead(), 'agent', perhaps, withGrants(agentRole, ['sms.send']))).toEqual(ceiling('sms.send'));
    expect(give(lead(allow('sms.send')), 'agent', agentRole, perhaps).status).toBe('allowed');
  });

  test('a role is not made to manage whom its maker does not manage, listed or by being without limit', () => {
    const everything = lead(...Object.keys(catalog.permissions).map((id) => allow(id, { scope: 'all' })));
    expect(give(everything, 'agent', agentRole, { ...agentRole, manages: ['owner'] })).toMatchObject({
      reason: 'rank',
    });
    expect(give(everything, 'boss', undefined, { label: 'Boss', unrestricted: true })).toMatchObject({
      reason: 'rank',
    });
    const listed = { label: 'Quiet', unrestricted: true, manages: ['agent'] } as const;
    expect(give(everything, 'quiet', listed, { label: 'Quiet', unrestricted: true })).toMatchObject({
      reason: 'rank',
      missing: { kind: 'role', ids: ['owner'] },
    });
  });

  test('no change of a role gives what its holders may not be given, or what nobody may', () => {
    const owner = createDelegation(catalog, resolveGrants(catalog, person({ id: 'ola', roles: ['owner'] })), {
      now: 0,
    });
    const withRight = (...grants: NonNullable<RoleDefinition['grants']>) => withGrants(keeper, grants);
    expect(give(owner, 'keeper', keeper, withRight('sms.send', 'desk.run')).status).toBe('allowed');
    expect(give(owner, 'keeper', keeper, withRight('sms.send', 'roles.edit'))).toEqual({
      status: 'denied',
      reason: 'locked',
      missing: { kind: 'permission', ids: ['roles.edit'] },
    });
    expect(give(owner, 'quiet', quiet, withGrants(quiet, ['contract.own']))).toMatchObject({
      reason: 'locked',
      missing: { kind: 'permission', ids: ['contract.own'] },
    });
    expect(give(owner, 'copy', undefined, { ...keeper, grants: ['roles.edit'] })).toMatchObject({ reason: 'locked' });
  });

  test('nobody changes the role that it holds itself', () => {
    const { lead: own } = catalog.roles;
    expect(give(lead(), 'lead', own, { ...own, grants: [] })).toMatchObject({ reason: 'self' });
  });
});

describe('who is managed', () => {
  test('nobody edits itself, another tenant’s member, or one member into another', () => {
    const by = lead(allow('sms.send'));
    expect(by.canSet(person({ id: 'lea', roles: ['agent'] }), 'sms.send', { effect: 'deny' })).toMatchObject({
      reason: 'self',
    });
    expect(by.canSet(agent({ tenant: 'rival' }), 'sms.send', { effect: 'allow' })).toMatchObject({
      reason: 'out-of-scope',
    });
    expect(by.canChange(agent(), agent({ id: 'bob' }))).toMatchObject({ reason: 'out-of-scope' });
    expect(by.canChange(agent(), agent({ tenant: 'rival' }))).toMatchObject({ reason: 'out-of-scope' });
  });

  test('nobody edits a holder of a role that its own roles do not manage, nor hands one out', () => {
    const by = lead(allow('sms.send'));
    expect(by.canSet(agent({ roles: ['agent', 'owner'] }), 'sms.send', { effect: 'deny' })).toMatchObject({
      reason: 'rank',
    });
    expect(by.assignableRoles(agent())).toEqual(['agent', 'quiet', 'keeper']);
  });

  test('a member is not moved out of the reach of whoever moves it', () => {
    const ofSales = lead(
      allow('members.manage', { scope: sales }),
      allow('calls.view', { scope: { in: { queue: ['sales', 'support'] } } }),
    );
    const inSales = agent({ memberships: { queue: ['sales'] } });
    const move = (...ids: readonly string[]): MemberEdit => ({ op: 'set-memberships', dimension: 'queue', ids });
    expect(edit(ofSales, inSales, move('support'))).toMatchObject({ reason: 'out-of-scope' });
  });

  test('nobody is put where whoever does it does not reach, for the next role to open', () => {
    const managing = (ids: readonly string[]) =>
      lead(
        allow('members.manage', { scope: { in: { queue: ids } } }),
        allow('calls.view', { scope: { in: { queue: ['sales', 'support'] } } }),
      );
    const inSales = agent({ roles: [], memberships: { queue: ['sales'] } });
    const move = (...ids: readonly string[]): MemberEdit => ({ op: 'set-memberships', dimension: 'queue', ids });
    expect(edit(managing(['sales']), inSales, move('sales', 'support'))).toMatchObject({
      reason: 'out-of-scope',
      by: { permission: 'members.manage' },
    });
    expect(edit(managing(['sales', 'support']), inSales, move('sales', 'support')).status).toBe('allowed');
    const line: MemberEdit = { op: 'set-memberships', dimension: 'line', ids: ['direct'] };
    const extension: MemberEdit = { op: 'set-extensions', ids: ['101'] };
    for (const elsewhere of [line, extension]) {
      // A member is not known by its lines here, so nobody who manages only some members reaches one by a line.
      expect(edit(managing(['sales']), inSales, elsewhere)).toMatchObject({ reason: 'out-of-scope' });
      expect(edit(lead(), inSales, elsewhere).status).toBe('allowed');
    }
    const twice = agent({ roles: [], memberships: { queue: ['sales', 'support'] } });
    expect(edit(managing(['sales']), twice, move('support', 'sales')).status).toBe('allowed');
    expect(edit(managing(['sales']), twice, move('sales')).status).toBe('allowed');
  });

  test('a deny of the right to manage keeps ids out of reach as well', () => {
    const catalogOf = (denied: Scope) =>
      defineCatalog({
        ...catalog,
        roles: {
          ...catalog.roles,
          lead: {
            ...catalog.roles.lead,
            grants: [...catalog.roles.lead.grants, { permission: 'members.manage', effect: 'deny', scope: denied }],
          },
        },
      });
    const put = (denied: Scope) => {
      const among = catalogOf(denied);
      const lea = resolveGrants(among, person({ id: 'lea', roles: ['lead'] }));
      const guest = agent({ roles: [], memberships: { queue: [] } });
      return createDelegation(among, lea, { now: 0 }).canEdit(guest, [
        { op: 'set-memberships', dimension: 'queue', ids: ['vip'] },
      ]).status;
    };
    expect([put({ in: { queue: ['vip'] } }), put({ in: { queue: ['sales'] } }), put({ own: true })]).toEqual([
      'denied',
      'allowed',
      'allowed',
    ]);
  });

  test('the last holder stays, and where the holders are not known only the server can tell', () => {
    const second = person({ id: 'oda', roles: ['owner'] });
    const by = (options: object) =>
      createDelegation(catalog, resolveGrants(catalog, person({ id: 'ola', roles: ['owner'] })), {
        now: 0,
        ...options,
      });
    const demote: MemberEdit = { op: 'assign-role', role: 'agent' };
    expect(by({ holders: () => 1 }).canEdit(second, [demote])).toMatchObject({ reason: 'last-holder' });
    expect(by({ holders: () => 2 }).canEdit(second, [demote]).status).toBe('allowed');
    expect(by({}).canEdit(second, [demote])).toEqual({ status: 'unknown', cause: 'ask-server' });
  });
});

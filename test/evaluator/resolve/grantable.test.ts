import { describe, expect, test } from 'vitest';
import { createDelegation } from '../../../src/evaluator/delegate/createDelegation.js';
import { createEvaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { grantableLimit, notGrantable } from '../../../src/evaluator/resolve/grantable.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import type { CatalogDefinition, RoleDefinition } from '../../../src/model/catalog.js';
import { defineCatalog } from '../../../src/model/defineCatalog.js';
import type { Member, Override } from '../../../src/model/member.js';
import { smallCatalog } from '../small.js';

const catalog = defineCatalog({
  id: 'desk',
  dimensions: { queue: { label: 'Queue' } },
  resources: {
    call: { label: 'Call', owner: 'ownerId', dimensions: { queue: 'queue' } },
    member: { label: 'Member', owner: 'id', dimensions: {} },
  },
  permissions: {
    'desk.run': { kind: 'right', label: 'Run the desk', implies: ['sms.send'] },
    'sms.send': { kind: 'right', label: 'Send SMS' },
    'billing.edit': { kind: 'right', label: 'Edit billing' },
    'calls.view': { kind: 'right', label: 'View calls', on: 'call' },
    'calls.max': { kind: 'number', label: 'Calls at once', unit: 'count', min: 0, max: 9, default: 1 },
    'calls.tag': { kind: 'duty', label: 'Tag calls' },
    'members.manage': { kind: 'right', label: 'Manage members', on: 'member' },
  },
  roles: {
    boss: { label: 'Boss', unrestricted: true, manages: ['boss', 'agent', 'guest'] },
    agent: {
      label: 'Agent',
      grants: [{ permission: 'calls.view', scope: { own: true } }],
      grantable: [
        'desk.run',
        { permission: 'calls.view', scope: { in: { queue: 'mine' } } },
        { permission: 'calls.max', value: 4 },
      ],
    },
    guest: { label: 'Guest', grantable: [] },
  },
  packages: { money: { label: 'Money', grants: ['billing.edit', 'sms.send'] } },
  delegation: { resource: 'member', manage: 'members.manage' },
});

const member = (roles: readonly string[], overrides: readonly Override[], rest: Partial<Member> = {}): Member => ({
  id: 'someone',
  tenant: 'acme',
  roles,
  extensions: [],
  memberships: { queue: ['sales'] },
  licenses: [],
  packages: [],
  overrides,
  ...rest,
});
const mayOf = (of: Member) => createEvaluator(catalog, resolveGrants(catalog, of), { now: 0 });
const allow = (permission: string, rest: Partial<Override> = {}): Override => ({
  permission,
  effect: 'allow',
  ...rest,
});

test('what a role may be given takes effect, and so does a part of it', () => {
  expect(mayOf(member(['agent'], [allow('desk.run')])).can('sms.send')).toBe(true);
  expect(mayOf(member(['agent'], [allow('sms.send')])).can('sms.send')).toBe(true);
  const ofSales = mayOf(member(['agent'], [allow('calls.view', { scope: { in: { queue: ['sales'] } } })]));
  expect(ofSales.can('calls.view', { queue: 'sales' })).toBe(true);
});

test('what a role may not be given takes no effect, and what the role gives stays', () => {
  const agent = mayOf(
    member(['agent'], [allow('billing.edit'), allow('calls.view', { scope: { in: { queue: ['support'] } } })]),
  );
  expect(agent.can('billing.edit')).toBe(false);
  expect(agent.can('calls.view', { queue: 'support' })).toBe(false);
  expect(agent.can('calls.view', { ownerId: 'someone' })).toBe(true);
});

test('a value is given up to the most that the role says, or to what holds for everybody', () => {
  expect(mayOf(member(['agent'], [allow('calls.max', { value: 4 })])).value('calls.max')).toBe(4);
  expect(mayOf(member(['agent'], [allow('calls.max', { value: 5 })])).value('calls.max')).toBe(1);
  expect(mayOf(member(['guest'], [allow('calls.max', { value: 1 })])).value('calls.max')).toBe(1);
});

test('a restriction may always be set: a deny, a lesser value, a duty', () => {
  const denied = mayOf(member(['agent'], [{ permission: 'calls.view', effect: 'deny' }]));
  expect(denied.can('calls.view', { ownerId: 'someone' })).toBe(false);
  expect(mayOf(member(['guest'], [allow('calls.max', { value: 0 })])).value('calls.max')).toBe(0);
  expect(mayOf(member(['guest'], [allow('calls.tag', { value: true })])).value('calls.tag')).toBe(true);
});

test('a package gives no more than the role may be given', () => {
  const agent = mayOf(member(['agent'], [], { packages: ['money'] }));
  expect([agent.can('sms.send'), agent.can('billing.edit')]).toEqual([true, false]);
});

test('a package that the catalog does not know (any more) gives nothing, and nothing too much', () => {
  expect(notGrantable(catalog, member(['guest'], [], { packages: ['gone', '__proto__'] }))).toEqual([]);
});

test('several roles may be given what any of them may; one without limits lifts them', () => {
  expect(mayOf(member(['agent', 'guest'], [allow('sms.send')])).can('sms.send')).toBe(true);
  expect(mayOf(member(['guest'], [allow('sms.send')])).can('sms.send')).toBe(false);
  expect(notGrantable(catalog, member(['guest', 'boss'], [allow('billing.edit')]))).toEqual([]);
});

test('nobody escapes the limits by having no role, or one that the catalog does not know', () => {
  for (const roles of [[], ['stranger'], ['__proto__']]) {
    expect(mayOf(member(roles, [allow('billing.edit')])).can('billing.edit')).toBe(false);
  }
});

test('the limit says of each grant where it comes from', () => {
  const roles = { agent: { label: 'Agent', grants: ['menu.open'], grantable: ['sms.send'] } } as const;
  const permissions: CatalogDefinition['permissions'] = {
    'menu.open': { kind: 'right', label: 'Open the menu' },
    'sms.send': { kind: 'right', label: 'Send SMS' },
    'fax.send': { kind: 'right', label: 'Send a fax' },
  };
  expect(grantableLimit(smallCatalog({ permissions, roles, baseline: ['fax.send'] }), ['agent'])).toEqual([
    { permission: 'fax.send', effect: 'allow', from: 'baseline' },
    { permission: 'menu.open', effect: 'allow', from: 'role:agent' },
    { permission: 'sms.send', effect: 'allow', from: 'role:agent' },
  ]);
});

test('where no role of a catalog says what may be given, anything may', () => {
  const open = defineCatalog({
    id: 'open',
    dimensions: {},
    resources: {},
    permissions: { 'sms.send': { kind: 'right', label: 'Send SMS' } },
    roles: { agent: { label: 'Agent' } },
  });
  for (const roles of [[], ['agent']]) expect(notGrantable(open, member(roles, [allow('sms.send')]))).toEqual([]);
});

test('nobody sets what the member’s role may not be given, and the answer names the roles that may', () => {
  const boss = createDelegation(catalog, resolveGrants(catalog, member(['boss'], [], { id: 'boss' })), { now: 0 });
  const target = member(['agent'], []);
  expect(boss.canSet(target, 'billing.edit', { effect: 'allow' })).toEqual({
    status: 'denied',
    reason: 'locked',
    missing: { kind: 'role', ids: ['boss'] },
  });
  expect(boss.canEdit(target, [{ op: 'apply-package', package: 'money' }])).toMatchObject({ reason: 'locked' });
  expect(boss.canSet(target, 'desk.run', { effect: 'allow' }).status).toBe('allowed');
});

test('what was given before a role changed stays beside it without effect, and keeps nobody from other edits', () => {
  const boss = createDelegation(catalog, resolveGrants(catalog, member(['boss'], [], { id: 'boss' })), { now: 0 });
  const demoted = member(['guest'], [allow('sms.send')]);
  expect(notGrantable(catalog, demoted)).toEqual(['sms.send']);
  expect(boss.canSet(demoted, 'calls.tag', { effect: 'allow', value: true }).status).toBe('allowed');
  expect(boss.canSet(demoted, 'sms.send', 'inherit').status).toBe('allowed');
});

describe('what may be given beside a role', () => {
  const permissions: CatalogDefinition['permissions'] = {
    'calls.view': { kind: 'right', label: 'View calls', on: 'call' },
    'sms.send': { kind: 'right', label: 'Send SMS' },
    'desk.run': { kind: 'right', label: 'Run the desk', licenses: ['desk'], implies: ['sms.send'] },
  };
  const beyond = (agent: Omit<RoleDefinition, 'label'>, given: Override, rest: Partial<Member> = {}) => {
    const roles = { agent: { label: 'Agent', ...agent } };
    const among = smallCatalog({ permissions, roles, licenses: { desk: { label: 'Desk' } } });
    return notGrantable(among, member(['agent'], [given], rest));
  };
  const inMine = { in: { queue: 'mine' } } as const;

  test('is not what the role itself denies', () => {
    expect(beyond({ grants: [{ permission: 'sms.send', effect: 'deny' }], grantable: [] }, allow('sms.send'))).toEqual([
      'sms.send',
    ]);
  });

  test('is not given for certain where only the server knows that the role has it', () => {
    expect(
      beyond({ grants: [{ permission: 'sms.send', conditional: true }], grantable: [] }, allow('sms.send')),
    ).toEqual(['sms.send']);
  });

  test('is what an umbrella opens, for whoever has the licence without which it opens nothing', () => {
    const desk = { grantable: ['desk.run'] };
    expect(beyond(desk, allow('sms.send'))).toEqual(['sms.send']);
    expect(beyond(desk, allow('sms.send'), { licenses: ['desk'] })).toEqual([]);
  });

  test('is a right that is asked about no record, whether or not ‘all’ is written beside it', () => {
    expect(beyond({ grantable: ['sms.send'] }, allow('sms.send', { scope: 'all' }))).toEqual([]);
    expect(beyond({ grantable: [{ permission: 'sms.send', scope: 'all' }] }, allow('sms.send'))).toEqual([]);
  });

  test('is no right that the role says nothing of, though it reached nothing yet', () => {
    const inNone = { memberships: {} };
    expect(beyond({ grantable: [] }, allow('calls.view', { scope: inMine }), inNone)).toEqual(['calls.view']);
    const mayView = { grantable: [{ permission: 'calls.view', scope: inMine }] };
    expect(beyond(mayView, allow('calls.view', { scope: inMine }), inNone)).toEqual([]);
  });
});

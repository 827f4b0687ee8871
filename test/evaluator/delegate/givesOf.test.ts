// Law 11: to hold and to hand out are two things. What a role `gives`, who may pass that on, and what it never does.
import { describe, expect, test } from 'vitest';
import { createDelegation } from '../../../src/evaluator/delegate/createDelegation.js';
import { givesOf } from '../../../src/evaluator/delegate/givesOf.js';
import { createEvaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import { withRoleChanges } from '../../../src/evaluator/resolve/withRoleChanges.js';
import type { CatalogDefinition, RoleDefinition } from '../../../src/model/catalog.js';
import type { Member } from '../../../src/model/member.js';
import { person } from '../../presets/ask.js';
import { smallCatalog } from '../small.js';

const right = { kind: 'right', label: 'x' } as const;
const everyone = { permission: 'team.manage', scope: 'all' } as const;
const sales = { in: { queue: ['sales'] } } as const;
const definition: Partial<CatalogDefinition> = {
  resources: {
    call: { label: 'Call', owner: 'ownerId', dimensions: { queue: 'queue' } },
    user: { label: 'User', owner: 'id', dimensions: { queue: 'memberships.queue' } },
  },
  permissions: {
    'team.manage': { ...right, on: 'user' },
    'roles.edit': right,
    'calls.view': { ...right, on: 'call' },
    'desk.run': { ...right, implies: ['sms.send'], licenses: ['desk'] },
    'sms.send': right,
    'fax.send': right,
    'calls.max': { kind: 'number', label: 'x', unit: 'count', min: 0, max: 9, default: 1 },
    'calls.tag': { kind: 'duty', label: 'x' },
    'mail.level': {
      kind: 'choice',
      label: 'x',
      default: 'none',
      options: [
        { id: 'none', label: 'x' },
        { id: 'some', label: 'x', grants: ['fax.send'] },
        { id: 'more', label: 'x', grants: [{ permission: 'mail.sub', value: 'on' }] },
        { id: 'all', label: 'x', grants: ['roles.edit'] },
      ],
    },
    'mail.sub': {
      kind: 'choice',
      label: 'x',
      default: 'off',
      options: [
        { id: 'off', label: 'x' },
        { id: 'on', label: 'x', grants: ['sms.send'] },
      ],
    },
    'phone.autoAnswer': { ...right, setting: true },
    'phone.wrapUp': { kind: 'number', label: 'x', unit: 'seconds', min: 0, default: 10, setting: true },
    'phone.listened': { kind: 'duty', label: 'x', setting: true },
  },
  roles: {
    tech: {
      label: 'Technical access',
      grants: [everyone, 'roles.edit'],
      manages: ['agent', 'lead', 'peer'],
      gives: [
        { permission: 'calls.view', scope: sales },
        'desk.run',
        { permission: 'calls.max', value: 5 },
        { permission: 'calls.tag', value: false },
        { permission: 'mail.level', value: 'more' },
      ],
    },
    plain: { label: 'Plain', grants: [everyone, 'roles.edit'], manages: ['agent', 'lead', 'peer'] },
    lead: {
      label: 'Lead',
      grants: [{ permission: 'team.manage', scope: { in: { queue: 'mine' } } }],
      manages: ['agent'],
      gives: [{ permission: 'calls.view', scope: { in: { queue: 'mine' } } }],
    },
    peer: { label: 'Peer', gives: ['fax.send', { permission: 'calls.max', value: 5 }] },
    owner: { label: 'Owner', unrestricted: true },
    agent: { label: 'Agent' },
  },
  licenses: { desk: { label: 'x' } },
  delegation: { resource: 'user', manage: 'team.manage', editRole: 'roles.edit' },
};
const catalog = smallCatalog(definition);
const by = (role: string, of: Partial<Member> = {}) =>
  createDelegation(catalog, resolveGrants(catalog, person({ id: 'tim', roles: [role], ...of })), { now: 0 });
const ann = (of: Partial<Member> = {}) => person({ id: 'ann', roles: ['agent'], ...of });
const beyond = (...ids: readonly string[]) => ({
  status: 'denied',
  reason: 'ceiling',
  missing: { kind: 'permission', ids },
});
const allowed = { status: 'allowed' };
const set = (permission: string, rest: object = {}) => ({ op: 'set', permission, effect: 'allow', ...rest }) as const;

describe('what a role gives', () => {
  test('is held by nobody for it', () => {
    const may = createEvaluator(catalog, resolveGrants(catalog, person({ roles: ['tech'] })), { now: 0 });
    expect(['calls.view', 'desk.run', 'sms.send'].filter((id) => may.canSome(id))).toEqual([]);
    expect(may.value('calls.max')).toBe(1);
  });

  test('may be handed out as far as the role says, and no further', () => {
    const tech = by('tech');
    expect(tech.canEdit(ann(), [set('calls.view', { scope: sales })])).toMatchObject(allowed);
    expect(tech.canEdit(ann(), [set('calls.view', { scope: 'all' })])).toEqual(beyond('calls.view'));
    expect(tech.canEdit(ann(), [set('calls.max', { value: 5 })])).toMatchObject(allowed);
    expect(tech.canEdit(ann(), [set('calls.max', { value: 6 })])).toEqual(beyond('calls.max'));
    expect(tech.canEdit(ann(), [set('fax.send')])).toMatchObject(allowed);
    expect(by('plain').canEdit(ann(), [set('calls.view', { scope: sales })])).toEqual(beyond('calls.view'));
  });

  test('brings along what it opens, with a licence that the giver lacks too', () => {
    const licensed = ann({ licenses: ['desk'] });
    expect(by('tech').canEdit(licensed, [set('desk.run')])).toMatchObject(allowed);
    expect(by('plain').canEdit(licensed, [set('desk.run')])).toEqual(beyond('desk.run', 'sms.send'));
  });

  test('includes every lesser option of a choice and what that opens, and no greater one', () => {
    const tech = by('tech');
    expect(tech.canEdit(ann(), [set('mail.level', { value: 'some' })])).toMatchObject(allowed);
    expect(tech.canEdit(ann(), [set('mail.level', { value: 'more' })])).toMatchObject(allowed);
    expect(tech.canEdit(ann(), [set('mail.level', { value: 'all' })])).toEqual(beyond('mail.level'));
  });

  test('may free somebody of a duty where it says so', () => {
    const bound = ann({ overrides: [{ permission: 'calls.tag', effect: 'allow', value: true }] });
    const tagging = { permission: 'calls.tag', effect: 'allow', value: true } as const;
    const binding = smallCatalog({ ...definition, baseline: [{ permission: 'calls.tag', value: true }] });
    const free = (role: string) =>
      createDelegation(binding, resolveGrants(binding, person({ id: 'tim', roles: [role], overrides: [tagging] })), {
        now: 0,
      }).canEdit(bound, [set('calls.tag', { value: false })]);
    expect(free('tech')).toMatchObject(allowed);
    expect(free('plain')).toEqual(beyond('calls.tag'));
  });

  test('unites with what is held, piece by piece', () => {
    const support = { permission: 'calls.view', effect: 'allow', scope: { in: { queue: ['support'] } } } as const;
    const both = [set('calls.view', { scope: { in: { queue: ['sales', 'support'] } } })];
    expect(by('tech', { overrides: [support] }).canEdit(ann(), both)).toMatchObject(allowed);
    expect(by('tech').canEdit(ann(), both)).toEqual(beyond('calls.view'));
  });

  test('stands beside what is denied to the giver, and for its own memberships where it says mine', () => {
    const off = { permission: 'calls.view', effect: 'deny' } as const;
    expect(by('tech', { overrides: [off] }).canEdit(ann(), [set('calls.view', { scope: sales })])).toMatchObject(
      allowed,
    );
    const inSales = ann({ memberships: { queue: ['sales'] } });
    const lead = by('lead', { memberships: { queue: ['sales'] } });
    expect(lead.canEdit(inSales, [set('calls.view', { scope: sales })])).toMatchObject(allowed);
    expect(lead.canEdit(inSales, [set('calls.view', { scope: { in: { queue: ['vip'] } } })])).toEqual(
      beyond('calls.view'),
    );
  });

  test('is part of the ceiling', () => {
    const tech = by('tech');
    expect(tech.ceiling('calls.view')).toEqual({ scope: { includes: [sales], excludes: [] } });
    expect(tech.ceiling('desk.run')).toEqual({ scope: { includes: ['all'], excludes: [] } });
    expect(tech.ceiling('calls.max')).toEqual({ value: 5 });
    expect(tech.ceiling('mail.level')).toEqual({ value: 'more' });
    const off = { permission: 'calls.view', effect: 'deny', scope: sales } as const;
    const all = { permission: 'calls.view', effect: 'allow', scope: 'all' } as const;
    const without = smallCatalog({ ...definition, baseline: [all, off] });
    const ceiling = (role: string) =>
      createDelegation(without, resolveGrants(without, person({ roles: [role] })), { now: 0 }).ceiling('calls.view');
    expect(ceiling('tech')).toEqual({ scope: { includes: ['all'], excludes: [] } });
    expect(ceiling('plain')).toEqual({ scope: { includes: ['all'], excludes: [sales] } });
  });
});

describe('a role that gives', () => {
  test('is handed out by who may hand out what it gives, and by nobody else', () => {
    expect(by('tech').canAssignRole(ann(), 'peer')).toMatchObject(allowed);
    expect(by('plain').canAssignRole(ann(), 'peer')).toEqual(beyond('fax.send', 'calls.max'));
    // The lead gives what its own queues are, and Ann has none.
    expect(by('plain').assignableRoles(ann())).toEqual(['lead', 'agent']);
    expect(by('plain').assignableRoles(ann({ memberships: { queue: ['sales'] } }))).toEqual(['agent']);
  });

  test('counts as handed out again where a membership lets its holder give more', () => {
    const lead = ann({ roles: ['lead'], memberships: { queue: ['vip'] } });
    const join = (ids: readonly string[]) => [{ op: 'set-memberships', dimension: 'queue', ids }] as const;
    expect(by('tech').canEdit(lead, join(['vip', 'sales']))).toMatchObject(allowed);
    expect(by('tech').canEdit(lead, join(['vip', 'support']))).toEqual(beyond('calls.view'));
    expect(by('tech').canEdit(lead, join([]))).toMatchObject(allowed);
  });

  test('is no excuse to hold what its holder may only hand out', () => {
    const peer = ann({ roles: ['peer'] });
    expect(by('plain').canEdit(peer, [set('fax.send')])).toEqual(beyond('fax.send'));
  });

  test('is changed only within what the one who changes it may hand out', () => {
    const role = (gives: RoleDefinition['gives']): RoleDefinition => ({ label: 'Agent', ...(gives && { gives }) });
    const change = (who: string, before: RoleDefinition['gives'], after: RoleDefinition['gives']) =>
      by(who).canChangeRole('agent', role(before), role(after));
    expect(change('tech', undefined, ['fax.send'])).toMatchObject(allowed);
    expect(change('plain', undefined, ['fax.send'])).toEqual(beyond('fax.send'));
    expect(change('plain', ['fax.send'], undefined)).toMatchObject(allowed);
    expect(change('tech', undefined, [{ permission: 'calls.max', value: 6 }])).toEqual(beyond('calls.max'));
    const mine = { permission: 'calls.view', scope: { in: { queue: 'mine' } } } as const;
    expect(change('tech', undefined, [mine])).toEqual(beyond('calls.view'));
  });

  test('has copies that give nothing beside what they hold', () => {
    const copy = { id: 'ours', label: 'Ours', copyOf: 'tech', grants: { 'roles.edit': ['roles.edit'] } };
    const { roles } = withRoleChanges(catalog, [copy]);
    expect(roles.ours).toEqual({ label: 'Ours', custom: true, grants: ['roles.edit'] });
    const own = { id: 'tech', grants: { 'roles.edit': [] } };
    expect(withRoleChanges(catalog, [own]).roles.tech?.gives).toEqual(definition.roles?.tech?.gives);
  });
});

describe('a setting of somebody’s phone', () => {
  test('is not switched on by a role without limit', () => {
    const set = resolveGrants(catalog, person({ roles: ['owner'] }));
    const may = createEvaluator(catalog, set, { now: 0 });
    expect(may.can('phone.autoAnswer')).toBe(false);
    expect(may.value('phone.wrapUp')).toBe(10);
    expect(may.can('sms.send')).toBe(true);
  });

  test('may be set for others at any value by holders of a role without limit', () => {
    const all = smallCatalog({
      ...definition,
      roles: { ...definition.roles, owner: { label: 'Owner', unrestricted: true, manages: ['agent'] } },
    });
    const owner = createDelegation(all, resolveGrants(all, person({ id: 'olga', roles: ['owner'] })), { now: 0 });
    const bound = { permission: 'phone.listened', effect: 'allow', value: true } as const;
    expect(owner.canEdit(ann(), [set('phone.autoAnswer')])).toMatchObject(allowed);
    expect(owner.canEdit(ann(), [set('phone.wrapUp', { value: 'unlimited' })])).toMatchObject(allowed);
    expect(owner.canEdit(ann({ overrides: [bound] }), [set('phone.listened', { value: false })])).toMatchObject(
      allowed,
    );
    expect(owner.ceiling('phone.autoAnswer')).toEqual({ scope: { includes: ['all'], excludes: [] } });
    expect(owner.ceiling('phone.wrapUp')).toEqual({ value: Infinity });
    expect(by('tech').canEdit(ann(), [set('phone.autoAnswer')])).toEqual(beyond('phone.autoAnswer'));
  });
});

test('what a service says that a role gives is no gift where it says what this catalog does not take', () => {
  const gives = [
    { permission: 'calls.max', value: 'every' },
    { permission: 'mail.level', value: 'every' },
    { permission: 'sms.send', effect: 'deny' },
    'no.such',
  ] as const;
  const strange = withRoleChanges(catalog, [{ id: 'agent', about: { label: 'Agent', gives }, grants: {} }]);
  const given = givesOf(strange, person({ roles: ['agent'] }));
  expect(
    Array.from(given.permissions)
      .flatMap(given.grantsOf)
      .map(({ effect }) => effect),
  ).not.toContain('deny');
  const agent = createDelegation(strange, resolveGrants(strange, person({ roles: ['agent'] })), { now: 0 });
  expect(agent.ceiling('mail.level')).toEqual({ value: 'none' });
  expect(agent.ceiling('calls.max')).toEqual({ value: 1 });
  expect(agent.ceiling('no.such')).toEqual({});
});

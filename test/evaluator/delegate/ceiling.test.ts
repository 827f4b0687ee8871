// Law 11 where values and roles meet: what may not be given, found by random organisations.
import { describe, expect, test } from 'vitest';
import { createDelegation } from '../../../src/evaluator/delegate/createDelegation.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import type { Catalog, PermissionDefinition, RoleDefinition } from '../../../src/model/catalog.js';
import type { Member, Override } from '../../../src/model/member.js';
import { person } from '../../presets/ask.js';
import { smallCatalog } from '../small.js';

const roles = {
  lead: {
    label: 'Lead',
    manages: ['agent', 'capped'],
    grants: [{ permission: 'team.manage', scope: 'all' }, 'team.roles', { permission: 'calls.max', value: 2 }],
  },
  agent: { label: 'Agent' },
  capped: { label: 'Capped', grants: [{ permission: 'calls.max', value: 1, conditional: true }] },
} as const satisfies Readonly<Record<string, RoleDefinition>>;

const catalog: Catalog = smallCatalog({
  resources: { call: { label: 'Call', dimensions: {} }, user: { label: 'User', owner: 'id', dimensions: {} } },
  permissions: {
    'team.manage': { kind: 'right', label: 'Manage', on: 'user' },
    'team.roles': { kind: 'right', label: 'Edit roles' },
    'calls.max': { kind: 'number', label: 'Calls at once', unit: 'count', min: 0, max: 9, default: 5 },
    'calls.tag': { kind: 'duty', label: 'Tag calls' },
    'desk.run': { kind: 'right', label: 'Run the desk', implies: ['fax.send'] },
    'fax.send': { kind: 'right', label: 'Send a fax' },
  },
  roles,
  delegation: { resource: 'user', manage: 'team.manage', editRole: 'team.roles' },
});

const by = (of: Partial<Member>, among: Catalog = catalog) =>
  createDelegation(among, resolveGrants(among, person({ id: 'lea', roles: ['lead'], ...of })), { now: 0 });
const ceiling = (id: string) => ({ status: 'denied', reason: 'ceiling', missing: { kind: 'permission', ids: [id] } });

test('taking a value away gives the default, which may be more than the giver has', () => {
  const ann = person({
    id: 'ann',
    roles: ['agent'],
    overrides: [{ permission: 'calls.max', effect: 'allow', value: 1 }],
  });
  expect(by({}).canSet(ann, 'calls.max', 'inherit')).toEqual(ceiling('calls.max'));
  expect(by({}).canSet(ann, 'calls.max', { effect: 'allow', value: 2 }).status).toBe('allowed');
});

test('a value that only the server knows is taken away only by whoever has what is left', () => {
  const ann = person({ id: 'ann', roles: ['capped'] });
  expect(by({}).canEdit(ann, [{ op: 'assign-role', role: 'agent' }])).toEqual(ceiling('calls.max'));
  const more: Partial<Member> = { overrides: [{ permission: 'calls.max', effect: 'allow', value: 5 }] };
  expect(by(more).canEdit(ann, [{ op: 'assign-role', role: 'agent' }]).status).toBe('allowed');
});

test('a role that sets no value gives none, so the default is no excuse to put more into it', () => {
  const change = (value: number) =>
    by({}).canChangeRole('agent', roles.agent, { label: 'Agent', grants: [{ permission: 'calls.max', value }] });
  expect(change(3)).toEqual(ceiling('calls.max'));
  expect(change(2).status).toBe('allowed');
});

test('a role that no longer sets a value gives the default to whoever has none from elsewhere', () => {
  const before: RoleDefinition = { label: 'Agent', grants: [{ permission: 'calls.max', value: 1 }] };
  const among = smallCatalog({ ...catalog, roles: { ...roles, agent: before } });
  const five: Partial<Member> = { overrides: [{ permission: 'calls.max', effect: 'allow', value: 5 }] };
  expect(by({}, among).canChangeRole('agent', before, { label: 'Agent' })).toEqual(ceiling('calls.max'));
  expect(by(five, among).canChangeRole('agent', before, { label: 'Agent' }).status).toBe('allowed');
});

describe('a value that comes with an option of a choice', () => {
  const level: PermissionDefinition = {
    kind: 'choice',
    label: 'Level',
    default: 'low',
    options: [
      { id: 'low', label: 'Low' },
      { id: 'high', label: 'High', grants: [{ permission: 'calls.max', value: 4 }] },
    ],
  };
  const high = { permission: 'calls.level', value: 'high' } as const;
  const leveled = (agent: RoleDefinition) =>
    smallCatalog({
      ...catalog,
      permissions: { ...catalog.permissions, 'calls.level': level },
      roles: { ...roles, lead: { ...roles.lead, grants: [...roles.lead.grants, high] }, agent },
    });
  // A setting of one's own takes the place of what comes with the option of a role.
  const two: Partial<Member> = { overrides: [{ permission: 'calls.max', effect: 'allow', value: 2 }] };

  test('is put into a role with its option, and the default is no excuse for it', () => {
    const before: RoleDefinition = { label: 'Agent' };
    const after: RoleDefinition = { label: 'Agent', grants: [high] };
    expect(by(two, leveled(before)).canChangeRole('agent', before, after)).toEqual(ceiling('calls.max'));
    expect(by({}, leveled(before)).canChangeRole('agent', before, after).status).toBe('allowed');
  });

  test('is not yet the role’s to be given without the option, and the default is no excuse for it', () => {
    const before: RoleDefinition = { label: 'Agent', grants: [high] };
    const after: RoleDefinition = { label: 'Agent', grants: [high, { permission: 'calls.max', value: 4 }] };
    expect(by(two, leveled(before)).canChangeRole('agent', before, after)).toEqual(ceiling('calls.max'));
    expect(by({}, leveled(before)).canChangeRole('agent', before, after).status).toBe('allowed');
  });
});

test('a role in which only the server knows the value has no value for certain', () => {
  const before: RoleDefinition = {
    label: 'Capped',
    grants: [{ permission: 'calls.max', value: 4, conditional: true }],
  };
  const among = smallCatalog({ ...catalog, roles: { ...roles, capped: before } });
  const after: RoleDefinition = { label: 'Capped', grants: [{ permission: 'calls.max', value: 4 }] };
  expect(by({}, among).canChangeRole('capped', before, after)).toEqual(ceiling('calls.max'));
  expect(by({}, among).canChangeRole('capped', before, { ...before, label: 'Lid' }).status).toBe('allowed');
});

test('a duty may be put on a role by anybody, and taken off by whoever is free of it', () => {
  const bound: RoleDefinition = { label: 'Agent', grants: [{ permission: 'calls.tag', value: true }] };
  expect(by({}).canChangeRole('agent', roles.agent, bound).status).toBe('allowed');
  const among = smallCatalog({ ...catalog, roles: { ...roles, agent: bound } });
  expect(by({}, among).canChangeRole('agent', bound, { label: 'Agent' }).status).toBe('allowed');
  const duty: Partial<Member> = { overrides: [{ permission: 'calls.tag', effect: 'allow', value: true }] };
  expect(by(duty, among).canChangeRole('agent', bound, { label: 'Agent' })).toEqual(ceiling('calls.tag'));
});

test('to say of a role that a duty does not bind gives nothing, whoever says it', () => {
  const duty: Partial<Member> = { overrides: [{ permission: 'calls.tag', effect: 'allow', value: true }] };
  const free: RoleDefinition = { label: 'Agent', grants: [{ permission: 'calls.tag', value: false }] };
  expect(by(duty).canChangeRole('agent', roles.agent, free).status).toBe('allowed');
});

describe('a deny counts as there still', () => {
  const stop = { permission: 'fax.send', effect: 'deny' } as const;
  const ann = (...denies: readonly Override[]) =>
    person({ id: 'ann', roles: ['agent'], overrides: [{ permission: 'fax.send', effect: 'allow' }, ...denies] });

  test('where it holds for at least as long as before', () => {
    const hour = { ...stop, startsAt: 10, endsAt: 20 };
    expect(by({}).canChange(ann(stop), ann(hour))).toEqual(ceiling('fax.send'));
    expect(by({}).canChange(ann(hour), ann({ ...hour, endsAt: 19 }))).toEqual(ceiling('fax.send'));
    expect(by({}).canChange(ann(hour), ann({ ...hour, startsAt: 9 })).status).toBe('allowed');
    expect(by({}).canChange(ann(hour), ann(stop)).status).toBe('allowed');
  });

  test('where it is no less certain than before', () => {
    const firm: RoleDefinition = { label: 'Firm', grants: ['fax.send', stop] };
    const soft: RoleDefinition = { label: 'Soft', grants: ['fax.send', { ...stop, conditional: true }] };
    const lead: RoleDefinition = { ...roles.lead, manages: ['firm', 'soft', 'softer'] };
    const among = smallCatalog({ ...catalog, roles: { lead, firm, soft, softer: soft } });
    const move = (from: string, to: string) => by({}, among).canAssignRole(person({ id: 'ann', roles: [from] }), to);
    expect(move('firm', 'soft')).toEqual(ceiling('fax.send'));
    expect(move('soft', 'firm').status).toBe('allowed');
    expect(move('soft', 'softer').status).toBe('allowed');
  });
});

test('what a role only opened by an umbrella is not yet the role’s to be given itself', () => {
  const before: RoleDefinition = { label: 'Agent', grants: ['desk.run'] };
  const among = smallCatalog({ ...catalog, roles: { ...roles, agent: before } });
  const after: RoleDefinition = { label: 'Agent', grants: ['desk.run', 'fax.send'] };
  // Another role of the same person may deny the umbrella; then the fax was closed and would be opened.
  expect(by({}, among).canChangeRole('agent', before, after)).toEqual(ceiling('fax.send'));
  expect(by({}, among).canChangeRole('agent', before, { label: 'Agent' }).status).toBe('allowed');
});

describe('what an option of a choice imposes', () => {
  const always: PermissionDefinition = {
    kind: 'choice',
    label: 'Record',
    default: 'always',
    options: [
      { id: 'never', label: 'Never' },
      { id: 'asked', label: 'When asked', grants: [{ permission: 'calls.tag', value: true }] },
      {
        id: 'always',
        label: 'Always',
        grants: [
          { permission: 'calls.tag', value: true },
          { permission: 'calls.max', value: 1 },
          { permission: 'calls.level', value: 'low' },
        ],
      },
    ],
  };
  // Of this one the least counts, and with the least comes another duty: an option opens what imposes in turn.
  const level: PermissionDefinition = {
    kind: 'choice',
    label: 'Level',
    default: 'high',
    merge: 'lowest',
    options: [
      { id: 'low', label: 'Low', grants: [{ permission: 'calls.report', value: true }] },
      { id: 'high', label: 'High' },
    ],
  };
  const among = smallCatalog({
    ...catalog,
    permissions: {
      ...catalog.permissions,
      'calls.record': always,
      'calls.level': level,
      'calls.report': { kind: 'duty', label: 'Report calls' },
    },
    // What a role's option brings gives way to a setting of one's own.
    roles: {
      ...roles,
      lead: { ...roles.lead, grants: [...roles.lead.grants, { permission: 'calls.record', value: 'always' }] },
    },
    packages: { quiet: { label: 'Quiet', grants: [{ permission: 'calls.record', value: 'never' }] } },
  });
  /** Whoever is free of all that the option imposes; what is given here takes the place of it. */
  const free: readonly Override[] = [
    { permission: 'calls.tag', effect: 'allow', value: false },
    { permission: 'calls.max', effect: 'allow', value: 9 },
    { permission: 'calls.level', effect: 'allow', value: 'high' },
    { permission: 'calls.report', effect: 'allow', value: false },
  ];
  const bound: Readonly<Record<string, Override>> = {
    'calls.tag': { permission: 'calls.tag', effect: 'allow', value: true },
    'calls.max': { permission: 'calls.max', effect: 'allow', value: 1 },
    'calls.level': { permission: 'calls.level', effect: 'allow', value: 'low' },
    'calls.report': { permission: 'calls.report', effect: 'allow', value: true },
  };
  const boundBy = (id: string): Partial<Member> => ({
    overrides: [...free.filter(({ permission }) => permission !== id), bound[id] ?? []].flat(),
  });
  const ann = person({ id: 'ann', roles: ['agent'] });
  const setting = (value: string): RoleDefinition => ({
    label: 'Agent',
    grants: [{ permission: 'calls.record', value }],
  });

  test.each(Object.keys(bound))('is %s, of which neither a member nor a role is freed by whom it binds', (id) => {
    const never = { effect: 'allow', value: 'never' } as const;
    const lea = by(boundBy(id), among);
    // Whoever sets the level low for itself has the duty that comes with it too.
    const ids = id === 'calls.level' ? [id, 'calls.report'] : [id];
    const refused = { ...ceiling(id), missing: { kind: 'permission', ids } };
    expect(lea.canSet(ann, 'calls.record', never)).toEqual(refused);
    expect(lea.canEdit(ann, [{ op: 'apply-package', package: 'quiet' }])).toEqual(refused);
    expect(lea.canChangeRole('agent', roles.agent, setting('never'))).toEqual(refused);
    const boss = by({ overrides: free }, among);
    expect(boss.canSet(ann, 'calls.record', never).status).toBe('allowed');
    expect(boss.canEdit(ann, [{ op: 'apply-package', package: 'quiet' }]).status).toBe('allowed');
    expect(boss.canChangeRole('agent', roles.agent, setting('never')).status).toBe('allowed');
  });

  test('is still imposed where the other option imposes it as well', () => {
    const lea = by(boundBy('calls.tag'), among);
    expect(lea.canSet(ann, 'calls.record', { effect: 'allow', value: 'asked' }).status).toBe('allowed');
    expect(lea.canChangeRole('agent', roles.agent, setting('asked')).status).toBe('allowed');
    const settled = smallCatalog({ ...among, roles: { ...among.roles, agent: setting('asked') } });
    expect(by(boundBy('calls.tag'), settled).canChangeRole('agent', setting('asked'), setting('never'))).toEqual(
      ceiling('calls.tag'),
    );
  });

  test('is kept by a role that imposes it itself', () => {
    const tagging: RoleDefinition = { label: 'Agent', grants: [{ permission: 'calls.tag', value: true }] };
    const own = smallCatalog({ ...among, roles: { ...among.roles, agent: tagging } });
    const both = { ...tagging, grants: [...(tagging.grants ?? []), ...(setting('never').grants ?? [])] };
    expect(by(boundBy('calls.tag'), own).canChangeRole('agent', tagging, both).status).toBe('allowed');
  });
});

test('a right of the option that a holder leaves is no excuse for the one of the option it comes to', () => {
  const step = (id: string, ...grants: readonly string[]) => ({ id, label: id, grants });
  const level: PermissionDefinition = {
    kind: 'choice',
    label: 'Level',
    default: 'a',
    options: [step('a', 'fax.send'), step('b'), step('c', 'fax.send')],
  };
  const giving = (value: string): RoleDefinition => ({
    label: 'Agent',
    grants: [{ permission: 'calls.level', value }],
  });
  const among = smallCatalog({
    ...catalog,
    permissions: { ...catalog.permissions, 'calls.level': level },
    roles: { ...roles, agent: giving('a') },
  });
  // Whoever has `b` from elsewhere did not have the fax, and comes to it.
  const lea: readonly Override[] = [{ permission: 'calls.level', effect: 'allow', value: 'c' }];
  const change = (...overrides: readonly Override[]) =>
    by({ overrides: [...lea, ...overrides] }, among).canChangeRole('agent', giving('a'), giving('c'));
  expect(change({ permission: 'fax.send', effect: 'deny' })).toEqual(ceiling('fax.send'));
  expect(change().status).toBe('allowed');
});

// Law 11, rule by rule: what is refused, with exactly which reason, and the nearest thing that is not.
import { describe, expect, test } from 'vitest';
import { createDelegation } from '../../../src/evaluator/delegate/createDelegation.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import type { CatalogDefinition, RoleDefinition } from '../../../src/model/catalog.js';
import type { Member } from '../../../src/model/member.js';
import { person } from '../../presets/ask.js';
import { smallCatalog } from '../small.js';

const right = { kind: 'right', label: 'x' } as const;
const team = [
  { permission: 'team.manage', scope: 'all' },
  { permission: 'team.assign', scope: 'all' },
] as const;
const definition: Partial<CatalogDefinition> = {
  resources: {
    call: { label: 'Call', dimensions: { queue: 'queue' } },
    user: { label: 'User', owner: 'id', dimensions: { queue: 'memberships.queue' } },
  },
  permissions: {
    'team.manage': { ...right, on: 'user' },
    'team.assign': { ...right, on: 'user' },
    'team.roles': right,
    'calls.view': { ...right, on: 'call' },
    'calls.max': { kind: 'number', label: 'x', unit: 'count', min: 0, max: 9, default: 1 },
    'sms.send': right,
    'contract.own': { ...right, assignable: false },
  },
  roles: {
    lead: { label: 'Lead', grants: [...team, 'team.roles', 'sms.send'], manages: ['agent', 'clerk', 'keeper'] },
    clerk: { label: 'Clerk', grants: [{ permission: 'team.manage', scope: 'all' }], manages: ['agent', 'keeper'] },
    agent: { label: 'Agent', grantable: ['sms.send'] },
    keeper: { label: 'Keeper', mustBeHeld: true },
    owner: { label: 'Owner', unrestricted: true },
    deputy: { label: 'Deputy', unrestricted: true, manages: ['agent'] },
  },
  packages: { extra: { label: 'Extra', grants: [{ permission: 'calls.max', value: 5 }] } },
  licenses: { a: { label: 'A' }, b: { label: 'B' } },
  delegation: { resource: 'user', manage: 'team.manage', assignRole: 'team.assign', editRole: 'team.roles' },
};
const catalog = smallCatalog(definition);
const by = (of: Partial<Member>, among = catalog, holders?: (role: string) => number) =>
  createDelegation(among, resolveGrants(among, person({ id: 'lea', roles: ['lead'], ...of })), {
    now: 0,
    ...(holders && { holders }),
  });
const agent = (rest: Partial<Member> = {}) => person({ id: 'ann', roles: ['agent'], ...rest });
const refused = (reason: string, kind?: string, ...ids: readonly string[]) => ({
  status: 'denied',
  reason,
  ...(kind !== undefined && { missing: { kind, ids } }),
});

describe('whose member it is', () => {
  test('nobody is turned into another person, or touched across tenants', () => {
    expect(by({}).canChange(agent(), agent({ id: 'bob' }))).toEqual(refused('out-of-scope'));
    expect(by({}).canChange(agent(), agent({ tenant: 'other' }))).toEqual(refused('out-of-scope'));
    const stranger = agent({ tenant: 'other' });
    expect(by({}).canChange(stranger, { ...stranger, name: 'Ann' })).toEqual(refused('out-of-scope'));
  });

  test('nobody edits itself', () => {
    const lea = person({ id: 'lea', roles: ['lead'] });
    expect(by({}).canSet(lea, 'sms.send', 'inherit')).toEqual(refused('self'));
  });

  test('nobody edits anybody by a catalog without delegation, or without the right to manage', () => {
    const { delegation: _, ...silent } = definition;
    expect(by({}, smallCatalog(silent)).canSet(agent(), 'sms.send', 'inherit')).toEqual(refused('not-granted'));
    expect(by({ roles: ['agent'] }).canSet(agent(), 'sms.send', 'inherit')).toEqual(refused('not-granted'));
    expect(by({ roles: ['agent'] }).canEdit(agent(), [])).toEqual(refused('not-granted'));
    expect(by({}, smallCatalog(silent)).canChangeRole('agent', undefined, { label: 'Agent' })).toEqual(
      refused('not-granted'),
    );
  });

  test('that anything may be changed at all is asked with no edits, and answered by rank', () => {
    expect(by({}).canEdit(agent(), [])).toMatchObject({ status: 'allowed', by: { permission: 'team.manage' } });
    expect(by({}).canEdit(agent({ roles: ['owner'] }), [])).toEqual(refused('rank', 'role', 'owner'));
  });

  test('nobody is moved out of reach, or into it', () => {
    const grants = [{ permission: 'team.manage', scope: { in: { queue: ['sales'] } } }, 'sms.send'] as const;
    const local = smallCatalog({
      ...definition,
      roles: { ...definition.roles, lead: { label: 'Lead', grants, manages: ['agent'] } },
    });
    const inSales = agent({ memberships: { queue: ['sales'] } });
    const move = (ids: readonly string[]) => [{ op: 'set-memberships', dimension: 'queue', ids }] as const;
    expect(by({}, local).canEdit(inSales, move(['sales', 'support']))).toMatchObject({ reason: 'out-of-scope' });
    expect(by({}, local).canEdit(inSales, move(['sales', 'sales'])).status).toBe('allowed');
    expect(by({}, local).canEdit(inSales, move(['support']))).toMatchObject({ reason: 'out-of-scope' });
    expect(by({}, local).canEdit(agent({ memberships: {} }), move(['sales']))).toMatchObject({
      reason: 'out-of-scope',
    });
  });
});

describe('which roles', () => {
  test('rank: only managed roles are taken or given, and only from those who hold no other', () => {
    expect(by({}).canAssignRole(agent(), 'owner')).toEqual(refused('rank', 'role', 'owner'));
    expect(by({}).canAssignRole(agent({ roles: ['deputy'] }), 'agent')).toEqual(refused('rank', 'role', 'deputy'));
    expect(by({}).canAssignRole(agent(), 'ghost')).toEqual(refused('rank', 'role', 'ghost'));
    expect(by({}).canAssignRole(agent(), 'clerk').status).toBe('allowed');
    expect(by({ roles: ['owner'] }).canAssignRole(agent(), 'clerk').status).toBe('allowed');
  });

  test('roles are changed by the right to assign them, not by the right to manage', () => {
    const clerk = by({ roles: ['clerk'] }, catalog, () => 2);
    expect(clerk.canEdit(agent(), [{ op: 'add-role', role: 'keeper' }])).toEqual(refused('not-granted'));
    expect(clerk.canEdit(agent({ roles: ['agent', 'keeper'] }), [{ op: 'remove-role', role: 'keeper' }])).toEqual(
      refused('not-granted'),
    );
    expect(clerk.canEdit(agent(), [{ op: 'review', at: 5 }]).status).toBe('allowed');
    expect(by({}).canEdit(agent(), [{ op: 'add-role', role: 'keeper' }]).status).toBe('allowed');
  });

  test('without a right of their own, roles are changed by the right to manage', () => {
    const one = smallCatalog({ ...definition, delegation: { resource: 'user', manage: 'team.manage' } });
    const clerk = by({ roles: ['clerk'] }, one);
    expect(clerk.canEdit(agent(), [{ op: 'add-role', role: 'keeper' }]).status).toBe('allowed');
  });

  test('the last holder of a role that must be held stays, and who does not know how many there are asks', () => {
    const keeper = agent({ roles: ['keeper'] });
    expect(by({}).canAssignRole(keeper, 'agent')).toEqual({ status: 'unknown', cause: 'ask-server' });
    expect(by({}, catalog, () => 1).canAssignRole(keeper, 'agent')).toEqual(refused('last-holder', 'role', 'keeper'));
    expect(by({}, catalog, () => NaN).canAssignRole(keeper, 'agent')).toEqual(refused('last-holder', 'role', 'keeper'));
    expect(by({}, catalog, () => 2).canAssignRole(keeper, 'agent').status).toBe('allowed');
    expect(by({}).canAssignRole(agent(), 'keeper').status).toBe('allowed');
  });

  test('a role manages what it lists; one without limit and without a list manages every role there is', () => {
    const managed = (roles: readonly string[]) =>
      ['agent', 'clerk', 'owner', 'ghost', '__proto__'].filter((role) => by({ roles }).manages(role));
    expect(managed(['lead'])).toEqual(['agent', 'clerk']);
    expect(managed(['owner'])).toEqual(['agent', 'clerk', 'owner']);
    expect(managed(['deputy'])).toEqual(['agent']);
    expect([managed(['agent']), managed([]), managed(['ghost'])]).toEqual([[], [], []]);
    expect(managed(['agent', 'lead'])).toEqual(['agent', 'clerk']);
  });
});

describe('which settings', () => {
  test('licences are a set: another order of them is no change', () => {
    const both = agent({ licenses: ['a', 'b'] });
    const closed = smallCatalog({
      ...definition,
      delegation: { resource: 'user', manage: 'team.manage', licenses: 'team.roles' },
    });
    const clerk = by({ roles: ['clerk'] }, closed);
    expect(clerk.canChange(both, { ...both, licenses: ['b', 'a'] }).status).toBe('allowed');
    expect(clerk.canChange(both, { ...both, licenses: ['a'] })).toEqual(refused('not-granted'));
  });

  test('a setting that no catalog knows can be removed, and neither added nor changed', () => {
    const foreign = agent({ overrides: [{ permission: 'fax.send', effect: 'allow' }] });
    expect(by({}).canSet(foreign, 'fax.send', 'inherit').status).toBe('allowed');
    expect(by({}).canSet(foreign, 'sms.send', { effect: 'allow' }).status).toBe('allowed');
    expect(by({}).canSet(foreign, 'fax.send', { effect: 'deny' })).toEqual(refused('unknown-permission'));
    expect(by({}).canSet(agent(), 'fax.send', { effect: 'allow' })).toEqual(refused('unknown-permission'));
    const both = agent({ overrides: [...foreign.overrides, { permission: 'sms.send', effect: 'allow' }] });
    expect(by({}).canSet(both, 'fax.send', 'inherit').status).toBe('allowed');
  });

  test('no setting that no catalog knows is added in the place of another', () => {
    const keeper = agent({ roles: ['keeper'], overrides: [{ permission: 'fax.send', effect: 'allow' }] });
    const exchange = [
      { op: 'inherit', permission: 'fax.send' },
      { op: 'set', permission: 'fax.read', effect: 'allow' },
    ] as const;
    expect(by({}).canEdit(keeper, exchange)).toEqual(refused('unknown-permission'));
  });

  test('what is not assignable is neither given nor taken, and does not hold up anything else', () => {
    const owning = agent({ overrides: [{ permission: 'contract.own', effect: 'deny' }] });
    const locked = refused('locked', 'permission', 'contract.own');
    expect(by({}).canSet(agent(), 'contract.own', { effect: 'allow' })).toEqual(locked);
    expect(by({}).canSet(owning, 'contract.own', 'inherit')).toEqual(locked);
    expect(by({}).canSet(owning, 'sms.send', { effect: 'allow' }).status).toBe('allowed');
  });

  test('what a role may not be given names the roles that may, and what is there already stays', () => {
    const boss = by({ roles: ['owner'] });
    const fitting = ['lead', 'clerk', 'keeper', 'owner', 'deputy'];
    expect(boss.canEdit(agent(), [{ op: 'apply-package', package: 'extra' }])).toEqual(
      refused('locked', 'role', ...fitting),
    );
    expect(boss.canSet(agent(), 'calls.max', { effect: 'allow', value: 5 })).toEqual(
      refused('locked', 'role', ...fitting),
    );
    const had = agent({ packages: ['extra'], overrides: [{ permission: 'calls.max', effect: 'allow', value: 7 }] });
    expect(boss.canSet(had, 'sms.send', { effect: 'allow' }).status).toBe('allowed');
    expect(boss.canSet(had, 'calls.max', 'inherit').status).toBe('allowed');
  });

  test('the ceiling is how far the giver’s right reaches, or the giver’s value', () => {
    const sales = { in: { queue: ['sales'] } };
    const lea = by({
      overrides: [
        { permission: 'calls.view', effect: 'allow', scope: sales },
        { permission: 'calls.max', effect: 'allow', value: 4 },
      ],
    });
    expect(lea.ceiling('calls.view')).toEqual({ scope: { includes: [sales], excludes: [] } });
    expect(lea.ceiling('sms.send')).toEqual({ scope: { includes: ['all'], excludes: [] } });
    expect(lea.ceiling('calls.max')).toEqual({ value: 4 });
    expect(lea.ceiling('no.such')).toStrictEqual({});
  });
});

describe('an umbrella over what is one’s own to reach', () => {
  test('opens nothing for whom nothing is there, and is counted with all that it opens as soon as something is', () => {
    const wide = smallCatalog({
      ...definition,
      permissions: {
        ...definition.permissions,
        'desk.run': { ...right, on: 'call', implies: [{ permission: 'calls.view', scope: 'all' }] },
      },
    });
    const mine = { permission: 'desk.run', effect: 'allow', scope: { in: { queue: 'mine' } } } as const;
    const ann = agent({ roles: ['keeper'] });
    expect(by({}, wide).canEdit(ann, [{ op: 'set', ...mine }]).status).toBe('allowed');
    const intoSales = [{ op: 'set-memberships', dimension: 'queue', ids: ['sales'] }] as const;
    expect(by({}, wide).canEdit({ ...ann, overrides: [mine] }, intoSales)).toEqual(
      refused('ceiling', 'permission', 'calls.view', 'desk.run'),
    );
  });
});

describe('what a role is', () => {
  const { agent: agentRole, keeper, clerk, deputy } = definition.roles as Readonly<Record<string, RoleDefinition>>;
  const change = (id: string, before: RoleDefinition | undefined, after: RoleDefinition, of: Partial<Member> = {}) =>
    by(of).canChangeRole(id, before, after);
  const giving = (role: RoleDefinition | undefined, ...grants: NonNullable<RoleDefinition['grants']>) => ({
    label: 'x',
    ...role,
    grants,
  });

  test('is changed only where the catalog says by which right, by whoever holds it', () => {
    const { editRole: _, ...delegation } = { resource: 'user', manage: 'team.manage', editRole: 'team.roles' };
    const closed = smallCatalog({ ...definition, delegation });
    expect(by({}, closed).canChangeRole('agent', agentRole, giving(agentRole, 'sms.send'))).toEqual(
      refused('not-granted'),
    );
    expect(change('agent', agentRole, giving(agentRole, 'sms.send'), { roles: ['clerk'] })).toEqual(
      refused('not-granted'),
    );
    expect(change('agent', agentRole, giving(agentRole, 'sms.send')).status).toBe('allowed');
  });

  test('is changed only by whoever manages it, and never by its holder', () => {
    expect(change('owner', { label: 'Owner' }, giving(undefined, 'sms.send'))).toEqual(
      refused('rank', 'role', 'owner'),
    );
    expect(change('agent', agentRole, giving(agentRole, 'sms.send'), { roles: ['lead', 'agent'] })).toEqual(
      refused('self'),
    );
  });

  test('manages only roles that its maker manages, itself, and what it managed before', () => {
    const managing = (...manages: readonly string[]) => ({ ...clerk, label: 'Clerk', manages });
    expect(change('clerk', clerk, managing('agent', 'keeper', 'clerk')).status).toBe('allowed');
    expect(change('clerk', clerk, managing('agent', 'owner'))).toEqual(refused('rank', 'role', 'owner'));
    expect(change('clerk', managing('owner'), managing('owner', 'agent')).status).toBe('allowed');
    expect(change('clerk', managing('owner'), managing('deputy'))).toEqual(refused('rank', 'role', 'deputy'));
    expect(change('made', undefined, managing('agent', 'made')).status).toBe('allowed');
    expect(change('made', undefined, managing('agent', 'owner'))).toEqual(refused('rank', 'role', 'owner'));
  });

  test('gives nothing that nobody can be given, and keeps what it gives of it', () => {
    const locked = refused('locked', 'permission', 'contract.own');
    expect(change('keeper', keeper, giving(keeper, 'contract.own'))).toEqual(locked);
    expect(change('keeper', giving(keeper, 'contract.own'), giving(keeper))).toEqual(locked);
    expect(change('keeper', giving(keeper, 'contract.own'), giving(keeper, 'contract.own', 'sms.send')).status).toBe(
      'allowed',
    );
    expect(change('keeper', keeper, giving(keeper, { permission: 'contract.own' }))).toEqual(locked);
    const spelledOut = giving(keeper, { effect: 'allow', permission: 'contract.own' });
    expect(change('keeper', giving(keeper, 'contract.own'), spelledOut).status).toBe('allowed');
  });

  test('gives by being without limit neither what nobody can be given nor what its holders may not be', () => {
    const free = { unrestricted: true, manages: [] } as const;
    const asOwner = { roles: ['owner'] };
    const locked = (...ids: readonly string[]) => refused('locked', 'permission', ...ids);
    const others = ['team.manage', 'team.assign', 'team.roles', 'calls.view', 'calls.max'];
    const made = { label: 'Made', ...free };
    expect(change('keeper', keeper, { label: 'Keeper', mustBeHeld: true, ...free }, asOwner)).toEqual(
      locked('contract.own'),
    );
    expect(change('made', undefined, made, asOwner)).toEqual(locked('contract.own'));
    expect(change('agent', agentRole, { label: 'Agent', grantable: ['sms.send'], ...free }, asOwner)).toEqual(
      locked('contract.own', ...others),
    );
    expect(change('deputy', deputy, { ...deputy, label: 'Vice' }, asOwner).status).toBe('allowed');
    expect(change('deputy', deputy, { label: 'Deputy', manages: ['agent'] }, asOwner)).toEqual(locked('contract.own'));

    const { 'contract.own': _, ...permissions } = { ...definition.permissions };
    const open = smallCatalog({ ...definition, permissions });
    expect(by(asOwner, open).canChangeRole('made', undefined, made).status).toBe('allowed');
    const limited = smallCatalog({ ...definition, permissions, customRoles: { grantable: ['sms.send'] } });
    expect(by(asOwner, limited).canChangeRole('made', undefined, made)).toEqual(locked(...others));
  });

  test('gives, where it is new, no more than holders of made roles may be given', () => {
    const limited = smallCatalog({ ...definition, customRoles: { grantable: ['sms.send'] } });
    const make = (...grants: readonly string[]) =>
      by({}, limited).canChangeRole('made', undefined, { label: 'Made', grants });
    expect(make('sms.send').status).toBe('allowed');
    expect(make('sms.send', 'team.roles')).toEqual(refused('locked', 'permission', 'team.roles'));
  });

  test('gives a new role’s holders no more than its maker has', () => {
    const made = { label: 'Made', custom: true } as const;
    expect(change('made', undefined, giving(made, 'sms.send')).status).toBe('allowed');
    expect(change('made', undefined, giving(made, { permission: 'calls.view', scope: 'all' }))).toEqual(
      refused('ceiling', 'permission', 'calls.view'),
    );
    expect(change('made', undefined, giving(made, { permission: 'calls.max', value: 2 }))).toEqual(
      refused('ceiling', 'permission', 'calls.max'),
    );
    expect(change('made', undefined, giving(made, { permission: 'calls.max', value: 1 })).status).toBe('allowed');
  });

  test('names in an unknown permission’s place give nothing and refuse nothing', () => {
    expect(change('keeper', giving(keeper, 'no.such'), giving(keeper)).status).toBe('allowed');
    const denying = giving(keeper, { permission: 'no.such', effect: 'deny' });
    expect(change('keeper', denying, giving(keeper)).status).toBe('allowed');
  });
});

import { expect, test } from 'vitest';
import { createDelegation } from '../../src/evaluator/delegate/createDelegation.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import type { GrantSpec, RoleDefinition } from '../../src/model/catalog.js';
import type { Override } from '../../src/model/member.js';
import { orgSettings } from '../../src/presets/orgSettings.js';
import type { RoleChange } from '../../src/model/role.js';
import { withRoleChanges } from '../../src/evaluator/resolve/withRoleChanges.js';
import { mayOf, person } from './ask.js';

const allow = (permission: string, rest: Partial<Override> = {}): Override => ({
  permission,
  effect: 'allow',
  ...rest,
});
const made = (id: string, ...specs: readonly Exclude<GrantSpec, string>[]): RoleChange => ({
  id,
  label: id,
  grants: Object.fromEntries(specs.map((spec) => [spec.permission, [spec]])),
});
const catalog = withRoleChanges(orgSettings, [
  made('planner', { permission: 'openingHours.manage' }),
  made('teamLead', { permission: 'team.administer' }, { permission: 'supersearch.use' }),
]);
const ulla = person({
  id: 'ulla',
  roles: ['user'],
  overrides: [allow('roles.manage'), allow('openingHours.manage'), allow('team.administer')],
});
const by = (member = ulla, holders = 2) =>
  createDelegation(catalog, resolveGrants(catalog, member), { now: 0, holders: () => holders });
const olaf = person({ id: 'olaf', roles: ['user'] });
const role = (...grants: readonly GrantSpec[]): RoleDefinition => ({ label: 'Made', custom: true, grants });

test('holders of Roles & permissions make roles of every permission that users may have, held themselves or not', () => {
  expect(by().canChangeRole('made', undefined, role('openingHours.manage', 'labels.manage')).status).toBe('allowed');
  expect(by().canChangeRole('made', undefined, role('organization.full')).status).toBe('allowed');
  expect(by().canChangeRole('made', undefined, role('auditLogs.view'))).toMatchObject({ reason: 'locked' });
  expect(by(olaf).canChangeRole('made', undefined, role())).toMatchObject({ reason: 'not-granted' });
});

test('a role that the organisation made can be handed out, changed and taken back', () => {
  expect(by().canEdit(olaf, [{ op: 'add-role', role: 'planner' }]).status).toBe('allowed');
  const planner = person({ id: 'olaf', roles: ['user', 'planner'] });
  expect(mayOf(catalog, planner).can('openingHours.manage')).toBe(true);
  expect(by().canEdit(planner, [{ op: 'remove-role', role: 'planner' }]).status).toBe('allowed');
  expect(by().canChangeRole('planner', catalog.roles['planner'], role()).status).toBe('allowed');
});

test('Team in a made role reaches its holder’s teams, and Supersearch what it spans; no made role can widen them', () => {
  const may = mayOf(catalog, person({ roles: ['teamLead'], memberships: { team: ['red'] } }));
  expect(may.filter('teams.administer', [{ id: 'red' }, { id: 'green' }])).toEqual([{ id: 'red' }]);
  expect(may.can('searchResults.find', { kind: 'user' })).toBe(true);
  expect(may.can('searchResults.find', { kind: 'recording' })).toBe(false);
  const administrator = by(person({ id: 'ada', roles: ['administrator'] }));
  for (const permission of ['teams.administer', 'channels.create', 'searchResults.find'])
    expect(administrator.canChangeRole('made', undefined, role({ permission, scope: 'all' }))).toEqual({
      status: 'denied',
      reason: 'locked',
      missing: { kind: 'permission', ids: [permission] },
    });
});

test('Team is assigned in any team by holders of Roles & permissions, and nothing by those who lost it', () => {
  const inRed = { ...ulla, memberships: { team: ['red'] } };
  const give = (team: string) =>
    by(inRed).canSet({ ...olaf, memberships: { team: [team] } }, 'team.administer', { effect: 'allow' });
  expect(give('red').status).toBe('allowed');
  expect(give('blue').status).toBe('allowed');
  const almost = person({
    id: 'ulla',
    roles: ['user'],
    overrides: [allow('organization.full'), { permission: 'roles.manage', effect: 'deny' }],
  });
  expect(by(almost).canSet(olaf, 'organization.full', { effect: 'allow' })).toMatchObject({ reason: 'not-granted' });
  expect(by(almost).canSet(olaf, 'survey.manage', { effect: 'allow' })).toMatchObject({ reason: 'not-granted' });
});

test('suggested packages are given by holders of Roles & permissions, and by nobody else', () => {
  expect(by().canEdit(olaf, [{ op: 'apply-package', package: 'schedulers' }]).status).toBe('allowed');
  expect(by().canEdit(olaf, [{ op: 'apply-package', package: 'itManagers' }]).status).toBe('allowed');
  expect(by(olaf).canEdit({ ...olaf, id: 'pia' }, [{ op: 'apply-package', package: 'itManagers' }]).status).toBe(
    'denied',
  );
});

test('nobody becomes Administrator by somebody who is none, and the last Administrator stays', () => {
  expect(by().canAssignRole(olaf, 'administrator')).toMatchObject({ reason: 'ceiling' });
  const ada = person({ id: 'ada', roles: ['administrator'] });
  expect(by(ulla, 1).canAssignRole(ada, 'user')).toMatchObject({ reason: 'last-holder' });
  expect(by(ulla).canAssignRole(ulla, 'administrator')).toMatchObject({ reason: 'self' });
  expect(by(ada).canAssignRole(olaf, 'administrator').status).toBe('allowed');
});

test('a role that the organisation made gives no more than its users may be given, nor may its holders be', () => {
  const administrator = by(person({ id: 'ada', roles: ['administrator'] }));
  const everything = { permission: 'analytics.view', scope: 'all' } as const;
  const locked = { status: 'denied', reason: 'locked' };
  expect(administrator.canChangeRole('made', undefined, role(everything))).toMatchObject(locked);
  const chosen = { permission: 'analytics.view', scope: { in: { responseGroup: ['sales'] } } } as const;
  expect(administrator.canChangeRole('made', undefined, role(chosen)).status).toBe('allowed');
  const planner = person({ id: 'pia', roles: ['user', 'planner'] });
  expect(administrator.canSet(planner, 'analytics.view', { effect: 'allow', scope: 'all' })).toMatchObject(locked);
  expect(administrator.canSet(planner, 'labels.manage', { effect: 'allow' }).status).toBe('allowed');
  const overridden = { ...planner, overrides: [allow('analytics.view', { scope: 'all' })] };
  expect(mayOf(catalog, overridden).can('analytics.view', {})).toBe(false);
});

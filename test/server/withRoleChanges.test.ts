import { expect, test } from 'vitest';
import { createEvaluator } from '../../src/evaluator/decide/createEvaluator.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import type { RoleDefinition } from '../../src/model/catalog.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import { withRoleChanges } from '../../src/evaluator/resolve/withRoleChanges.js';
import { catalog, memberWith } from './desk.js';

test('a tenant without changes has the shared catalog itself', () => {
  expect(withRoleChanges(catalog, [])).toBe(catalog);
});

test('a change replaces what a role gives of one permission, and leaves the rest and the shared catalog alone', () => {
  const before = structuredClone(catalog.roles.senior);
  const changed = withRoleChanges(catalog, [
    { id: 'senior', grants: { 'calls.view': [{ permission: 'calls.view', scope: { own: true } }] } },
  ]);
  expect(changed.roles['senior']?.grants).toEqual(['sms.send', { permission: 'calls.view', scope: { own: true } }]);
  expect(catalog.roles.senior).toEqual(before);
});

test('a made role is managed by whoever manages the role it was copied from', () => {
  const changed = withRoleChanges(catalog, [{ id: 'trainee', label: 'Trainee', copyOf: 'agent', grants: {} }]);
  expect(changed.roles['trainee']).toEqual({ label: 'Trainee', custom: true, grants: [] });
  expect(changed.roles['manager']?.manages).toEqual(['agent', 'senior', 'trainee']);
});

test('a change that no longer fits the catalog gives nothing of what it was about, and the others stand', () => {
  const changed = withRoleChanges(catalog, [
    {
      id: 'agent',
      grants: {
        'calls.gone': [{ permission: 'calls.gone' }],
        'calls.view': [{ permission: 'calls.view', scope: { in: { gone: ['x'] } } }],
        'sms.send': ['sms.send'],
      },
    },
    { id: 'senior', grants: { 'sms.send': [] } },
  ]);
  expect(changed.roles['agent']?.grants).toEqual(['sms.send']);
  expect(changed.roles['senior']?.grants).toEqual(catalog.roles.senior.grants.slice(0, 1));
});

test('a copied role keeps the limits of its original, also copied twice, and also once the original is gone', () => {
  const senior: RoleDefinition = { ...catalog.roles.senior, grantable: ['billing.edit'] };
  const limited = checkCatalog({ ...catalog, roles: { ...catalog.roles, senior } });
  const copy = { id: 'trainee', label: 'Trainee', copyOf: 'senior', grants: {} };
  const copyOfCopy = { id: 'intern', label: 'Intern', copyOf: 'trainee', grants: {} };
  const may = (changes: Parameters<typeof withRoleChanges>[1], role: string) => {
    const overrides = ['sms.send', 'billing.edit', 'roles.edit'].map((permission) => ({
      permission,
      effect: 'allow' as const,
    }));
    const own = withRoleChanges(limited, changes);
    const evaluator = createEvaluator(own, resolveGrants(own, memberWith({ id: 'tim', roles: [role], overrides })), {
      now: 0,
    });
    return overrides.filter(({ permission }) => evaluator.can(permission)).map(({ permission }) => permission);
  };
  expect(may([copy], 'trainee')).toEqual(['sms.send', 'billing.edit']);
  expect(may([copyOfCopy, copy], 'intern')).toEqual(['sms.send', 'billing.edit']);
  expect(may([copyOfCopy], 'intern')).toEqual([]);
  expect(may([{ ...copy, copyOf: 'agent' }], 'trainee')).toEqual(['sms.send', 'billing.edit', 'roles.edit']);
});

test('whoever manages every role of the catalog manages what the organisation made, and a copy of a copy goes with its original', () => {
  const { owner, manager, senior, agent } = catalog.roles;
  const chief: RoleDefinition = { label: 'Chief', manages: ['owner', 'manager', 'senior', 'agent', 'chief'] };
  const ranked = checkCatalog({ ...catalog, roles: { owner, manager, senior, agent, chief } });
  const { roles } = withRoleChanges(ranked, [
    { id: 'blank', label: 'Blank', grants: {} },
    { id: 'intern', label: 'Intern', copyOf: 'trainee', grants: {} },
    { id: 'trainee', label: 'Trainee', copyOf: 'agent', grants: {} },
  ]);
  expect(roles['chief']?.manages?.slice(5)).toEqual(['blank', 'intern', 'trainee']);
  expect(roles['manager']?.manages).toEqual(['agent', 'senior', 'intern', 'trainee']);
});

test('a role that a service has worked out is taken as it is, and no other role is changed for it', () => {
  const about: RoleDefinition = { label: 'Trainee', custom: true, manages: ['agent'] };
  const { roles } = withRoleChanges(catalog, [{ id: 'trainee', about, grants: { 'sms.send': ['sms.send'] } }]);
  expect(roles['trainee']).toEqual({ ...about, grants: ['sms.send'] });
  expect(roles['manager']).toBe(catalog.roles.manager);
});

test('copies of copies that lead nowhere, or round in a circle, are managed by nobody', () => {
  const copy = (id: string, copyOf: string) => ({ id, label: id, copyOf, grants: {} });
  const { roles } = withRoleChanges(catalog, [
    copy('a', 'b'),
    copy('b', 'c'),
    copy('c', 'a'),
    copy('d', 'gone'),
    copy('e', 'f'),
    copy('f', 'agent'),
    copy('g', 'e'),
  ]);
  expect(roles['manager']?.manages).toEqual(['agent', 'senior', 'e', 'f', 'g']);
});

test('a role made from nothing does not lift the limits that the roles of the catalog have', () => {
  const limited = { ...catalog.roles, senior: { ...catalog.roles.senior, grantable: ['billing.edit'] } };
  const free = { id: 'free', label: 'Free', grants: {} };
  const grantable = (among: Parameters<typeof checkCatalog>[0]) =>
    withRoleChanges(checkCatalog(among), [free]).roles['free']?.grantable;
  expect(grantable({ ...catalog, roles: limited })).toEqual([]);
  expect(grantable({ ...catalog, roles: limited, customRoles: { grantable: ['sms.send'] } })).toBeUndefined();
  expect(grantable(catalog)).toBeUndefined();
});

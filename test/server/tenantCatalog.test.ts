import { expect, test } from 'vitest';
import { tenantCatalog } from '../../src/server/tenantCatalog.js';
import { catalog } from './desk.js';

test('a tenant without changes has the shared catalog itself', () => {
  expect(tenantCatalog(catalog, [])).toBe(catalog);
});

test('a change replaces what a role gives of one permission, and leaves the rest and the shared catalog alone', () => {
  const before = structuredClone(catalog.roles.senior);
  const changed = tenantCatalog(catalog, [
    { id: 'senior', grants: { 'calls.view': [{ permission: 'calls.view', scope: { own: true } }] } },
  ]);
  expect(changed.roles['senior']?.grants).toEqual(['sms.send', { permission: 'calls.view', scope: { own: true } }]);
  expect(catalog.roles.senior).toEqual(before);
});

test('a made role is managed by whoever manages the role it was copied from', () => {
  const changed = tenantCatalog(catalog, [{ id: 'trainee', label: 'Trainee', copyOf: 'agent', grants: {} }]);
  expect(changed.roles['trainee']).toEqual({ label: 'Trainee', custom: true, grants: [] });
  expect(changed.roles['manager']?.manages).toEqual(['agent', 'senior', 'trainee']);
});

test('a change that no longer fits the catalog gives nothing of what it was about, and the others stand', () => {
  const changed = tenantCatalog(catalog, [
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

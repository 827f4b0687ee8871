import { expect, test } from 'vitest';
import { accessTable } from '../../src/evaluator/report/accessTable.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import { orgSettings } from '../../src/presets/orgSettings.js';
import { mayOf, person } from './ask.js';

const page = [
  'Organization settings (full access)',
  'Account',
  'Roles & permissions',
  'Manage cost centers',
  'Users & Teams',
  'Guests',
  'Telephony system',
  'Contacts',
  'Opening hours',
  'Labels',
  'Survey',
  'Insights',
  'Wallboards',
  'AI in the app',
  'Contact Center',
  'Team',
  'Analytics',
  'Internal administration',
  'Supersearch',
  'Personal settings',
];

test('the table has the page’s 20 permissions in its order and wording', () => {
  expect(accessTable(orgSettings).map(({ label }) => label)).toEqual(page);
});

test('a user is given nothing by the role and may be given each of them', () => {
  for (const { label, cells } of accessTable(orgSettings)) {
    expect([label, cells.administrator?.state, cells.user?.state]).toEqual([label, 'yes', 'conditional']);
  }
});

test('the umbrella implies the eight tabs that the page lists, and no more', () => {
  const opened = orgSettings.permissions['organization.full'].implies.map((id) => orgSettings.permissions[id].label);
  expect(opened).toEqual([
    'Account',
    'Roles & permissions',
    'Users & Teams',
    'Guests',
    'Telephony system',
    'Contacts',
    'Survey',
    'Insights',
  ]);
});

test('viewing and editing a tab is one right: none of them can be held without the other', () => {
  const verbs = Object.keys(orgSettings.permissions).filter((id) => /\.(view|read)$/.test(id));
  // To see users is part of every tab that is about them.
  expect(verbs).toEqual(['auditLogs.view', 'users.view', 'analytics.view']);
});

test('an organisation makes roles of its own and distributes them', () => {
  const catalog = checkCatalog({
    ...orgSettings,
    roles: {
      ...orgSettings.roles,
      shiftPlanner: {
        label: 'Shift planner',
        custom: true,
        grants: ['openingHours.manage', { permission: 'analytics.view', scope: { in: { responseGroup: ['sales'] } } }],
      },
    },
  });
  const may = mayOf(catalog, person({ roles: ['shiftPlanner'] }));
  expect(may.can('openingHours.manage')).toBe(true);
  expect(may.can('analytics.view', { responseGroup: 'sales' })).toBe(true);
  expect(may.can('analytics.view', { responseGroup: 'support' })).toBe(false);
  expect(may.can('account.manage')).toBe(false);
  expect(accessTable(catalog).find((row) => row.permission === 'openingHours.manage')?.cells.shiftPlanner?.state).toBe(
    'yes',
  );
});

import { expect, test } from 'vitest';
import { createDelegation } from '../../src/evaluator/delegate/createDelegation.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import { accessTable } from '../../src/evaluator/report/accessTable.js';
import type { Catalog, GrantSpec, RoleDefinition } from '../../src/model/catalog.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import { ringover } from '../../src/presets/ringover.js';
import { withRoleChanges } from '../../src/evaluator/resolve/withRoleChanges.js';
import { mayOf, person } from './ask.js';

const { technical, supervisor }: Readonly<Record<'technical' | 'supervisor', RoleDefinition>> = ringover.roles;
const permissionOf = (spec: GrantSpec) => (typeof spec === 'string' ? spec : spec.permission);
const without = (role: RoleDefinition, ...pages: readonly string[]): RoleDefinition => ({
  ...role,
  grants: (role.grants ?? []).filter((spec) => !pages.some((page) => permissionOf(spec).startsWith(`${page}.`))),
});
const withGrants = (role: RoleDefinition, ...specs: readonly GrantSpec[]): RoleDefinition => ({
  ...role,
  grants: [...(role.grants ?? []), ...specs],
});

// The pages by the sections and in the order of the page; what it calls “Campaign and task management” is two.
const pages = {
  'General access': ['Billing'],
  'Technical access rights': [
    ...['Users', 'Numbers', 'IVRs', 'Audio conferences', 'Call tags', 'Snoozes', 'Blocked numbers', 'Contacts'],
    ...['Brands', 'Other settings', 'Developer options', 'Integrations', 'Action logs'],
  ],
  'Supervisor Access Rights': ['Activity', 'Logs', 'Analytics', 'Campaign management', 'Task management'],
};

test('each page is two rows in its section: under its own name, and to be written', () => {
  const sections: Readonly<Record<string, { readonly label: string }>> = ringover.sections;
  const isPage = ({ permission }: { readonly permission: string }) => /\.(read|write)$/.test(permission);
  const computed = accessTable(ringover)
    .filter(isPage)
    .map(({ label, section = '' }) => [sections[section]?.label, label]);
  const expected = Object.entries(pages).flatMap(([section, labels]) =>
    labels.flatMap((label) => [
      [section, label],
      [section, `${label} (write)`],
    ]),
  );
  expect(computed).toEqual(expected);
});

test('each level has the pages of its section, to be read and written, and may be given the others; None may not', () => {
  for (const { permission, section, cells } of accessTable(ringover)) {
    if (!/\.(read|write)$/.test(permission)) continue;
    const own = section === 'general' ? 'billing' : (section ?? '');
    const states = ['billing', 'technical', 'supervisor'].map((level) => cells[level]?.state);
    const expected = ['billing', 'technical', 'supervisor'].map((level) => (level === own ? 'yes' : 'conditional'));
    expect([permission, cells.none?.state, ...states, cells.admin?.state]).toEqual([
      permission,
      'no',
      ...expected,
      'yes',
    ]);
  }
});

// The page's own example: user management moves from Technical to Supervisor, which is left with three pages and
// reads IVRs without writing them.
const moved: Catalog = checkCatalog({
  ...ringover,
  roles: {
    ...ringover.roles,
    technical: without(technical, 'users'),
    supervisor: withGrants(
      without(supervisor, 'campaigns', 'tasks'),
      { permission: 'users.read', scope: 'all' },
      { permission: 'users.write', scope: 'all' },
      { permission: 'ivrs.read', scope: 'all' },
    ),
  },
});

test('a level can be made differently: user management moves from Technical to Supervisor', () => {
  const states = (permission: string) => {
    const cells = accessTable(moved).find((row) => row.permission === permission)?.cells;
    return [cells?.technical?.state, cells?.supervisor?.state];
  };
  expect(states('users.write')).toEqual(['conditional', 'yes']);
  expect(states('ivrs.read')).toEqual(['yes', 'yes']);
  expect(states('ivrs.write')).toEqual(['yes', 'conditional']);
  expect(states('tasks.write')).toEqual(['conditional', 'conditional']);
  const may = mayOf(moved, person({ roles: ['supervisor'] }));
  expect(may.can('users.write', { id: 'x' })).toBe(true);
  expect(may.can('ivrs.read', { id: 'main' })).toBe(true);
  expect(may.can('ivrs.write', { id: 'main' })).toBe(false);
});

const by = (role: string) =>
  createDelegation(ringover, resolveGrants(ringover, person({ id: 'giver', roles: [role] })), { now: 0 });

test('every page moves between Billing, Technical and Supervisor, to be read or written, and none to None', () => {
  const { none, billing }: Readonly<Record<'none' | 'billing', RoleDefinition>> = ringover.roles;
  const pages = Object.keys(ringover.permissions).filter((id) => /\.(read|write)$/.test(id));
  expect(pages).toHaveLength(2 * 19);
  const levels = { none, billing, technical, supervisor };
  for (const permission of pages) {
    for (const [id, level] of Object.entries(levels)) {
      const { status } = by('admin').canChangeRole(id, level, withGrants(level, { permission, scope: 'all' }));
      expect([id, permission, status]).toEqual([id, permission, id === 'none' ? 'denied' : 'allowed']);
    }
  }
});

test('ordering licenses does not move to Technical, and listening moves nowhere', () => {
  const locked = (permission: string) => ({
    status: 'denied',
    reason: 'locked',
    missing: { kind: 'permission', ids: [permission] },
  });
  const move = (to: 'billing' | 'technical', spec: GrantSpec) => {
    const level: RoleDefinition = ringover.roles[to];
    return by('admin').canChangeRole(to, level, withGrants(level, spec));
  };
  expect(move('technical', 'licenses.order')).toEqual(locked('licenses.order'));
  expect(move('billing', 'licenses.order').status).toBe('allowed');
  for (const permission of ['calls.listen', 'calls.whisper']) {
    expect(move('technical', { permission, scope: 'all' })).toEqual(locked(permission));
    expect(
      by('admin').canChangeRole('made', undefined, { label: 'Made', grants: [{ permission, scope: 'all' }] }),
    ).toEqual(locked(permission));
    const user = person({ id: 'uma', roles: ['technical'] });
    expect(by('admin').canSet(user, permission, { effect: 'allow', scope: 'all' })).toEqual(locked(permission));
  }
});

test('only an Admin makes a level different', () => {
  const next = withGrants(supervisor, { permission: 'users.write', scope: 'all' });
  expect(by('admin').canChangeRole('supervisor', supervisor, next).status).toBe('allowed');
  for (const role of ['none', 'billing', 'technical', 'supervisor']) {
    expect(by(role).canChangeRole('supervisor', supervisor, next)).toMatchObject({ reason: 'not-granted' });
  }
});

test('a made role beside Technical orders no licenses either', () => {
  const catalog = withRoleChanges(ringover, [{ id: 'made', label: 'Made', grants: {} }]);
  const user = person({ id: 'uma', roles: ['technical', 'made'] });
  const ada = resolveGrants(catalog, person({ id: 'ada', roles: ['admin'] }));
  const admin = createDelegation(catalog, ada, { now: 0 });
  expect(admin.canSet(user, 'licenses.order', { effect: 'allow' })).toMatchObject({ reason: 'locked' });
  const written = { ...user, overrides: [{ permission: 'licenses.order', effect: 'allow' } as const] };
  expect(mayOf(catalog, written).can('licenses.order')).toBe(false);
});

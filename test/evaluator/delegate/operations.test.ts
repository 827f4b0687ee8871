// Each operation asks exactly its own right, of the member as it was and as it will be (law 11).
import { describe, expect, test } from 'vitest';
import {
  createDelegation,
  type Delegation,
  type MemberPart,
} from '../../../src/evaluator/delegate/createDelegation.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import type { CatalogDefinition, DelegationDefinition } from '../../../src/model/catalog.js';
import type { MemberEdit } from '../../../src/model/edit.js';
import type { Member } from '../../../src/model/member.js';
import { person } from '../../presets/ask.js';
import { smallCatalog } from '../small.js';

const rights = ['see', 'manage', 'assign', 'phones', 'place', 'teach', 'order', 'limit', 'read', 'kick'] as const;
const delegation: DelegationDefinition = {
  resource: 'user',
  view: 'team.see',
  manage: 'team.manage',
  assignRole: 'team.assign',
  editRole: 'team.edit',
  createRole: 'team.make',
  extensions: 'team.phones',
  memberships: { queue: 'team.place', line: 'team.teach' },
  licenses: 'team.order',
  within: 'team.limit',
  audit: 'team.read',
  signOut: 'team.kick',
};
const definition: Partial<CatalogDefinition> = {
  resources: {
    user: { label: 'User', owner: 'id', dimensions: { queue: 'memberships.queue', extension: 'extensions' } },
  },
  permissions: {
    ...Object.fromEntries(
      rights.map((right) => [`team.${right}`, { kind: 'right', label: right, on: 'user' } as const]),
    ),
    'team.edit': { kind: 'right', label: 'Edit roles' },
    'team.make': { kind: 'right', label: 'Make roles' },
    'sms.send': { kind: 'right', label: 'SMS' },
  },
  roles: {
    agent: { label: 'Agent' },
    clerk: { label: 'Clerk' },
    boss: { label: 'Boss', manages: ['agent', 'clerk'] },
    chief: { label: 'Chief' },
  },
  packages: { none: { label: 'None', grants: [] } },
  licenses: { fax: { label: 'Fax' } },
  plans: { pro: { label: 'Pro' } },
  delegation,
};
const catalog = smallCatalog(definition);
const silent = smallCatalog({
  ...definition,
  delegation: { resource: 'user', manage: 'team.manage', editRole: 'team.edit' },
});

const agent = (rest: Partial<Member> = {}) => person({ id: 'ann', roles: ['agent'], ...rest });

/** A boss who holds these rights, everywhere unless a scope is given. */
function holding(permissions: readonly string[], among = catalog, scope: 'all' | object = 'all'): Delegation {
  const isScoped = (id: string) => rights.some((right) => id === `team.${right}`);
  const overrides = permissions.map((permission) => ({
    permission,
    effect: 'allow' as const,
    ...(isScoped(permission) && { scope }),
  }));
  return createDelegation(among, resolveGrants(among, person({ id: 'lea', roles: ['boss'], overrides })), { now: 0 });
}

const edits: readonly (readonly [string, string, MemberPart, MemberEdit])[] = [
  ['an override', 'team.manage', 'overrides', { op: 'set', permission: 'sms.send', effect: 'deny' }],
  ['a package', 'team.manage', 'packages', { op: 'apply-package', package: 'none' }],
  ['a review', 'team.manage', 'overrides', { op: 'review', at: 1 }],
  ['a role', 'team.assign', 'roles', { op: 'assign-role', role: 'clerk' }],
  ['extensions', 'team.phones', 'extensions', { op: 'set-extensions', ids: ['7'] }],
  [
    'memberships in a queue',
    'team.place',
    'memberships.queue',
    { op: 'set-memberships', dimension: 'queue', ids: ['a'] },
  ],
  ['memberships in a line', 'team.teach', 'memberships.line', { op: 'set-memberships', dimension: 'line', ids: ['a'] }],
  ['licences', 'team.order', 'licenses', { op: 'set-licenses', ids: ['fax'] }],
  ['a restriction', 'team.limit', 'within', { op: 'set-within', within: { queue: ['a'] } }],
  ['the plan', 'team.order', 'plan', { op: 'set-plan', plan: 'pro' }],
];
const all = rights.map((right) => `team.${right}`);

describe('what a change asks', () => {
  test.each(edits)('%s is changed by %s alone', (_, right, part, edit) => {
    expect(holding([right]).canEdit(agent(), [edit])).toMatchObject({ status: 'allowed', by: { permission: right } });
    expect(holding([right]).canChangePart(agent(), part)).toMatchObject({ status: 'allowed' });
    const without = all.filter((id) => id !== right);
    expect(holding(without).canEdit(agent(), [edit])).toEqual({ status: 'denied', reason: 'not-granted' });
    expect(holding(without).canChangePart(agent(), part)).toEqual({ status: 'denied', reason: 'not-granted' });
  });

  test.each(edits.filter(([, right]) => right !== 'team.order'))(
    '%s is changed by the right to manage where the catalog names no other',
    (_, __, part, edit) => {
      expect(holding(['team.manage'], silent).canEdit(agent(), [edit]).status).toBe('allowed');
      expect(holding(['team.manage'], silent).canChangePart(agent(), part).status).toBe('allowed');
    },
  );

  test('without a right of their own, licences go by the right to manage and the plan by none', () => {
    const by = holding(['team.manage'], silent);
    expect(by.canEdit(agent(), [{ op: 'set-licenses', ids: ['fax'] }]).status).toBe('allowed');
    expect(by.canEdit(agent(), [{ op: 'set-plan', plan: 'pro' }])).toEqual({ status: 'denied', reason: 'locked' });
    expect(by.canChangePart(agent(), 'plan')).toEqual({ status: 'denied', reason: 'locked' });
  });

  test('an edit that does several things needs the right of each', () => {
    const several = edits.map(([, , , edit]) => edit);
    const needed = [...new Set(edits.map(([, right]) => right))];
    expect(holding(needed).canEdit(agent(), several).status).toBe('allowed');
    for (const right of needed)
      expect(holding(needed.filter((id) => id !== right)).canEdit(agent(), several)).toEqual({
        status: 'denied',
        reason: 'not-granted',
      });
  });

  test('one table of memberships names a right for each dimension, and one name is for all of them', () => {
    const one = smallCatalog({ ...definition, delegation: { ...delegation, memberships: 'team.place' } });
    const inLine = [{ op: 'set-memberships', dimension: 'line', ids: ['a'] }] as const;
    expect(holding(['team.place'], one).canEdit(agent(), inLine).status).toBe('allowed');
    expect(holding(['team.place']).canEdit(agent(), inLine).status).toBe('denied');
    const inOther = [{ op: 'set-memberships', dimension: 'extension', ids: ['a'] }] as const;
    expect(holding(['team.manage']).canEdit(agent(), inOther).status).toBe('allowed');
  });

  test('each right must reach the member before and after', () => {
    const inSales = agent({ memberships: { queue: ['sales'] } });
    const reach = { in: { queue: ['sales'] } };
    const move = [{ op: 'set-memberships', dimension: 'queue', ids: ['support'] }] as const;
    expect(holding(['team.place'], catalog, reach).canEdit(inSales, move)).toMatchObject({ reason: 'out-of-scope' });
    const both = [...move, { op: 'set-licenses', ids: ['fax'] }] as const;
    expect(holding(['team.order', 'team.place']).canEdit(inSales, both).status).toBe('allowed');
    expect(
      holding(['team.order'], catalog, reach).canEdit(inSales, [{ op: 'set-licenses', ids: ['fax'] }]).status,
    ).toBe('allowed');
  });

  test('an id is added only where the right for it reaches somebody of whom nothing else is known', () => {
    const inSales = agent({ memberships: { queue: ['sales'] } });
    const by = holding(['team.phones'], catalog, { in: { queue: ['sales'], extension: ['7'] } });
    expect(by.canEdit(inSales, [{ op: 'set-extensions', ids: ['7'] }]).status).toBe('allowed');
    expect(by.canEdit(inSales, [{ op: 'set-extensions', ids: ['8'] }])).toMatchObject({ reason: 'out-of-scope' });
  });

  test('whether anything may be changed at all is answered by any one of the rights', () => {
    for (const [, right] of edits) expect(holding([right]).canEdit(agent(), []).status).toBe('allowed');
    for (const right of ['team.see', 'team.read', 'team.kick'])
      expect(holding([right]).canEdit(agent(), []).status).toBe('denied');
  });
});

describe('who is out of bounds whatever right is held', () => {
  test.each(edits)('of oneself, of the stranger and of the chief nobody changes %s', (_, __, part, edit) => {
    const by = holding(all);
    const reasons = [person({ id: 'lea' }), agent({ tenant: 'other' }), agent({ roles: ['chief'] })].map((target) => [
      by.canEdit(target, [edit]),
      by.canChangePart(target, part),
    ]);
    const refused = (reason: string) => expect.objectContaining({ status: 'denied', reason }) as unknown;
    expect(reasons).toEqual([
      [refused('self'), refused('self')],
      [refused('out-of-scope'), refused('out-of-scope')],
      [refused('rank'), refused('rank')],
    ]);
  });

  test('a catalog without delegation has nobody who may do anything', () => {
    const { delegation: _, ...rest } = definition;
    const by = holding(all, smallCatalog(rest));
    const answers = [
      by.canView(agent()),
      by.canSignOut(agent()),
      by.canCreateRole(),
      by.canChangePart(agent(), 'roles'),
    ];
    expect(answers).toEqual(answers.map(() => ({ status: 'denied', reason: 'not-granted' })));
  });
});

describe('questions that are no change', () => {
  test('seeing asks its own right, or the right to manage', () => {
    expect(holding(['team.see']).canView(agent()).status).toBe('allowed');
    expect(holding(['team.manage']).canView(agent()).status).toBe('denied');
    expect(holding(['team.manage'], silent).canView(agent()).status).toBe('allowed');
    expect(holding(['team.see']).canView(agent({ tenant: 'other' }))).toEqual({
      status: 'denied',
      reason: 'out-of-scope',
    });
    expect(holding(['team.see'], catalog, { in: { queue: ['a'] } }).canView(agent())).toMatchObject({
      reason: 'out-of-scope',
    });
  });

  test('signing out asks its own right and rank, and is nobody’s where the catalog names none', () => {
    expect(holding(['team.kick']).canSignOut(agent()).status).toBe('allowed');
    expect(holding(['team.manage']).canSignOut(agent()).status).toBe('denied');
    expect(holding(['team.manage'], silent).canSignOut(agent())).toEqual({ status: 'denied', reason: 'not-granted' });
    expect(holding(['team.kick']).canSignOut(agent({ roles: ['chief'] }))).toMatchObject({ reason: 'rank' });
    expect(holding(['team.kick']).canSignOut(person({ id: 'lea', roles: ['boss'] })).status).toBe('allowed');
  });

  test('a role is made by one right and changed or deleted by another', () => {
    const made = { label: 'Made', custom: true } as const;
    const changed = { label: 'Agent', grants: [{ permission: 'sms.send', effect: 'deny' }] } as const;
    const [making, editing] = [holding(['team.make']), holding(['team.edit'])];
    expect([making.canCreateRole().status, editing.canCreateRole().status]).toEqual(['allowed', 'denied']);
    expect(making.canChangeRole('made', undefined, made).status).toBe('allowed');
    expect(making.canChangeRole('agent', { label: 'Agent' }, changed)).toEqual({
      status: 'denied',
      reason: 'not-granted',
    });
    expect(making.canChangeRole('agent', made, undefined)).toEqual({ status: 'denied', reason: 'not-granted' });
    expect(editing.canChangeRole('made', undefined, made)).toEqual({ status: 'denied', reason: 'not-granted' });
    expect(editing.canChangeRole('agent', { label: 'Agent' }, changed).status).toBe('allowed');
    expect(editing.canChangeRole('agent', made, undefined).status).toBe('allowed');
    expect(holding(['team.edit'], silent).canCreateRole().status).toBe('allowed');
  });
});

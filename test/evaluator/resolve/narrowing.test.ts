// `within` of a person and of a role: written into the grants, in whatever way they came about.
import { describe, expect, test } from 'vitest';
import { createDelegation } from '../../../src/evaluator/delegate/createDelegation.js';
import { createEvaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { explain } from '../../../src/evaluator/report/explain.js';
import { applyEdits } from '../../../src/evaluator/resolve/applyEdits.js';
import { applyRoleEdits } from '../../../src/evaluator/resolve/applyRoleEdits.js';
import { memberChanges } from '../../../src/evaluator/resolve/changesBetween.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import { withRoleChanges } from '../../../src/evaluator/resolve/withRoleChanges.js';
import type { Catalog, CatalogDefinition } from '../../../src/model/catalog.js';
import type { Member, Override } from '../../../src/model/member.js';
import { parseGrantSet } from '../../../src/model/wire.js';
import { person } from '../../presets/ask.js';
import { smallCatalog } from '../small.js';

const right = { kind: 'right', label: 'x' } as const;
const definition: Partial<CatalogDefinition> = {
  dimensions: { queue: { label: 'Queue' }, line: { label: 'Line' }, extension: { label: 'Extension' } },
  resources: {
    call: { label: 'Call', owner: 'ownerId', dimensions: { queue: 'queue', line: 'line', extension: 'extension' } },
    lead: { label: 'Lead', dimensions: { extension: 'extension' } },
    user: { label: 'User', owner: 'id', dimensions: { queue: 'memberships.queue' } },
  },
  permissions: {
    'team.manage': { ...right, on: 'user' },
    'calls.view': { ...right, on: 'call' },
    'calls.play': { ...right, on: 'call', requires: ['calls.view'] },
    'leads.view': { ...right, on: 'lead' },
    'desk.run': { ...right, on: 'call', implies: ['calls.play', 'leads.view', 'sms.send'] },
    'sms.send': right,
    'mail.level': {
      kind: 'choice',
      label: 'x',
      default: 'off',
      options: [
        { id: 'off', label: 'x' },
        { id: 'on', label: 'x', grants: [{ permission: 'calls.view', scope: 'all' }] },
      ],
    },
  },
  roles: {
    agent: { label: 'Agent', grants: [{ permission: 'calls.view', scope: 'all' }, 'sms.send'] },
    sales: {
      label: 'Sales',
      grants: [
        { permission: 'calls.view', scope: { in: { line: ['direct'] }, within: { queue: ['sales', 'vip'] } } },
        { permission: 'desk.run', scope: 'all' },
        { permission: 'mail.level', value: 'on' },
      ],
      within: { queue: ['sales', 'support'] },
      gives: [{ permission: 'calls.play', scope: 'all' }],
    },
    lines: { label: 'Lines', grants: [{ permission: 'mail.level', value: 'on' }], within: { line: ['ivr'] } },
    mixed: { label: 'Mixed', grants: [{ permission: 'mail.level', value: 'on' }] },
    boss: {
      label: 'Boss',
      grants: [
        { permission: 'team.manage', scope: 'all' },
        { permission: 'calls.view', scope: { all: true, within: { queue: ['sales'] } } },
      ],
      manages: ['agent', 'sales'],
    },
    chief: { label: 'Chief', unrestricted: true, manages: ['agent', 'sales', 'boss'] },
  },
  delegation: { resource: 'user', manage: 'team.manage' },
};
const catalog = smallCatalog(definition);
const call = (queue: string, line = 'direct') => ({ queue, line });
const mayOf = (of: Partial<Member>) => createEvaluator(catalog, resolveGrants(catalog, person(of)), { now: 0 });
const scopes = (of: Partial<Member>, permission: string) =>
  resolveGrants(catalog, person(of))
    .grants.filter((grant) => grant.permission === permission)
    .map(({ scope }) => scope);
const allow = (permission: string, rest: Partial<Override> = {}): Override => ({
  permission,
  effect: 'allow',
  ...rest,
});

describe('a person who is restricted', () => {
  test('reaches nothing beyond it, whoever gives it', () => {
    const may = mayOf({
      roles: ['agent'],
      within: { queue: ['sales'], line: ['direct'] },
      overrides: [allow('calls.play', { scope: { in: { queue: ['sales', 'vip'] } } })],
    });
    expect(may.filter('calls.view', [call('sales'), call('vip'), call('sales', 'ivr')])).toEqual([call('sales')]);
    expect(may.filter('calls.play', [call('sales'), call('vip'), call('sales', 'ivr')])).toEqual([call('sales')]);
  });

  test('has what is about other records, about no record, or denied, as it is', () => {
    const of = {
      roles: ['agent'],
      within: { queue: ['sales'] },
      overrides: [allow('leads.view', { scope: 'all' }), { permission: 'calls.view', effect: 'deny' } as const],
    };
    expect(mayOf(of).can('leads.view', {})).toBe(true);
    expect(mayOf(of).can('sms.send')).toBe(true);
    expect(scopes(of, 'leads.view')).toEqual(['all']);
    expect(scopes(of, 'calls.view')).toEqual([undefined]);
  });

  test('keeps what its own memberships and a scope’s limits have in common', () => {
    const own = (within: Member['within'], limit: 'mine' | 'any' | readonly string[]) =>
      scopes(
        {
          memberships: { queue: ['sales', 'vip'] },
          overrides: [allow('calls.view', { scope: { own: true, within: { queue: limit } } })],
          ...(within && { within }),
        },
        'calls.view',
      );
    const queue = (reach: unknown) => [{ own: true, within: { queue: reach } }];
    expect(own({ queue: 'mine' }, 'mine')).toEqual(queue('mine'));
    expect(own({ queue: 'mine' }, 'any')).toEqual(queue('mine'));
    expect(own({ queue: 'any' }, ['vip'])).toEqual(queue(['vip']));
    expect(own({ queue: 'mine' }, ['vip', 'support'])).toEqual(queue(['vip']));
    expect(own({ queue: ['support'] }, 'mine')).toEqual(queue([]));
    expect(own({}, ['vip'])).toEqual(queue(['vip']));
    const nowhere = mayOf({ roles: ['agent'], within: { queue: [] } });
    expect([nowhere.canSome('calls.view'), nowhere.can('calls.view', call('sales'))]).toEqual([false, false]);
  });

  test('reaches no record at all where nobody knows what it is restricted to', () => {
    const strange = mayOf({ roles: ['agent'], within: { colour: ['red'] } });
    expect(strange.canSome('calls.view')).toBe(false);
    const unread = mayOf({ roles: ['agent'], within: { queue: 7 as never } });
    expect(unread.can('calls.view', call('sales'))).toBe(false);
    const proto = mayOf({ roles: ['agent'], within: JSON.parse('{"__proto__":["a"]}') as never });
    expect(proto.canSome('calls.view')).toBe(false);
  });

  test('opens nothing by an umbrella of which nothing is left', () => {
    const running = { overrides: [allow('desk.run', { scope: 'all' })] };
    expect(mayOf(running).can('sms.send')).toBe(true);
    expect(mayOf({ ...running, within: { queue: ['sales'] } }).can('leads.view', {})).toBe(true);
    expect(mayOf({ ...running, within: { queue: [] } }).can('leads.view', {})).toBe(false);
    expect(mayOf({ ...running, within: { queue: [] } }).can('sms.send')).toBe(false);
  });

  test('is told that the restriction is the reason', () => {
    const may = mayOf({ roles: ['agent'], within: { queue: ['sales'] } });
    const restriction = { from: 'member', within: { queue: ['sales'] } };
    expect(explain(may, 'calls.view', call('vip'))).toMatchObject({
      decision: { status: 'denied', reason: 'out-of-scope' },
      restriction,
    });
    expect(explain(may, 'calls.view', call('sales')).restriction).toBeUndefined();
    const own = mayOf({ within: { queue: ['sales'] }, overrides: [allow('calls.view', { scope: { own: true } })] });
    expect(explain(own, 'calls.view', call('sales')).restriction).toBeUndefined();
    expect(explain(mayOf({ roles: ['sales'] }), 'desk.run', call('vip')).restriction).toEqual({
      from: 'role:sales',
      within: { queue: ['sales', 'support'] },
    });
  });
});

describe('a role that is restricted', () => {
  test('narrows what comes from it, also by its umbrellas, and nothing else', () => {
    const overrides = [allow('calls.play', { scope: { in: { queue: ['vip'] } } })];
    const of = { roles: ['sales'], overrides };
    expect(scopes(of, 'desk.run')).toEqual([{ all: true, within: { queue: ['sales', 'support'] } }]);
    expect(scopes(of, 'calls.play')).toEqual([{ in: { queue: ['vip'] } }]);
    expect(scopes({ roles: ['sales'] }, 'calls.play')).toEqual([
      { all: true, within: { queue: ['sales', 'support'] } },
    ]);
    // A lead has no queue.
    expect(scopes({ roles: ['sales'] }, 'leads.view')).toEqual(['all']);
    expect(scopes({ roles: ['sales'] }, 'calls.view')).toContainEqual({
      in: { line: ['direct'] },
      within: { queue: ['sales'] },
    });
  });

  test('narrows what comes with an option only where each role that sets it is restricted', () => {
    const reach = (...roles: readonly string[]) => {
      const may = mayOf({ roles });
      return [call('sales'), call('vip', 'ivr'), call('vip')].map((each) => may.can('calls.view', each));
    };
    expect(reach('sales')).toEqual([true, false, false]);
    expect(reach('lines')).toEqual([false, true, false]);
    expect(reach('sales', 'lines')).toEqual([true, true, false]);
    expect(reach('lines', 'mixed')).toEqual([true, true, true]);
  });

  test('has copies that are restricted as it is, to what umbrellas and options open and to what may be given', () => {
    const wide = { permission: 'desk.all', scope: 'all' } as const;
    const shared = smallCatalog({
      ...definition,
      permissions: {
        ...definition.permissions,
        'desk.all': { ...right, on: 'call', implies: [{ permission: 'calls.play', scope: 'all' }] },
      },
      roles: {
        ...definition.roles,
        wide: { label: 'Wide', grants: [wide, 'sms.send'], grantable: ['sms.send'], within: { queue: ['sales'] } },
      },
    });
    const ours = (copyOf: string) => {
      const edits = [{ op: 'create', label: 'Ours', copyOf }] as const;
      const change = applyRoleEdits({ shared, catalog: shared, changes: [] }, 'ours', undefined, edits);
      return change ? [change] : [];
    };
    const copied = withRoleChanges(shared, ours('wide'));
    const reach = (among: Catalog, role: string, permission: string) => {
      const may = createEvaluator(among, resolveGrants(among, person({ id: 'pat', roles: [role] })), { now: 0 });
      return ['sales', 'vip'].filter((queue) => may.can(permission, call(queue)));
    };
    expect(copied.roles['ours']?.within).toEqual({ queue: ['sales'] });
    expect(ours('wide')[0]?.grants['desk.all']).toEqual([wide]);
    for (const role of ['wide', 'ours']) {
      expect(reach(copied, role, 'desk.all')).toEqual(['sales']);
      const override: Override = { permission: 'desk.all', effect: 'allow', scope: { in: { queue: ['vip'] } } };
      const given = person({ id: 'pat', roles: [role], overrides: [override] });
      expect(createEvaluator(copied, resolveGrants(copied, given), { now: 0 }).can('desk.all', call('vip'))).toBe(
        false,
      );
    }
    const level = withRoleChanges(shared, ours('lines'));
    const opened = createEvaluator(level, resolveGrants(level, person({ id: 'pat', roles: ['ours'] })), { now: 0 });
    expect([call('vip', 'ivr'), call('vip')].map((each) => opened.can('calls.view', each))).toEqual([true, false]);
    const { wide: _, ...others } = shared.roles;
    const orphaned = withRoleChanges(smallCatalog({ ...shared, roles: others }), ours('wide'));
    expect(reach(orphaned, 'ours', 'desk.all')).toEqual([]);
  });
});

describe('who may restrict whom', () => {
  const by = (of: Partial<Member>) =>
    createDelegation(catalog, resolveGrants(catalog, person({ id: 'lea', ...of })), { now: 0 });
  const agent = (within?: Member['within']) => person({ id: 'ann', roles: ['agent'], ...(within && { within }) });
  const set = (within: NonNullable<Member['within']>) => [{ op: 'set-within', within }] as const;

  test('whoever manages a member narrows it, and widens it as far as it reaches', () => {
    const boss = by({ roles: ['boss'] });
    expect(boss.canEdit(agent(), set({ queue: ['sales'] })).status).toBe('allowed');
    expect(boss.canEdit(agent({ queue: [] }), set({ queue: ['sales'] })).status).toBe('allowed');
    const ceiling = { status: 'denied', reason: 'ceiling', missing: { kind: 'permission', ids: ['calls.view'] } };
    expect(boss.canEdit(agent({ queue: ['sales'] }), set({ queue: ['sales', 'vip'] }))).toEqual(ceiling);
    expect(boss.canEdit(agent({ queue: ['sales'] }), set({}))).toEqual(ceiling);
    expect(by({ roles: ['chief'] }).canEdit(agent({ queue: ['sales'] }), set({})).status).toBe('allowed');
  });

  test('nobody who is restricted gives beyond it, by what it holds or what its role gives', () => {
    const give = (permission: string, queue: string) =>
      [{ op: 'set', permission, effect: 'allow', scope: { in: { queue: [queue] } } }] as const;
    // It manages those in its queues, too.
    const inSales = person({ id: 'ann', memberships: { queue: ['sales'] } });
    const chief = by({ roles: ['chief'], within: { queue: ['sales'] } });
    expect(chief.canEdit(inSales, give('calls.view', 'sales')).status).toBe('allowed');
    expect(chief.canEdit(inSales, give('calls.view', 'vip')).status).toBe('denied');
    expect(chief.canEdit(person({ id: 'ann' }), give('calls.view', 'sales'))).toMatchObject({ reason: 'out-of-scope' });
    const sales = (within: NonNullable<Member['within']>) => by({ roles: ['sales'], within }).ceiling('calls.play');
    expect(sales({ queue: ['support', 'vip'] })).toEqual({
      scope: { includes: [{ all: true, within: { queue: ['support'] } }], excludes: [] },
    });
  });
});

test('nobody who is restricted leaves a member less restricted, though the member holds nothing yet', () => {
  const free = (giver: Partial<Member>, had: Member['within'], within: NonNullable<Member['within']>) => {
    const by = createDelegation(catalog, resolveGrants(catalog, person({ id: 'lea', roles: ['chief'], ...giver })), {
      now: 0,
    });
    const idle = person({ id: 'ann', memberships: { queue: ['sales'] }, ...(had && { within: had }) });
    return by.canEdit(idle, [{ op: 'set-within', within }]);
  };
  const inSales = { within: { queue: ['sales'] } };
  const refused = { status: 'denied', reason: 'ceiling' };
  expect(free(inSales, { queue: [] }, { queue: ['sales'] }).status).toBe('allowed');
  expect(free(inSales, { queue: ['vip'] }, { queue: ['vip', 'sales'], line: [] }).status).toBe('allowed');
  expect(free(inSales, { queue: [], line: [] }, { queue: [] }).status).toBe('allowed');
  expect(free(inSales, undefined, { line: [] }).status).toBe('allowed');
  for (const within of [{}, { queue: 'any' }, { queue: ['sales', 'vip'] }, { queue: 'mine' }] as const)
    expect(free(inSales, { queue: ['sales'] }, within)).toEqual(refused);
  expect(free(inSales, { queue: 'mine' }, { queue: 'mine', line: [] }).status).toBe('allowed');
  expect(free({}, { queue: [] }, {}).status).toBe('allowed');
  const managing: Override = { permission: 'team.manage', effect: 'allow', scope: 'all' };
  expect(free({ roles: ['sales'], overrides: [managing] }, { queue: [] }, {})).toEqual(refused);
  // The reach of a role is that of all its holder's roles together.
  expect(free({ roles: ['sales', 'chief'] }, { queue: [] }, {}).status).toBe('allowed');
});

test('an edit replaces the whole restriction, and an empty one is none', () => {
  const before = person({ within: { queue: ['sales'] } });
  const after = applyEdits(before, [{ op: 'set-within', within: { line: 'any' } }]);
  expect(after.within).toEqual({ line: 'any' });
  expect(applyEdits(before, [{ op: 'set-within', within: {} }])).not.toHaveProperty('within');
  expect(memberChanges(before, after)).toEqual([{ path: 'within', from: before.within, to: after.within }]);
});

test('a restriction travels in the grant set', () => {
  const set = resolveGrants(catalog, person({ roles: ['agent'], within: { queue: ['sales'] } }));
  expect(parseGrantSet(JSON.parse(JSON.stringify(set))).subject.within).toEqual({ queue: ['sales'] });
  const bad = { ...set, subject: { ...set.subject, within: { queue: 'every' } } };
  expect(() => parseGrantSet(bad)).toThrow('subject.within.queue');
});

describe('a restriction that cannot be read', () => {
  const stored: readonly (readonly [string, unknown])[] = [
    ['nothing', null],
    ['a text', 'sales'],
    ['an empty text', ''],
    ['a number', 5],
    ['a list', ['queue']],
    ['an empty list', []],
    ['a word that is no reach', { queue: 'sales' }],
    ['no reach', { queue: null }],
    ['an undefined reach', { queue: undefined }],
    ['a number as a reach', { queue: 5 }],
    ['a table as a reach', { queue: { sales: true } }],
  ];

  test.each(stored)('leaves nothing: %s', (_, within) => {
    for (const role of ['agent', 'sales', 'boss']) {
      const restricted = { ...person({ id: 'pat', roles: [role] }), within } as Member;
      const may = createEvaluator(catalog, resolveGrants(catalog, restricted), { now: 0 });
      expect(may.canSome('calls.view')).toBe(false);
      expect(may.filter('calls.view', [{ queue: 'sales' }, { queue: 's' }, { ownerId: 'pat' }, {}])).toEqual([]);
      const reviewed = applyEdits(restricted, [{ op: 'review', at: 1 }]);
      expect(reviewed.within).toEqual(within);
    }
    const sms = { ...person({ id: 'pat', roles: ['agent'] }), within } as Member;
    expect(createEvaluator(catalog, resolveGrants(catalog, sms), { now: 0 }).can('sms.send')).toBe(true);
  });
});

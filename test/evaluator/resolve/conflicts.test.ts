// Separation of duties: who holds two rights that nobody may hold together has neither.
import { describe, expect, test } from 'vitest';
import { createDelegation } from '../../../src/evaluator/delegate/createDelegation.js';
import { createEvaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { advise } from '../../../src/evaluator/report/advise.js';
import { evaluatorFor } from '../../../src/evaluator/report/evaluatorFor.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import type { CatalogDefinition, GrantSpec } from '../../../src/model/catalog.js';
import type { Member, Override } from '../../../src/model/member.js';
import { person } from '../../presets/ask.js';
import { smallCatalog } from '../small.js';

const right = { kind: 'right', label: 'x' } as const;
const definition: Partial<CatalogDefinition> = {
  resources: {
    call: { label: 'Call', dimensions: { queue: 'queue' } },
    user: { label: 'User', owner: 'id', dimensions: { queue: 'memberships.queue' } },
  },
  permissions: {
    'team.manage': { ...right, on: 'user' },
    'roles.edit': right,
    'bills.create': right,
    'bills.approve': { ...right, implies: ['bills.pay'] },
    'bills.pay': right,
    'calls.play': { ...right, on: 'call' },
    'desk.run': { ...right, implies: ['bills.approve'] },
    'mail.level': {
      kind: 'choice',
      label: 'x',
      default: 'off',
      options: [
        { id: 'off', label: 'x' },
        { id: 'on', label: 'x', grants: ['bills.approve'] },
      ],
    },
  },
  roles: {
    clerk: { label: 'Clerk', grants: ['bills.create'] },
    checker: { label: 'Checker', grants: ['bills.approve'] },
    lead: {
      label: 'Lead',
      grants: [{ permission: 'team.manage', scope: 'all' }, 'roles.edit'],
      manages: ['clerk', 'checker'],
      gives: ['bills.create', 'mail.level'].map((permission): GrantSpec =>
        permission === 'mail.level' ? { permission, value: 'off' } : permission,
      ),
    },
    chief: {
      label: 'Chief',
      grants: ['roles.edit'],
      manages: ['clerk', 'checker'],
      gives: ['desk.run', 'bills.create'],
    },
  },
  conflicts: [
    { id: 'bills', label: 'Who writes a bill does not approve it', permissions: ['bills.create', 'bills.approve'] },
    { id: 'audio', label: 'x', permissions: ['calls.play', 'bills.create'] },
  ],
  delegation: { resource: 'user', manage: 'team.manage', editRole: 'roles.edit' },
};
const catalog = smallCatalog(definition);
const allow = (permission: string, rest: Partial<Override> = {}): Override => ({
  permission,
  effect: 'allow',
  ...rest,
});
const mayOf = (of: Partial<Member>, now = 0) => createEvaluator(catalog, resolveGrants(catalog, person(of)), { now });
const bills = ['bills.create', 'bills.approve', 'bills.pay'] as const;
const answers = (of: Partial<Member>, now = 0) => bills.map((id) => mayOf(of, now).can(id));

describe('two rights that conflict', () => {
  test('are both closed, with their reason, and open nothing', () => {
    expect(answers({ roles: ['clerk'] })).toEqual([true, false, false]);
    expect(answers({ roles: ['checker'] })).toEqual([false, true, true]);
    expect(answers({ roles: ['clerk', 'checker'] })).toEqual([false, false, false]);
    const reason = { status: 'denied', reason: 'conflict' };
    const may = mayOf({ roles: ['checker', 'clerk'] });
    expect(may.check('bills.create')).toMatchObject(reason);
    expect(may.check('bills.approve')).toMatchObject(reason);
    expect(may.check('bills.pay')).toMatchObject({ reason: 'not-granted' });
  });

  test('are both closed however one comes about', () => {
    expect(answers({ roles: ['clerk'], overrides: [allow('desk.run')] })).toEqual([false, false, false]);
    expect(answers({ roles: ['clerk'], overrides: [allow('mail.level', { value: 'on' })] })).toEqual([
      false,
      false,
      false,
    ]);
    const lone = evaluatorFor(catalog, person({ roles: ['clerk', 'checker'] }), 'bills.create', { now: 0 });
    expect(lone.can('bills.create')).toBe(false);
  });

  test('are held apart by a deny of one, and by times that do not meet', () => {
    const denied = { permission: 'bills.approve', effect: 'deny' } as const;
    expect(answers({ roles: ['clerk', 'checker'], overrides: [denied] })).toEqual([true, false, false]);
    const shift = { roles: ['clerk'], overrides: [allow('bills.approve', { startsAt: 5, endsAt: 10 })] };
    expect([4, 5, 9, 10].map((now) => answers(shift, now))).toEqual([
      [true, false, false],
      [false, false, false],
      [false, false, false],
      [true, false, false],
    ]);
    const apart = [allow('bills.create', { endsAt: 5 }), allow('bills.approve', { startsAt: 5 })];
    expect([4, 5].map((now) => answers({ overrides: apart }, now))).toEqual([
      [true, false, false],
      [false, true, true],
    ]);
  });

  test('count as held where one reaches anything, or where only the server knows', () => {
    const playing = (scope: Override['scope']) => ({
      roles: ['clerk'],
      overrides: [allow('calls.play', scope === undefined ? {} : { scope })],
    });
    expect(answers(playing({ in: { queue: ['sales'] } }))[0]).toBe(false);
    expect(answers(playing({ in: { queue: 'mine' } }))[0]).toBe(true);
    expect(answers(playing(undefined))[0]).toBe(true);
    const perhaps = smallCatalog({ ...definition, baseline: [{ permission: 'bills.approve', conditional: true }] });
    const set = resolveGrants(perhaps, person({ roles: ['clerk'] }));
    expect(createEvaluator(perhaps, set, { now: 0 }).check('bills.create')).toMatchObject({ reason: 'conflict' });
  });

  test('that meet very often are closed from the first time to the last', () => {
    const many = Array.from({ length: 200 }, (_, i) => [
      allow('bills.create', { startsAt: 10 * i, endsAt: 10 * i + 5 }),
      allow('bills.approve', { startsAt: 10 * i + 2, endsAt: 10 * i + 7 }),
    ]).flat();
    const set = resolveGrants(catalog, person({ overrides: many }));
    expect(set.grants.filter(({ reason }) => reason === 'conflict').length).toBeLessThan(1_000);
    const may = (now: number) => bills.map((id) => createEvaluator(catalog, set, { now }).can(id));
    expect([1, 3, 13].map(may)).toEqual([
      [true, false, false],
      [false, false, false],
      [false, false, false],
    ]);
  });
});

describe('an edit', () => {
  const by = (role: string, of: Partial<Member> = {}) =>
    createDelegation(
      catalog,
      resolveGrants(
        catalog,
        person({ id: 'lea', roles: [role], overrides: [allow('team.manage', { scope: 'all' })], ...of }),
      ),
      { now: 0 },
    );
  const conflict = {
    status: 'denied',
    reason: 'conflict',
    missing: { kind: 'permission', ids: ['bills.create', 'bills.approve'] },
  };
  const ann = (...roles: readonly string[]) => person({ id: 'ann', roles });

  test('that makes a conflict is refused, with what conflicts', () => {
    expect(by('chief').canEdit(ann('checker'), [{ op: 'set', ...allow('bills.create') }])).toEqual(conflict);
    expect(by('chief').canEdit(ann('checker'), [{ op: 'add-role', role: 'clerk' }])).toEqual(conflict);
    expect(by('chief').canEdit(ann('checker'), [{ op: 'assign-role', role: 'clerk' }]).status).toBe('allowed');
    const both = ann('clerk', 'checker');
    expect(by('chief').canEdit(both, [{ op: 'review', at: 1 }]).status).toBe('allowed');
  });

  test('that ends one gives what it frees', () => {
    const both = ann('clerk', 'checker');
    const ceiling = (...ids: readonly string[]) => ({ reason: 'ceiling', missing: { kind: 'permission', ids } });
    expect(by('lead').canEdit(both, [{ op: 'remove-role', role: 'clerk' }])).toMatchObject(
      ceiling('bills.approve', 'bills.pay'),
    );
    expect(by('lead').canEdit(both, [{ op: 'set', permission: 'bills.create', effect: 'deny' }])).toMatchObject(
      ceiling('bills.approve', 'bills.pay'),
    );
    expect(by('lead').canEdit(both, [{ op: 'remove-role', role: 'checker' }]).status).toBe('allowed');
    expect(by('chief').canEdit(both, [{ op: 'remove-role', role: 'clerk' }]).status).toBe('allowed');
  });

  test('of a role that would give both by itself is refused, and one that gives less frees the other', () => {
    const change = (who: string, before: readonly GrantSpec[], after: readonly GrantSpec[]) =>
      by(who).canChangeRole('clerk', { label: 'x', grants: before }, { label: 'x', grants: after });
    expect(change('chief', ['bills.create'], ['bills.create', 'bills.approve'])).toEqual(conflict);
    expect(change('lead', ['bills.create'], [])).toMatchObject({ reason: 'ceiling' });
    expect(change('lead', [], [{ permission: 'bills.create', effect: 'deny' }])).toMatchObject({ reason: 'ceiling' });
    expect(change('lead', ['bills.approve'], []).status).toBe('allowed');
    expect(change('chief', ['bills.approve', 'desk.run'], ['bills.approve']).status).toBe('allowed');
  });
});

test('advice names who holds what nobody may hold together', () => {
  const members = [person({ id: 'ann', roles: ['clerk', 'checker'] }), person({ id: 'ben', roles: ['clerk'] })];
  const findings = advise(catalog, members, { now: 0 }).filter(({ code }) => code === 'conflict');
  expect(findings).toEqual([{ code: 'conflict', severity: 'error', members: ['ann'], conflict: 'bills' }]);
});

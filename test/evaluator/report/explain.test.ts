import { expect, test } from 'vitest';
import { createEvaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { explain } from '../../../src/evaluator/report/explain.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import { defineCatalog } from '../../../src/model/defineCatalog.js';
import type { Grant } from '../../../src/model/grant.js';
import type { Member, Override } from '../../../src/model/member.js';
import { person } from '../../presets/ask.js';
import { mayOf as mayBy, smallCatalog } from '../small.js';

const desk = defineCatalog({
  id: 'desk',
  dimensions: { queue: { label: 'Queue' } },
  resources: { call: { label: 'Call', owner: 'ownerId', dimensions: { queue: 'queue' } } },
  permissions: {
    'calls.view': { kind: 'right', label: 'View calls', on: 'call' },
    'calls.play': { kind: 'right', label: 'Play calls', on: 'call', requires: ['calls.view'] },
    'calls.max': { kind: 'number', label: 'Calls at once', unit: 'count', min: 0, max: 9, unlimited: true, default: 1 },
    'calls.tag': { kind: 'duty', label: 'Tag calls' },
  },
  roles: {
    boss: { label: 'Boss', unrestricted: true },
    agent: { label: 'Agent', grants: [{ permission: 'calls.view', scope: { in: { queue: 'mine' } } }] },
    senior: { label: 'Senior', grants: [{ permission: 'calls.max', value: 4 }] },
  },
});

const allow = (permission: string, rest: Partial<Override> = {}): Override => ({
  permission,
  effect: 'allow',
  ...rest,
});
const mayOf = (rest: Partial<Member>) =>
  createEvaluator(desk, resolveGrants(desk, person({ roles: ['agent'], memberships: { queue: ['sales'] }, ...rest })), {
    now: 0,
  });

test('what is allowed names the grant that allows it, everything that is held, and no role', () => {
  const own = allow('calls.view', { scope: { own: true } });
  const grant = { ...own, from: 'member' };
  expect(explain(mayOf({ overrides: [own] }), 'calls.view', { ownerId: 'someone' })).toEqual({
    permission: 'calls.view',
    label: 'View calls',
    kind: 'right',
    decision: { status: 'allowed', by: grant },
    value: undefined,
    held: [grant],
    by: grant,
    missing: undefined,
    roles: [],
  });
});

test('what is out of reach names the grant that came nearest, and the roles that reach so far', () => {
  const explanation = explain(mayOf({}), 'calls.view', { queue: 'support' });
  expect(explanation.decision).toMatchObject({ status: 'denied', reason: 'out-of-scope' });
  expect(explanation.by).toMatchObject({ from: 'role:agent', scope: { in: { queue: 'mine' } } });
  expect(explanation.roles).toEqual(['boss']);
  expect(explain(mayOf({ roles: ['senior'] }), 'calls.view', { queue: 'sales' }).roles).toEqual(['boss', 'agent']);
});

test('without a record the roles are those that give the right for anything at all', () => {
  const explanation = explain(mayOf({ roles: ['senior'] }), 'calls.view');
  expect(explanation.decision).toEqual({ status: 'denied', reason: 'resource-required' });
  expect(explanation.roles).toEqual(['boss', 'agent']);
});

test('a missing prerequisite is named, and the grant that is held without it', () => {
  const player = mayOf({ roles: ['senior'], overrides: [allow('calls.play', { scope: 'all' })] });
  const { by, missing, held } = explain(player, 'calls.play', {});
  expect(missing).toEqual({ kind: 'permission', ids: ['calls.view'] });
  expect(held).toEqual([by]);
});

test('grants that do not count are told too, the member’s own first', () => {
  const overrides = [allow('calls.view', { scope: 'all', endsAt: -1 })];
  const { held } = explain(mayOf({ overrides }), 'calls.view', { queue: 'support' });
  expect(held.map(({ from }) => from)).toEqual(['member', 'role:agent']);
});

test('a value names the grant that it comes from and the roles that give more; it is no yes or no', () => {
  const three = explain(mayOf({ overrides: [allow('calls.max', { value: 3 })] }), 'calls.max');
  expect(three).toMatchObject({ kind: 'number', value: 3, by: { from: 'member' }, roles: ['boss', 'senior'] });
  expect(three.decision).toBeUndefined();
  const unlimited = explain(mayOf({ roles: ['boss'] }), 'calls.max');
  expect(unlimited).toMatchObject({ value: Infinity, by: { from: 'role:boss', value: 'unlimited' }, roles: [] });
  const plain = explain(mayOf({}), 'calls.max');
  expect([plain.value, plain.by]).toEqual([1, undefined]);
});

test('a value that the permission does not take closes it and is named, whatever else is held', () => {
  const low = explain(
    mayBy(
      desk,
      [
        { permission: 'calls.max', value: 0 },
        { permission: 'calls.max', value: 99 },
      ],
      { catalog: 'desk' },
    ),
    'calls.max',
  );
  expect(low).toMatchObject({ value: 0, by: { value: 99 } });
  expect(low.held).toHaveLength(2);
  expect(explain(mayOf({}), 'calls.max')).toMatchObject({ value: 1, by: undefined });
  const two = [allow('calls.max', { value: 2 }), allow('calls.max', { value: 5, startsAt: 9 })];
  expect(explain(mayOf({ overrides: two }), 'calls.max').by).toMatchObject({ value: 2 });
});

test('of several values the grant is named whose value it is, no limit among them', () => {
  const [three, unlimited] = [allow('calls.max', { value: 3 }), allow('calls.max', { value: 'unlimited' })];
  expect(explain(mayOf({ overrides: [three, unlimited] }), 'calls.max').by).toMatchObject({ value: 'unlimited' });
  const values = smallCatalog({
    permissions: {
      'calls.max': { kind: 'number', label: 'Max', unit: 'count', min: 0, max: 9, unlimited: true, default: 5 },
      'calls.wait': {
        kind: 'number',
        label: 'Wait',
        unit: 'seconds',
        min: 0,
        max: 9,
        merge: 'min',
        unlimited: true,
        default: 5,
      },
    },
  });
  const by = (permission: string, ...[first, second]: readonly [Partial<Grant>, Partial<Grant>]) =>
    explain(
      mayBy(values, [
        { permission, ...first, from: 'member' },
        { permission, ...second, from: 'role:agent' },
      ]),
      permission,
    ).by?.from;
  expect(by('calls.max', { value: 3 }, { value: 'unlimited' })).toBe('role:agent');
  expect(by('calls.wait', { value: 'unlimited' }, { value: 3 })).toBe('role:agent');
  expect(by('calls.max', { value: 7, startsAt: 9 }, { value: 7 })).toBe('role:agent');
  expect(by('calls.max', { value: 7 }, { value: 7 })).toBe('member');
});

test('a value that is closed names the grant that came nearest, and what it lacks', () => {
  const number = { kind: 'number', label: 'Max', unit: 'count', min: 0, max: 9, default: 1 } as const;
  const closed = smallCatalog({
    permissions: {
      'desk.open': { kind: 'right', label: 'Open the desk' },
      'calls.max': { ...number, plans: ['gold'] },
      'calls.wait': { ...number, licenses: ['voice'] },
      'calls.hold': { ...number, requires: ['desk.open'] },
      'calls.free': number,
    },
    plans: { gold: { label: 'Gold' } },
    licenses: { voice: { label: 'Voice' } },
  });
  const asked = (permission: string, grant: Partial<Grant> = {}, expiresAt = 9) => {
    const { value, by, missing } = explain(
      mayBy(closed, [{ permission, value: 7, ...grant }], { expiresAt }),
      permission,
    );
    return [value, by?.value, missing];
  };
  expect(asked('calls.max')).toEqual([0, 7, { kind: 'plan', ids: ['gold'] }]);
  expect(asked('calls.wait')).toEqual([0, 7, { kind: 'license', ids: ['voice'] }]);
  expect(asked('calls.hold')).toEqual([0, 7, { kind: 'permission', ids: ['desk.open'] }]);
  expect(asked('calls.hold', { startsAt: 5 })).toEqual([0, undefined, { kind: 'permission', ids: ['desk.open'] }]);
  expect(asked('calls.hold', {}, 0)).toEqual([0, 7, undefined]);
  expect(asked('calls.free')).toEqual([7, 7, undefined]);
  expect(asked('calls.free', { conditional: true })).toEqual([1, 7, undefined]);
});

test('a value that is denied names the deny, whoever else gives it', () => {
  // A backend may send a value with it, which makes no difference.
  const denied = { permission: 'calls.max', effect: 'deny', value: 3, from: 'role:agent' } as const;
  const may = mayBy(desk, [{ permission: 'calls.max', value: 0 }, denied], { catalog: 'desk' });
  expect(explain(may, 'calls.max')).toMatchObject({ value: 0, by: denied });
});

test('what is held is told in one order, in whatever order a source sent it', () => {
  const grants = [
    { permission: 'calls.view', scope: { own: true }, from: 'role:agent' },
    { permission: 'calls.view', scope: 'all', from: 'member' },
  ] as const;
  const told = [grants, grants.toReversed()].map(
    (sent) => explain(mayBy(smallCatalog({}), sent), 'calls.view', {}).held,
  );
  expect(told.map((held) => held.map(({ from }) => from))).toEqual([
    ['member', 'role:agent'],
    ['member', 'role:agent'],
  ]);
});

test('the roles are asked about the very record, and stand for themselves alone', () => {
  const sales = explain(mayOf({ roles: [], packages: ['x'] }), 'calls.view', { queue: 'sales' });
  expect(sales.roles).toEqual(['boss', 'agent']);
  expect(explain(mayOf({ roles: [] }), 'calls.view', { queue: 'support' }).roles).toEqual(['boss']);
  expect(explain(mayOf({ overrides: [allow('calls.view', { effect: 'deny' })] }), 'calls.view', {}).roles).toEqual([
    'boss',
  ]);
});

test('a duty that binds names the roles under which it would not', () => {
  const bound = explain(mayOf({ overrides: [allow('calls.tag', { value: true })] }), 'calls.tag');
  expect(bound).toMatchObject({
    kind: 'duty',
    value: true,
    by: { from: 'member' },
    roles: ['boss', 'agent', 'senior'],
  });
});

test('anything may be asked about: an unknown permission is one, whatever it is called', () => {
  for (const id of ['no.such', '__proto__', 'constructor', '']) {
    expect(explain(mayOf({}), id, {})).toEqual({
      permission: id,
      label: id,
      kind: undefined,
      decision: { status: 'denied', reason: 'unknown-permission' },
      value: undefined,
      held: [],
      by: undefined,
      missing: undefined,
      roles: [],
    });
  }
});

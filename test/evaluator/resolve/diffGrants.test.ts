import { expect, test } from 'vitest';
import { diffGrants } from '../../../src/evaluator/resolve/diffGrants.js';
import type { Grant } from '../../../src/model/grant.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import { onoff } from '../../../src/presets/onoff.js';
import { person } from '../../presets/ask.js';

const grant = (permission: string, rest: Partial<Grant> = {}): Grant => ({
  permission,
  effect: 'allow',
  from: 'role:agent',
  ...rest,
});
const set = (...grants: readonly Grant[]) => ({ grants });

test('sets that grant the same differ in nothing, in whatever order and form', () => {
  const a = grant('calls.view', { scope: { in: { queue: ['a', 'b'] }, own: true } });
  const b: Grant = {
    from: 'role:agent',
    scope: { own: true, in: { queue: ['b', 'a'] } },
    effect: 'allow',
    permission: 'calls.view',
  };
  expect(diffGrants(set(a, grant('sms.send')), set(grant('sms.send'), b, b))).toEqual([]);
  expect(diffGrants(set(), set())).toEqual([]);
});

test('what was gained and lost stands by permission, in one order', () => {
  const [sms, fax] = [grant('sms.send'), grant('fax.send')];
  expect(diffGrants(set(sms), set(fax))).toEqual([
    { permission: 'fax.send', gained: [fax], lost: [] },
    { permission: 'sms.send', gained: [], lost: [sms] },
  ]);
});

test('another reach, time, value, source or reason is one grant lost and one gained', () => {
  const before = grant('calls.view', { scope: 'all' });
  for (const change of [
    { scope: { own: true } as const },
    { endsAt: 5 },
    { value: 3 },
    { from: 'member' as const },
    { effect: 'deny' as const },
    { conditional: true as const },
  ]) {
    const after = { ...before, ...change };
    expect(diffGrants(set(before), set(after))).toEqual([
      { permission: 'calls.view', gained: [after], lost: [before] },
    ]);
  }
});

test('a permission called __proto__ is one like any other', () => {
  expect(diffGrants(set(), set(grant('__proto__'))).map(({ permission }) => permission)).toEqual(['__proto__']);
});

test('what an Admin of onoff gains by becoming Owner is what commits the company, and everything else from another role', () => {
  const of = (role: string) => resolveGrants(onoff, person({ roles: [role] }));
  const changes = diffGrants(of('admin'), of('owner'));
  expect(changes.filter(({ lost }) => lost.length === 0).map(({ permission }) => permission)).toEqual([
    'billing.edit',
    'commitments.create',
    'licenses.edit',
  ]);
  expect(changes.filter(({ gained }) => gained.length === 0)).toEqual([]);
});

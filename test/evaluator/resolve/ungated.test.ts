import { expect, test } from 'vitest';
import { opensWhenBought, ungatedSet } from '../../../src/evaluator/resolve/ungated.js';
import type { PermissionDefinition } from '../../../src/model/catalog.js';
import type { Scope } from '../../../src/model/scope.js';
import type { Subject } from '../../../src/model/subject.js';
import { grantOf, setOf, smallCatalog } from '../small.js';

const leaf = { kind: 'right', label: 'Leaf' } as const;
const levels = (grants?: readonly string[]): PermissionDefinition => ({
  kind: 'choice',
  label: 'Level',
  default: 'none',
  options: [
    { id: 'none', label: 'None' },
    { id: 'all', label: 'All', ...(grants && { grants }) },
  ],
});
const withOne = (permission: PermissionDefinition) =>
  smallCatalog({
    permissions: { 'a.one': permission, 'a.leaf': leaf },
    plans: { pro: { label: 'Pro' } },
    licenses: { fax: { label: 'Fax' } },
  });

test('something opens once a plan or a licence is bought: an umbrella, or an option with grants', () => {
  const umbrella = { ...leaf, implies: ['a.leaf'] } as const;
  expect(opensWhenBought(withOne({ ...umbrella, plans: ['pro'] }))).toBe(true);
  expect(opensWhenBought(withOne({ ...umbrella, licenses: ['fax'] }))).toBe(true);
  expect(opensWhenBought(withOne({ ...levels(['a.leaf']), plans: ['pro'] }))).toBe(true);
});

test('nothing opens where nothing is for sale, or what is for sale opens nothing', () => {
  expect(opensWhenBought(withOne({ ...leaf, implies: ['a.leaf'] }))).toBe(false);
  expect(opensWhenBought(withOne(levels(['a.leaf'])))).toBe(false);
  expect(opensWhenBought(withOne({ ...leaf, plans: ['pro'] }))).toBe(false);
  expect(opensWhenBought(withOne({ ...levels(), plans: ['pro'] }))).toBe(false);
  expect(opensWhenBought(withOne({ kind: 'duty', label: 'Duty', plans: ['pro'] }))).toBe(false);
});

test('without its gates a set has what its umbrellas open, except where an own setting may have narrowed it', () => {
  const catalog = smallCatalog({
    permissions: {
      'a.one': { ...leaf, implies: ['a.leaf', 'a.other'], plans: ['pro'] },
      'a.leaf': leaf,
      'a.other': leaf,
    },
    plans: { pro: { label: 'Pro' } },
  });
  const permissionsOf = (grants: Parameters<typeof setOf>[0]) =>
    ungatedSet(catalog, setOf(grants)).grants.map(({ permission, from }) => `${permission} ${from}`);
  const one = { permission: 'a.one', from: 'role:x' } as const;
  expect(permissionsOf([one])).toEqual(['a.one role:x', 'a.leaf implied:a.one', 'a.other implied:a.one']);
  const own = grantOf({ permission: 'a.leaf', effect: 'deny' });
  expect(permissionsOf([one, own])).toEqual(['a.one role:x', 'a.leaf member', 'a.other implied:a.one']);
  const given = { permission: 'a.leaf', from: 'role:x' } as const;
  expect(permissionsOf([one, given])).toEqual([
    'a.one role:x',
    'a.leaf role:x',
    'a.leaf implied:a.one',
    'a.other implied:a.one',
  ]);
});

test('an umbrella that reaches nothing for its holder opens nothing without its gates either', () => {
  const catalog = smallCatalog({
    permissions: {
      'a.one': { ...leaf, on: 'call', implies: [{ permission: 'a.leaf', scope: 'all' }], plans: ['pro'] },
      'a.leaf': leaf,
    },
    plans: { pro: { label: 'Pro' } },
  });
  const opened = (scope: Scope, ann: Partial<Subject> = {}) =>
    ungatedSet(catalog, setOf([{ permission: 'a.one', from: 'role:x', scope }], {}, ann)).grants.some(
      ({ permission }) => permission === 'a.leaf',
    );
  expect(opened({ in: { queue: 'mine' } })).toBe(false);
  expect(opened({ in: { queue: 'mine' } }, { memberships: { queue: ['sales'] } })).toBe(true);
  expect(opened({ in: { queue: ['sales'] } }, { within: { queue: [] } })).toBe(false);
  expect(opened({ in: { queue: ['sales'] } }, { within: { queue: ['sales'] } })).toBe(true);
});

import { describe, expect, test } from 'vitest';
import { mergeValues, plainValue, type ValuedDefinition } from '../../../src/evaluator/decide/values.js';
import type { GrantValue } from '../../../src/model/grant.js';
import { grantOf } from '../small.js';

const max: ValuedDefinition = {
  kind: 'number',
  label: 'Max',
  unit: 'count',
  min: 1,
  max: 9,
  default: 4,
  unlimited: true,
};
const min: ValuedDefinition = { ...max, merge: 'min', unlimited: true };
const options = ['none', 'some', 'all'].map((id) => ({ id, label: id }));
const highest: ValuedDefinition = { kind: 'choice', label: 'Highest', options, default: 'some' };
const lowest: ValuedDefinition = { ...highest, merge: 'lowest' };
const duty: ValuedDefinition = { kind: 'duty', label: 'Duty' };

const value = (value: GrantValue, more: object = {}) => grantOf({ permission: 'a.b', value, ...more });
const maybe = (of: GrantValue) => value(of, { conditional: true });
const merged = (permission: ValuedDefinition, ...values: readonly GrantValue[]) =>
  mergeValues(
    permission,
    values.map((each) => value(each)),
  );

describe('several values come to', () => {
  test.each<readonly [string, ValuedDefinition, readonly GrantValue[], GrantValue]>([
    ['the largest', max, [3, 7, 5], 7],
    ['no limit where one has none', max, [3, 'unlimited', 5], 'unlimited'],
    ['the smallest where less is more', min, [3, 7, 5], 3],
    ['a number rather than no limit where less is more', min, ['unlimited', 7], 7],
    ['the highest option', highest, ['none', 'all', 'some'], 'all'],
    ['the lowest option where that is told', lowest, ['all', 'none', 'some'], 'none'],
    ['a duty as soon as one binds', duty, [false, true, false], true],
    ['no duty where none binds', duty, [false, false], false],
  ])('%s', (_, permission, values, expected) => {
    expect([merged(permission, ...values), merged(permission, ...[...values].reverse())]).toEqual([expected, expected]);
  });
});

test('where nothing is set the default holds, and it does not mix with what is set', () => {
  expect([max, min, highest, lowest, duty].map((each) => merged(each))).toEqual([4, 4, 'some', 'some', false]);
  expect([merged(max, 2), merged(min, 8), merged(highest, 'none'), merged(lowest, 'all')]).toEqual([
    2,
    8,
    'none',
    'all',
  ]);
});

test('a deny closes a value, whatever else is set', () => {
  const deny = grantOf({ permission: 'a.b', effect: 'deny' });
  expect([max, min, highest, lowest].map((each) => mergeValues(each, [deny]))).toEqual([
    1,
    'unlimited',
    'none',
    'none',
  ]);
  expect(mergeValues(max, [value(9), deny])).toBe(1);
  expect(mergeValues(max, [value(9, { effect: 'deny' })])).toBe(1);
  expect(mergeValues(duty, [value(false), deny])).toBe(true);
});

test.each<readonly [ValuedDefinition, unknown, GrantValue]>([
  [max, 0, 1],
  [max, 10, 1],
  [max, NaN, 1],
  [max, Infinity, 1],
  [max, '5', 1],
  [max, true, 1],
  [max, undefined, 1],
  [max, null, 1],
  [{ ...max, unlimited: undefined } as unknown as ValuedDefinition, 'unlimited', 1],
  [highest, 'every', 'none'],
  [highest, 'toString', 'none'],
  [highest, 2, 'none'],
  [highest, undefined, 'none'],
  [duty, 'true', true],
  [duty, 0, true],
  [duty, undefined, true],
])('of %o the value %o is none, and closes it', (permission, malformed, closed) => {
  const grants = [
    grantOf({ permission: 'a.b', value: malformed as GrantValue }),
    value(permission.kind === 'number' ? 5 : permission.kind === 'choice' ? 'all' : false),
  ];
  expect(mergeValues(permission, grants)).toBe(closed);
});

test('of a value that only the server knows the lesser is taken, with it or without it', () => {
  expect(mergeValues(max, [value(3), maybe(7)])).toBe(3);
  expect(mergeValues(max, [maybe(7)])).toBe(4);
  expect(mergeValues(max, [maybe(2)])).toBe(2);
  expect(mergeValues(min, [value(3), maybe(1)])).toBe(3);
  expect(mergeValues(lowest, [value('all'), maybe('none')])).toBe('none');
  expect(mergeValues(highest, [value('some'), maybe('all')])).toBe('some');
  expect(mergeValues(duty, [maybe(true)])).toBe(true);
  expect(mergeValues(duty, [value(true), maybe(false)])).toBe(true);
});

test('without a limit is Infinity to whoever works with the number, and a word where it is an option', () => {
  expect([plainValue(max, 'unlimited'), plainValue(max, 3)]).toEqual([Infinity, 3]);
  expect(plainValue({ ...highest, options: [{ id: 'unlimited', label: 'All' }] }, 'unlimited')).toBe('unlimited');
});

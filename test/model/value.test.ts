import { describe, expect, test } from 'vitest';
import type { ChoiceDefinition, DutyDefinition, NumberDefinition, RightDefinition } from '../../src/model/catalog.js';
import { closedValue, defaultValue, valueProblem, valueRank } from '../../src/model/value.js';

const right: RightDefinition = { kind: 'right', label: 'Right' };
const duty: DutyDefinition = { kind: 'duty', label: 'Duty' };
const choice: ChoiceDefinition = {
  kind: 'choice',
  label: 'Choice',
  options: ['none', 'some', 'all'].map((id) => ({ id, label: id })),
  default: 'some',
};
const number: NumberDefinition = { kind: 'number', label: 'Number', unit: 'percent', min: 1, max: 9, default: 4 };
const unlimited: NumberDefinition = { ...number, unlimited: true };
const unbounded: NumberDefinition = { kind: 'number', label: 'Number', unit: 'seconds', min: 1, default: 'unlimited' };
const least: NumberDefinition = { ...number, merge: 'min' };

describe('a value that is a permission’s own has no problem:', () => {
  test.each([
    [duty, true],
    [duty, false],
    [choice, 'none'],
    [choice, 'all'],
    [number, 1],
    [number, 9],
    [number, 4.5],
    [unlimited, 'unlimited'],
    [unbounded, 'unlimited'],
    [unbounded, Number.MAX_VALUE],
  ] as const)('of %o: %o', (permission, value) => {
    expect(valueProblem(permission, value)).toBeUndefined();
  });
});

describe('what is wrong with another is told as found and expected:', () => {
  test.each([
    [right, true, 'true', 'no value: a right is held or not'],
    [right, undefined, 'undefined', 'no value: a right is held or not'],
    [duty, 'true', "'true'", 'true or false'],
    [duty, 1, '1', 'true or false'],
    [choice, 'every', "'every'", 'one of none, some, all'],
    [choice, undefined, 'undefined', 'one of none, some, all'],
    [number, 0.9, '0.9', 'a number from 1 to 9 (percent)'],
    [number, 10, '10', 'a number from 1 to 9 (percent)'],
    [number, NaN, 'NaN', 'a number from 1 to 9 (percent)'],
    [number, '4', "'4'", 'a number from 1 to 9 (percent)'],
    [number, 'unlimited', "'unlimited'", 'a number from 1 to 9 (percent)'],
    [unlimited, Infinity, 'Infinity', "a number from 1 to 9 (percent), or 'unlimited'"],
    [unbounded, Infinity, 'Infinity', "a number from 1 (seconds), or 'unlimited'"],
    [unbounded, NaN, 'NaN', "a number from 1 (seconds), or 'unlimited'"],
    [unbounded, 0, '0', "a number from 1 (seconds), or 'unlimited'"],
  ] as const)('%o is not %o', (permission, value, found, expected) => {
    expect(valueProblem(permission, value)).toEqual({ found, expected });
  });
});

test('more is one comparison for every kind', () => {
  const ranks = (
    permission: typeof duty | typeof choice | NumberDefinition | typeof right,
    values: readonly (string | number | boolean)[],
  ) => values.map((value) => valueRank(permission, value));
  const rising = [
    ranks(choice, ['every', 'none', 'some', 'all']),
    ranks(unlimited, [1, 9, 'unlimited']),
    ranks(unbounded, [1, 1e9, 'unlimited']),
    ranks({ ...least, unlimited: true }, ['unlimited', 9, 1]),
    ranks(duty, [true, false]),
  ];
  for (const each of rising) expect([...each].sort((a, b) => a - b)).toEqual(each);
  for (const each of rising) expect(new Set(each).size).toBe(each.length);
  expect(valueRank(right, true)).toBe(valueRank(right, false));
});

test('where nobody set anything the default holds; where nothing can be known, the least', () => {
  const all = [duty, choice, number, unlimited, least, { ...least, unlimited: true } as const];
  expect(all.map(defaultValue)).toEqual([false, 'some', 4, 4, 4, 4]);
  expect(all.map(closedValue)).toEqual([true, 'none', 1, 1, 9, 'unlimited']);
  expect(closedValue({ ...choice, options: [] })).toBe('some');
  expect([unbounded, { ...unbounded, merge: 'min' } as const].map(closedValue)).toEqual([1, 'unlimited']);
  expect(defaultValue(unbounded)).toBe('unlimited');
});

test('nothing that a permission takes ranks below the least', () => {
  for (const permission of [choice, number, unlimited, least, { ...least, unlimited: true } as const]) {
    const values =
      permission.kind === 'choice'
        ? ['none', 'some', 'all']
        : [1, 5, 9, ...(permission.unlimited ? ['unlimited'] : [])];
    for (const value of values)
      expect(valueRank(permission, value)).toBeGreaterThanOrEqual(valueRank(permission, closedValue(permission)));
  }
});

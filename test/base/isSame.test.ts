import { describe, expect, test } from 'vitest';
import { isSame } from '../../src/base/isSame.js';

describe('what says the same', () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  const other: Record<string, unknown> = {};
  other['self'] = other;

  test.each([
    ['the same thing', circle, circle, true],
    ['copies', { a: [1, { b: 'x' }], c: null }, { a: [1, { b: 'x' }], c: null }, true],
    ['tables without a prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }, true],
    ['another value', { a: [1, { b: 'x' }] }, { a: [1, { b: 'y' }] }, false],
    ['another order of members', { a: 1, b: 2 }, { b: 2, a: 1 }, false],
    ['another order of items', ['a', 'b'], ['b', 'a'], false],
    ['fewer members', { a: 1 }, { a: 1, b: null }, false],
    ['a member that is undefined, and none', { a: 1 }, { a: 1, b: undefined }, true],
    ['fewer items', ['a'], ['a', 'b'], false],
    ['a list and a table', ['a'], { 0: 'a' }, false],
    ['two that are more than their members', new Date(1), new Date(2), false],
    ['two that contain themselves', circle, other, false],
    ['nothing and something', null, {}, false],
  ])('%s', (_, a, b, isIt) => {
    expect(isSame(a, b)).toBe(isIt);
    expect(isSame(b, a)).toBe(isIt);
  });
});

import { expect, test } from 'vitest';
import { reachesBy } from '../../src/model/reachesBy.js';
import type { Scope } from '../../src/model/scope.js';

const cases: readonly (readonly [string, Scope, boolean])[] = [
  ['everything', 'all', true],
  ['everything, in the long form', { all: true }, true],
  ['some ids of it', { in: { queue: ['sales'] } }, true],
  ['one’s memberships in it', { in: { queue: 'mine' } }, true],
  ['any of it', { in: { queue: 'any' } }, true],
  ['none of it', { in: { queue: [] } }, false],
  ['another dimension', { in: { team: ['blue'] } }, false],
  ['only what is one’s own', { own: true }, false],
  ['nothing', {}, false],
  ['nothing but a limit', { within: { queue: ['sales'] } }, false],
  ['everything within some of it', { all: true, within: { queue: ['sales'] } }, true],
  ['some of it within none of it', { in: { queue: ['sales'] }, within: { queue: [] } }, false],
];

test.each(cases)('a scope of %s: %j', (_, scope, expected) => {
  expect(reachesBy(scope, 'queue')).toBe(expected);
});

test('a dimension that is called like what every object has is one like any other', () => {
  expect(reachesBy({ in: {} }, 'constructor')).toBe(false);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolveGrants } from '../../src/evaluator/resolveGrants.js';
import { asked, disagreements, drawWorld } from '../reference/agreement.js';
import { drawn } from '../reference/generators/draw.js';
import { referenceGrants } from '../reference/referenceGrants.js';

test('every answer about grants that a backend sent is the one that the laws give', () => {
  let questions = 0;
  fc.assert(
    fc.property(drawn(drawWorld), (world) => {
      expect([...disagreements(world, world.set)]).toEqual([]);
      questions += asked(world);
    }),
    { numRuns: 1500 },
  );
  expect(questions).toBeGreaterThan(100_000);
});

test('every answer about a member is the one that the laws give', () => {
  fc.assert(
    fc.property(drawn(drawWorld), (world) => {
      const set = resolveGrants(world.catalog, world.member);
      expect([...disagreements(world, set, referenceGrants(world.catalog, world.member))]).toEqual([]);
    }),
    { numRuns: 1500 },
  );
});

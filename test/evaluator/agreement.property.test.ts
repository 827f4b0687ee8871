import { expect, test } from 'vitest';
import { assertAgreement } from '../reference/assertAgreement.js';
import { runs } from '../reference/runs.js';

test('200,000 random questions are answered as a plain reading of the laws answers them', () => {
  expect(assertAgreement(runs(1_300))).toBeGreaterThan(runs(200_000));
});

import { expect, test } from 'vitest';
import { assertAgreement } from '../reference/assertAgreement.js';
import { runs } from '../reference/runs.js';

test('200,000 random questions are answered as a plain reading of the laws answers them', () => {
  let questions = 0;
  while (questions < runs(200_000)) questions += assertAgreement(runs(100));
  expect(questions).toBeGreaterThanOrEqual(runs(200_000));
});

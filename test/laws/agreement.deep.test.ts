import { expect, test } from 'vitest';
import { assertAgreement } from '../reference/assertAgreement.js';

test(
  '5,000,000 random questions are answered as a plain reading of the laws answers them',
  { timeout: 3_600_000 },
  () => {
    let questions = 0;
    while (questions < 5_000_000) questions += assertAgreement(1_000);
    expect(questions).toBeGreaterThanOrEqual(5_000_000);
  },
);

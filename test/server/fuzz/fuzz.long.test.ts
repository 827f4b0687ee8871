import { expect, test } from 'vitest';
import { fuzzApi, seedOfThisRun } from './fuzzApi.js';

test(
  'ten minutes of requests find no 5xx, nothing beside the document and no forbidden write',
  { timeout: 900_000 },
  async () => {
    const { runs } = await fuzzApi({ seed: seedOfThisRun(), milliseconds: 600_000 });
    expect(runs).toBeGreaterThan(0);
  },
);

import { expect, test } from 'vitest';
import { soak } from './support/soak.js';

test('random edits of 5 administrators over a faulty network end with screens, store and audit log in agreement', async () => {
  const seed = Number(process.env['MATRIX_SEED'] ?? Date.now() % 1_000_000);
  const report = await soak({ seed, edits: 1000, administrators: 5 });
  expect(report.disagreements, `MATRIX_SEED=${seed}`).toEqual([]);
  expect(report.auditEntries).toBeGreaterThan(100);
}, 180_000);

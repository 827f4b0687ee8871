import { expect, test, vi } from 'vitest';
import { createMatrix } from '../../src/matrix/createMatrix.js';
import { findFindings } from '../../src/matrix/findFindings.js';
import { advise } from '../../src/evaluator/report/advise.js';
import { grantsOf, person, phones } from './support/phones.js';
import { scriptedBackend } from './support/scriptedBackend.js';

test('findings made in slices are those that are made of everybody at once', async () => {
  const plans = ['basic', 'business'];
  const members = Array.from({ length: 180 }, (_, i) =>
    person(`m${i}`, i === 0 ? 'owner' : i % 7 === 0 ? 'lead' : 'agent', {
      plan: plans[i % 2] ?? 'basic',
      overrides: i % 3 === 0 ? [{ permission: 'calls.export', effect: 'allow' }] : [],
    }),
  );
  const matrix = createMatrix({
    catalog: phones,
    backend: scriptedBackend(members).backend,
    actor: grantsOf(person('x', 'owner')),
  });
  const stop = matrix.start();
  await vi.waitUntil(() => matrix.status().load.status === 'complete');
  const text = (each: object) => JSON.stringify(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  const found = await findFindings(matrix, new AbortController().signal);
  const all = advise(phones, members, { now: matrix.now() });
  expect(found.map(text).sort()).toEqual(all.map(text).sort());
  expect(found.length).toBeGreaterThan(3);
  stop();
});

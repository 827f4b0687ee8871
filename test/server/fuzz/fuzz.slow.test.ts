import { expect, test } from 'vitest';
import { checkCatalog } from '../../../src/model/defineCatalog.js';
import { createPermissionApi } from '../../../src/server/createPermissionApi.js';
import { authenticate, catalog } from '../desk.js';
import { fuzzApi, seedOfThisRun } from './fuzzApi.js';

test('no request is answered 5xx, beside the document, or with a write that delegation forbids', async () => {
  const { statuses } = await fuzzApi({ seed: seedOfThisRun(), milliseconds: 10_000 });
  // What is never accepted or never refused by the rules was not tested.
  for (const status of [200, 403, 404, 422]) expect(statuses.get(status)).toBeGreaterThan(0);
});

test('a forbidden write would be noticed', async () => {
  const manages = Object.keys(catalog.roles);
  const roles = Object.entries(catalog.roles).map(([id, role]) => [id, { ...role, unrestricted: true, manages }]);
  const careless = checkCatalog({ ...catalog, roles: Object.fromEntries(roles) });
  const found = fuzzApi({
    seed: 1,
    milliseconds: 30_000,
    apiOn: (store) => createPermissionApi({ store, catalog: careless, authenticate, now: () => 8 }),
  });
  await expect(found).rejects.toMatchObject({
    cause: { message: expect.stringMatching(/does not (hold|manage)|changed something as/) },
  });
});

test('an answer beside the document would be noticed', async () => {
  const found = fuzzApi({
    seed: 1,
    milliseconds: 30_000,
    apiOn: () => async () => Response.json({ items: [{ id: 'sam' }] }, { headers: { etag: '"1"' } }),
  });
  await expect(found).rejects.toMatchObject({
    cause: { message: expect.stringMatching(/must have required property/) },
  });
});

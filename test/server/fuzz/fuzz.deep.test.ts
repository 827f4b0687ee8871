import { expect, test } from 'vitest';
import { seedTenant } from '../../../src/server/store/seedTenant.js';
import { sqlStore } from '../../../src/server/sql/index.js';
import type { Store } from '../../../src/server/store/Store.js';
import { acme, rival } from '../desk.js';
import { fuzzApi, seedOfThisRun } from './fuzzApi.js';

test(
  'ten minutes of requests find no 5xx, nothing beside the document and no forbidden write',
  { timeout: 900_000 },
  async () => {
    const { runs } = await fuzzApi({ seed: seedOfThisRun(), milliseconds: 600_000 });
    expect(runs).toBeGreaterThan(0);
  },
);

/** The same store under other names, so that one database serves many runs. */
const renamed = (store: Store, prefix: string): Store => ({
  tenant: (id) => store.tenant(prefix + id),
  edit: (tenant, work) => store.edit(prefix + tenant, work),
  listen: (listener) => store.listen(listener),
});

test(
  'two minutes of requests find none of these on a database either, whose texts and numbers have limits of their own',
  { timeout: 300_000 },
  async () => {
    const database = await sqlStore({ folder: 'memory://' });
    const openStore = async () => {
      const store = renamed(database, `${crypto.randomUUID()}-`);
      for (const data of [acme, rival]) await seedTenant(store, data);
      return store;
    };
    const { runs } = await fuzzApi({ seed: seedOfThisRun(), milliseconds: 120_000, openStore });
    expect(runs).toBeGreaterThan(0);
    await database.close();
  },
);

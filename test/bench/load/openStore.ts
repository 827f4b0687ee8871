import { memoryStore } from '../../../src/server/memory/memoryStore.js';
import { sqlStore } from '../../../src/server/sql/index.js';
import type { Store } from '../../../src/server/store/Store.js';
import { fill } from './organisation.js';

export interface Opened {
  readonly store: Store;
  readonly close: () => Promise<void>;
}

/** `memory`, `pglite:` and a folder, or the address of a PostgreSQL server. */
export const openStore = async (where: string): Promise<Opened> => {
  if (where === 'memory') {
    const store = memoryStore({ tenants: [] });
    await fill(store);
    return { store, close: async () => {} };
  }
  const folder = /^pglite:(.*)/.exec(where)?.[1];
  const store = await sqlStore(folder === undefined ? { connectionString: where } : { folder });
  await fill(store);
  return { store, close: () => store.close() };
};

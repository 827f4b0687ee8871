import { loadWithPeers } from './loadWithPeers.js';
import type { SqlStore } from './SqlStore.js';

export type { SqlStore };

/** Options of `sqlStore`. */
export type SqlStoreOptions = SqlStoreCommon &
  (
    | {
        /** A folder for PostgreSQL inside this process (PGlite), or `memory://` to keep nothing. One process at a time. */
        readonly folder: string;
      }
    | {
        /** A PostgreSQL server, for any number of processes, such as `postgres://user@host/database`. */
        readonly connectionString: string;
        /** The most connections, beside the one that listens. Default: 10. */
        readonly connections?: number;
        /** Milliseconds between two checks that other processes can still be heard. Default: 15 000. */
        readonly pingEvery?: number;
      }
  );

interface SqlStoreCommon {
  /** The schema that holds the tables, and the channel that notifies. Default: `hookswitch`. */
  readonly schema?: string;
  /** Hears of a lost connection. The store comes back by itself; what was under way fails. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Opens a store in SQL tables, made or brought up to date first. It needs `kysely`, and `@electric-sql/pglite` for a
 * folder or `pg` for a server; none of them is loaded before it is called.
 *
 * ```ts
 * const store = await sqlStore({ folder: './permissions' });
 * const store = await sqlStore({ connectionString: process.env.DATABASE_URL });
 * ```
 *
 * @throws an Error that names the command to run where one of these packages is not installed
 */
export async function sqlStore(options: SqlStoreOptions): Promise<SqlStore> {
  const peers = ['kysely', 'folder' in options ? '@electric-sql/pglite' : 'pg'];
  return loadWithPeers(peers, async () => {
    const [{ createSqlStore }, database] = await Promise.all([import('./createSqlStore.js'), open(options)]);
    try {
      return await createSqlStore(database, options.schema ?? 'hookswitch');
    } catch (error) {
      await database.close();
      throw error;
    }
  });
}

async function open(options: SqlStoreOptions) {
  if ('folder' in options) return (await import('./openPglite.js')).openPglite(options.folder);
  const { openPostgres } = await import('./openPostgres.js');
  return openPostgres({ onError: () => {}, ...options });
}

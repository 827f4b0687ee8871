import { PGlite } from '@electric-sql/pglite';
import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import { createTurns } from '../store/createTurns.js';
import type { SqlDatabase } from './SqlDatabase.js';

/** Opens PostgreSQL inside this process, in a folder; `memory://` keeps nothing. One process at a time can have it. */
export async function openPglite(folder: string): Promise<SqlDatabase> {
  const pglite = await PGlite.create(folder);
  return {
    dialect: new PostgresDialect({ pool: createPool(pglite) }),
    listen: async (channel, { onPayload }) => {
      const stop = await pglite.listen(quote(channel), onPayload);
      return () => stop();
    },
    close: () => pglite.close(),
  };
}

/** The one connection that there is, handed to one user after the other; it ends behind the last of them. */
function createPool(pglite: PGlite): PostgresPool {
  const inTurn = createTurns();
  return {
    connect: () =>
      new Promise((resolve, reject) => {
        const use = () => new Promise<void>((release) => resolve(clientOf(pglite, release)));
        inTurn('connection', use).catch(reject);
      }),
    end: () => inTurn('connection', async () => {}),
  };
}

function clientOf(pglite: PGlite, release: () => void): PostgresPoolClient {
  const query = async (text: unknown, parameters?: readonly unknown[]) => {
    if (typeof text !== 'string') throw new Error('Cursors are not supported by the embedded database.');
    const { rows, affectedRows = 0 } = await pglite.query(text, [...(parameters ?? [])]);
    return { command: commandOf(text), rowCount: affectedRows, rows };
  };
  // Kysely's type has an overload for cursors, which nothing here asks for.
  return { query: query as PostgresPoolClient['query'], release };
}

function commandOf(text: string): 'UPDATE' | 'DELETE' | 'INSERT' | 'SELECT' {
  const [word = ''] = /\w+/.exec(text) ?? [];
  return (['UPDATE', 'DELETE', 'INSERT'] as const).find((each) => each === word.toUpperCase()) ?? 'SELECT';
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

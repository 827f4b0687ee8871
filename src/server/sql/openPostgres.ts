import { PostgresDialect } from 'kysely';
import pg from 'pg';
import type { NotificationListener, SqlDatabase } from './SqlDatabase.js';

/** How to reach a PostgreSQL server. */
export interface PostgresOptions {
  readonly connectionString: string;
  /** Connections at most, beside the one that listens; 10 unless told. */
  readonly connections?: number;
  /** Hears of a lost connection; what failed because of it is answered with an error as well. */
  readonly onError: (error: unknown) => void;
}

/** What a statement, and a wait for another edit of the same tenant, may take; in milliseconds. */
const timeouts = {
  connectionTimeoutMillis: 10_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 30_000,
};

/** Connects to a PostgreSQL server, and comes back to it after it was gone. */
export async function openPostgres({
  connectionString,
  connections = 10,
  onError,
}: PostgresOptions): Promise<SqlDatabase> {
  const pool = new pg.Pool({ connectionString, max: connections, ...timeouts });
  // Without listeners a lost connection would end the process: the pool hears of idle ones only.
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return {
    dialect: new PostgresDialect({ pool }),
    listen: (channel, listener) => keepListening(connectionString, channel, listener, onError),
    close: async () => {
      if (!pool.ended) await pool.end();
    },
  };
}

/** Listens on a connection of its own; after every loss it comes back, and says that something may be missing. */
async function keepListening(
  connectionString: string,
  channel: string,
  listener: NotificationListener,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let client = await connect();
  return async () => {
    isOver = true;
    clearTimeout(timer);
    await client.end();
  };

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client({ connectionString, keepAlive: true, connectionTimeoutMillis: 10_000 });
    next.on('error', onError);
    next.on('notification', ({ payload }) => listener.onPayload(payload ?? ''));
    await next.connect();
    await next.query(`listen ${pg.escapeIdentifier(channel)}`);
    next.on('end', () => comeBack(firstPause));
    return next;
  }

  function comeBack(pause: number): void {
    if (isOver) return;
    timer = setTimeout(() => {
      connect().then(
        (next) => {
          client = next;
          if (isOver) void next.end();
          else listener.onGap();
        },
        (error: unknown) => {
          onError(error);
          comeBack(Math.min(pause * 2, longestPause));
        },
      );
    }, pause);
  }
}

const firstPause = 100;
const longestPause = 5000;

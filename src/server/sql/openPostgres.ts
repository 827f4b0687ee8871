import { PostgresDialect } from 'kysely';
import pg from 'pg';
import type { NotificationListener, SqlDatabase } from './SqlDatabase.js';

/** Options of `openPostgres`. */
export interface PostgresOptions {
  readonly connectionString: string;
  /** The most connections, beside the one that listens. Default: 10. */
  readonly connections?: number;
  /** Milliseconds between two checks that other processes can still be heard. Default: 15 000. */
  readonly pingEvery?: number;
  /** Hears of a lost connection; what failed because of it is answered with an error as well. */
  readonly onError: (error: unknown) => void;
}

/** Milliseconds that a statement, and a wait for another edit of the same tenant, may take. */
const timeouts = {
  connectionTimeoutMillis: 10_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 30_000,
  // Longer than the server takes to give up: it is for a server that cannot be heard any more.
  query_timeout: 40_000,
};

/** Connects to a PostgreSQL server, and comes back to it after it was gone. */
export async function openPostgres(options: PostgresOptions): Promise<SqlDatabase> {
  const { connectionString, connections = 10, onError } = options;
  const pool = new pg.Pool({ connectionString, max: connections, ...timeouts });
  // Without listeners a lost connection would end the process: the pool hears of idle ones only.
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return {
    dialect: new PostgresDialect({ pool }),
    listen: (channel, listener) => keepListening(options, channel, listener),
    close: async () => {
      if (!pool.ended) await pool.end();
    },
  };
}

/** Listens on a connection of its own; after every loss it comes back, and says that something may be missing. */
async function keepListening(
  { connectionString, pingEvery = 15_000, onError }: PostgresOptions,
  channel: string,
  listener: NotificationListener,
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
    const limits = { connectionTimeoutMillis: 10_000, query_timeout: pingEvery };
    const next = new pg.Client({ connectionString, keepAlive: true, ...limits });
    next.on('error', onError);
    next.on('notification', ({ payload }) => listener.onPayload(payload ?? ''));
    try {
      await next.connect();
      await next.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      void next.end();
      throw error;
    }
    next.on('end', () => {
      clearTimeout(timer);
      comeBack(firstPause);
    });
    ping(next);
    return next;
  }

  /** A connection can go silent without being closed: a listener would wait for ever. */
  function ping(listening: pg.Client): void {
    timer = setTimeout(() => {
      listening.query('select').then(
        () => isOver || ping(listening),
        (error: unknown) => {
          onError(error);
          void listening.end();
        },
      );
    }, pingEvery);
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

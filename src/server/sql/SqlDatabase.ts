import type { Dialect } from 'kysely';

/** The listener of notifications, and of having perhaps missed some. */
export interface NotificationListener {
  readonly onPayload: (payload: string) => void;
  readonly onGap: () => void;
}

/** A PostgreSQL, embedded or not: how to talk to it, and how to hear of what others committed. */
export interface SqlDatabase {
  readonly dialect: Dialect;
  /** Hears of what is notified on a channel until the returned function is called; resolves once it listens. */
  listen(channel: string, listener: NotificationListener): Promise<() => Promise<void>>;
  /** Ends everything that was opened. The dialect's own connections end with Kysely. */
  close(): Promise<void>;
}

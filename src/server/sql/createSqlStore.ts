import { Kysely, sql, type Transaction } from 'kysely';
import { createTurns } from '../store/createTurns.js';
import type { StoreEvent } from '../store/Store.js';
import { createSqlEdit } from './createSqlEdit.js';
import { createSqlReader } from './createSqlReader.js';
import { migrate } from './migrate.js';
import type { SqlDatabase } from './SqlDatabase.js';
import type { SqlStore } from './SqlStore.js';
import type { Tables } from './Tables.js';

/** An edit that tells of more members than this tells of a gap instead. */
const mostEvents = 500;

/** Makes a store on a database: brings its tables up to date, and listens to what other processes commit. */
export async function createSqlStore(database: SqlDatabase, schema: string): Promise<SqlStore> {
  const { dialect } = database;
  await migrate(new Kysely({ dialect }), schema); // on the same pool, which the other one closes
  const all = new Kysely<Tables>({ dialect });
  const db = all.withSchema(schema);
  const listeners = new Set<(event: StoreEvent) => void>();
  const tell = (event: StoreEvent) => {
    for (const listener of listeners) listener(event);
  };
  const stopListening = await database.listen(schema, {
    onPayload: (payload) => tell(readEvent(payload)),
    onGap: () => tell({ type: 'gap' }),
  });
  // Edits of one tenant wait for each other in any case; here they do so without holding a connection each.
  const inTurn = createTurns();
  return {
    tenant: (tenant) => createSqlReader({ db, schema, tenant }),
    edit: (tenant, work) =>
      inTurn(tenant, () =>
        db.transaction().execute(async (transaction) => {
          const revision = (await lockTenant(transaction, tenant)) + 1;
          const { edit, events, isUsed } = createSqlEdit(transaction, schema, tenant, revision);
          const result = await work(edit);
          if (isUsed()) await transaction.updateTable('tenants').set({ revision }).where('id', '=', tenant).execute();
          await notify(transaction, schema, events);
          return result;
        }),
      ),
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      // In this order: what is under way is told of too.
      await all.destroy();
      await stopListening();
      await database.close();
    },
  };
}

/** Locks the tenant against every other edit, of any process, and tells its revision. */
async function lockTenant(db: Transaction<Tables>, id: string): Promise<number> {
  const locked = db.selectFrom('tenants').select('revision').where('id', '=', id).forUpdate();
  const found = await locked.executeTakeFirst();
  if (found) return Number(found.revision);
  await db
    .insertInto('tenants')
    .values({ id, revision: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return Number((await locked.executeTakeFirstOrThrow()).revision);
}

/** Sends what was saved with the commit: it arrives once all of it is kept, or never. */
async function notify(db: Transaction<Tables>, channel: string, events: readonly StoreEvent[]): Promise<void> {
  const payloads = events.length > mostEvents ? [gap] : events.map(payloadOf);
  for (const payload of new Set(payloads)) await sql`select pg_notify(${channel}, ${payload})`.execute(db);
}

const gap = JSON.stringify({ type: 'gap' } satisfies StoreEvent);

/** The longest notification that PostgreSQL takes is 7,999 bytes. */
function payloadOf(event: StoreEvent): string {
  const payload = JSON.stringify(event);
  return new TextEncoder().encode(payload).length < 7900 ? payload : gap;
}

/** Reads what another process sent; what cannot be read may have been anything. */
function readEvent(payload: string): StoreEvent {
  try {
    const read: unknown = JSON.parse(payload);
    if (isEvent(read)) return read;
  } catch {
    // Somebody else uses the channel.
  }
  return { type: 'gap' };
}

function isEvent(value: unknown): value is StoreEvent {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  if (value.type === 'gap') return true;
  return (
    (value.type === 'member' || value.type === 'role') &&
    'tenant' in value &&
    typeof value.tenant === 'string' &&
    'id' in value &&
    typeof value.id === 'string' &&
    'revision' in value &&
    typeof value.revision === 'number'
  );
}

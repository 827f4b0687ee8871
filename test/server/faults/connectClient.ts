// The client of the kit as an application has it, without a page: the source, the cache, and what is in force.
import { environmentManager, QueryClient } from '@tanstack/react-query';
import { createPermissionStore, type PermissionStore } from '../../../src/react/store/createPermissionStore.js';
import { systemClock } from '../../../src/client/systemClock.js';
import { httpSource } from '../../../src/sources/http/httpSource.js';
import { catalog } from '../desk.js';

// TanStack Query takes a place without a window for a server, and sets no timers there.
environmentManager.setIsServer(() => false);

export interface ClientOptions {
  readonly fetch: typeof fetch;
  /** The member's id; what is sent to sign in is asked before each request. */
  readonly user: string;
  readonly authorization?: () => string;
  readonly client?: QueryClient;
}

export interface Client {
  readonly store: PermissionStore;
  /** What is in force: a revision, or nothing. */
  revision(): number | undefined;
  disconnect(): void;
}

export const connectClient = ({
  fetch,
  user,
  authorization = () => `Member acme/${user}`,
  client = new QueryClient(),
}: ClientOptions): Client => {
  const source = httpSource({
    url: 'https://phone.example',
    user,
    fetch,
    headers: () => ({ authorization: authorization() }),
    events: { share: false },
  });
  const subject = { id: user, tenant: 'acme' };
  const store = createPermissionStore({ catalog, client, source, subject, keepFor: 60_000, clock: systemClock });
  const disconnect = store.connect();
  return {
    store,
    revision: () => store.view.get().evaluator?.grantSet.revision,
    disconnect: () => {
      disconnect();
      client.clear();
    },
  };
};

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { serve } from '@hono/node-server';
import { expect, test, vi } from 'vitest';
import { createPermissionApi } from '../../../src/server/createPermissionApi.js';
import { memoryStore } from '../../../src/server/memory/memoryStore.js';
import type { Store } from '../../../src/server/store/Store.js';
import { acme, authenticate, catalog, requestAs, sam } from '../desk.js';
import { readStream } from '../readStream.js';

/** A store that tells how many listen to it. */
const countedStore = () => {
  const store = memoryStore(acme);
  let listening = 0;
  const counted: Store = {
    ...store,
    listen: (listener) => {
      listening++;
      const stop = store.listen(listener);
      return () => (listening--, stop());
    },
  };
  return { store: counted, listening: () => listening };
};

test('a client that stops reading its socket is cut off, and hears of the gap when it comes back', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { store, listening } = countedStore();
  const api = createPermissionApi({ store, catalog, authenticate });
  const server = serve({ fetch: api, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const open = async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /events HTTP/1.1\r\nHost: phone.example\r\nAuthorization: Member acme/olga\r\n\r\n');
    await once(socket, 'readable');
    return socket;
  };
  const [deaf, reading] = [await open(), await open()];
  // From here on nobody reads the one: what both ends of its socket hold back fills up, then the stream's own queue.
  deaf.pause();
  reading.resume();
  await expect.poll(listening).toBe(2);
  const crowd = Array.from({ length: 100 }, (_, i) => ({ ...sam, id: `${i}`.padStart(250, 'x') }));
  let edits = 0;
  while (listening() > 1 && edits < 5_000) {
    await store.edit('acme', async (edit) => {
      for (const member of crowd) await edit.saveMember(member);
    });
    edits++;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(listening()).toBe(1);
  expect(reading.closed).toBe(false);
  const back = await api(requestAs('olga', '/events', { headers: { 'last-event-id': '2' } }));
  expect(await readStream(back).next()).toMatchObject({ event: 'gap', id: String(edits + 1) });
  deaf.destroy();
  reading.destroy();
  server.close();
  await once(server, 'close');
  // The server for Node says why it broke the stream off.
  expect(logged).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ message: expect.stringMatching('did not read') }),
  );
  logged.mockRestore();
});

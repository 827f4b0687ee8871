import { setupWorker } from 'msw/browser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHandlers } from '../../src/msw/createHandlers.js';
import { demoAuthenticate, demoHeaders } from '../../src/msw/demoAuthenticate.js';
import { createPermissionApi } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import { acme, catalog, sam } from '../server/desk.js';
import { readStream } from '../server/readStream.js';

const worker = setupWorker();
beforeAll(() => worker.start({ onUnhandledRequest: 'bypass', quiet: true }));
afterAll(() => worker.stop());

const setUp = (name: string) => {
  const store = memoryStore(acme);
  const baseUrl = new URL(`mock/${name}`, location.origin).href;
  const limits = { streamsPerMember: 1 };
  const api = createPermissionApi({ store, catalog, authenticate: demoAuthenticate, limits, heartbeat: 200 });
  const { handlers, network } = createHandlers(api, { baseUrl });
  worker.use(...handlers);
  const listen = (signal?: AbortSignal) =>
    fetch(`${baseUrl}/me/events`, { headers: demoHeaders(sam), ...(signal && { signal }) });
  return { store, network, listen };
};

test('events reach a page through the service worker as they happen', async () => {
  const { store, listen } = setUp('as-they-happen');
  const stream = readStream(await listen());
  expect(await stream.revisions(1)).toEqual([1]);
  await store.edit('acme', (edit) => edit.saveMember(sam));
  expect(await stream.revisions(1)).toEqual([2]);
});

test('a page that leaves its stream frees it', async () => {
  const { listen } = setUp('freed');
  const leaving = new AbortController();
  const response = await listen(leaving.signal);
  await readStream(response).next();
  expect((await listen()).status).toBe(429);
  leaving.abort();
  await expect.poll(async () => (await listen()).status, { timeout: 20_000 }).toBe(200);
});

test('a network that goes down cuts the streams that are open', async () => {
  const { network, listen } = setUp('cut');
  const stream = readStream(await listen());
  await stream.next();
  network.set({ failure: 'offline' });
  await expect(stream.next()).rejects.toThrow(TypeError);
});

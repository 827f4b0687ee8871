import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createHandlers, type CreateHandlersOptions } from '../../src/msw/createHandlers.js';
import { createNetwork } from '../../src/msw/createNetwork.js';
import { demoAuthenticate, demoHeaders } from '../../src/msw/demoAuthenticate.js';
import { createPermissionApi } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import { acme, catalog, mia, sam } from '../server/desk.js';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const baseUrl = 'https://demo.example/story-1';

const mock = (options: Partial<CreateHandlersOptions> = {}) => {
  const api = createPermissionApi({ store: memoryStore(acme), catalog, authenticate: demoAuthenticate });
  const mocked = createHandlers(api, { baseUrl, ...options });
  server.use(...mocked.handlers);
  return mocked;
};

const load = (member = sam, at = baseUrl) => fetch(`${at}/me/grants`, { headers: demoHeaders(member) });

test('the handler of the server answers below the base URL', async () => {
  mock();
  const response = await load();
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ format: 'hookswitch/grants@1', subject: { id: 'sam' } });
});

test('two mocks with base URLs of their own answer side by side', async () => {
  mock();
  const other = 'https://demo.example/story-2';
  mock({ baseUrl: other, failure: 'server-error' });
  expect([(await load()).status, (await load(mia, other)).status]).toEqual([200, 503]);
});

describe('failures that can be turned on and off', () => {
  test('offline rejects as a lost network does, and ends', async () => {
    const { network } = mock({ failure: 'offline' });
    await expect(load()).rejects.toThrow(TypeError);
    network.set({ failure: 'none' });
    expect((await load()).status).toBe(200);
  });

  test('hanging answers nothing until the caller gives up', async () => {
    mock({ failure: 'hanging' });
    const gaveUp = new AbortController();
    const waiting = fetch(`${baseUrl}/me/grants`, { headers: demoHeaders(sam), signal: gaveUp.signal });
    gaveUp.abort();
    await expect(waiting).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });

  test.each([
    ['server-error', 503],
    ['signed-out', 401],
  ] as const)('%s is answered with its status', async (failure, status) => {
    mock({ failure });
    expect((await load()).status).toBe(status);
  });

  test('not-json answers with a page, as the gate of a guest network does', async () => {
    mock({ failure: 'not-json' });
    await expect((await load()).json()).rejects.toThrow(SyntaxError);
  });

  test('a function picks the requests that fail', async () => {
    mock({ failure: (request) => (request.headers.get('authorization')?.endsWith('/mia') ? 'server-error' : 'none') });
    expect([(await load(sam)).status, (await load(mia)).status]).toEqual([200, 503]);
  });
});

test('a request that was on its way when the network went down does not arrive', async () => {
  const network = createNetwork({ latency: 20 });
  mock({ network });
  const waiting = load();
  network.set({ failure: 'offline' });
  await expect(waiting).rejects.toThrow(TypeError);
});

test('nobody is signed in by a malformed demo header', async () => {
  for (const authorization of ['Demo acme', 'Demo acme/', 'Demo %E0%A4%A/sam', 'Bearer acme/sam']) {
    const request = new Request(baseUrl, { headers: { authorization } });
    expect(demoAuthenticate(request)).toBeUndefined();
  }
});

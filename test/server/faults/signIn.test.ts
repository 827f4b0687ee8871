import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Caller } from '../../../src/server/http/Caller.js';
import { createPermissionApi } from '../../../src/server/createPermissionApi.js';
import { memoryStore } from '../../../src/server/memory/memoryStore.js';
import { acme, catalog } from '../desk.js';
import { connectClient } from './connectClient.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A host that gives out tokens which end. */
const setUp = () => {
  const tokens = new Map<string, Caller>();
  const api = createPermissionApi({
    store: memoryStore(acme),
    catalog,
    authenticate: (request) => tokens.get(request.headers.get('authorization') ?? ''),
  });
  const give = (token: string, subject: string, lifetime = 3_600_000) =>
    tokens.set(token, { tenant: 'acme', subject, expiresAt: Date.now() + lifetime });
  return { api, give, fetch: ((input, init) => api(new Request(input, init))) as typeof fetch };
};

test('when a token ends, what it showed is closed, and a new token opens it again', async () => {
  const { give, fetch } = setUp();
  give('first', 'sam', 10_000);
  let token = 'first';
  const client = connectClient({ fetch, user: 'sam', authorization: () => token });
  await vi.advanceTimersByTimeAsync(5000);
  expect(client.store.status.get()).toMatchObject({ state: 'ready', isConnected: true });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(client.store.status.get()).toMatchObject({ state: 'closed', isConnected: false });
  expect(client.store.view.get().evaluator).toBeUndefined();
  give((token = 'second'), 'sam');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(client.store.status.get()).toMatchObject({ state: 'ready', isConnected: true });
  client.disconnect();
});

test('an answer to the user who left never shows to the user who came', async () => {
  const { give, api } = setUp();
  give('sam', 'sam');
  give('olga', 'olga');
  const slow: { until?: () => void } = {};
  const held = new Promise<void>((resolve) => void (slow.until = resolve));
  const cache = new QueryClient();
  const seen: unknown[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const response = await api(request);
    if (request.headers.get('authorization') === 'olga' && request.url.endsWith('/me/grants')) await held;
    return response;
  };
  const olga = connectClient({ fetch, user: 'olga', authorization: () => 'olga', client: cache });
  await vi.advanceTimersByTimeAsync(100);
  olga.disconnect();
  const sam = connectClient({ fetch, user: 'sam', authorization: () => 'sam', client: cache });
  sam.store.view.subscribe(() => seen.push(sam.store.view.get().evaluator?.grantSet.subject.id));
  slow.until?.();
  await vi.advanceTimersByTimeAsync(5000);
  expect([...new Set(seen)]).toEqual(['sam']);
  expect(olga.store.view.get().evaluator).toBeUndefined();
  sam.disconnect();
});

test('where a cookie changes hands in flight, the other user’s grants are refused', async () => {
  const { give, fetch } = setUp();
  give('cookie', 'sam');
  const client = connectClient({ fetch, user: 'sam', authorization: () => 'cookie' });
  await vi.advanceTimersByTimeAsync(1000);
  give('cookie', 'olga');
  await client.store.status.get().refetch();
  const { state, error } = client.store.status.get();
  expect([state, error?.code]).toEqual(['stale', 'other-subject']);
  expect(client.store.view.get().evaluator?.grantSet.subject.id).toBe('sam');
  await vi.advanceTimersByTimeAsync(120_000);
  expect(client.store.view.get().evaluator).toBeUndefined();
  client.disconnect();
});

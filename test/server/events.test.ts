import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPermissionApi, type PermissionApiOptions } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import { ask, patch } from './ask.js';
import { acme, authenticate, catalog, requestAs, rival, sam } from './desk.js';
import { readStream } from './readStream.js';

const setUp = (options: Partial<PermissionApiOptions> = {}) => {
  const store = memoryStore({ tenants: [acme, rival] });
  const api = createPermissionApi({ store, catalog, authenticate, ...options });
  const listen = async (who: string, since?: string) => {
    const closing = new AbortController();
    const headers = since === undefined ? {} : { 'last-event-id': since };
    const response = await api(requestAs(who, '/me/events', { headers, signal: closing.signal }));
    return { response, stream: readStream(response), close: () => closing.abort() };
  };
  const edit = (id: string) =>
    patch(api, 'olga', `/members/${id}`, [{ op: 'set-extensions', ids: [crypto.randomUUID()] }], { ifMatch: '*' });
  return { api, store, listen, edit };
};

test('a stream says where the subject is, and then each new revision once', async () => {
  const { listen, edit } = setUp();
  const { response, stream } = await listen('sam');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(await stream.next()).toEqual({ id: '1', event: 'revision', data: '{"revision":1}' });
  await edit('sam');
  await edit('sue');
  await edit('sam');
  expect(await stream.revisions(2)).toEqual([2, 4]);
});

test('a role edit reaches everybody who holds the role once, and nobody else', async () => {
  const { api, listen, edit } = setUp();
  const [a, b, c] = [await listen('sam'), await listen('ann'), await listen('sue')];
  const all = [a, b, c].map(({ stream }) => stream);
  await Promise.all(all.map((stream) => stream.next()));
  await patch(api, 'olga', '/roles/agent', [{ op: 'set', permission: 'sms.send' }]);
  for (const id of ['sam', 'ann', 'sue']) await edit(id);
  expect(await Promise.all(all.map((stream, i) => stream.revisions(i === 2 ? 1 : 2)))).toEqual([[2, 3], [2, 4], [5]]);
});

test('a role edit is told to everybody connected without reading anything for them', async () => {
  const store = memoryStore(acme);
  const read = vi.fn<(id: string) => void>();
  const counted: typeof store = {
    ...store,
    tenant: (tenant) => ({
      ...store.tenant(tenant),
      subject: (id) => (read(id), store.tenant(tenant).subject(id)),
    }),
  };
  const { listen } = setUp({ store: counted });
  const streams = await Promise.all(['sam', 'ann', 'sam'].map(async (who) => (await listen(who)).stream));
  await Promise.all(streams.map((stream) => stream.next()));
  read.mockClear();
  await store.edit('acme', (edit) => edit.saveRole({ id: 'agent', grants: {} }));
  for (const stream of streams) expect(await stream.revisions(1)).toEqual([2]);
  expect(read).not.toHaveBeenCalled();
});

test('whoever is given a role hears of that role from then on', async () => {
  const { api, listen } = setUp();
  const { stream } = await listen('sam');
  await stream.next();
  await patch(api, 'olga', '/members/sam', [{ op: 'assign-role', role: 'senior' }]);
  expect(await stream.revisions(1)).toEqual([2]);
  await patch(api, 'olga', '/roles/agent', [{ op: 'set', permission: 'sms.send' }]);
  await patch(api, 'olga', '/roles/senior', [{ op: 'remove', permission: 'sms.send' }]);
  expect(await stream.revisions(1)).toEqual([4]);
});

describe('Last-Event-ID', () => {
  test('resumes: what happened in between is told as the latest revision', async () => {
    const { listen, edit } = setUp();
    await edit('sam');
    await edit('sam');
    const { stream } = await listen('sam', '1');
    expect(await stream.revisions(1)).toEqual([3]);
  });

  test('of the present state is told nothing until there is something new', async () => {
    const { listen, edit } = setUp();
    const { stream } = await listen('sam', '1');
    await edit('sam');
    expect(await stream.revisions(1)).toEqual([2]);
  });

  test('from the future, as after a restored backup, is told where the subject is', async () => {
    const { listen } = setUp();
    const { stream } = await listen('sam', '99');
    expect(await stream.revisions(1)).toEqual([1]);
  });

  test('that is none is answered 422', async () => {
    const headers = { 'last-event-id': 'yesterday' };
    expect(await ask(setUp().api, 'sam', '/me/events', { headers })).toMatchObject({
      status: 422,
      body: { issues: [{ path: 'headers.last-event-id' }] },
    });
  });
});

test('nothing of a member of the same id in another tenant is told', async () => {
  const { store, listen, edit } = setUp();
  const { stream } = await listen('sam');
  await stream.next();
  await store.edit('rival', (change) => change.saveMember({ ...sam, tenant: 'rival', roles: ['agent'] }));
  await store.edit('rival', (change) => change.saveRole({ id: 'agent', grants: {} }));
  await edit('sam');
  expect(await stream.revisions(1)).toEqual([2]);
});

test('a member that is removed hears the end of its stream', async () => {
  const { store, listen } = setUp();
  const { stream } = await listen('sam');
  await stream.next();
  await store.edit('acme', (change) => change.removeMember('sam'));
  expect(await stream.next()).toBeUndefined();
});

test('streams of one member and of one process have limits, and a closed one makes room', async () => {
  const { listen } = setUp({ limits: { streamsPerMember: 1, streams: 2 } });
  const first = await listen('sam');
  expect((await listen('sam')).response.status).toBe(429);
  expect((await listen('sue')).response.status).toBe(200);
  const full = await listen('ann');
  expect([full.response.status, full.response.headers.get('retry-after')]).toEqual([503, '30']);
  first.close();
  expect((await listen('sam')).response.status).toBe(200);
});

test('a stream that cannot begin takes no place of those that can', async () => {
  const store = memoryStore(acme);
  let isDeaf = true;
  const listen: typeof store.listen = (listener) => {
    if (isDeaf) throw new Error('deaf');
    return store.listen(listener);
  };
  const api = createPermissionApi({
    store: { ...store, listen },
    catalog,
    authenticate,
    limits: { streamsPerMember: 1 },
    onError: () => {},
  });
  for (const path of ['/me/events', '/events', '/me/events']) expect((await ask(api, 'olga', path)).status).toBe(500);
  isDeaf = false;
  expect((await api(requestAs('olga', '/events'))).status).toBe(200);
});

test('the store is listened to only while a stream is open', async () => {
  const store = memoryStore(acme);
  const stopped = vi.fn<() => void>();
  const listening = vi.fn<typeof store.listen>((listener) => {
    const stop = store.listen(listener);
    return () => (stopped(), stop());
  });
  const api = createPermissionApi({ store: { ...store, listen: listening }, catalog, authenticate });
  const closing = new AbortController();
  const open = await Promise.all(
    ['sam', 'sue'].map((who) => api(requestAs(who, '/me/events', { signal: closing.signal }))),
  );
  expect([listening.mock.calls.length, stopped.mock.calls.length]).toEqual([1, 0]);
  await open[0]?.body?.cancel();
  expect(stopped).not.toHaveBeenCalled();
  closing.abort();
  expect(stopped).toHaveBeenCalledOnce();
});

describe('over time', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('a silent stream shows a sign of life at every heartbeat', async () => {
    const { listen } = setUp({ heartbeat: 1000 });
    const { stream } = await listen('sam', '1');
    expect(await stream.comment()).toBe('connected');
    await vi.advanceTimersByTimeAsync(1000);
    expect(await stream.comment()).toBe('still here');
  });

  test('a stream ends with its sign-in', async () => {
    const expiresAt = Date.now() + 5000;
    const { listen } = setUp({
      authenticate: () => ({ tenant: 'acme', subject: 'sam', expiresAt }),
    });
    const { stream } = await listen('sam', '1');
    const end = stream.next();
    await vi.advanceTimersByTimeAsync(5000);
    expect(await end).toBeUndefined();
  });

  test('a sign-in that is prolonged prolongs the stream, with no more signs of life than before', async () => {
    const authenticate = vi.fn<PermissionApiOptions['authenticate']>(() => ({
      tenant: 'acme',
      subject: 'sam',
      expiresAt: Date.now() + 5000,
    }));
    const { listen, edit } = setUp({ heartbeat: 1000, authenticate });
    const { stream } = await listen('sam', '1');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(authenticate).toHaveBeenCalledTimes(1 + 20);
    authenticate.mockReturnValue({ tenant: 'acme', subject: 'olga' });
    await edit('sam');
    expect(await stream.revisions(1)).toEqual([2]);
  });

  test('a stream ends at the next heartbeat after its sign-in was revoked or became another one’s', async () => {
    for (const later of [undefined, { tenant: 'acme', subject: 'sue' }, { tenant: 'rival', subject: 'sam' }]) {
      let caller: ReturnType<PermissionApiOptions['authenticate']> = { tenant: 'acme', subject: 'sam' };
      const { listen } = setUp({ heartbeat: 1000, authenticate: () => caller });
      const { stream } = await listen('sam', '1');
      const end = stream.next();
      caller = later;
      await vi.advanceTimersByTimeAsync(1000);
      expect(await end).toBeUndefined();
    }
  });

  test('a client that does not read is let go once its queue is full, and can come back', async () => {
    const { api, listen, edit } = setUp({ heartbeat: 1000, limits: { streamsPerMember: 1 } });
    const response = await api(requestAs('sam', '/me/events'));
    await vi.advanceTimersByTimeAsync(100 * 1000);
    await edit('sam');
    const reader = response.body?.getReader();
    await expect(reader?.read()).rejects.toThrow('did not read');
    expect((await listen('sam', '1')).response.status).toBe(200);
  });
});

test('a store that fails while a stream is open ends the stream and tells the host', async () => {
  const store = memoryStore(acme);
  let isDown = false;
  const failing: typeof store = {
    ...store,
    tenant: (id) => ({
      ...store.tenant(id),
      subject: (who) => (isDown ? Promise.reject(new Error('down')) : store.tenant(id).subject(who)),
    }),
  };
  const onError = vi.fn<NonNullable<PermissionApiOptions['onError']>>();
  const api = createPermissionApi({ store: failing, catalog, authenticate, onError });
  const stream = readStream(await api(requestAs('sam', '/me/events')));
  await stream.next();
  isDown = true;
  await store.edit('acme', (change) => change.saveMember({ ...sam, extensions: [] }));
  expect(await stream.next()).toBeUndefined();
  expect(onError).toHaveBeenCalledExactlyOnceWith(new Error('down'), undefined);
});

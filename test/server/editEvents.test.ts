import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPermissionApi, type PermissionApiOptions } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import type { Store } from '../../src/server/store/Store.js';
import { ask, patch } from './ask.js';
import { acme, authenticate, catalog, requestAs, rival, sam } from './desk.js';
import { readStream, type ServerEvent } from './readStream.js';

const setUp = (options: Partial<PermissionApiOptions> = {}) => {
  const store = options.store ?? memoryStore({ tenants: [acme, rival] });
  const api = createPermissionApi({ store, catalog, authenticate, ...options });
  const listen = async (who: string, since?: string) => {
    const headers = since === undefined ? {} : { 'last-event-id': since };
    const response = await api(requestAs(who, '/events', { headers }));
    return { response, stream: readStream(response) };
  };
  const edit = (id: string) =>
    patch(api, 'olga', `/members/${id}`, [{ op: 'set-extensions', ids: [crypto.randomUUID()] }], { ifMatch: '*' });
  return { api, store, listen, edit };
};

const gap = (revision: number) => ({ id: String(revision), event: 'gap', data: `{"revision":${revision}}` });
const edited = (revision: number, kind: string, id: string) => ({
  id: String(revision),
  event: 'edited',
  data: JSON.stringify({ kind, id, revision }),
});
const dataOf = (event: ServerEvent | undefined): unknown => JSON.parse(event?.data ?? '');

test('an administrator hears of the edits of others, by whomever, and not of what they are about', async () => {
  const { api, listen, edit } = setUp();
  const { response, stream } = await listen('olga');
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  expect(await stream.next()).toEqual(gap(1));
  await edit('sam');
  expect(await stream.next()).toEqual(edited(2, 'member', 'sam'));
  await patch(api, 'mia', '/members/sue', [{ op: 'set-extensions', ids: [] }]);
  expect(await stream.next()).toEqual(edited(3, 'member', 'sue'));
  await patch(api, 'olga', '/roles/agent', [{ op: 'set', permission: 'sms.send' }]);
  expect(await stream.next()).toEqual(edited(4, 'role', 'agent'));
});

test('only members and roles that the administrator may see are told', async () => {
  const { api, listen, edit } = setUp();
  const { stream } = await listen('mia', '1');
  await edit('ann');
  await edit('max');
  await patch(api, 'olga', '/roles/trainee', [{ op: 'create', label: 'Trainee' }], { ifNoneMatch: '*' });
  await edit('sam');
  expect(await stream.next()).toEqual(edited(5, 'member', 'sam'));
});

test('what an administrator may see is decided when it is told, not when the stream was opened', async () => {
  const { api, listen, edit } = setUp();
  const { stream } = await listen('mia', '1');
  await patch(api, 'olga', '/members/mia', [{ op: 'set-memberships', dimension: 'group', ids: ['support'] }]);
  expect(await stream.next()).toEqual(edited(2, 'member', 'mia'));
  await edit('sam');
  await edit('ann');
  expect(await stream.next()).toEqual(edited(4, 'member', 'ann'));
});

test('nothing of another tenant is told, nor by its ids', async () => {
  const { store, listen, edit } = setUp();
  const { stream } = await listen('olga', '1');
  await store.edit('rival', (change) => change.saveMember({ ...sam, tenant: 'rival' }));
  await store.edit('rival', (change) => change.saveRole({ id: 'agent', grants: {} }));
  await edit('sam');
  expect(await stream.next()).toEqual(edited(2, 'member', 'sam'));
});

test('whoever manages nobody is answered 403, and hears the end of the stream where that comes later', async () => {
  const { api, listen } = setUp();
  expect(await ask(api, 'sam', '/events')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  const { stream } = await listen('mia', '1');
  await patch(api, 'olga', '/members/mia', [{ op: 'assign-role', role: 'agent' }]);
  expect(await stream.next()).toBeUndefined();
});

describe('Last-Event-ID', () => {
  test('of the last revision is told nothing until there is something new', async () => {
    const { listen, edit } = setUp();
    await edit('sam');
    const { stream } = await listen('olga', '2');
    await edit('sue');
    expect(await stream.next()).toEqual(edited(3, 'member', 'sue'));
  });

  test.each(['1', '99'])('of another revision, %s, is told of a gap', async (since) => {
    const { listen, edit } = setUp();
    await edit('sam');
    await edit('sam');
    expect(await (await listen('olga', since)).stream.next()).toEqual(gap(3));
  });

  test('that is none is answered 422', async () => {
    const headers = { 'last-event-id': '-1' };
    expect(await ask(setUp().api, 'olga', '/events', { headers })).toMatchObject({
      status: 422,
      body: { issues: [{ path: 'headers.last-event-id' }] },
    });
  });
});

test('one edit of many members is told with its revision at the end only, and one of too many as a gap', async () => {
  const { store, listen } = setUp();
  const { stream } = await listen('olga', '1');
  const save = (count: number) =>
    store.edit('acme', async (change) => {
      for (let i = 0; i < count; i++) await change.saveMember({ ...sam, id: `new-${i}` });
    });
  await save(3);
  const told = [await stream.next(), await stream.next(), await stream.next()];
  expect(told.map((event) => event?.id)).toEqual([undefined, undefined, '2']);
  expect(told.map(dataOf)).toEqual([0, 1, 2].map((i) => ({ kind: 'member', id: `new-${i}`, revision: 2 })));
  await save(101);
  expect(await stream.next()).toEqual(gap(3));
});

test('a member that is gone is told to whoever manages everybody, and to nobody else', async () => {
  const { store, listen, edit } = setUp();
  const [olga, mia] = [await listen('olga', '1'), await listen('mia', '1')];
  await store.edit('acme', (change) => change.removeMember('sam'));
  expect(await olga.stream.next()).toEqual(edited(2, 'member', 'sam'));
  await edit('sue');
  expect(await mia.stream.next()).toEqual(edited(3, 'member', 'sue'));
});

/** A store whose looks wait for the test, and that can say that it missed something. */
const slowStore = () => {
  const store = memoryStore({ tenants: [acme] });
  const listeners = new Set<Parameters<Store['listen']>[0]>();
  let gate: Promise<unknown> = Promise.resolve();
  const slow: Store = {
    ...store,
    tenant: (id) => ({ ...store.tenant(id), subject: async (who) => (await gate, store.tenant(id).subject(who)) }),
    listen: (listener) => {
      listeners.add(listener);
      const stop = store.listen(listener);
      return () => (listeners.delete(listener), stop());
    },
  };
  return {
    store: slow,
    miss: () => listeners.forEach((listener) => listener({ type: 'gap' })),
    listening: () => listeners.size,
    hold: () => {
      let release = () => {};
      gate = new Promise<void>((resolve) => (release = resolve));
      return () => release();
    },
  };
};

test('edits that come faster than they are told are told once for each target, in the order of revisions', async () => {
  const { store, hold } = slowStore();
  const { listen, edit } = setUp({ store });
  const { stream } = await listen('olga', '1');
  await stream.comment();
  const release = hold();
  const save = (id: string) => store.edit('acme', (change) => change.saveMember({ ...sam, id }));
  for (const id of ['first', 'sam', 'sue', 'sam']) await save(id);
  release();
  const told = [await stream.next(), await stream.next(), await stream.next()].map(dataOf);
  expect(told).toEqual([
    { kind: 'member', id: 'first', revision: 2 },
    { kind: 'member', id: 'sue', revision: 4 },
    { kind: 'member', id: 'sam', revision: 5 },
  ]);
  await edit('ann');
  expect(await stream.next()).toEqual(edited(6, 'member', 'ann'));
});

test('what the store may have missed is told as a gap, and nothing that the gap covers is told after it', async () => {
  const { store, hold, miss } = slowStore();
  const { listen, edit } = setUp({ store });
  const { stream } = await listen('olga', '1');
  await stream.comment();
  const release = hold();
  miss();
  for (const id of ['sam', 'sue']) await store.edit('acme', (change) => change.saveMember({ ...sam, id }));
  release();
  expect(await stream.next()).toEqual(gap(3));
  await edit('ann');
  expect(await stream.next()).toEqual(edited(4, 'member', 'ann'));
});

test('a stream that ends, by either side, listens to the store no longer and makes room for another', async () => {
  const { store, listening } = slowStore();
  const { api, listen } = setUp({ store, limits: { streamsPerMember: 1 } });
  const first = await api(requestAs('olga', '/events'));
  expect(listening()).toBe(1);
  expect((await listen('olga')).response.status).toBe(429);
  expect((await api(requestAs('olga', '/me/events'))).status).toBe(429);
  await first.body?.cancel();
  expect(listening()).toBe(0);
  expect((await listen('olga')).response.status).toBe(200);
});

test('a store that fails while a stream is open ends the stream and tells the host', async () => {
  const { store } = slowStore();
  let isDown = false;
  const failing: Store = {
    ...store,
    tenant: (id) => ({
      ...store.tenant(id),
      subject: (who) => (isDown ? Promise.reject(new Error('down')) : store.tenant(id).subject(who)),
    }),
  };
  const onError = vi.fn<NonNullable<PermissionApiOptions['onError']>>(() => {
    throw new Error('and the logger with it');
  });
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { listen } = setUp({ store: failing, onError });
  const { stream } = await listen('olga', '1');
  await stream.comment();
  isDown = true;
  await store.edit('acme', (change) => change.saveMember(sam));
  expect(await stream.next()).toBeUndefined();
  expect(onError).toHaveBeenCalledExactlyOnceWith(new Error('down'), undefined);
  expect(logged).toHaveBeenCalledExactlyOnceWith(new Error('and the logger with it'));
  logged.mockRestore();
});

describe('over time', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('a client that does not read is let go once its queue is full', async () => {
    const { api, edit } = setUp({ heartbeat: 1000 });
    const response = await api(requestAs('olga', '/events'));
    await vi.advanceTimersByTimeAsync(100 * 1000);
    await edit('sam');
    await expect(response.body?.getReader().read()).rejects.toThrow('did not read');
  });

  test('a stream ends at the next heartbeat after its sign-in was revoked', async () => {
    let caller: ReturnType<PermissionApiOptions['authenticate']> = { tenant: 'acme', subject: 'olga' };
    const { listen } = setUp({ heartbeat: 1000, authenticate: () => caller });
    const { stream } = await listen('olga', '1');
    const end = stream.next();
    caller = undefined;
    await vi.advanceTimersByTimeAsync(1000);
    expect(await end).toBeUndefined();
  });
});

// How long grants live that the source does not confirm: across page loads, in a cache that others change, and by
// clocks that are wrong.
import { dehydrate, focusManager, hydrate, QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  createPermissionStore,
  type PermissionStore,
  type PermissionStoreOptions,
} from '../../src/react/store/createPermissionStore.js';
import { systemClock } from '../../src/client/systemClock.js';
import { SourceError } from '../../src/client/SourceError.js';
import { createManualClock } from '../sources/manualClock.js';
import { allow, catalog, setOf } from './desk.js';
import { createScriptedSource, type ScriptedSource, ticks } from './scriptedSource.js';

const minute = 60_000;
const day = 24 * 60 * minute;
const ada = { id: 'ada', tenant: 'acme' };
const unreachable = () => new SourceError('network', 'The backend cannot be reached.', { retryable: false });

let source: ScriptedSource;
let client: QueryClient;
let stops: (() => void)[];

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
  source = createScriptedSource();
  client = new QueryClient();
  stops = [];
});

afterEach(() => {
  for (const stop of stops) stop();
  client.clear();
  vi.useRealTimers();
});

function connected(options: Partial<PermissionStoreOptions> = {}): PermissionStore {
  const store = createPermissionStore({
    catalog,
    client,
    source,
    keepFor: 5 * minute,
    clock: systemClock,
    ...options,
  });
  stops.push(store.connect());
  return store;
}

async function loaded(input: unknown, options: Partial<PermissionStoreOptions> = {}): Promise<PermissionStore> {
  const store = connected(options);
  await source.answer(input);
  return store;
}

const can = (store: PermissionStore) => store.view.get().evaluator?.can('sms.send') ?? false;
const state = (store: PermissionStore) => store.status.get().state;
const texting = (more: Parameters<typeof setOf>[1] = {}) => setOf([allow('sms.send')], more);
/** What TanStack Query keeps for a full subject. */
const queryKey = ['hookswitch', 'desk', 'scripted', 'ada', 'acme'];

/** One page load: another store over another client, with what the browser kept of the one before. */
async function reload(kept: unknown, options: Partial<PermissionStoreOptions> = {}) {
  const page = new QueryClient();
  const read: Parameters<typeof hydrate>[1] = JSON.parse(JSON.stringify(kept));
  hydrate(page, read);
  const from = createScriptedSource();
  const store = createPermissionStore({
    catalog,
    client: page,
    source: from,
    subject: ada,
    keepFor: 5 * minute,
    clock: systemClock,
    ...options,
  });
  const isOpenAtFirst = can(store);
  const stop = store.connect();
  await ticks();
  await from.fail(unreachable());
  const result = { isOpenAtFirst, isOpen: can(store), asked: from.asked, state: state(store) };
  const saved = dehydrate(page, { shouldDehydrateQuery: () => true });
  stop();
  page.clear();
  return { ...result, saved };
}

describe('old grants', () => {
  test('of a persisted cache are kept for as long as the policy says, however often the page is loaded', async () => {
    await loaded(texting(), { subject: ada });
    let saved: unknown = dehydrate(client);
    for (let age = 0; age < 10; age += 1) {
      const page = await reload(saved);
      expect([age, page.isOpenAtFirst, page.isOpen, page.asked]).toEqual([age, age < 5, age < 5, 1]);
      saved = page.saved;
      await vi.advanceTimersByTimeAsync(minute);
    }
  });

  test('of initial grants are kept no longer than the policy says after they were issued', async () => {
    const initialGrants = texting();
    for (let age = 0; age < 10; age += 1) {
      const page = await reload(dehydrate(new QueryClient()), { initialGrants });
      expect([age, page.isOpenAtFirst, page.isOpen, page.asked]).toEqual([age, age < 5, age < 5, 1]);
      await vi.advanceTimersByTimeAsync(minute);
    }
  });

  test.each([
    ['ten days old', () => Date.now() - 10 * day],
    ['without a stamp', () => 0],
    ['stamped far in the future', () => Date.now() + 10 * day],
  ])('that are %s are not in force, and are asked for', async (_what, issuedAt) => {
    const store = connected({ initialGrants: texting({ issuedAt: issuedAt() }) });
    expect([can(store), state(store), source.asked]).toEqual([false, 'loading', 1]);
    expect(store.status.get().error?.code).toBe('outdated');
    await source.answer(texting({ issuedAt: 0 }));
    expect([can(store), state(store), store.status.get().error]).toEqual([true, 'ready', undefined]);
  });

  test('that a server put into the page some seconds ago are in force until the source answers or takes too long', async () => {
    const store = connected({ initialGrants: texting({ issuedAt: Date.now() - 3_000 }) });
    expect([can(store), state(store)]).toEqual([true, 'ready']);
    await vi.advanceTimersByTimeAsync(5 * minute - 3_001);
    expect(can(store)).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect([can(store), state(store)]).toEqual([false, 'loading']);
  });

  test('count from the last confirmation, not from when they were issued', async () => {
    const old = texting({ issuedAt: Date.now() - 10 * day });
    await loaded(old, { subject: ada });
    expect((await reload(dehydrate(client))).isOpen).toBe(true);
  });

  test('are not prolonged by whoever writes them into the cache while the source fails', async () => {
    const store = await loaded(texting(), { subject: ada });
    for (let passed = 0; passed < 6; passed += 1) {
      client.setQueryData(queryKey, texting());
      await ticks();
      await source.fail(unreachable());
      await vi.advanceTimersByTimeAsync(minute);
    }
    expect([can(store), state(store)]).toEqual([false, 'closed']);
  });

  test('of a store that nobody watched meanwhile are not current any more', async () => {
    const store = createPermissionStore({ catalog, client, source, keepFor: 5 * minute, clock: systemClock });
    const stop = store.connect();
    await source.answer(texting());
    stop();
    await vi.advanceTimersByTimeAsync(60 * minute);
    stops.push(store.connect());
    expect([can(store), state(store), source.asked]).toEqual([false, 'loading', 2]);
  });

  test('of somebody who is signed out do not come back when the network fails next', async () => {
    const store = await loaded(texting());
    void store.status.get().refetch();
    await ticks();
    await source.fail(new SourceError('unauthorized', 'Sign in again.', { status: 401, retryable: false }));
    void store.status.get().refetch();
    await ticks();
    await source.fail(unreachable());
    expect([can(store), state(store)]).toEqual([false, 'closed']);
  });

  test('are closed in time also where a client retries for ever', async () => {
    client.setDefaultOptions({ queries: { retry: true, retryDelay: 1_000 } });
    const store = await loaded(texting());
    void store.status.get().refetch();
    for (let second = 0; second <= 300; second += 1) {
      await ticks();
      await source.fail(new SourceError('http', 'Busy.', { status: 503, retryable: true }));
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect([can(store), state(store)]).toEqual([false, 'closed']);
  });

  test('are asked about again while the page is behind others and a retry would wait for it', async () => {
    const store = await loaded(texting());
    focusManager.setFocused(false);
    void store.status.get().refetch();
    await ticks();
    await source.fail(new SourceError('http', 'Busy.', { status: 503, retryable: true }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(state(store)).toBe('stale');
    await vi.advanceTimersByTimeAsync(30_000);
    focusManager.setFocused(undefined);
    expect(source.waiting).toBe(1);
    await source.answer(setOf([], { revision: 2 }));
    expect([can(store), state(store)]).toEqual([false, 'ready']);
  });
});

describe('a cache that the application changes', () => {
  const emptying: Readonly<Record<string, () => unknown>> = {
    'clear()': () => client.clear(),
    'removeQueries()': () => client.removeQueries(),
    'removeQueries() of this one': () => client.removeQueries({ queryKey: ['hookswitch'] }),
    'resetQueries()': () => client.resetQueries(),
    'reset() of the query': () => client.getQueryCache().getAll()[0]?.reset(),
    'clear() of the query cache': () => client.getQueryCache().clear(),
  };

  test.each(Object.keys(emptying))('by %s is empty: nothing is in force until the source has answered', async (how) => {
    for (const subject of [undefined, ada]) {
      const store = await loaded(texting(), { subject });
      const { asked } = source;
      emptying[how]?.();
      expect([can(store), state(store)]).toEqual([false, 'loading']);
      await ticks();
      expect(source.asked).toBe(asked + 1);
      await source.answer(setOf([], { revision: 2 }));
      expect([can(store), state(store), store.status.get().revision]).toEqual([false, 'ready', 2]);
      stops.splice(0).forEach((stop) => stop());
      client.clear();
    }
  });

  test.each(Object.keys(emptying))('by %s before the first answer leaves no initial grants in force', async (how) => {
    const store = connected({ initialGrants: texting() });
    emptying[how]?.();
    expect(can(store)).toBe(false);
    await ticks();
    await source.answer(texting());
    expect(can(store)).toBe(true);
  });

  test.each([
    ['reverted', {}],
    ['not reverted', { revert: false }],
    ['silent', { silent: true }],
  ])('by cancelQueries() (%s) does not keep a revocation from being heard', async (_how, how) => {
    const store = await loaded(texting());
    source.tell({ type: 'changed', revision: 2 });
    await ticks();
    await client.cancelQueries({}, how);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(source.waiting).toBe(1);
    await source.answer(setOf([], { revision: 2 }));
    expect([can(store), state(store)]).toEqual([false, 'ready']);
  });

  test('by cancelQueries() during the first load is asked for again', async () => {
    const store = connected();
    void client.cancelQueries();
    await ticks();
    expect(source.waiting).toBe(1);
    await source.answer(texting());
    expect(can(store)).toBe(true);
  });

  test('by setQueryData() is asked for again at once, and what was written confirms nothing', async () => {
    const store = await loaded(texting({ revision: 5 }), { subject: ada });
    for (const written of [setOf([], { revision: 4 }), 'nonsense', texting({ id: 'bob', revision: 9 })]) {
      client.setQueryData(queryKey, written);
      expect([can(store), store.status.get().revision]).toEqual([true, 5]);
      await ticks();
      expect(source.waiting).toBe(1);
      await source.answer(texting({ revision: 5 }));
      await vi.advanceTimersByTimeAsync(31_000);
    }
  });

  test('by somebody who writes whenever it is answered is not asked without end', async () => {
    const store = await loaded(texting());
    const { asked } = source;
    const [query] = client.getQueryCache().getAll();
    for (let i = 0; i < 50; i += 1) {
      query?.setState({ data: texting() });
      await ticks();
      await source.answer(texting());
    }
    expect(source.asked - asked).toBeLessThan(3);
    query?.setState({ data: texting() });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(source.waiting).toBe(1);
    await source.answer(setOf([], { revision: 2 }));
    expect(can(store)).toBe(false);
  });

  test('that was hydrated says nothing to whoever did not declare who is signed in', async () => {
    for (const subject of [undefined, { id: 'ada' }]) {
      const page = new QueryClient();
      const key = ['hookswitch', 'desk', 'scripted', subject?.id ?? null, null];
      page.setQueryData(key, texting());
      client = new QueryClient();
      hydrate(client, dehydrate(page));
      const store = connected({ subject });
      expect([can(store), state(store)]).toEqual([false, 'loading']);
      await ticks();
      expect(can(store)).toBe(false);
      await source.answer(texting({ id: 'ada', tenant: 'rival' }));
      expect([can(store), store.status.get().subject?.tenant]).toEqual([true, 'rival']);
      // Another tab, or a late restore, writes the last person's grants again.
      page.setQueryData(key, texting());
      hydrate(client, dehydrate(page));
      expect(store.status.get().subject?.tenant).toBe('rival');
    }
  });

  test('that is hydrated while the first load is under way is in force for its own person, for as long as it was confirmed', async () => {
    const page = new QueryClient();
    page.setQueryData(queryKey, texting(), { updatedAt: Date.now() - minute });
    const store = connected({ subject: ada });
    hydrate(client, dehydrate(page));
    expect(can(store)).toBe(true);
    await vi.advanceTimersByTimeAsync(4 * minute);
    expect([can(store), state(store)]).toEqual([false, 'loading']);
  });

  test('with options for other queries is asked all the same', async () => {
    client.setDefaultOptions({
      queries: {
        enabled: false,
        staleTime: Infinity,
        gcTime: 0,
        refetchOnMount: false,
        refetchOnWindowFocus: false,
        placeholderData: texting(),
        initialData: texting(),
        select: () => texting(),
        notifyOnChangeProps: [],
        refetchInterval: 1,
      },
    });
    const store = connected();
    expect([can(store), source.asked]).toEqual([false, 1]);
    await vi.advanceTimersByTimeAsync(1_000);
    await source.answer(setOf([], { revision: 2 }));
    expect([can(store), state(store), source.asked]).toEqual([false, 'ready', 1]);
  });

  test('of another client has grants of its own', async () => {
    const first = await loaded(texting(), { subject: ada });
    const other = new QueryClient();
    const second = connected({ subject: ada, client: other });
    expect([can(first), can(second)]).toEqual([true, false]);
    other.clear();
    expect(can(first)).toBe(true);
  });
});

describe('a source that cannot tell of changes', () => {
  test.each([
    ['throws when it is listened to', () => new Error('no sockets here')],
    ['says that it was cut off', () => undefined],
  ])('because it %s is asked every half minute, and a revocation arrives', async (_why, error) => {
    const deaf = createScriptedSource();
    const from = {
      ...deaf,
      subscribe(listener: Parameters<typeof deaf.subscribe & {}>[0]) {
        const thrown = error();
        if (thrown) throw thrown;
        listener({ type: 'disconnected' });
        return () => {};
      },
    };
    const store = connected({ source: from });
    await deaf.answer(texting());
    expect([can(store), store.status.get().isConnected, deaf.asked]).toEqual([true, false, 1]);
    for (let asked = 2; asked < 5; asked += 1) {
      await vi.advanceTimersByTimeAsync(30_000);
      expect(deaf.asked).toBe(asked);
      await deaf.answer(setOf(asked < 4 ? [allow('sms.send')] : [], { revision: asked }));
    }
    expect([can(store), state(store)]).toEqual([false, 'ready']);
  });
});

describe('clocks', () => {
  const served = Date.UTC(2026, 5, 1);

  /** A device whose clock is off by so much, and a source that tells the backend's time, or does not. */
  function device(off: number, tells = true) {
    const clock = createManualClock();
    clock.jump(served + off);
    const scripted = createScriptedSource();
    let tellTime: ((time: number) => void) | undefined;
    const from = {
      ...scripted,
      load: (signal: AbortSignal, tell?: (time: number) => void) => {
        tellTime = tell;
        return scripted.load(signal);
      },
    };
    const store = connected({ source: from, clock, client: new QueryClient() });
    const answer = async (passed: number, more: Parameters<typeof setOf>[1] = {}) => {
      if (tells) tellTime?.(served + passed);
      await scripted.answer(texting({ issuedAt: served + passed, ...more }));
    };
    return { clock, store, answer, source: scripted };
  }

  test.each([10 * minute, 3 * day, 3_650 * day])(
    'that are %i ms ahead close nothing where the backend tells its time',
    async (off) => {
      const { clock, store, answer } = device(off);
      await answer(0, { expiresAt: served + minute });
      expect([can(store), state(store)]).toEqual([true, 'ready']);
      clock.advance(minute - 1);
      expect(can(store)).toBe(true);
      clock.advance(1);
      expect([can(store), state(store)]).toEqual([false, 'closed']);
    },
  );

  test.each([-10 * minute, -3 * day, -3_650 * day])(
    'that are %i ms behind keep nothing that has ended, whether the backend tells its time or only stamps the set',
    async (off) => {
      for (const tells of [true, false]) {
        const { clock, store, answer } = device(off, tells);
        await answer(0, { expiresAt: served + minute });
        expect(can(store)).toBe(true);
        clock.advance(minute);
        expect([can(store), state(store)]).toEqual([false, 'closed']);
      }
    },
  );

  test('that are ahead where nobody tells the time close the set and say why', async () => {
    const { clock, store, answer, source: asked } = device(day, false);
    await answer(0, { expiresAt: served + minute });
    expect(store.status.get()).toMatchObject({ state: 'closed', error: { code: 'outdated' } });
    expect(store.status.get().error?.message).toMatch(/2026-06-01T00:01:00.*2026-06-02T00:00:00.*clock/);
    clock.jump(-day);
    clock.advance(30_000);
    await ticks();
    await answer(0, { expiresAt: served + minute });
    expect([asked.asked, can(store), store.status.get().error]).toEqual([2, true, undefined]);
  });

  test('that are set back while the page is open bring nothing back', async () => {
    const { clock, store, answer } = device(0);
    await answer(0, { expiresAt: served + minute });
    clock.jump(-day);
    clock.advance(minute);
    expect(can(store)).toBe(false);
    clock.jump(-day);
    store.configure({ source, keepFor: minute, clock });
    expect(can(store)).toBe(false);
  });

  test('that stood still while the machine slept are looked at again when the page is', async () => {
    const target = new EventTarget();
    vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
    vi.stubGlobal('removeEventListener', target.removeEventListener.bind(target));
    for (const type of ['visibilitychange', 'pageshow', 'resume']) {
      const { clock, store, answer, source: asked } = device(0);
      await answer(0, { expiresAt: served + 60 * minute });
      // Asleep: timers and ticks stand still, the wall clock does not.
      clock.jump(8 * 60 * minute);
      expect(can(store)).toBe(true);
      target.dispatchEvent(new Event(type));
      expect([type, can(store), state(store)]).toEqual([type, false, 'closed']);
      await ticks();
      expect(asked.asked).toBe(2);
    }
    vi.unstubAllGlobals();
  });

  test('that are wrong by less than an answer takes are left alone', async () => {
    const { clock, store, answer } = device(2_500);
    clock.advance(3_000);
    const before = store.view.get();
    await answer(2_900);
    expect(store.view.get().evaluator?.now).toBe(served + 5_500);
    expect(before.evaluator).toBeUndefined();
  });

  test('that cannot be read open nothing', async () => {
    const clock = { ...systemClock, now: () => Number.NaN, ticks: () => Number.NaN };
    const store = await loaded(texting(), { clock, initialGrants: texting() });
    expect(can(store)).toBe(false);
  });
});

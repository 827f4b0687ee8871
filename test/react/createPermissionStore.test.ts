import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Scope } from '../../src/model/scope.js';
import {
  createPermissionStore,
  type PermissionStore,
  type PermissionStoreOptions,
} from '../../src/react/store/createPermissionStore.js';
import { systemClock } from '../../src/client/systemClock.js';
import type { GrantSource } from '../../src/sources/GrantSource.js';
import { SourceError } from '../../src/client/SourceError.js';
import { allow, catalog, inQueues, salesCall, setOf, supportCall } from './desk.js';
import { createScriptedSource, type ScriptedSource, ticks } from './scriptedSource.js';

const minute = 60_000;
const unreachable = () => new SourceError('network', 'The backend cannot be reached.', { retryable: false });

let source: ScriptedSource;
let client: QueryClient;
const stops: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  source = createScriptedSource();
  client = new QueryClient();
});

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  client.clear();
  vi.useRealTimers();
});

function make(options: Partial<PermissionStoreOptions> = {}): PermissionStore {
  return createPermissionStore({ catalog, client, source, keepFor: 5 * minute, clock: systemClock, ...options });
}

function connected(options: Partial<PermissionStoreOptions> = {}): PermissionStore {
  const store = make(options);
  stops.push(store.connect());
  return store;
}

async function loaded(input: unknown, options: Partial<PermissionStoreOptions> = {}): Promise<PermissionStore> {
  const store = connected(options);
  await source.answer(input);
  return store;
}

const state = (store: PermissionStore) => store.status.get().state;
const error = (store: PermissionStore) => store.status.get().error;
const can = (store: PermissionStore, permission: string, record?: object) =>
  store.view.get().evaluator?.can(permission, record) ?? false;
const decision = (store: PermissionStore) => {
  const view = store.view.get();
  return view.evaluator ? view.evaluator.check('sms.send') : view.closed;
};

const texting = setOf([allow('sms.send')], { issuedAt: 1_000_000 });

describe('loading', () => {
  test('before it is connected it asks nobody and everything is pending', () => {
    const store = make();
    expect(source.asked).toBe(0);
    expect(state(store)).toBe('loading');
    expect(decision(store)).toEqual({ status: 'pending' });
    expect(client.getQueryCache().getAll()).toEqual([]);
  });

  test('the grants are in force once the source has answered', async () => {
    const store = await loaded(texting);
    expect(state(store)).toBe('ready');
    expect(can(store, 'sms.send')).toBe(true);
    expect(can(store, 'recordings.play', salesCall)).toBe(false);
    expect(store.status.get()).toMatchObject({
      revision: 1,
      subject: { id: 'ada' },
      isFetching: false,
      error: undefined,
    });
  });

  test('grants that are there before the source has answered are in force at once', async () => {
    const store = connected({ initialGrants: texting });
    expect(can(store, 'sms.send')).toBe(true);
    expect(store.status.get()).toMatchObject({ state: 'ready', isFetching: true });
    await source.answer(setOf([], { revision: 2 }));
    expect(can(store, 'sms.send')).toBe(false);
  });

  test('initial grants that cannot be read are told about and leave everything pending', () => {
    const store = make({ initialGrants: { format: 'something else' } });
    expect(decision(store)).toEqual({ status: 'pending' });
    expect(state(store)).toBe('loading');
    expect(error(store)?.issue?.path).toBe('format');
  });

  test('of initial grants and cached ones the newer hold, and that is no error', () => {
    const subject = { id: 'ada', tenant: 'acme' };
    const key = ['hookswitch', 'desk', 'scripted', 'ada', 'acme'];
    client.setQueryData(key, setOf([allow('sms.send')], { revision: 7 }));
    const store = make({ subject, initialGrants: setOf([], { revision: 6 }) });
    expect(can(store, 'sms.send')).toBe(true);
    expect(error(store)).toBeUndefined();
    const other = make({ subject, initialGrants: setOf([], { revision: 8 }) });
    expect(can(other, 'sms.send')).toBe(false);
    expect(error(other)).toBeUndefined();
  });

  test('a newer revision replaces the grants whole', async () => {
    const store = await loaded(setOf([allow('sms.send'), allow('calls.view', 'all')]));
    void store.status.get().refetch();
    await ticks();
    await source.answer(setOf([allow('recordings.play', inQueues('sales'))], { revision: 2 }));
    expect(can(store, 'sms.send')).toBe(false);
    expect(can(store, 'calls.view', salesCall)).toBe(false);
    expect(can(store, 'recordings.play', salesCall)).toBe(true);
    expect(can(store, 'recordings.play', supportCall)).toBe(false);
  });

  test('the same answer again tells nobody', async () => {
    const store = await loaded(texting);
    const heard = vi.fn<() => void>();
    store.view.subscribe(heard);
    void store.status.get().refetch();
    await ticks();
    await source.answer(texting);
    expect(source.asked).toBe(2);
    expect(heard).not.toHaveBeenCalled();
  });

  test('an id named __proto__ is an id, also on its way through the cache', async () => {
    const odd = (id: string): Scope => {
      const within: Scope = JSON.parse(`{"in":{"queue":"any"},"within":{"__proto__":["${id}"]}}`);
      return within;
    };
    const store = await loaded(setOf([allow('calls.view', odd('x'))]));
    void store.status.get().refetch();
    await ticks();
    await source.answer(setOf([allow('calls.view', odd('y'))], { revision: 2 }));
    expect(can(store, 'calls.view', salesCall)).toBe(false);
    expect(error(store)?.issue?.path).toBe('grants[0].scope.within.__proto__');
  });

  test('a disconnected store hears nothing more and aborts what it asked for', () => {
    const store = make();
    const stop = store.connect();
    expect([source.waiting, source.listeners]).toEqual([1, 1]);
    stop();
    expect([source.waiting, source.aborted, source.listeners]).toEqual([0, 1, 0]);
    source.tell({ type: 'grants', input: texting });
    expect(state(store)).toBe('loading');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('what a source told just before it was disconnected asks nobody', async () => {
    const store = make();
    const stop = store.connect();
    source.tell({ type: 'changed' });
    stop();
    await ticks();
    expect([source.asked, source.waiting]).toEqual([1, 0]);
  });

  test('it can be connected again, as React does in StrictMode', async () => {
    const store = make();
    store.connect()();
    stops.push(store.connect());
    await source.answer(texting);
    expect(can(store, 'sms.send')).toBe(true);
    expect(source.listeners).toBe(1);
  });
});

describe('whose grants', () => {
  test('a set for another catalog is refused and the grants before it stay', async () => {
    const store = await loaded(texting);
    void store.status.get().refetch();
    await ticks();
    await source.answer({ ...setOf([], { revision: 2 }), catalog: 'shop' });
    expect(can(store, 'sms.send')).toBe(true);
    expect(error(store)).toMatchObject({
      code: 'other-catalog',
      issue: { path: 'catalog', found: "'shop'", expected: "'desk'" },
    });
  });

  test.each([
    ['person', { id: 'bob' }, 'subject.id'],
    ['tenant', { tenant: 'evil' }, 'subject.tenant'],
  ])('a set for another %s than the declared one grants nothing', async (_what, other, path) => {
    const store = await loaded(setOf([allow('sms.send')], other), { subject: { id: 'ada', tenant: 'acme' } });
    expect(can(store, 'sms.send')).toBe(false);
    expect(decision(store)).toEqual({ status: 'unknown', cause: 'load-failed' });
    expect(error(store)).toMatchObject({ code: 'other-subject', issue: { path } });
  });

  test('without a declared subject a set for another person means that the user changed', async () => {
    const store = await loaded(setOf([allow('sms.send')], { revision: 9 }));
    void store.status.get().refetch();
    await ticks();
    await source.answer(setOf([allow('calls.view', 'all')], { id: 'bob', revision: 1 }));
    expect(store.status.get()).toMatchObject({ state: 'ready', revision: 1, subject: { id: 'bob' } });
    expect(can(store, 'sms.send')).toBe(false);
    expect(can(store, 'calls.view', salesCall)).toBe(true);
  });

  test('an older revision is refused and the newer one stays', async () => {
    const store = await loaded(setOf([], { revision: 5 }));
    void store.status.get().refetch();
    await ticks();
    await source.answer(setOf([allow('sms.send')], { revision: 4 }));
    expect(can(store, 'sms.send')).toBe(false);
    expect(store.status.get()).toMatchObject({ state: 'stale', revision: 5 });
    expect(error(store)).toMatchObject({
      code: 'older-revision',
      issue: { path: 'revision', found: '4', expected: 'at least 5' },
    });
  });

  test('without a declared subject the cache does not keep grants for whoever comes next', async () => {
    const store = make();
    const stop = store.connect();
    await source.answer(texting);
    stop();
    expect(decision(make())).toEqual({ status: 'pending' });
    expect(can(store, 'sms.send')).toBe(true);
  });

  test('with a declared subject the cache keeps grants for that subject alone', async () => {
    const ada = { id: 'ada', tenant: 'acme' };
    const stop = make({ subject: ada }).connect();
    await source.answer(texting);
    stop();
    expect(can(make({ subject: ada }), 'sms.send')).toBe(true);
    for (const other of [{ ...ada, id: 'bob' }, { ...ada, tenant: 'rival' }, { id: 'ada' }, undefined])
      expect(decision(make({ subject: other }))).toEqual({ status: 'pending' });
  });

  test('an application that resets its cache has no grants any more', async () => {
    const store = await loaded(texting);
    void client.resetQueries();
    expect(decision(store)).toEqual({ status: 'pending' });
    expect(state(store)).toBe('loading');
  });

  test('two stores on one client and source share one load', async () => {
    const first = connected();
    const second = connected();
    await source.answer(texting);
    expect(source.asked).toBe(1);
    expect([can(first, 'sms.send'), can(second, 'sms.send')]).toEqual([true, true]);
  });
});

describe('failing', () => {
  test('a source that has never answered leaves everything unknown', async () => {
    const store = connected();
    await source.fail(unreachable());
    expect(state(store)).toBe('error');
    expect(decision(store)).toEqual({ status: 'unknown', cause: 'load-failed' });
    expect(error(store)).toMatchObject({ code: 'source-failed', cause: { code: 'network' } });
    expect(error(store)?.message).toContain('The backend cannot be reached.');
  });

  test('the last good grants are kept as long as the policy says, and not longer', async () => {
    const store = await loaded(texting, { keepFor: 2 * minute });
    await vi.advanceTimersByTimeAsync(10 * minute);
    void store.status.get().refetch();
    await ticks();
    await source.fail(unreachable());
    expect(state(store)).toBe('stale');
    expect(can(store, 'sms.send')).toBe(true);
    await vi.advanceTimersByTimeAsync(2 * minute - 1);
    expect(can(store, 'sms.send')).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(state(store)).toBe('closed');
    expect(decision(store)).toEqual({ status: 'unknown', cause: 'stale' });
  });

  test('failing again does not lengthen the time', async () => {
    const store = await loaded(texting, { keepFor: 2 * minute });
    for (const _again of [1, 2, 3]) {
      void store.status.get().refetch();
      await ticks();
      await source.fail(unreachable());
      await vi.advanceTimersByTimeAsync(minute);
    }
    expect(state(store)).toBe('closed');
  });

  test('a source that answers again opens again', async () => {
    const store = await loaded(texting, { keepFor: 0 });
    void store.status.get().refetch();
    await ticks();
    await source.fail(unreachable());
    expect(state(store)).toBe('closed');
    void store.status.get().refetch();
    await ticks();
    await source.answer(texting);
    expect(store.status.get()).toMatchObject({ state: 'ready', error: undefined });
    expect(can(store, 'sms.send')).toBe(true);
  });

  test('whoever is signed out keeps nothing, however long the policy is', async () => {
    const store = await loaded(texting, { keepFor: Infinity });
    void store.status.get().refetch();
    await ticks();
    await source.fail(new SourceError('unauthorized', 'Sign in again.', { status: 401, retryable: false }));
    expect(state(store)).toBe('closed');
    expect(decision(store)).toEqual({ status: 'unknown', cause: 'load-failed' });
  });

  test('a closed store still refuses an older revision', async () => {
    const store = await loaded(setOf([], { revision: 5 }), { keepFor: 0 });
    void store.status.get().refetch();
    await ticks();
    await source.fail(unreachable());
    void store.status.get().refetch();
    await ticks();
    await source.answer(setOf([allow('sms.send')], { revision: 4 }));
    expect(can(store, 'sms.send')).toBe(false);
    expect(state(store)).toBe('closed');
  });

  test('a retryable failure is retried as the client says; any other is told at once', async () => {
    client.setDefaultOptions({ queries: { retry: 1, retryDelay: 10 } });
    const store = connected();
    await source.fail(new SourceError('http', 'Busy.', { status: 503, retryable: true }));
    expect(state(store)).toBe('loading');
    await vi.advanceTimersByTimeAsync(10);
    expect(source.asked).toBe(2);
    await source.fail(new SourceError('http', 'Busy.', { status: 503, retryable: true }));
    expect(state(store)).toBe('error');
    void store.status.get().refetch();
    await ticks();
    await source.fail(unreachable());
    expect(source.asked).toBe(3);
    expect(source.waiting).toBe(0);
  });

  test.each([undefined, null, 'no', { toString: null }])(
    'a source that throws %j fails like any other',
    async (thrown) => {
      const store = connected();
      client.setDefaultOptions({ queries: { retry: false } });
      await source.fail(thrown);
      await vi.advanceTimersByTimeAsync(1);
      expect(decision(store)).toEqual({ status: 'unknown', cause: 'load-failed' });
    },
  );

  test('grants that name what the catalog does not have open nothing, and the rest is in force', async () => {
    const store = await loaded(
      setOf([
        allow('sms.send'),
        allow('fax.send'),
        allow('calls.view', { in: { planet: ['mars'], queue: ['sales'] } }),
      ]),
    );
    expect(state(store)).toBe('ready');
    expect(can(store, 'sms.send')).toBe(true);
    expect(can(store, 'fax.send')).toBe(false);
    expect(can(store, 'calls.view', salesCall)).toBe(true);
    expect(can(store, 'calls.view', { planet: 'mars' })).toBe(false);
    expect(error(store)).toMatchObject({
      code: 'unknown-name',
      issue: { path: 'grants[1].permission', found: "'fax.send'", expected: "a permission of catalog 'desk'" },
    });
    expect(error(store)?.message).toContain('and 1 more');
  });
});

describe('what a source tells', () => {
  test('grants that it pushes are in force at once, whatever is being loaded', async () => {
    const store = connected();
    source.tell({ type: 'grants', input: setOf([allow('sms.send')], { revision: 3 }) });
    expect(can(store, 'sms.send')).toBe(true);
    await source.answer(setOf([], { revision: 2 }));
    expect(store.status.get()).toMatchObject({ state: 'ready', revision: 3, error: undefined });
  });

  test('an older push is passed over without a word', async () => {
    const store = await loaded(setOf([], { revision: 5 }));
    source.tell({ type: 'grants', input: setOf([allow('sms.send')], { revision: 4 }) });
    expect(can(store, 'sms.send')).toBe(false);
    expect(store.status.get()).toMatchObject({ state: 'ready', error: undefined });
  });

  test('a push that is no grant set is told about, and the source is asked', async () => {
    const store = await loaded(texting);
    source.tell({ type: 'grants', input: { grants: 'all of them' } });
    expect(store.status.get()).toMatchObject({ state: 'stale', error: { code: 'malformed' } });
    await ticks();
    await source.answer(texting);
    expect(store.status.get()).toMatchObject({ state: 'ready', error: undefined });
  });

  test('what was asked for before a change is not waited for', async () => {
    const store = connected();
    source.tell({ type: 'changed', revision: 2 });
    await ticks();
    expect([source.asked, source.aborted, source.waiting]).toEqual([2, 1, 1]);
    await source.answer(setOf([allow('sms.send')], { revision: 2 }));
    expect(can(store, 'sms.send')).toBe(true);
  });

  test('a lost connection shows in the status, and the source is asked when it is back', async () => {
    const store = await loaded(texting);
    source.tell({ type: 'connected' });
    expect(store.status.get().isConnected).toBe(true);
    expect(source.asked).toBe(1);
    source.tell({ type: 'disconnected' });
    expect(store.status.get()).toMatchObject({ isConnected: false, state: 'ready' });
    source.tell({ type: 'connected' });
    await ticks();
    expect(store.status.get()).toMatchObject({ isConnected: true, isFetching: true });
    expect(source.asked).toBe(2);
  });
});

describe('a source that cannot be listened to', () => {
  test('is asked all the same, and shows as not connected', async () => {
    const deaf: GrantSource = {
      ...source,
      subscribe() {
        throw new Error('no sockets here');
      },
    };
    const store = await loaded(texting, { source: deaf });
    expect(can(store, 'sms.send')).toBe(true);
    expect(store.status.get().isConnected).toBe(false);
  });
});

describe('time', () => {
  test('a grant comes into force and ends at its own moments', async () => {
    const start = Date.now() + 10 * minute;
    const store = await loaded(setOf([allow('sms.send', undefined, { startsAt: start, endsAt: start + minute })]));
    expect(can(store, 'sms.send')).toBe(false);
    await vi.advanceTimersByTimeAsync(10 * minute);
    expect(can(store, 'sms.send')).toBe(true);
    await vi.advanceTimersByTimeAsync(minute);
    expect(can(store, 'sms.send')).toBe(false);
  });

  test('a moment that setTimeout cannot wait for is waited for all the same', async () => {
    const month = 30 * 24 * 60 * minute;
    const store = await loaded(setOf([allow('sms.send', undefined, { endsAt: Date.now() + 2 * month })]));
    await vi.advanceTimersByTimeAsync(2 * month - 1);
    expect(can(store, 'sms.send')).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(can(store, 'sms.send')).toBe(false);
    expect(vi.getTimerCount()).toBeLessThan(5);
  });

  test('a set whose own end has come answers nothing, and another one is asked for', async () => {
    const store = await loaded({ ...texting, expiresAt: Date.now() + minute });
    await vi.advanceTimersByTimeAsync(minute);
    expect(decision(store)).toEqual({ status: 'unknown', cause: 'stale' });
    expect(state(store)).toBe('closed');
    expect(source.asked).toBe(2);
    await source.answer({ ...texting, expiresAt: Date.now() + minute });
    expect(state(store)).toBe('ready');
  });

  test('a set that has ended before it came is closed, says so, and is asked for again no faster than a source that fails', async () => {
    const store = await loaded({ ...texting, expiresAt: 5 });
    expect(store.status.get()).toMatchObject({ state: 'closed', error: { code: 'outdated' } });
    for (let asked = 1; asked < 60; asked += 1) {
      await vi.advanceTimersByTimeAsync(minute / 2 - 1);
      expect(source.asked).toBe(asked);
      await vi.advanceTimersByTimeAsync(1);
      await source.answer({ ...texting, expiresAt: 5 });
    }
  });

  test('another clock is asked as soon as it is given', async () => {
    const store = await loaded(setOf([allow('sms.send', undefined, { startsAt: 2_000_000 })]));
    expect(can(store, 'sms.send')).toBe(false);
    store.configure({ source, keepFor: 0, clock: { ...systemClock, now: () => 2_000_000 } });
    expect(can(store, 'sms.send')).toBe(true);
    store.configure({ source, keepFor: 0, clock: { ...systemClock, now: () => 1_999_999 } });
    expect(can(store, 'sms.send')).toBe(false);
  });
});

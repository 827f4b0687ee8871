import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/model/catalog.js';
import { createPermissionStore, type PermissionStore } from '../../src/react/store/createPermissionStore.js';
import type { DeclaredSubject } from '../../src/react/store/acceptGrants.js';
import type { Clock } from '../../src/base/clock.js';
import { systemClock } from '../../src/client/systemClock.js';
import type { GrantSource } from '../../src/sources/GrantSource.js';
import { SourceError } from '../../src/client/SourceError.js';

/** What a backend says of whoever is signed in: who it is, and whether the one right is held. */
export interface Scene {
  readonly user: 'ada' | 'bob';
  readonly allowed: boolean;
  /** For backends that count. */
  readonly revision: number;
}

/** A source over a backend in the hands of a test. */
export interface Rig {
  readonly catalog: Catalog;
  /** The one right that the scenes are about, and a record where it is scoped. */
  readonly permission: string;
  readonly record?: object;
  readonly subjects: Readonly<Record<Scene['user'], DeclaredSubject>>;
  /** The source over what the backend says now. */
  source(): GrantSource;
  say(scene: Scene): void | Promise<void>;
  /** What the backend says from now on is no answer at all. */
  garble(): void;
  /** Whether one source may answer an older revision: not where it never changes, or counts by itself. */
  readonly counts: boolean;
  /** What can go wrong on the way; a source that has the grants already has nothing on its way. */
  readonly way?: Way;
}

/** The way between a source and its backend. */
export interface Way {
  /** Nothing comes through until the returned function is called. */
  stall(): () => void;
  /** The backend fails while it answers. */
  fail(): void;
  goOffline(): void;
  comeBack(): void;
}

/** Frozen, but for its timers. */
const clock: Clock = { ...systemClock, now: () => 1_000, ticks: () => 0 };

const stops: (() => void)[] = [];

/** What the provider holds, without a component around it. */
function connect({ catalog, source, subjects }: Rig): PermissionStore {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const store = createPermissionStore({
    catalog,
    client,
    source: source(),
    subject: subjects.ada,
    keepFor: 60_000,
    clock,
  });
  const disconnect = store.connect();
  stops.push(() => {
    disconnect();
    client.clear();
  });
  return store;
}

/** Resolves once the store has heard an answer, whatever it was. */
function settled({ status }: PermissionStore): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (status.get().isFetching || status.get().state === 'loading') return;
      stop();
      resolve();
    };
    const stop = status.subscribe(look);
    look();
  });
}

const good: Scene = { user: 'ada', allowed: true, revision: 5 };

/** The one suite that every source passes. */
export function describeSource(name: string, setUp: () => Rig | Promise<Rig>): void {
  describe(`${name}, as every source`, () => {
    afterEach(() => stops.splice(0).forEach((stop) => stop()));

    const start = async (scene?: Scene) => {
      const rig = await setUp();
      if (scene) await rig.say(scene);
      return rig;
    };
    const may = ({ view }: PermissionStore, { permission, record }: Rig) =>
      view.get().evaluator?.can(permission, record) ?? false;

    it.each([true, false])('brings what its backend says into force: %s', async (allowed) => {
      const rig = await start({ ...good, allowed });
      const store = connect(rig);
      await settled(store);
      expect([store.status.get().state, may(store, rig)]).toEqual(['ready', allowed]);
      expect(store.status.get().subject).toMatchObject(rig.subjects.ada);
    });

    it('is slow where its backend is, and everything is pending meanwhile', async () => {
      const rig = await start();
      const release = rig.way?.stall();
      await rig.say(good);
      const store = connect(rig);
      expect([store.status.get().state, may(store, rig)]).toEqual(['loading', false]);
      release?.();
      await settled(store);
      expect([store.status.get().state, may(store, rig)]).toEqual(['ready', true]);
    });

    it('fails where its backend does, grants nothing, and is there again when the backend is', async () => {
      const rig = await start();
      rig.way?.fail();
      if (!rig.way) rig.garble();
      const store = connect(rig);
      await settled(store);
      expect([store.status.get().state, may(store, rig)]).toEqual(['error', false]);
      expect(store.status.get().error).toBeInstanceOf(Error);
      if (!rig.way) return;
      expect(store.status.get().error?.cause).toBeInstanceOf(SourceError);
      await rig.say(good);
      await store.status.get().refetch();
      expect([store.status.get().state, may(store, rig)]).toEqual(['ready', true]);
    });

    it('keeps the last good grants for a while when its backend fails later', async () => {
      const rig = await start(good);
      const store = connect(rig);
      await settled(store);
      rig.way?.fail();
      await store.status.get().refetch();
      expect([store.status.get().state, may(store, rig)]).toEqual([rig.way ? 'stale' : 'ready', true]);
      store.configure({ source: rig.source(), keepFor: 0, clock });
      expect(may(store, rig)).toBe(!rig.way);
    });

    it('grants nothing for a garbled answer, with an error that says what was wrong', async () => {
      const rig = await start();
      rig.garble();
      const store = connect(rig);
      await settled(store);
      const { state, error } = store.status.get();
      expect([state, may(store, rig)]).toEqual(['error', false]);
      expect(`${error?.message} ${error?.cause instanceof Error ? error.cause.message : ''}`).toMatch(
        / is .+, expected /,
      );
    });

    it('keeps the last good grants for a while when an answer is garbled later', async () => {
      const rig = await start(good);
      const store = connect(rig);
      await settled(store);
      rig.garble();
      await store.status.get().refetch();
      expect(may(store, rig)).toBe(true);
      expect(store.status.get().revision).toBeGreaterThanOrEqual(5);
    });

    it('never brings an older revision into force', async () => {
      const rig = await start(good);
      const store = connect(rig);
      await settled(store);
      const before = store.status.get().revision ?? NaN;
      await rig.say({ ...good, allowed: false, revision: 4 });
      await store.status.get().refetch();
      expect(store.status.get().revision).toBeGreaterThanOrEqual(before);
      if (rig.counts) expect([may(store, rig), store.status.get().error?.code]).toEqual([true, 'older-revision']);
    });

    it('brings a newer revision into force', async () => {
      const rig = await start(good);
      const store = connect(rig);
      await settled(store);
      await rig.say({ ...good, allowed: false, revision: 6 });
      await store.status.get().refetch();
      // A source that has the grants already is another one with other grants.
      expect(may(store, rig)).toBe(!rig.way);
    });

    it('never gives one user the grants of another', async () => {
      const rig = await start({ ...good, user: 'bob' });
      const store = connect(rig);
      await settled(store);
      expect([store.status.get().state, may(store, rig)]).toEqual(['error', false]);
      expect(store.status.get().error?.code).toBe('other-subject');
    });

    it('keeps nothing of another user whose answer comes later', async () => {
      const rig = await start(good);
      const store = connect(rig);
      await settled(store);
      await rig.say({ ...good, user: 'bob', allowed: false, revision: 9 });
      await store.status.get().refetch();
      expect(store.status.get().subject?.id).toBe(rig.subjects.ada.id);
    });

    it('ends with the reason of the signal, and can be asked again', async () => {
      const rig = await start();
      const release = rig.way?.stall();
      await rig.say(good);
      const source = rig.source();
      const stop = new AbortController();
      const reason = new Error('the user left');
      if (!rig.way) stop.abort(reason);
      const loading = source.load(stop.signal);
      stop.abort(reason);
      await expect(loading).rejects.toBe(reason);
      release?.();
      const store = connect(rig);
      await settled(store);
      expect(may(store, rig)).toBe(true);
    });

    it('says that asking again may help while it is offline, and answers when it is back', async () => {
      const rig = await start(good);
      const source = rig.source();
      rig.way?.goOffline();
      const offline = await source.load(new AbortController().signal).then(
        () => 'answered',
        (error: unknown) => error,
      );
      expect(offline).toEqual(rig.way ? expect.objectContaining({ code: 'network', retryable: true }) : 'answered');
      rig.way?.comeBack();
      const store = connect(rig);
      await settled(store);
      expect([store.status.get().state, may(store, rig)]).toEqual(['ready', true]);
    });

    it('tells nothing more to whoever has stopped listening', async () => {
      const rig = await start(good);
      const source = rig.source();
      const heard: unknown[] = [];
      const stop = source.subscribe?.((event) => heard.push(event));
      stop?.();
      stop?.();
      await rig.say({ ...good, revision: 6 });
      await source.load(new AbortController().signal);
      expect(heard).toEqual([]);
    });
  });
}

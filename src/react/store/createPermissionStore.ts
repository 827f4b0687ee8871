import { grantEngine } from '#grantEngine';
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { Catalog } from '../../model/catalog.js';
import type { Clock } from '../../base/clock.js';
import { createReckoning } from '../../base/createReckoning.js';
import type { GrantSource } from '../../sources/GrantSource.js';
import type { DeclaredSubject } from './acceptGrants.js';
import { type Connection, connectSource } from './connectSource.js';
import { createGrantHold, type Moment } from './createGrantHold.js';
import { createStore, type Store } from '../../base/createStore.js';
import { isShallowEqual } from './isShallowEqual.js';
import { createTimers } from './createTimers.js';
import type { PermissionStatus } from './PermissionStatus.js';
import type { PermissionView } from './PermissionView.js';

/** Options that may change while a store lives. */
export interface PermissionPolicy {
  readonly source: GrantSource;
  /** Milliseconds that grants stay in force unconfirmed. */
  readonly keepFor: number;
  readonly clock: Clock;
}

/** Options of `createPermissionStore`. */
export interface PermissionStoreOptions extends PermissionPolicy {
  readonly catalog: Catalog;
  readonly client: QueryClient;
  readonly subject?: DeclaredSubject | undefined;
  /** A grant set that is there before the source has answered, unread. */
  readonly initialGrants?: unknown;
}

/** The grants in force for one catalog, source and declared subject. A change of these makes another store. */
export interface PermissionStore {
  /** `undefined` where there is no provider. */
  readonly catalog: Catalog | undefined;
  readonly view: Store<PermissionView>;
  readonly status: Store<PermissionStatus>;
  /** Takes a newer source object of the same key, another policy or another clock. */
  readonly configure: (policy: PermissionPolicy) => void;
  /** Asks the source and listens to it until the returned function is called. */
  readonly connect: () => () => void;
}

/** The key of the grants in the cache. */
export function grantsKey({
  catalog,
  source,
  subject,
}: Pick<PermissionStoreOptions, 'catalog' | 'source' | 'subject'>): QueryKey {
  return ['hookswitch', catalog.id, source.key, subject?.id ?? null, subject?.tenant ?? null];
}

/**
 * The cached state of the grants of a subject. A cache that does not say whose grants it has, tenant included, may
 * have those of the last person.
 */
export function cachedGrants(options: Pick<PermissionStoreOptions, 'catalog' | 'client' | 'source' | 'subject'>) {
  return isCacheKept(options.subject) ? options.client.getQueryState(grantsKey(options)) : undefined;
}

function isCacheKept(subject: DeclaredSubject | undefined): boolean {
  return subject?.tenant !== undefined;
}

/** Makes a store. Until it is connected it only reads the cache, so making one while rendering is safe. */
export function createPermissionStore(options: PermissionStoreOptions): PermissionStore {
  const { catalog, client, subject } = options;
  const hold = createGrantHold({ catalog, subject });

  let policy: PermissionPolicy = options;
  let reckoning = createReckoning(policy.clock);
  const moment = (): Moment => ({ time: reckoning.now(), keepFor: policy.keepFor });
  let activity: Pick<PermissionStatus, 'isFetching' | 'isConnected'> = { isFetching: false, isConnected: undefined };
  let connection: Connection | undefined;
  const offer = (input: unknown, confirmedAt?: number): void => {
    if (input === undefined) return;
    if (!grantEngine.get())
      return onceLoaded(() => {
        offer(input, confirmedAt);
        update();
      });
    // Stamped by this machine: the age is right, however wrong its clock is.
    const age = confirmedAt === undefined ? undefined : policy.clock.now() - confirmedAt;
    hold.offer(input, moment(), age === undefined ? undefined : reckoning.now() - age);
  };
  offer(options.initialGrants);
  const cached = cachedGrants(options);
  offer(cached?.data, cached?.dataUpdatedAt || undefined);

  const refetch = () => connection?.refetch() ?? Promise.resolve();
  const statusNow = (): PermissionStatus => ({ ...hold.statusAt(moment()), ...activity, refetch });
  const view = createStore(hold.viewAt(moment()));
  const status = createStore(statusNow());

  function update(change: Partial<typeof activity> = {}): void {
    activity = { ...activity, ...change };
    view.set(hold.viewAt(moment(), view.get()));
    const next = statusNow();
    if (!isShallowEqual(next, status.get())) status.set(next);
    schedule();
  }

  const timers = createTimers({
    clock: () => policy.clock,
    onWake() {
      update();
      // The set's own end has come, which is no failure: there should be another one.
      if ((hold.held()?.expiresAt ?? Infinity) <= reckoning.now()) void refetch();
    },
    onAsk: () => void refetch(),
  });

  function schedule(): void {
    const { time, keepFor } = moment();
    const next = Math.min(hold.closesAt(keepFor), view.get().evaluator?.nextChangeAt ?? Infinity);
    timers.wakeIn(connection && time < next && next < Infinity ? next - time : undefined);
    const isAwaited = hold.isInDoubt(moment()) || activity.isConnected === false;
    timers.setAsking(connection !== undefined && !activity.isFetching && isAwaited);
  }

  function connect(): () => void {
    connection = connectSource({
      client,
      queryKey: grantsKey(options),
      source: () => policy.source,
      now: () => reckoning.now(),
      isCacheKept: isCacheKept(subject),
      check: hold.read,
      onAsk: () => reckoning.ask(),
      onAnswer: (input) => hold.confirm(input, reckoning.nowAfter),
      onFailure: (error) => hold.fail(error, reckoning.now()),
      onForeign(input, updatedAt) {
        hold.doubt(reckoning.now());
        if (isCacheKept(subject)) offer(input, updatedAt);
      },
      onEmptied() {
        hold.forget();
        update();
      },
      onConnected: (isConnected) => update({ isConnected }),
      onUpdate: (isFetching = activity.isFetching) => update({ isFetching }),
    });
    update();
    return () => {
      connection?.disconnect();
      connection = undefined;
      // Nobody hears of changes from here on.
      hold.doubt(reckoning.now());
      timers.stop();
    };
  }

  return {
    catalog,
    view,
    status,
    connect,
    configure(next) {
      if (next.clock !== policy.clock) reckoning = createReckoning(next.clock);
      policy = next;
      update();
    },
  };
}

/** Runs something once grants can be read, if that comes to be. */
function onceLoaded(run: () => void): void {
  grantEngine.load().then(run, () => {});
}

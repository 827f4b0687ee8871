import type { QueryClient } from '@tanstack/react-query';
import type { Catalog } from '../model/catalog.js';
import type { GrantSource } from '../sources/GrantSource.js';
import type { DeclaredSubject } from './acceptGrants.js';
import { type Connection, connectSource } from './connectSource.js';
import { createGrantHold } from './createGrantHold.js';
import { createStore, type Store } from './createStore.js';
import { isShallowEqual } from './isShallowEqual.js';
import type { PermissionStatus } from './PermissionStatus.js';
import type { PermissionView } from './PermissionView.js';

/** What may change while a store lives. */
export interface PermissionPolicy {
  readonly source: GrantSource;
  /** How long the last good grants stay in force once the source has begun to fail, in milliseconds. */
  readonly keepFor: number;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

/** What a store is made for. */
export interface PermissionStoreOptions extends PermissionPolicy {
  readonly catalog: Catalog;
  readonly client: QueryClient;
  readonly subject?: DeclaredSubject | undefined;
  /** A grant set that is there before the source has answered, unread. */
  readonly initialGrants?: unknown;
}

/** What is in force for one catalog, source and declared subject. A change of these makes another store. */
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

/** setTimeout takes no more than this, about 25 days, and fires at once when given more. */
const longestTimeout = 2 ** 31 - 1;

/** Makes a store. Until it is connected it only reads the cache, so making one while rendering is safe. */
export function createPermissionStore(options: PermissionStoreOptions): PermissionStore {
  const { catalog, client, subject } = options;
  const queryKey = ['hookswitch', catalog.id, options.source.key, subject?.id ?? '', subject?.tenant ?? ''];
  const hold = createGrantHold({ catalog, subject });
  const known = [options.initialGrants, client.getQueryData(queryKey)].filter((input) => input !== undefined);
  for (const input of known) hold.accept(input);
  // Of two that are there already the newer one holds, and that the other is older is no error.
  if (hold.held()) hold.recover();

  let policy: PermissionPolicy = options;
  let activity: Pick<PermissionStatus, 'isFetching' | 'isConnected'> = { isFetching: false, isConnected: undefined };
  let connection: Connection | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const refetch = () => connection?.refetch() ?? Promise.resolve();
  const statusAt = (time: number): PermissionStatus => ({
    ...hold.statusAt(time, policy.keepFor),
    ...activity,
    refetch,
  });
  const view = createStore(hold.viewAt(policy.now(), policy.keepFor));
  const status = createStore(statusAt(policy.now()));

  function update(change: Partial<typeof activity> = {}): void {
    activity = { ...activity, ...change };
    const time = policy.now();
    view.set(hold.viewAt(time, policy.keepFor, view.get()));
    const next = statusAt(time);
    if (!isShallowEqual(next, status.get())) status.set(next);
    wakeAt(Math.min(hold.closesAt(policy.keepFor), view.get().evaluator?.nextChangeAt ?? Infinity), time);
  }

  function wakeAt(moment: number, time: number): void {
    clearTimeout(timer);
    if (!connection || moment <= time || moment === Infinity) return;
    timer = setTimeout(wake, Math.min(moment - time, longestTimeout));
  }

  function wake(): void {
    update();
    // The set's own end has come, which is no failure: there should be another one.
    if ((hold.held()?.set.expiresAt ?? Infinity) <= policy.now()) void refetch();
  }

  function connect(): () => void {
    const held = hold.held();
    connection = connectSource({
      client,
      queryKey,
      source: () => policy.source,
      held: held && { input: held.input, at: held.set.issuedAt },
      // Without a declared subject the cache cannot tell whose grants it has, and the next user may be another.
      isCacheKept: subject !== undefined,
      check: hold.read,
      onResult({ data, error, isError, isSuccess, isFetching }) {
        // The application has reset its cache, as on signing out.
        if (data === undefined) hold.forget();
        const refused = data === undefined ? undefined : hold.accept(data);
        if (refused || isError) hold.fail(refused ?? error, policy.now());
        else if (isSuccess) hold.recover();
        update({ isFetching });
      },
      onPushRefused(error) {
        hold.fail(error, policy.now());
        update();
      },
      onConnected: (isConnected) => update({ isConnected }),
    });
    update();
    return () => {
      clearTimeout(timer);
      connection?.disconnect();
      connection = undefined;
    };
  }

  return {
    catalog,
    view,
    status,
    connect,
    configure(next) {
      policy = next;
      update();
    },
  };
}

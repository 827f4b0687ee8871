import { grantEngine } from '#grantEngine';
import { type QueryClient, type QueryKey, QueryObserver, type QueryObserverOptions } from '@tanstack/react-query';
import { attempt } from '../../base/attempt.js';
import { onPageEvent } from '../../client/onPageEvent.js';
import type { GrantSource, SourceEvent } from '../../sources/GrantSource.js';
import { PermissionError } from './PermissionError.js';

/** Options of `connectSource`. */
export interface ConnectionOptions {
  readonly client: QueryClient;
  readonly queryKey: QueryKey;
  /** The source to ask now: a newer object of the same key takes the place of an older one. */
  readonly source: () => GrantSource;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether the cache may outlive the connection. */
  readonly isCacheKept: boolean;
  /** Throws where an answer is refused, so that only good answers reach the cache. */
  readonly check: (input: unknown) => void;
  /** The source is asked; the returned function takes the backend's own time, where the answer brings it. */
  readonly onAsk: () => (time: number) => void;
  /** The source has answered, or pushed. */
  readonly onAnswer: (input: unknown) => void;
  readonly onFailure: (error: unknown) => void;
  /** The cache holds what nobody has asked for, since this moment. */
  readonly onForeign: (input: unknown, updatedAt: number) => void;
  /** The application has emptied its cache, as on signing out. */
  readonly onEmptied: () => void;
  readonly onConnected: (isConnected: boolean) => void;
  /** Something may have changed: the activity of the source, or the time after a sleep. */
  readonly onUpdate: (isFetching?: boolean) => void;
}

/** A source that is asked and listened to. */
export interface Connection {
  /** Asks again; resolves when the answer or the failure is there. */
  readonly refetch: () => Promise<void>;
  readonly disconnect: () => void;
}

/** Milliseconds to leave a cache alone that other code keeps writing to. */
const calmFor = 30_000;

/**
 * The answers of sources in this page, in the order in which they came. The cache is shared with the application,
 * which hydrates, writes and resets it; only what is in here was answered, and how lately is known.
 */
const answers = new WeakMap<object, number>();
let answered = 0;

/** Lets TanStack Query ask a source, and listens to what the source tells by itself. */
export function connectSource(options: ConnectionOptions): Connection {
  const { client, queryKey } = options;
  const cache = client.getQueryCache();
  const observer = new QueryObserver(client, queryOptions(options));
  const { queryHash } = observer.getCurrentQuery();
  let isOpen = true;
  let cancels = 0;
  let wasFetching = false;
  // What was there before is not what the source says now.
  let last = { data: observer.getCurrentQuery().state.data, order: answered };
  let failures = 0;
  let disturbedAt = -Infinity;

  /** An answer to an earlier request may lack the change, so it is not waited for. */
  async function cancel(): Promise<void> {
    cancels += 1;
    await client.cancelQueries({ queryKey, exact: true });
    cancels -= 1;
  }

  async function refetch(): Promise<void> {
    await cancel();
    if (isOpen) await observer.refetch();
  }

  /** Asks in a moment, unless that is done already: the cache is in the middle of a change. */
  function ask(): void {
    queueMicrotask(() => void (isOpen && observer.refetch({ cancelRefetch: false })));
  }

  function look(): void {
    const { data, dataUpdatedAt, error, errorUpdateCount, status, ...fetching } = observer.getCurrentQuery().state;
    const { fetchStatus, fetchFailureCount, fetchFailureReason } = fetching;
    const order = orderOf(data);
    const isAnswer = order > last.order;
    const isForeign = !isAnswer && data !== undefined && data !== last.data;
    // A retry may be a long way off, and waits for a page that is behind others.
    const isRetrying =
      fetchFailureCount > 0 && (fetchStatus === 'paused' || (fetchStatus === 'fetching' && data !== undefined));
    const wasCut = wasFetching && fetchStatus === 'idle' && !isAnswer && errorUpdateCount === failures && cancels === 0;
    last = { data, order: Math.max(order, last.order) };
    failures = errorUpdateCount;
    wasFetching = fetchStatus !== 'idle';
    if (isAnswer) options.onAnswer(data);
    if (isForeign) options.onForeign(data, dataUpdatedAt);
    if (status === 'error') options.onFailure(error);
    else if (isRetrying) options.onFailure(fetchFailureReason);
    options.onUpdate(fetchStatus === 'fetching');
    // Somebody else has stopped the load, or written over its answer.
    if (wasCut || (isForeign && isCalm())) ask();
  }

  /** A writer that writes again whenever we ask is left alone for a while. */
  function isCalm(): boolean {
    const now = options.now();
    if (Math.abs(now - disturbedAt) < calmFor) return false;
    disturbedAt = now;
    return true;
  }

  const stopWatching = cache.subscribe((event) => {
    if (!isOpen || event.query.queryHash !== queryHash) return;
    // A load that somebody cancels before there was an answer looks the same, and is asked for again as well.
    const isReset = cancels === 0 && event.type === 'updated' && event.action.type === 'setState';
    if (event.type === 'removed' || (isReset && event.query.state.data === undefined)) {
      last = { data: undefined, order: answered };
      options.onEmptied();
      ask();
    } else if (event.type === 'updated') look();
  });
  // It listens to the page as well, where the page lets it.
  attempt(() => client.mount());
  // What the page tells comes before anything that TanStack Query may be told not to do.
  const stopPage = onPageEvent(['visibilitychange', 'pageshow', 'resume'], () => {
    options.onUpdate();
    if (attempt(() => document.visibilityState) !== 'hidden') ask();
  });
  const stopObserving = observer.subscribe(() => {});
  look();
  const stopListening = listen(options, { refetch, cancel });
  return {
    refetch,
    disconnect() {
      isOpen = false;
      stopPage();
      stopListening();
      stopObserving();
      stopWatching();
      if (!options.isCacheKept) client.removeQueries({ queryKey, exact: true, type: 'inactive' });
      attempt(() => client.unmount());
    },
  };
}

/** When something was answered; before everything else where it was not. */
function orderOf(data: unknown): number {
  return typeof data === 'object' && data !== null ? (answers.get(data) ?? 0) : 0;
}

function noteAnswer(input: unknown): void {
  answered += 1;
  if (typeof input === 'object' && input !== null) answers.set(input, answered);
}

function queryOptions({ client, queryKey, source, check, onAsk }: ConnectionOptions): QueryObserverOptions<unknown> {
  return {
    queryKey,
    async queryFn({ signal }) {
      const [input] = await Promise.all([source().load(signal, onAsk()), grantEngine.load()]);
      check(input);
      noteAnswer(input);
      return input;
    },
    retry(count, error) {
      if (!isRetryable(error)) return false;
      const rule = client.getDefaultOptions().queries?.retry ?? 3;
      return typeof rule === 'function' ? rule(count, error) : typeof rule === 'number' ? count < rule : rule;
    },
    // What an application sets for its own queries must not keep permissions from being asked for.
    enabled: true,
    staleTime: 0,
    refetchOnMount: 'always',
    refetchOnWindowFocus: 'always',
    refetchOnReconnect: 'always',
    refetchInterval: false,
    // A source decides for itself what it needs the network for; offline, it fails and says so.
    networkMode: 'always',
    // INVARIANT: sharing copies the input key by key, and a copied `__proto__` is no longer an id.
    structuralSharing: false,
  };
}

function isRetryable(error: unknown): boolean {
  return (
    !(error instanceof PermissionError) &&
    !(error instanceof Error && 'retryable' in error && error.retryable === false)
  );
}

function listen(
  { client, queryKey, source, check, onFailure, onUpdate, onConnected }: ConnectionOptions,
  { refetch, cancel }: { readonly refetch: () => Promise<void>; readonly cancel: () => Promise<void> },
): () => void {
  let wasCut = false;
  let isListening = true;
  const fail = (error: unknown) => {
    onFailure(error);
    onUpdate();
  };
  const push = (input: unknown): void => {
    if (!isListening) return;
    if (!grantEngine.get()) return void grantEngine.load().then(() => push(input), fail);
    try {
      check(input);
    } catch (error) {
      // Events overtake each other; what is in force is newer.
      if (error instanceof PermissionError && error.code === 'older-revision') return;
      fail(error);
      return void refetch();
    }
    noteAnswer(input);
    void cancel();
    client.setQueryData(queryKey, input);
  };
  const onEvent = (event: SourceEvent) => {
    if (event.type === 'grants') return push(event.input);
    if (event.type !== 'changed') onConnected(event.type === 'connected');
    // Whatever was told while the connection was cut is lost.
    if (event.type === 'changed' || (event.type === 'connected' && wasCut)) void refetch();
    if (event.type !== 'changed') wasCut = event.type === 'disconnected';
  };
  try {
    const stop = source().subscribe?.(onEvent);
    return () => {
      isListening = false;
      stop?.();
    };
  } catch {
    // A socket that cannot be opened costs the live connection, not the page.
    onConnected(false);
    return () => {};
  }
}

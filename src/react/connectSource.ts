import {
  type QueryClient,
  type QueryKey,
  QueryObserver,
  type QueryObserverOptions,
  type QueryObserverResult,
} from '@tanstack/react-query';
import type { GrantSource, SourceEvent } from '../sources/GrantSource.js';
import { PermissionError } from './PermissionError.js';

/** What a connection is made of, and whom it tells. */
export interface ConnectionOptions {
  readonly client: QueryClient;
  readonly queryKey: QueryKey;
  /** The source to ask now: a newer object of the same key takes the place of an older one. */
  readonly source: () => GrantSource;
  /** An answer that is in force already and when it was issued, for the cache. */
  readonly held: { readonly input: unknown; readonly at: number } | undefined;
  /** Whether the cache may outlive the connection. */
  readonly isCacheKept: boolean;
  /** Throws where an answer is refused, so that only good answers reach the cache. */
  readonly check: (input: unknown) => void;
  readonly onResult: (result: QueryObserverResult) => void;
  readonly onPushRefused: (error: unknown) => void;
  readonly onConnected: (isConnected: boolean) => void;
}

/** A source that is asked and listened to. */
export interface Connection {
  /** Asks again; resolves when the answer or the failure is there. */
  readonly refetch: () => Promise<void>;
  readonly disconnect: () => void;
}

/** How long a failing source is left alone before it is asked again, in milliseconds. */
const askAgainAfter = 30_000;

/** Lets TanStack Query ask a source, and listens to what the source tells by itself. */
export function connectSource(options: ConnectionOptions): Connection {
  const { client, queryKey, held } = options;
  const filter = { queryKey, exact: true };
  const observer = new QueryObserver(client, queryOptions(options));
  let isOpen = true;

  async function refetch(): Promise<void> {
    // An answer that was asked for before a change may not hold it, so it is not waited for.
    await client.cancelQueries(filter);
    if (isOpen) await observer.refetch();
  }

  // After the observer was made, whose options keep the cache from rebuilding the input.
  if (held && client.getQueryData(queryKey) !== held.input)
    client.setQueryData(queryKey, held.input, { updatedAt: held.at });
  client.mount();
  const stopObserving = observer.subscribe(options.onResult);
  options.onResult(observer.getCurrentResult());
  const stopListening = listen(options, refetch);
  return {
    refetch,
    disconnect() {
      isOpen = false;
      stopListening();
      stopObserving();
      if (!options.isCacheKept) client.removeQueries({ ...filter, type: 'inactive' });
      client.unmount();
    },
  };
}

function queryOptions({ client, queryKey, source, check }: ConnectionOptions): QueryObserverOptions<unknown> {
  return {
    queryKey,
    async queryFn({ signal }) {
      const input = await source().load(signal);
      check(input);
      return input;
    },
    retry(count, error) {
      if (!isRetryable(error)) return false;
      const rule = client.getDefaultOptions().queries?.retry ?? 3;
      return typeof rule === 'function' ? rule(count, error) : typeof rule === 'number' ? count < rule : rule;
    },
    refetchInterval: (query) => (query.state.status === 'error' ? askAgainAfter : false),
    // A phone is used with its page behind others: there, too, its grants must not run out.
    refetchIntervalInBackground: true,
    // A source decides for itself what it needs the network for; offline, it fails and says so.
    networkMode: 'always',
    refetchOnReconnect: true,
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
  { client, queryKey, source, check, onPushRefused, onConnected }: ConnectionOptions,
  refetch: () => Promise<void>,
): () => void {
  let wasCut = false;
  const push = (input: unknown) => {
    try {
      check(input);
    } catch (error) {
      // Events overtake each other; what is in force is newer.
      if (error instanceof PermissionError && error.code === 'older-revision') return;
      onPushRefused(error);
      return void refetch();
    }
    // What is being loaded was asked for before.
    void client.cancelQueries({ queryKey, exact: true });
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
    return source().subscribe?.(onEvent) ?? (() => {});
  } catch {
    // A socket that cannot be opened costs the live connection, not the page.
    onConnected(false);
    return () => {};
  }
}

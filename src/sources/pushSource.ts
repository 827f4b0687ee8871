import { type GrantSource, SourceError, type SourceEvent } from './GrantSource.js';

/** A source that an application feeds itself, from a socket or a message that it has anyway. */
export interface PushSource extends GrantSource {
  /** The grants, as they came; they are read by whoever listens. */
  push(input: unknown): void;
  /** The connection behind it was lost, or is back. */
  setConnected(connected: boolean): void;
  /** Whoever waits for the first grants is told why none will come. */
  fail(cause: unknown): void;
}

/**
 * Makes a source to push grants into. Loading it waits for the first push.
 *
 * ```ts
 * const source = pushSource('socket');
 * socket.on('grants', source.push);
 * ```
 */
export function pushSource(key: string): PushSource {
  const listeners = new Set<{ readonly listener: (event: SourceEvent) => void }>();
  const waiting = new Set<Waiting>();
  let last: { readonly input: unknown } | undefined;
  const tell = (event: SourceEvent) => [...listeners].forEach((each) => listeners.has(each) && each.listener(event));
  const settle = (with_: (each: Waiting) => void) => {
    [...waiting].forEach(with_);
    waiting.clear();
  };
  return {
    key: `push:${key}`,
    load: (signal) => (last && !signal.aborted ? Promise.resolve(last.input) : wait(waiting, signal)),
    subscribe: (listener) => {
      const entry = { listener };
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    push: (input) => {
      last = { input };
      settle(({ resolve }) => resolve(input));
      tell({ type: 'grants', input });
    },
    setConnected: (connected) => tell({ type: connected ? 'connected' : 'disconnected' }),
    fail: (cause) => settle(({ reject }) => reject(failure(key, cause))),
  };
}

interface Waiting {
  readonly resolve: (input: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

function wait(waiting: Set<Waiting>, signal: AbortSignal): Promise<unknown> {
  return new Promise<unknown>((resolve, reject) => {
    const end = () => {
      waiting.delete(entry);
      signal.removeEventListener('abort', onAbort);
    };
    const onAbort = () => (end(), reject(signal.reason));
    const entry: Waiting = { resolve: (input) => (end(), resolve(input)), reject: (reason) => (end(), reject(reason)) };
    if (signal.aborted) return reject(signal.reason);
    waiting.add(entry);
    signal.addEventListener('abort', onAbort);
  });
}

function failure(key: string, cause: unknown): SourceError {
  if (cause instanceof SourceError) return cause;
  return new SourceError(
    'network',
    `What pushes grants ('${key}') failed, so no grants are known. Look at its cause; loading again waits for the next push.`,
    { retryable: true, cause },
  );
}

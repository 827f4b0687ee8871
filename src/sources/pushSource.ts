import type { GrantSource, SourceEvent } from './GrantSource.js';
import { SourceError } from '../client/SourceError.js';

/** A source that an application feeds itself, from a socket or a message that it has anyway. */
export interface PushSource extends GrantSource {
  subscribe(listener: (event: SourceEvent) => void): () => void;
  /** The grants, as they came; the listener reads them. */
  push(this: void, input: unknown): void;
  /** No grants can come: loading fails with the reason, until the next push. */
  fail(this: void, cause: unknown): void;
  /** The connection behind it is back, or was lost. */
  setConnected(this: void, isConnected: boolean): void;
}

interface Waiting {
  readonly resolve: (input: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Makes a source to push grants into. Loading it gives what was pushed last, or waits for the first push; until then
 * a provider's `initialGrants` are in force for its `keepFor` only.
 *
 * ```ts
 * const source = pushSource('socket');
 * socket.on('grants', source.push);
 * ```
 */
export function pushSource(key: string): PushSource {
  const listeners = new Set<{ readonly listener: (event: SourceEvent) => void }>();
  const waiting = new Set<Waiting>();
  let settle: ((each: Waiting) => void) | undefined;

  const tell = (event: SourceEvent) => [...listeners].forEach((each) => listeners.has(each) && each.listener(event));
  const answer = (how: (each: Waiting) => void) => {
    settle = how;
    [...waiting].forEach(how);
    waiting.clear();
  };
  return {
    key: `push:${key}`,
    load: (signal) =>
      settle && !signal.aborted
        ? new Promise((resolve, reject) => settle?.({ resolve, reject }))
        : wait(waiting, signal),
    subscribe: (listener) => {
      const entry = { listener };
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    push: (input) => {
      answer(({ resolve }) => resolve(input));
      tell({ type: 'grants', input });
    },
    fail: (cause) => {
      const failure = asSourceError(key, cause);
      answer(({ reject }) => reject(failure));
      // Stores that hold grants ask again, and learn that they cannot be confirmed.
      tell({ type: 'changed' });
    },
    setConnected: (isConnected) => tell({ type: isConnected ? 'connected' : 'disconnected' }),
  };
}

function wait(waiting: Set<Waiting>, signal: AbortSignal): Promise<unknown> {
  return new Promise<unknown>((resolve, reject) => {
    const end = () => {
      waiting.delete(entry);
      signal.removeEventListener('abort', onAbort);
    };
    const onAbort = () => {
      end();
      reject(signal.reason);
    };
    const entry: Waiting = {
      resolve: (input) => {
        end();
        resolve(input);
      },
      reject: (reason) => {
        end();
        reject(reason);
      },
    };
    if (signal.aborted) return reject(signal.reason);
    waiting.add(entry);
    signal.addEventListener('abort', onAbort);
  });
}

function asSourceError(key: string, cause: unknown): SourceError {
  if (cause instanceof SourceError) return cause;
  const what = `What pushes grants into '${key}' failed, so no new grants are known.`;
  return new SourceError('network', `${what} Look at the cause; the next push brings them.`, {
    retryable: true,
    cause,
  });
}

import type { Clock } from '../base/clock.js';

/** The limits of a piece of work: the longest silence, and the error for a longer one. */
export interface Limit {
  readonly clock: Clock;
  readonly milliseconds: number;
  readonly expired: () => Error;
  readonly signal: AbortSignal;
}

/**
 * Runs work that ends with the signal, or when it was silent for too long; `extend` says that it is alive. It
 * rejects at once in both cases, also where the work itself does not listen to the signal that it is given.
 */
export function limit<T>(
  { clock, milliseconds, expired, signal }: Limit,
  work: (signal: AbortSignal, extend: () => void) => Promise<T>,
): Promise<T> {
  if (signal.aborted) return Promise.reject(reasonOf(signal));
  const inner = new AbortController();
  return new Promise<T>((resolve, reject) => {
    let cancel = () => {};
    const stop = (reason?: Error) => {
      cancel();
      signal.removeEventListener('abort', onAbort);
      if (reason) reject(reason);
      inner.abort(reason);
    };
    const onAbort = () => stop(reasonOf(signal));
    const extend = () => {
      cancel();
      if (!inner.signal.aborted) cancel = clock.after(milliseconds, () => stop(expired()));
    };
    signal.addEventListener('abort', onAbort);
    extend();
    void work(inner.signal, extend)
      .then(resolve, reject)
      .finally(() => stop());
  });
}

/** Why a signal was aborted; any value may be given as the reason, but a promise rejects with an error. */
function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new DOMException(String(reason), 'AbortError');
}

// One state machine: it reads roles and then members page by page, reads a failed page again, and checks at intervals
// which members still exist.
import type { Queues } from './createQueues.js';
import type { MatrixBackend, MatrixTarget } from './MatrixBackend.js';
import { backoff } from '../base/backoff.js';
import type { Clock } from '../base/clock.js';
import { findGone } from './findGone.js';
import { targetOf } from './target.js';

/** The progress of reading. */
export type LoadState =
  | { readonly status: 'loading' | 'complete' }
  /** The next page could not be read; it is read again automatically. */
  | { readonly status: 'failed'; readonly message: string };

/** Reads the members and roles of an organisation. */
export interface Loader {
  /** In the backend's order, as far as they have been read. A new array after each change. */
  readonly members: () => readonly MatrixTarget[];
  readonly state: () => LoadState;
  /** Adds a new member at the end. */
  readonly add: (target: MatrixTarget) => void;
  readonly remove: (targets: readonly MatrixTarget[]) => void;
  /** Checks now which members still exist, once all have been read. */
  readonly lookAgain: () => void;
  readonly start: () => void;
  readonly stop: () => void;
}

const firstPause = 1000;
const longestPause = 30_000;
/** Milliseconds between two checks: no event tells that a member moved out of sight. */
const lookEvery = 300_000;

/** Options of `createLoader`. */
export interface LoaderOptions {
  readonly backend: MatrixBackend;
  readonly queues: Queues;
  readonly clock: Clock;
  /** Called after every page. */
  readonly onChange: () => void;
  /** Members do not exist any more, or are out of the signed-in administrator's sight. */
  readonly onGone: (targets: readonly MatrixTarget[]) => void;
}

/** Makes the loader of one matrix. */
export function createLoader({ backend, queues, clock, onChange, onGone }: LoaderOptions): Loader {
  const order = new Set<MatrixTarget>();
  let stopped = new AbortController();
  let snapshot: readonly MatrixTarget[] = [];
  let state: LoadState = { status: 'loading' };
  let cancel = () => {};
  let failures = 0;

  const settle = (next: LoadState) => {
    snapshot = [...order];
    state = next;
    onChange();
  };

  const readPage = async (after: string | undefined, signal: AbortSignal) => {
    const page = await backend.loadMembers(after === undefined ? {} : { after }, signal);
    signal.throwIfAborted();
    for (const item of page.items) {
      queues.put(item);
      order.add(targetOf(item));
    }
    return page;
  };

  const read = async (after: string | undefined, signal: AbortSignal) => {
    let next = after;
    try {
      do {
        ({ next } = await readPage(next, signal));
        failures = 0;
        settle({ status: next === undefined ? 'complete' : 'loading' });
      } while (next !== undefined);
      lookLater(signal);
    } catch (error) {
      fail(error, signal, () => read(next, signal));
    }
  };

  const lookLater = (signal: AbortSignal) => {
    cancel();
    cancel = clock.after(lookEvery, () => void look(signal));
  };

  const look = async (signal: AbortSignal) => {
    try {
      const { size } = order;
      const onRead = () => order.size > size && settle(state);
      const gone = await findGone({ backend, known: order, readPage, onRead }, signal);
      if (gone.length > 0) onGone(gone);
    } catch {
      // A page that cannot be read now is read the next time.
    }
    if (!signal.aborted) lookLater(signal);
  };

  const begin = async (signal: AbortSignal) => {
    try {
      for (const role of await backend.loadRoles(signal)) queues.put(role);
      await read(undefined, signal);
    } catch (error) {
      fail(error, signal, () => begin(signal));
    }
  };

  const fail = (error: unknown, signal: AbortSignal, again: () => Promise<void>) => {
    if (signal.aborted) return;
    settle({ status: 'failed', message: error instanceof Error ? error.message : String(error) });
    cancel = clock.after(backoff(clock, { firstPause, longestPause }, failures++), () => void again());
  };

  return {
    members: () => snapshot,
    state: () => state,
    add(target) {
      if (order.has(target)) return;
      order.add(target);
      settle(state);
    },
    remove(targets) {
      for (const target of targets) order.delete(target);
      settle(state);
    },
    lookAgain() {
      if (state.status !== 'complete') return;
      cancel();
      void look(stopped.signal);
    },
    start() {
      stopped = new AbortController();
      void begin(stopped.signal);
    },
    stop() {
      stopped.abort(new DOMException('The matrix was closed, so reading its members was stopped.', 'AbortError'));
      cancel();
    },
  };
}

// One state machine: it reads roles and then members page by page, starts a failed page again, and looks now and then
// who is still there.
import type { Lines } from './createQueues.js';
import type { MatrixBackend, MatrixTarget } from './MatrixBackend.js';
import { backoff } from '../base/backoff.js';
import type { Clock } from '../base/clock.js';
import { targetOf } from './target.js';

/** How far the reading has come. */
export type LoadState =
  | { readonly status: 'loading' | 'complete' }
  /** The next page could not be read; it is tried again by itself. */
  | { readonly status: 'failed'; readonly message: string };

/** Reads the organisation. */
export interface Loader {
  /** In the backend's order, as far as they have been read. */
  readonly members: () => readonly MatrixTarget[];
  readonly state: () => LoadState;
  /** Puts a member that appeared meanwhile at the end, or takes out one that is gone. */
  readonly add: (target: MatrixTarget) => void;
  readonly remove: (targets: readonly MatrixTarget[]) => void;
  /** Looks now who is still there, where everybody has been read. */
  readonly lookAgain: () => void;
  readonly start: () => void;
  readonly stop: () => void;
}

const firstPause = 1000;
const longestPause = 30_000;
/** Who moves out of somebody's sight is not told by any event. */
const lookEvery = 300_000;
/** So few who are missing are asked for one by one: a page may have been turned under the reader. */
const fewMissing = 20;

/** What the loader works on. */
export interface LoaderOptions {
  readonly backend: MatrixBackend;
  readonly lines: Lines;
  readonly clock: Clock;
  /** After every page. */
  readonly onChange: () => void;
  /** Members that were there are not any more, or not for whoever is signed in. */
  readonly onGone: (targets: readonly MatrixTarget[]) => void;
}

/** Makes the loader of one matrix. */
export function createLoader({ backend, lines, clock, onChange, onGone }: LoaderOptions): Loader {
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
      lines.put(item);
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
      const gone = await findGone(signal);
      if (gone.length > 0) onGone(gone);
    } catch {
      // What could not be read now is read the next time.
    }
    if (!signal.aborted) lookLater(signal);
  };

  const findGone = async (signal: AbortSignal) => {
    const missing = new Set(order);
    const known = order.size;
    for (let next: string | undefined, isMore = true; isMore; isMore = next !== undefined) {
      const page = await readPage(next, signal);
      page.items.forEach((item) => missing.delete(targetOf(item)));
      next = page.next;
    }
    if (order.size > known) settle(state);
    if (missing.size > fewMissing) return [...missing];
    const gone: MatrixTarget[] = [];
    for (const target of missing) if (!(await backend.load(target, signal))) gone.push(target);
    signal.throwIfAborted();
    return gone;
  };

  const begin = async (signal: AbortSignal) => {
    try {
      for (const role of await backend.loadRoles(signal)) lines.put(role);
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
      stopped.abort(new DOMException('The matrix was closed.', 'AbortError'));
      cancel();
    },
  };
}

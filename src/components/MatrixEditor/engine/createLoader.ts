// One state machine: it reads roles and then members page by page, and starts a failed page again.
import type { Lines } from './createLines.js';
import type { MatrixBackend, MatrixTarget } from './MatrixBackend.js';
import type { Surroundings } from './Surroundings.js';
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
  readonly remove: (target: MatrixTarget) => void;
  readonly start: () => void;
  readonly stop: () => void;
}

const firstPause = 1000;
const longestPause = 30_000;

/** Makes the loader of one matrix. `lists` is told after every page. */
export function createLoader(
  backend: MatrixBackend,
  lines: Lines,
  surroundings: Surroundings,
  onChange: () => void,
): Loader {
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

  const read = async (after: string | undefined, signal: AbortSignal) => {
    let next = after;
    try {
      do {
        const page = await backend.loadMembers(next === undefined ? {} : { after: next }, signal);
        if (signal.aborted) return;
        failures = 0;
        for (const item of page.items) {
          lines.put(item);
          order.add(targetOf(item));
        }
        next = page.next;
        settle({ status: next === undefined ? 'complete' : 'loading' });
      } while (next !== undefined);
    } catch (error) {
      fail(error, signal, () => read(next, signal));
    }
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
    cancel = surroundings.later(() => void again(), Math.min(longestPause, firstPause * 2 ** failures++));
  };

  return {
    members: () => snapshot,
    state: () => state,
    add(target) {
      if (order.has(target)) return;
      order.add(target);
      settle(state);
    },
    remove(target) {
      if (order.delete(target)) settle(state);
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

import { datedState } from './datedState.js';
import { type EditQueue, optimisticState, queueOf, rebase } from './editQueue.js';
import type { MatrixTarget, TargetState } from './MatrixBackend.js';
import { isRoleTarget, targetOf } from './target.js';

/** A topic to listen to: one target, the lists of targets, the save status, or names of directory ids. */
export type Topic = MatrixTarget | 'lists' | 'status' | 'names';

/** The edit queues of all targets, with one list of listeners for each target. */
export interface Queues {
  readonly get: (target: MatrixTarget) => EditQueue | undefined;
  /** The state that the cells of a target show; the same object until something in it changes. */
  readonly shown: (target: MatrixTarget) => TargetState | undefined;
  /** Replaces a queue. If it stays the same object, no listener is called. */
  readonly update: (target: MatrixTarget, change: (queue: EditQueue) => EditQueue) => void;
  /** Stores a state from the backend, unless a newer one is there. The caller tells listeners of a new target. */
  readonly put: (state: TargetState) => void;
  readonly remove: (target: MatrixTarget) => void;
  readonly targets: () => IterableIterator<MatrixTarget>;
  /** The targets with edits that are not settled. */
  readonly unsettled: () => readonly MatrixTarget[];
  /** Counts the changes of all queues, or of those of roles: an input of values that are derived from them. */
  readonly version: (of: 'all' | 'roles') => number;
  readonly subscribe: (topic: Topic, listener: () => void) => () => void;
  readonly notify: (topic: Topic) => void;
  /** Runs changes of many targets; the listeners of each topic are called once, at the end. */
  readonly together: (run: () => void) => void;
}

type OnQueueChange = (target: MatrixTarget, before: EditQueue | undefined, after: EditQueue) => void;

/** Makes an empty store of queues. `onChange` is called before any listener. */
export function createQueues(onChange: OnQueueChange): Queues {
  const queues = new Map<MatrixTarget, EditQueue>();
  const shown = new Map<MatrixTarget, TargetState>();
  const open = new Set<MatrixTarget>();
  const versions = { all: 0, roles: 0 };
  const { subscribe, notify, together } = createTopics();

  const count = (target: MatrixTarget) => {
    versions.all++;
    if (isRoleTarget(target)) versions.roles++;
  };

  const set = (target: MatrixTarget, before: EditQueue | undefined, after: EditQueue) => {
    if (before === after) return;
    queues.set(target, after);
    shown.delete(target);
    if (after.pending.length > 0 || after.attempt) open.add(target);
    else open.delete(target);
    count(target);
    onChange(target, before, after);
    notify(target);
    // A state that was just read has nothing to save.
    if (before) notify('status');
  };

  return {
    get: (target) => queues.get(target),
    shown(target) {
      const queue = queues.get(target);
      if (!queue) return undefined;
      if (queue.pending.length === 0 && !queue.attempt) return queue.base;
      const state = shown.get(target) ?? optimisticState(queue);
      shown.set(target, state);
      return state;
    },
    update(target, change) {
      const before = queues.get(target);
      if (before) set(target, before, change(before));
    },
    put(read) {
      const state = datedState(read);
      const target = targetOf(state);
      const before = queues.get(target);
      if (before && state.revision <= before.base.revision) return;
      set(target, before, before ? rebase(before, state) : queueOf(state));
    },
    remove(target) {
      if (!queues.delete(target)) return;
      shown.delete(target);
      open.delete(target);
      count(target);
      notify(target);
      notify('lists');
    },
    targets: () => queues.keys(),
    unsettled: () => [...open],
    version: (of) => versions[of],
    subscribe,
    notify,
    together,
  };
}

/** The listeners of each topic. */
function createTopics(): Pick<Queues, 'subscribe' | 'notify' | 'together'> {
  const listeners = new Map<Topic, Set<() => void>>();
  let waiting: Set<Topic> | undefined;
  const notify = (topic: Topic) => {
    if (waiting) waiting.add(topic);
    else listeners.get(topic)?.forEach((listener) => listener());
  };
  return {
    notify,
    subscribe(topic, listener) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(topic);
      };
    },
    together(run) {
      if (waiting) return run();
      const topics = (waiting = new Set<Topic>());
      try {
        run();
      } finally {
        waiting = undefined;
        topics.forEach(notify);
      }
    },
  };
}

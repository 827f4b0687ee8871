import { datedState } from './datedState.js';
import { type Line, lineOf, rebased, shownState } from './editQueue.js';
import type { MatrixTarget, TargetState } from './MatrixBackend.js';
import { targetOf } from './target.js';

/** What can be listened to: one target, which targets there are, or how saving goes. */
export type Topic = MatrixTarget | 'lists' | 'status';

/** The lines of all targets, sparse, with one list of listeners for each. */
export interface Lines {
  readonly get: (target: MatrixTarget) => Line | undefined;
  /** What the cells of a target show; the same object until something of it changes. */
  readonly shown: (target: MatrixTarget) => TargetState | undefined;
  /** Changes a line; nobody hears of it where nothing changed. */
  readonly update: (target: MatrixTarget, change: (line: Line) => Line) => void;
  /** Puts in what the backend said, unless something newer is there. Whoever keeps the lists tells of a new target. */
  readonly put: (state: TargetState) => void;
  readonly remove: (target: MatrixTarget) => void;
  readonly targets: () => IterableIterator<MatrixTarget>;
  /** The targets with edits that are not settled. */
  readonly unsettled: () => readonly MatrixTarget[];
  readonly subscribe: (topic: Topic, listener: () => void) => () => void;
  readonly notify: (topic: Topic) => void;
  /** Does something to many targets; each topic is told once, at the end. */
  readonly together: (run: () => void) => void;
}

/** Makes an empty store of lines. `onChange` hears first, before any listener. */
export function createLines(onChange: (target: MatrixTarget, before: Line | undefined, after: Line) => void): Lines {
  const lines = new Map<MatrixTarget, Line>();
  const shown = new Map<MatrixTarget, TargetState>();
  const open = new Set<MatrixTarget>();
  const listeners = new Map<Topic, Set<() => void>>();

  let waiting: Set<Topic> | undefined;

  const notify = (topic: Topic) => {
    if (waiting) waiting.add(topic);
    else listeners.get(topic)?.forEach((listener) => listener());
  };

  const together = (run: () => void) => {
    if (waiting) return run();
    const topics = (waiting = new Set<Topic>());
    try {
      run();
    } finally {
      waiting = undefined;
      topics.forEach(notify);
    }
  };

  const set = (target: MatrixTarget, before: Line | undefined, after: Line) => {
    if (before === after) return;
    lines.set(target, after);
    shown.delete(target);
    if (after.entries.length > 0 || after.flight) open.add(target);
    else open.delete(target);
    onChange(target, before, after);
    notify(target);
    // What was just read has nothing to save.
    if (before) notify('status');
  };

  return {
    get: (target) => lines.get(target),
    shown(target) {
      const line = lines.get(target);
      if (!line) return undefined;
      if (line.entries.length === 0 && !line.flight) return line.base;
      const state = shown.get(target) ?? shownState(line);
      shown.set(target, state);
      return state;
    },
    update(target, change) {
      const before = lines.get(target);
      if (before) set(target, before, change(before));
    },
    put(told) {
      const state = datedState(told);
      const target = targetOf(state);
      const before = lines.get(target);
      if (before && state.revision <= before.base.revision) return;
      set(target, before, before ? rebased(before, state) : lineOf(state));
    },
    remove(target) {
      if (!lines.delete(target)) return;
      shown.delete(target);
      open.delete(target);
      notify(target);
      notify('lists');
    },
    targets: () => lines.keys(),
    unsettled: () => [...open],
    subscribe(topic, listener) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0) listeners.delete(topic);
      };
    },
    notify,
    together,
  };
}

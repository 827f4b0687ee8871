// One state machine: changes are made as steps, and steps are undone and redone.
import type { Clock } from '../base/clock.js';
import type { Saver } from './createSaver.js';
import { createHistory, type History, type Reversal, type StepChange } from './createHistory.js';
import type { Notices } from './createNotices.js';
import type { Queues } from './createQueues.js';
import { discard, enqueue } from './editQueue.js';
import { readSlot, sameValue } from './field.js';
import type { Matrix, SaveMode } from './Matrix.js';
import { groupByTarget, planChanges, type PlanContext, type PlannedChange } from './preview.js';

/** Options of `createSteps`. */
export interface StepOptions {
  readonly queues: Queues;
  readonly notices: Notices;
  readonly saver: Pick<Saver, 'wake'>;
  readonly clock: Clock;
  readonly mode: () => SaveMode;
  readonly context: () => PlanContext;
}

/** The steps of one matrix. */
export interface Steps extends Pick<Matrix, 'edit' | 'commit' | 'undo' | 'redo'> {
  /** The labels of the steps that `undo` and `redo` would take. */
  readonly labels: History['labels'];
}

/** Milliseconds that one slice of long work may take. */
const slice = 12;
/** The most changes that are undone without a pause. */
const mostAtOnce = 50;

/** Makes the steps of one matrix. */
export function createSteps({ queues, notices, saver, clock, mode, context }: StepOptions): Steps {
  const history = createHistory();
  let isReversing = false;

  const save = (changes: readonly PlannedChange[], onSaved: () => void) => {
    const byTarget = groupByTarget(changes);
    queues.together(() => {
      for (const [target, group] of byTarget) {
        for (const { slot } of group) notices.unmark(target, slot);
        queues.update(target, (queue) => group.reduce((each, change) => enqueued(each, change, mode()), queue));
      }
      onSaved();
      queues.notify('status');
      if (mode() === 'auto') for (const target of byTarget.keys()) saver.wake(target);
    });
  };

  const commit = (plan: readonly PlannedChange[], label: string) => {
    const changes = changesOf(plan);
    save(changes, () => changes.length > 0 && history.push({ label, changes }));
  };

  const tellSkipped = (plan: readonly PlannedChange[]) => {
    const skipped = plan.filter(({ result }) => result === 'skip');
    if (skipped.length > 0) notices.tell({ type: 'skipped', skipped });
    return skipped;
  };

  /** One step at a time. A long one is worked out in slices, so that the page stays responsive. */
  const reverse = (move: History['undo'], type: 'undone' | 'redone') => {
    const read: Parameters<History['undo']>[0] = (target, slot) => {
      const state = queues.shown(target);
      return state && readSlot(state, slot);
    };
    const reversal = isReversing ? undefined : move(read);
    if (!reversal) return;
    isReversing = true;
    const work = planChanges(context(), reversal.changes);
    inTurns(clock, work, reversal.changes.length <= mostAtOnce, (plan) => {
      isReversing = false;
      finish(reversal, plan, type);
    });
  };

  const finish = (reversal: Reversal, plan: readonly PlannedChange[], type: 'undone' | 'redone') => {
    save(changesOf(plan), () => {});
    const overtaken: StepChange[] = [];
    queues.together(() => {
      for (const change of reversal.overtaken) if (!dropFailed(queues, change)) overtaken.push(change);
    });
    const skipped = tellSkipped(plan);
    if (skipped.length === plan.length && reversal.overtaken.length === 0) return;
    notices.tell({ type, label: reversal.label, overtaken });
  };

  return {
    commit,
    edit(changes, label) {
      const plan = [...planChanges(context(), changes)].flat();
      commit(plan, label);
      tellSkipped(plan);
      return plan;
    },
    undo: () => reverse(history.undo, 'undone'),
    redo: () => reverse(history.redo, 'redone'),
    labels: history.labels,
  };
}

function changesOf(plan: readonly PlannedChange[]): readonly PlannedChange[] {
  return plan.filter(({ result }) => result === 'change');
}

/** Adds a previewed change to a queue. Somebody else may have changed its slot since the preview. */
function enqueued(queue: Parameters<typeof enqueue>[0], change: PlannedChange, mode: SaveMode) {
  const { slot, next, before, seen = { value: before } } = change;
  return enqueue(queue, { slot, next, seen }, mode === 'auto' ? 'waiting' : 'staged');
}

/** Goes through work in slices, or, if it is short, at once. */
function inTurns<T>(clock: Clock, work: Iterator<readonly T[]>, isShort: boolean, onDone: (all: readonly T[]) => void) {
  const all: T[] = [];
  const goOn = () => {
    for (const until = performance.now() + slice; isShort || performance.now() < until;) {
      const { value, done } = work.next();
      if (done) return onDone(all);
      all.push(...value);
    }
    clock.after(0, goOn);
  };
  goOn();
}

/** Removes an edit that was never saved from its cell, as undoing it does; returns whether it was such an edit. */
function dropFailed(queues: Queues, { target, slot, before }: StepChange): boolean {
  const edit = queues.get(target)?.pending.find((each) => each.slot === slot);
  const isIt = (edit?.status === 'failed' || edit?.status === 'conflict') && sameValue(edit.next, before);
  if (isIt) queues.update(target, (queue) => discard(queue, slot));
  return isIt;
}

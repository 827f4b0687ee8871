// One state machine: changes are made as steps, and steps are undone and redone.
import type { Clock } from '../base/clock.js';
import type { Saver } from './createSaver.js';
import { createHistory, type History, type Reversal, type StepChange } from './createHistory.js';
import type { Notices } from './createNotices.js';
import type { Queues } from './createQueues.js';
import { discard, enqueue } from './editQueue.js';
import { readField, sameValue } from './field.js';
import type { Matrix, SaveMode } from './Matrix.js';
import { groupByTarget, previewChanges, type PreviewContext, type PreviewedChange } from './preview.js';

/** Options of `createSteps`. */
export interface StepOptions {
  readonly queues: Queues;
  readonly notices: Notices;
  readonly saver: Pick<Saver, 'wake'>;
  readonly clock: Clock;
  readonly mode: () => SaveMode;
  readonly context: () => PreviewContext;
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

  const save = (changes: readonly PreviewedChange[], onSaved: () => void) => {
    const byTarget = groupByTarget(changes);
    queues.together(() => {
      for (const [target, group] of byTarget) {
        for (const { field } of group) notices.unmark(target, field);
        queues.update(target, (queue) => group.reduce((each, change) => enqueued(each, change, mode()), queue));
      }
      onSaved();
      queues.notify('status');
      if (mode() === 'auto') for (const target of byTarget.keys()) saver.wake(target);
    });
  };

  const commit = (preview: readonly PreviewedChange[], label: string) => {
    const changes = changesOf(preview);
    save(changes, () => changes.length > 0 && history.push({ label, changes }));
  };

  const tellSkipped = (preview: readonly PreviewedChange[]) => {
    const skipped = preview.filter(({ result }) => result === 'skip');
    if (skipped.length > 0) notices.tell({ type: 'skipped', skipped });
    return skipped;
  };

  /** One step at a time. A long one is worked out in slices, so that the page stays responsive. */
  const reverse = (move: History['undo'], type: 'undone' | 'redone') => {
    const read: Parameters<History['undo']>[0] = (target, field) => {
      const state = queues.shown(target);
      return state && readField(state, field);
    };
    const reversal = isReversing ? undefined : move(read);
    if (!reversal) return;
    isReversing = true;
    const work = previewChanges(context(), reversal.changes);
    inTurns(clock, work, reversal.changes.length <= mostAtOnce, (preview) => {
      isReversing = false;
      finish(reversal, preview, type);
    });
  };

  const finish = (reversal: Reversal, preview: readonly PreviewedChange[], type: 'undone' | 'redone') => {
    save(changesOf(preview), () => {});
    const overtaken: StepChange[] = [];
    queues.together(() => {
      for (const change of reversal.overtaken) if (!dropFailed(queues, change)) overtaken.push(change);
    });
    const skipped = tellSkipped(preview);
    if (skipped.length === preview.length && reversal.overtaken.length === 0) return;
    notices.tell({ type, label: reversal.label, overtaken });
  };

  return {
    commit,
    edit(changes, label) {
      const preview = [...previewChanges(context(), changes)].flat();
      commit(preview, label);
      tellSkipped(preview);
      return preview;
    },
    undo: () => reverse(history.undo, 'undone'),
    redo: () => reverse(history.redo, 'redone'),
    labels: history.labels,
  };
}

function changesOf(preview: readonly PreviewedChange[]): readonly PreviewedChange[] {
  return preview.filter(({ result }) => result === 'change');
}

/** Adds a previewed change to a queue. Somebody else may have changed its field since the preview. */
function enqueued(queue: Parameters<typeof enqueue>[0], change: PreviewedChange, mode: SaveMode) {
  const { field, next, before, seen = { value: before } } = change;
  return enqueue(queue, { field, next, seen }, mode === 'auto' ? 'waiting' : 'staged');
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
function dropFailed(queues: Queues, { target, field, before }: StepChange): boolean {
  const edit = queues.get(target)?.pending.find((each) => each.field === field);
  const isIt = (edit?.status === 'failed' || edit?.status === 'conflict') && sameValue(edit.next, before);
  if (isIt) queues.update(target, (queue) => discard(queue, field));
  return isIt;
}

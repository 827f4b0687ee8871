// One state machine: what happens to the edits of one target from the moment they are made until they are settled.
// Pure; `createSaver` drives it.
import type { Attribution, SaveProblem, SaveRequest, TargetState } from './MatrixBackend.js';
import { editsTo, readField, sameValue, type Field, type FieldValue, tryField, withField } from './field.js';
import { writerOf } from './changedFields.js';

/** One edit that is not settled yet. Beside those of an attempt, there is at most one per field. */
export interface PendingEdit {
  readonly field: Field;
  /** The value that the editor saw when the edit was made: the version that travels with the edit. */
  readonly before: FieldValue;
  readonly next: FieldValue;
  readonly status: 'staged' | 'waiting' | 'failed' | 'conflict';
  readonly problem?: SaveProblem;
  readonly theirs?: Attribution & { readonly value: FieldValue };
}

/** A save under way. It is sent again unchanged until there is an answer. */
export interface Attempt {
  readonly key: string;
  readonly sent: readonly PendingEdit[];
  /** Made once: each time the same is sent. */
  readonly edits: SaveRequest['edits'];
  readonly revision: number;
  readonly tag?: string;
  /** The number of times that it was sent and got no answer. */
  readonly unanswered: number;
  /** Abandoned before it was known whether they had arrived: if they did not, they are never sent again. */
  readonly unwanted?: readonly Field[];
}

/** The state of one target that the backend told last, and the edits that are still to be saved on top of it. */
export interface EditQueue {
  readonly base: TargetState;
  readonly pending: readonly PendingEdit[];
  readonly attempt?: Attempt;
  /** Saves one edit at a time, since several together were refused. */
  readonly oneByOne?: true;
}

/** A queue without edits. */
export function queueOf(base: TargetState): EditQueue {
  return { base, pending: [] };
}

/** The state that cells show: the backend's, with every edit that is staged, waiting or sent applied. */
export function optimisticState({ base, pending, attempt }: EditQueue): TargetState {
  const open = pending.filter(({ status }) => status === 'staged' || status === 'waiting');
  const edits = [...(attempt?.sent ?? []), ...open];
  // A few edits give the very state that was decided about when they were made.
  const apply = edits.length <= mostRemembered ? tryField : withField;
  return edits.reduce((state, { field, next }) => apply(state, field, next), base);
}

/** The most edits of one target whose steps are remembered. */
const mostRemembered = 8;

/** The value of a field once the attempt, if any, has been accepted. */
function acceptedValue({ base, attempt }: EditQueue, field: Field): FieldValue {
  const sent = attempt?.sent.find((edit) => edit.field === field);
  return sent ? sent.next : readField(base, field);
}

/** A value for a field. `seen` is the value that was there when editing began, where that took a while. */
export interface FieldEdit {
  readonly field: Field;
  readonly next: FieldValue;
  readonly seen?: { readonly value: FieldValue };
}

/**
 * Adds an edit. It replaces an earlier one of its field; if it restores the value that was seen, it is removed. If
 * somebody else has changed that value since, the edit is a conflict at once.
 */
export function enqueue(queue: EditQueue, { field, next, seen }: FieldEdit, status: 'staged' | 'waiting'): EditQueue {
  const earlier = queue.pending.find((edit) => edit.field === field);
  const isOpen = earlier?.status === 'staged' || earlier?.status === 'waiting';
  const before = isOpen ? earlier.before : seen ? seen.value : acceptedValue(queue, field);
  const others = queue.pending.filter((edit) => edit.field !== field);
  if (sameValue(before, next)) return { ...queue, pending: others };
  const isSent = queue.attempt?.sent.some((edit) => edit.field === field) === true;
  // The others were settled when they were added, or when the state below them changed.
  return { ...queue, pending: [...others, ...settledEdit(queue, { field, before, next, status }, isSent)] };
}

/** Releases staged edits, so that they are saved. */
export function release(queue: EditQueue): EditQueue {
  return withPending(queue, (edit) => (edit.status === 'staged' ? { ...edit, status: 'waiting' } : edit));
}

/** Starts a save with all waiting edits, unless one is under way. */
export function send(queue: EditQueue, key: string): EditQueue {
  const waiting = queue.pending.filter(({ status }) => status === 'waiting');
  if (queue.attempt || waiting.length === 0) return queue;
  const sent = waiting.slice(0, queue.oneByOne ? 1 : mostTogether);
  const isSent = new Set(sent);
  const rest = queue.pending.filter((edit) => !isSent.has(edit));
  const { base } = queue;
  // editsTo gives operations of the target's own kind.
  const edits = sent.flatMap(({ field, next }) => editsTo(base, field, next)) as unknown as SaveRequest['edits'];
  return { ...queue, pending: rest, attempt: { key, sent, edits, unanswered: 0, ...stampOf(base) } };
}

/** A careful backend refuses more in one request. */
const mostTogether = 50;

function stampOf({ revision, tag }: TargetState): Pick<Attempt, 'revision' | 'tag'> {
  return { revision, ...(tag !== undefined && { tag }) };
}

/** Counts that the attempt got no answer: it is not known whether it arrived. */
export function markUnanswered(queue: EditQueue): EditQueue {
  const { attempt } = queue;
  return attempt ? { ...queue, attempt: { ...attempt, unanswered: attempt.unanswered + 1 } } : queue;
}

/** Ends an attempt that was accepted with this state. */
export function accept(queue: EditQueue, state: TargetState): EditQueue {
  return rebase(endAttempt(queue, []), state);
}

/** Ends an attempt that was refused. Several edits are sent again one by one, so that one bad edit fails alone. */
export function reject(queue: EditQueue, problem: SaveProblem): EditQueue {
  const sent = queue.attempt?.sent ?? [];
  if (sent.length > 1) return settle({ ...endAttempt(queue, sent), oneByOne: true });
  const failed = sent.map((edit): PendingEdit => ({ ...edit, status: 'failed', problem }));
  return settle(endAttempt(queue, failed));
}

/** Ends an attempt that was made on an old revision: its edits are compared with the new state and sent again. */
export function rebaseRejected(queue: EditQueue, state: TargetState): EditQueue {
  // A new version of the catalog makes a new state of a role without a new revision.
  const base = state.revision >= queue.base.revision ? state : queue.base;
  return settle({ ...endAttempt(queue, queue.attempt?.sent ?? []), base });
}

/** The queue without its attempt. `open` are the edits of it that remain; they go first, unless edited again since. */
function endAttempt({ attempt, ...queue }: EditQueue, open: readonly PendingEdit[]): EditQueue {
  const newer = new Set(queue.pending.map(({ field }) => field));
  const unwanted = new Set(attempt?.unwanted);
  const kept = open.filter(({ field }) => !newer.has(field) && !unwanted.has(field));
  const below = new Map(open.map((edit) => [edit.field, edit]));
  // An edit on top of an attempt that did not arrive was made on top of the value before it.
  const rest = queue.pending.map((edit) => {
    const under = below.get(edit.field);
    return under ? { ...edit, before: under.before } : edit;
  });
  const { oneByOne, ...plain } = queue;
  const all = [...kept, ...rest];
  const isStillSplit = oneByOne && all.some(({ status }) => status === 'waiting');
  return { ...plain, pending: all, ...(isStillSplit && { oneByOne }) };
}

/** Moves the edits onto a newer state of the target. An older state changes nothing. */
export function rebase(queue: EditQueue, state: TargetState): EditQueue {
  if (state.revision <= queue.base.revision) return settle(queue);
  return settle({ ...queue, base: state });
}

/** Removes edits whose value is there already, and marks those in conflict whose field somebody else changed. */
function settle(queue: EditQueue): EditQueue {
  const sent = new Set(queue.attempt?.sent.map(({ field }) => field));
  return { ...queue, pending: queue.pending.flatMap((edit) => settledEdit(queue, edit, sent.has(edit.field))) };
}

function settledEdit({ base }: EditQueue, edit: PendingEdit, isSent: boolean): readonly PendingEdit[] {
  if (isSent) return [edit];
  const now = readField(base, edit.field);
  if (sameValue(now, edit.next)) return [];
  if (sameValue(now, edit.before)) return [edit];
  return [conflicting(edit, now, base)];
}

function conflicting({ problem: _, ...edit }: PendingEdit, value: FieldValue, state: TargetState): PendingEdit {
  return { ...edit, status: 'conflict', theirs: { value, ...writerOf(state, edit.field) } };
}

/** The fields that are in conflict after a change of a queue and were not before. */
export function freshConflicts(before: EditQueue, after: EditQueue): readonly Field[] {
  const conflicts = ({ pending }: EditQueue) =>
    pending.filter(({ status }) => status === 'conflict').map(({ field }) => field);
  const old = new Set(conflicts(before));
  return conflicts(after).filter((field) => !old.has(field));
}

/** Puts a failed or conflicting edit back in the queue, on top of the value that is there now. */
export function retry(queue: EditQueue, field: Field, status: 'staged' | 'waiting'): EditQueue {
  return withPending(queue, (edit) => {
    if (edit.field !== field || (edit.status !== 'failed' && edit.status !== 'conflict')) return edit;
    return { field, before: acceptedValue(queue, field), next: edit.next, status };
  });
}

/** Fails every edit that is not sent, since the target is gone or out of sight. */
export function orphan(queue: EditQueue): EditQueue {
  if (queue.pending.every(({ problem }) => problem?.kind === 'gone')) return queue;
  return withPending(queue, ({ field, before, next }) => ({
    field,
    before,
    next,
    status: 'failed',
    problem: { kind: 'gone' },
  }));
}

/** Removes an edit that is not sent. */
export function discard(queue: EditQueue, field: Field): EditQueue {
  return { ...queue, pending: queue.pending.filter((edit) => edit.field !== field) };
}

/** Marks one edit of an attempt as unwanted before there is an answer. */
export function abandon(queue: EditQueue, field: Field): EditQueue {
  const { attempt } = queue;
  if (!attempt?.sent.some((edit) => edit.field === field)) return queue;
  return { ...queue, attempt: { ...attempt, unwanted: [...(attempt.unwanted ?? []), field] } };
}

/**
 * Ends an attempt without an answer of which an edit was abandoned: `state` shows whether it arrived after all. Edits
 * that arrived are done; the others that are still wanted are sent again.
 */
export function reconcile(queue: EditQueue, state: TargetState): EditQueue {
  const { attempt, base: before } = queue;
  const base = state.revision > before.revision ? state : before;
  const sent = new Map(attempt?.sent.map((edit) => [edit.field, edit]));
  const unwanted = new Set(attempt?.unwanted);
  const isDone = (field: Field) => {
    const edit = sent.get(field);
    return edit && (unwanted.has(field) || sameValue(readField(base, field), edit.next));
  };
  const ended = endAttempt({ ...queue, base }, attempt?.sent ?? []);
  // An edit that was made on top of it now stands on the value that is there.
  return settle(
    withPending(ended, (edit) => (isDone(edit.field) ? { ...edit, before: readField(base, edit.field) } : edit)),
  );
}

function withPending(queue: EditQueue, change: (edit: PendingEdit) => PendingEdit): EditQueue {
  return { ...queue, pending: queue.pending.map(change) };
}

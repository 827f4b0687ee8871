import type { Decision } from '../model/decision.js';
import type { CellMeaning } from './describeCell.js';
import type { EditQueue, PendingEdit } from './editQueue.js';
import type { Attribution, SaveProblem } from './MatrixBackend.js';
import type { Field, FieldValue } from './field.js';

/** The state of saving one field. */
export type SaveState =
  | { readonly status: 'saved' }
  | { readonly status: 'staged' | 'waiting' | 'saving'; readonly from: FieldValue }
  /** Sent without an answer; it is sent again automatically. */
  | { readonly status: 'unanswered'; readonly from: FieldValue; readonly attempts: number }
  | { readonly status: 'failed'; readonly problem: SaveProblem; readonly mine: FieldValue }
  | {
      readonly status: 'conflict';
      readonly mine: FieldValue;
      readonly theirs: Attribution & { readonly value: FieldValue };
    };

/** Everything that one cell shows. The same object until something in it changes. */
export interface MatrixCell extends CellMeaning {
  /** The reason why the signed-in administrator cannot change this cell; `undefined` if the cell can be changed. */
  readonly lock: Decision | undefined;
  readonly save: SaveState;
  /** The person who changed it elsewhere while this editor was open. */
  readonly touched: Attribution | undefined;
}

const saved: SaveState = { status: 'saved' };

/** The save state of one field in a queue. */
export function saveStateOf({ pending, attempt }: EditQueue, field: Field): SaveState {
  const isIt = (edit: PendingEdit) => edit.field === field;
  return saveStateFrom(pending.find(isIt), attempt?.sent.find(isIt), attempt?.unanswered);
}

/**
 * The save state of an edit that is pending, one that was sent, or one on top of the other. `unanswered` is how many
 * times the sent one got no answer.
 */
export function saveStateFrom(
  edit: PendingEdit | undefined,
  sent: PendingEdit | undefined,
  unanswered: number = 0,
): SaveState {
  if (edit?.status === 'failed' && edit.problem) return { status: 'failed', problem: edit.problem, mine: edit.next };
  if (edit?.status === 'conflict' && edit.theirs) return { status: 'conflict', mine: edit.next, theirs: edit.theirs };
  if (edit?.status === 'staged') return { status: 'staged', from: edit.before };
  if (sent && unanswered > 0) return { status: 'unanswered', from: sent.before, attempts: unanswered };
  if (sent) return { status: 'saving', from: sent.before };
  return edit ? { status: 'waiting', from: edit.before } : saved;
}

import type { Decision } from '../model/decision.js';
import type { CellMeaning } from './describeCell.js';
import type { Entry, Line } from './editQueue.js';
import type { Attribution, SaveProblem } from './MatrixBackend.js';
import type { Slot, SlotValue } from './field.js';

/** Where the edit of one slot is on its way. */
export type SaveState =
  | { readonly status: 'saved' }
  | { readonly status: 'staged' | 'waiting' | 'saving'; readonly from: SlotValue }
  /** Sent, and no answer came; it is sent again by itself. */
  | { readonly status: 'unanswered'; readonly from: SlotValue; readonly attempts: number }
  | { readonly status: 'failed'; readonly problem: SaveProblem; readonly mine: SlotValue }
  | {
      readonly status: 'conflict';
      readonly mine: SlotValue;
      readonly theirs: Attribution & { readonly value: SlotValue };
    };

/** Everything that one cell shows. The same object as long as nothing of it changes. */
export interface MatrixCell extends CellMeaning {
  /** Why nothing about this cell can be changed by whoever is signed in; `undefined` where something can. */
  readonly lock: Decision | undefined;
  readonly save: SaveState;
  /** Who changed it elsewhere while this editor was open. */
  readonly touched: Attribution | undefined;
}

const saved: SaveState = { status: 'saved' };

/** How far the edit of a slot has come. */
export function saveStateOf(line: Line, slot: Slot): SaveState {
  const isIt = (each: Entry) => each.slot === slot;
  return saveStateFrom(line, line.entries.find(isIt), line.flight?.entries.find(isIt));
}

/** The same of an edit that is to be made, one that is on its way, or one on top of the other. */
export function saveStateFrom(line: Line, entry: Entry | undefined, flying: Entry | undefined): SaveState {
  if (entry?.status === 'failed' && entry.problem)
    return { status: 'failed', problem: entry.problem, mine: entry.next };
  if (entry?.status === 'conflict' && entry.theirs)
    return { status: 'conflict', mine: entry.next, theirs: entry.theirs };
  if (entry?.status === 'staged') return { status: 'staged', from: entry.before };
  if (flying && line.flight && line.flight.lost > 0)
    return { status: 'unanswered', from: flying.before, attempts: line.flight.lost };
  if (flying) return { status: 'saving', from: flying.before };
  return entry ? { status: 'waiting', from: entry.before } : saved;
}

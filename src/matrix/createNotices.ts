import type { GrantSet } from '../model/grant.js';
import { byWriter, changedSlots, writerOf } from './changedFields.js';
import { type EditQueue, freshConflicts } from './editQueue.js';
import type { Slot } from './field.js';
import type { MatrixNotice } from './Matrix.js';
import type { Attribution, MatrixTarget, SaveOutcome } from './MatrixBackend.js';

/** Notices of a matrix, and the marks of cells that others changed. */
export interface Notices {
  readonly subscribe: (listener: (notice: MatrixNotice) => void) => () => void;
  readonly tell: (notice: MatrixNotice) => void;
  /** Tells of the answer to a save. `queue` is the target's after that answer. */
  readonly tellAnswer: (target: MatrixTarget, outcome: SaveOutcome, queue: EditQueue | undefined) => void;
  /** Tells of conflicts, and of slots that others changed, between two moments of a queue; marks these slots. */
  readonly tellRemote: (target: MatrixTarget, before: EditQueue, after: EditQueue) => void;
  /** The person who changed a slot elsewhere, until the mark is taken off. */
  readonly touchedBy: (target: MatrixTarget, slot: Slot) => Attribution | undefined;
  /** Takes a mark off; returns whether there was one. */
  readonly unmark: (target: MatrixTarget, slot: Slot) => boolean;
}

/** Makes the notices of one matrix. Changes that the actor made elsewhere are not told. */
export function createNotices(actor: () => GrantSet | undefined): Notices {
  const listeners = new Set<(notice: MatrixNotice) => void>();
  const touched = new Map<string, Attribution>();
  const tell = (notice: MatrixNotice) => listeners.forEach((listener) => listener(notice));
  const keyOf = (target: MatrixTarget, slot: Slot) => `${target} ${slot}`;

  /** The slots that others changed, by person, without those that are in conflict or being saved. */
  const tellChanges = (target: MatrixTarget, before: EditQueue, after: EditQueue, conflicts: readonly Slot[]) => {
    const { base } = after;
    if (before.base === base) return;
    // The answer to a save tells whether its slots are in conflict.
    const open = new Set([...conflicts, ...(after.attempt?.sent.map(({ slot }) => slot) ?? [])]);
    for (const [by, slots] of byWriter(base, changedSlots(before.base, base))) {
      if (by === undefined || by === actor()?.subject.id) continue;
      for (const slot of slots) touched.set(keyOf(target, slot), writerOf(base, slot));
      const others = slots.filter((slot) => !open.has(slot));
      if (others.length > 0) tell({ type: 'remote', target, slots: others, by });
    }
  };

  return {
    tell,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tellAnswer(target, outcome, queue) {
      if (outcome.status === 'saved') tell({ type: 'saved', target });
      if (outcome.status === 'not-saved' && queue?.pending.some(({ status }) => status === 'failed'))
        tell({ type: 'not-saved', target, problem: outcome.problem });
    },
    tellRemote(target, before, after) {
      const conflicts = freshConflicts(before, after);
      tellChanges(target, before, after, conflicts);
      // Told last, since the administrator has to act on them.
      for (const [by, slots] of byWriter(after.base, conflicts))
        tell({ type: 'conflict', target, slots, ...(by !== undefined && { by }) });
    },
    touchedBy: (target, slot) => touched.get(keyOf(target, slot)),
    unmark: (target, slot) => touched.delete(keyOf(target, slot)),
  };
}

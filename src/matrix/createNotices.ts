import type { GrantSet } from '../model/grant.js';
import { byWriter, changedFields, writerOf } from './changedFields.js';
import { type EditQueue, freshConflicts } from './editQueue.js';
import type { Field } from './field.js';
import type { MatrixNotice } from './Matrix.js';
import type { Attribution, MatrixTarget, SaveOutcome } from './MatrixBackend.js';

/** Notices of a matrix, and the marks of cells that others changed. */
export interface Notices {
  readonly subscribe: (listener: (notice: MatrixNotice) => void) => () => void;
  readonly tell: (notice: MatrixNotice) => void;
  /** Tells of the answer to a save. `queue` is the target's after that answer. */
  readonly tellAnswer: (target: MatrixTarget, outcome: SaveOutcome, queue: EditQueue | undefined) => void;
  /** Tells of conflicts, and of fields that others changed, between two moments of a queue; marks these fields. */
  readonly tellRemote: (target: MatrixTarget, before: EditQueue, after: EditQueue) => void;
  /** The person who changed a field elsewhere, until the mark is taken off. */
  readonly touchedBy: (target: MatrixTarget, field: Field) => Attribution | undefined;
  /** Takes a mark off; returns whether there was one. */
  readonly unmark: (target: MatrixTarget, field: Field) => boolean;
}

/** Makes the notices of one matrix. Changes that the actor made elsewhere are not told. */
export function createNotices(actor: () => GrantSet | undefined): Notices {
  const listeners = new Set<(notice: MatrixNotice) => void>();
  const touched = new Map<string, Attribution>();
  const tell = (notice: MatrixNotice) => listeners.forEach((listener) => listener(notice));
  const keyOf = (target: MatrixTarget, field: Field) => `${target} ${field}`;

  /** The fields that others changed, by person, without those that are in conflict or being saved. */
  const tellChanges = (target: MatrixTarget, before: EditQueue, after: EditQueue, conflicts: readonly Field[]) => {
    const { base } = after;
    if (before.base === base) return;
    // The answer to a save tells whether its fields are in conflict.
    const open = new Set([...conflicts, ...(after.attempt?.sent.map(({ field }) => field) ?? [])]);
    for (const [by, fields] of byWriter(base, changedFields(before.base, base))) {
      if (by === undefined || by === actor()?.subject.id) continue;
      for (const field of fields) touched.set(keyOf(target, field), writerOf(base, field));
      const others = fields.filter((field) => !open.has(field));
      if (others.length > 0) tell({ type: 'remote', target, fields: others, by });
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
      for (const [by, fields] of byWriter(after.base, conflicts))
        tell({ type: 'conflict', target, fields, ...(by !== undefined && { by }) });
    },
    touchedBy: (target, field) => touched.get(keyOf(target, field)),
    unmark: (target, field) => touched.delete(keyOf(target, field)),
  };
}

import type { Lines } from './createLines.js';
import type { MatrixStatus, OpenEdit } from './Matrix.js';
import { saveStateOf } from './MatrixCell.js';

/** Every edit that is not settled, by target in the order in which they were made. */
export function openEditsOf(lines: Lines): readonly OpenEdit[] {
  return lines.unsettled().flatMap((target) => {
    const line = lines.get(target);
    if (!line) return [];
    const isEditedAgain = (slot: OpenEdit['slot']) => line.entries.some((each) => each.slot === slot);
    const flying = (line.flight?.entries ?? []).filter(({ slot }) => !isEditedAgain(slot));
    return [...flying, ...line.entries].map(({ slot, before, next }): OpenEdit => ({
      target,
      slot,
      from: before,
      to: next,
      save: saveStateOf(line, slot),
    }));
  });
}

/** How many edits there are of each kind that the status tells. */
export function countEdits(
  edits: readonly OpenEdit[],
): Pick<MatrixStatus, 'staged' | 'unsaved' | 'failed' | 'conflicts'> {
  const count = (...names: readonly string[]) => edits.filter(({ save }) => names.includes(save.status)).length;
  return {
    staged: count('staged'),
    unsaved: count('waiting', 'saving', 'unanswered'),
    failed: count('failed'),
    conflicts: count('conflict'),
  };
}

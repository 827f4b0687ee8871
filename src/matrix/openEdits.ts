import type { Queues } from './createQueues.js';
import type { EditQueue, PendingEdit } from './editQueue.js';
import type { MatrixStatus, OpenEdit } from './Matrix.js';
import { saveStateFrom, type SaveState } from './MatrixCell.js';

/** Every edit that is not settled, by target, in the order in which they were made. */
export function openEditsOf(queues: Queues): readonly OpenEdit[] {
  return queues.unsettled().flatMap((target) => {
    const queue = queues.get(target);
    return queue ? openEditsIn(queue).map((edit): OpenEdit => ({ target, ...edit })) : [];
  });
}

function openEditsIn({ pending, attempt }: EditQueue): readonly Omit<OpenEdit, 'target'>[] {
  const edited = new Set(pending.map(({ field }) => field));
  const sent = new Map(attempt?.sent.map((edit) => [edit.field, edit]));
  const open = ({ field, before, next }: PendingEdit, save: SaveState) => ({ field, from: before, to: next, save });
  return [
    ...[...sent.values()]
      .filter(({ field }) => !edited.has(field))
      .map((edit) => open(edit, saveStateFrom(undefined, edit, attempt?.unanswered))),
    ...pending.map((edit) => open(edit, saveStateFrom(edit, sent.get(edit.field), attempt?.unanswered))),
  ];
}

type EditCounts = Pick<MatrixStatus, 'staged' | 'unsaved' | 'failed' | 'conflicts'>;

const kinds = {
  staged: 'staged',
  waiting: 'unsaved',
  saving: 'unsaved',
  unanswered: 'unsaved',
  failed: 'failed',
  conflict: 'conflicts',
} as const;

// A queue is never changed, so its counts hold as long as it exists.
const counted = new WeakMap<EditQueue, EditCounts>();

function countsOf(queue: EditQueue): EditCounts {
  const known = counted.get(queue);
  if (known) return known;
  const counts = { staged: 0, unsaved: 0, failed: 0, conflicts: 0 };
  for (const { save } of openEditsIn(queue)) if (save.status !== 'saved') counts[kinds[save.status]]++;
  counted.set(queue, counts);
  return counts;
}

/** The number of open edits of each kind that the status shows. */
export function countEdits(queues: Queues): EditCounts {
  const sum = { staged: 0, unsaved: 0, failed: 0, conflicts: 0 };
  for (const target of queues.unsettled()) {
    const queue = queues.get(target);
    const counts = queue && countsOf(queue);
    if (!counts) continue;
    sum.staged += counts.staged;
    sum.unsaved += counts.unsaved;
    sum.failed += counts.failed;
    sum.conflicts += counts.conflicts;
  }
  return sum;
}

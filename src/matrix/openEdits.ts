import type { Lines } from './createQueues.js';
import type { Entry, Line } from './editQueue.js';
import type { MatrixStatus, OpenEdit } from './Matrix.js';
import { saveStateFrom, type SaveState } from './MatrixCell.js';

/** Every edit that is not settled, by target in the order in which they were made. */
export function openEditsOf(lines: Lines): readonly OpenEdit[] {
  return lines.unsettled().flatMap((target) => {
    const line = lines.get(target);
    return line ? openEditsIn(line).map((edit): OpenEdit => ({ target, ...edit })) : [];
  });
}

function openEditsIn(line: Line): readonly Omit<OpenEdit, 'target'>[] {
  const edited = new Set(line.entries.map(({ slot }) => slot));
  const flying = new Map(line.flight?.entries.map((entry) => [entry.slot, entry]));
  const open = (entry: Entry, save: SaveState) => ({ slot: entry.slot, from: entry.before, to: entry.next, save });
  return [
    ...[...flying.values()]
      .filter(({ slot }) => !edited.has(slot))
      .map((entry) => open(entry, saveStateFrom(line, undefined, entry))),
    ...line.entries.map((entry) => open(entry, saveStateFrom(line, entry, flying.get(entry.slot)))),
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

// A line is never changed: what was counted of it holds for as long as it is there.
const counted = new WeakMap<Line, EditCounts>();

function countsOf(line: Line): EditCounts {
  const known = counted.get(line);
  if (known) return known;
  const counts = { staged: 0, unsaved: 0, failed: 0, conflicts: 0 };
  for (const { save } of openEditsIn(line)) if (save.status !== 'saved') counts[kinds[save.status]]++;
  counted.set(line, counts);
  return counts;
}

/** How many edits there are of each kind that the status tells. */
export function countEdits(lines: Lines): EditCounts {
  const sum = { staged: 0, unsaved: 0, failed: 0, conflicts: 0 };
  for (const target of lines.unsettled()) {
    const line = lines.get(target);
    const counts = line && countsOf(line);
    if (!counts) continue;
    sum.staged += counts.staged;
    sum.unsaved += counts.unsaved;
    sum.failed += counts.failed;
    sum.conflicts += counts.conflicts;
  }
  return sum;
}

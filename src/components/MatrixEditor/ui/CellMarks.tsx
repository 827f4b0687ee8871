'use client';
import type { ReactNode } from 'react';
import type { RowCell } from '../../../evaluator/report/accessTable.js';
import type { MatrixCell } from '../../../matrix/MatrixCell.js';

const saveMarks: Readonly<Record<MatrixCell['save']['status'], string>> = {
  saved: '',
  staged: '●',
  waiting: '…',
  saving: '…',
  unanswered: '↻',
  failed: '!',
  conflict: '≠',
};

/** The states that have signs. */
type Marked = Partial<Pick<MatrixCell, 'lock' | 'stop' | 'touched'>> & {
  readonly save: Pick<MatrixCell['save'], 'status'>;
};

/** The small signs beside a value, for the eye; the description of the cell in focus says the same in words. */
export function cellMarks({ save, lock, stop, touched }: Marked, row?: RowCell): ReactNode {
  if (save.status === 'saved' && !stop && !lock && !touched && !row) return null;
  const marks = [
    ...(save.status === 'saved' ? [] : [{ kind: save.status, text: saveMarks[save.status] }]),
    ...(stop ? [{ kind: 'stop', text: '⊘' }] : []),
    ...(lock ? [{ kind: 'lock', text: <LockSign /> }] : []),
    ...(touched ? [{ kind: 'touched', text: '✎' }] : []),
    // As on the product's page: the role has it as far as somebody gives it to its holder.
    ...(row?.state === 'conditional' ? [{ kind: 'conditional', text: '±' }] : []),
    ...(row?.note === undefined ? [] : [{ kind: 'note', text: <NoteSign /> }]),
  ];
  return marks.map(({ kind, text }) => (
    <span key={kind} className="hs-matrix-mark" data-mark={kind} aria-hidden="true">
      {text}
    </span>
  ));
}

/** Drawn, since few fonts have a lock that is not a picture. */
function LockSign(): ReactNode {
  return (
    <svg viewBox="0 0 16 16">
      <path d="M4 7V5a4 4 0 0 1 8 0v2h1v7H3V7h1Zm2 0h4V5a2 2 0 0 0-4 0v2Z" />
    </svg>
  );
}

/** Drawn for the same reason: something is written about this in the details. */
export function NoteSign(): ReactNode {
  return (
    <svg viewBox="0 0 16 16">
      <path
        fillRule="evenodd"
        d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm0 1.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM7.2 7h1.6v5H7.2V7Zm0-3h1.6v1.7H7.2V4Z"
      />
    </svg>
  );
}

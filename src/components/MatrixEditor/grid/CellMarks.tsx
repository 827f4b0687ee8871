'use client';
import type { ReactNode } from 'react';
import type { MatrixCell } from '../engine/MatrixCell.js';

const saveMarks: Readonly<Record<MatrixCell['save']['status'], string>> = {
  saved: '',
  staged: '●',
  waiting: '…',
  saving: '…',
  unanswered: '↻',
  failed: '!',
  conflict: '≠',
};

/** The small signs beside a value, for the eye; the description of the cell in focus says the same in words. */
export function CellMarks({ cell, note }: { readonly cell: MatrixCell; readonly note: string | undefined }): ReactNode {
  const { save, lock, stop, touched } = cell;
  const marks = [
    ...(save.status === 'saved' ? [] : [{ kind: save.status, text: saveMarks[save.status] }]),
    ...(stop ? [{ kind: 'stop', text: '⊘' }] : []),
    ...(lock ? [{ kind: 'lock', text: <LockSign /> }] : []),
    ...(touched ? [{ kind: 'touched', text: '✎' }] : []),
    ...(note === undefined ? [] : [{ kind: 'note', text: '±' }]),
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

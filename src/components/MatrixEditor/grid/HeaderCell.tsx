'use client';
import { NoteSign } from '../ui/CellMarks.js';
import { memo, type ReactNode } from 'react';
import { styled } from '../../ui/styled.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { rolesLabel, targetLabel } from '../../../matrix/findTargets.js';
import { useCellContext } from '../state/MatrixContext.js';
import { useTarget } from '../state/useCell.js';
import type { Row } from '../../../matrix/row.js';
import { flags } from '../state/createGridStore.js';
import { placeText, useFlags } from './useFlags.js';

interface HeaderCellProps {
  readonly role: 'rowheader' | 'columnheader';
  readonly row: number;
  readonly col: number;
  readonly start?: number;
  readonly children: ReactNode;
  readonly title?: string | undefined;
  /** For a heading over a whole row. */
  readonly span?: number;
}

/** A header of a row or a column. It can have focus, so that its row or column can be selected. */
export const HeaderCell = memo(function HeaderCell({
  role,
  row,
  col,
  start,
  children,
  title,
  span,
}: HeaderCellProps): ReactNode {
  const { grid } = useCellContext();
  const bits = useFlags(grid, { row, col }, span === undefined ? undefined : 'row');
  return (
    <div
      role={role}
      className="hs-matrix-header"
      aria-colindex={col + 1}
      aria-colspan={span}
      tabIndex={(bits & flags.focus) !== 0 ? 0 : -1}
      data-place={placeText({ row, col })}
      title={title}
      ref={start === undefined ? undefined : styled({ 'inset-inline-start': `${start}px` })}
    >
      {children}
    </div>
  );
});

/** The label of a row, with a sign if there is a note. */
export function RowLabel({ row }: { readonly row: Row }): ReactNode {
  const note = row.kind === 'permission' ? row.note : undefined;
  return (
    <>
      <span className="hs-matrix-label">{row.label}</span>
      {note !== undefined && (
        <span className="hs-matrix-mark" data-mark="note" aria-hidden="true">
          <NoteSign />
        </span>
      )}
    </>
  );
}

/** The name of a member or role, with the member's roles. */
export function TargetLabel({ target }: { readonly target: MatrixTarget }): ReactNode {
  const { matrix } = useCellContext();
  useTarget(matrix, target);
  const roles = rolesLabel(matrix, target);
  return (
    <span className="hs-matrix-who">
      <span className="hs-matrix-label">{targetLabel(matrix, target)}</span>
      {roles !== '' && <span className="hs-matrix-sub">{roles}</span>}
    </span>
  );
}

'use client';
import { memo, type ReactNode } from 'react';
import type { MatrixTarget } from '../engine/MatrixBackend.js';
import { useMatrixContext } from '../MatrixContext.js';
import type { Attribute } from './Attribute.js';
import { flags } from './createGridStore.js';
import { MemberCell } from './MemberCell.js';
import { PermissionCell } from './PermissionCell.js';
import { placeText, useFlags } from './useFlags.js';

/** Where a cell is and what it is about. */
export interface GridCellProps {
  readonly row: number;
  readonly col: number;
  readonly start: number;
  readonly size: number;
  readonly line: Attribute;
  readonly target: MatrixTarget;
}

/** One cell of the grid. It renders when something about it changes: its value, focus on it, or its selection. */
export const GridCell = memo(function GridCell({ row, col, start, size, line, target }: GridCellProps): ReactNode {
  const { view } = useMatrixContext();
  const bits = useFlags(view.grid, { row, col });
  const place = placeText({ row, col });
  return (
    <div
      role="gridcell"
      className="hs-matrix-cell"
      aria-colindex={col + 1}
      aria-selected={(bits & flags.selected) !== 0}
      data-place={place}
      style={{ insetInlineStart: start, inlineSize: size }}
    >
      {line.kind === 'permission' ? (
        <PermissionCell line={line} target={target} bits={bits} place={place} />
      ) : (
        <MemberCell line={line} target={target} bits={bits} place={place} />
      )}
    </div>
  );
});

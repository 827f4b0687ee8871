'use client';
import { memo, type ReactNode } from 'react';
import { styled } from '../../ui/styled.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { Attribute } from '../../../matrix/row.js';
import type { Axis } from './useAxis.js';
import { HeaderCell, LineLabel, TargetLabel } from './HeaderCell.js';
import { MemberCell } from './MemberCell.js';
import { PermissionCell } from './PermissionCell.js';

/** What a row is about, and which of its cells are mounted. */
export interface GridRowProps {
  /** Counted from 1; row 0 holds the column headers. */
  readonly row: number;
  readonly start: number;
  readonly columns: Axis['items'];
  /** A line with its cells over targets, or a target with its cells over lines. */
  readonly line: Attribute | undefined;
  readonly target: MatrixTarget | undefined;
  readonly lines: readonly Attribute[];
  readonly targets: readonly MatrixTarget[];
}

/** One row of the grid. */
export const GridRow = memo(function GridRow(props: GridRowProps): ReactNode {
  const { row, start, columns, line, target, lines, targets } = props;
  const isSection = line?.kind === 'section';
  const count = line ? targets.length : lines.length;
  return (
    <div
      role="row"
      className="hs-matrix-row"
      aria-rowindex={row + 1}
      data-section={isSection || undefined}
      ref={styled({ 'inset-block-start': `${start}px` })}
    >
      <HeaderCell
        role="rowheader"
        row={row}
        col={0}
        title={line && 'description' in line && line.description !== '' ? line.description : undefined}
        {...(isSection && { span: count + 1 })}
      >
        {line ? <LineLabel line={line} /> : target && <TargetLabel target={target} />}
      </HeaderCell>
      {!isSection &&
        columns.map(({ index, start: left }) => {
          const [cellLine, cellTarget] = line ? [line, targets[index]] : [lines[index], target];
          if (!cellLine || !cellTarget) return null;
          const key = line ? cellTarget : cellLine.key;
          const place = { row, col: index + 1, start: left, target: cellTarget };
          return cellLine.kind === 'permission' ? (
            <PermissionCell key={key} {...place} line={cellLine} />
          ) : (
            <MemberCell key={key} {...place} line={cellLine} />
          );
        })}
    </div>
  );
});

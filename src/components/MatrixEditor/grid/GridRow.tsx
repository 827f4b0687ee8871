'use client';
import { memo, type ReactNode } from 'react';
import { styled } from '../../ui/styled.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { Row } from '../../../matrix/row.js';
import type { Axis } from './useAxis.js';
import { HeaderCell, RowLabel, TargetLabel } from './HeaderCell.js';
import { MemberCell } from './MemberCell.js';
import { PermissionCell } from './PermissionCell.js';

/** Props of `GridRow`. */
export interface GridRowProps {
  /** Counted from 1; row 0 holds the column headers. */
  readonly rowIndex: number;
  readonly start: number;
  readonly columns: Axis['items'];
  /** A row with its cells over targets, or a target with its cells over rows. */
  readonly row: Row | undefined;
  readonly target: MatrixTarget | undefined;
  readonly rows: readonly Row[];
  readonly targets: readonly MatrixTarget[];
}

/** One row of the grid. */
export const GridRow = memo(function GridRow(props: GridRowProps): ReactNode {
  const { rowIndex, start, columns, row, target, rows, targets } = props;
  const isSection = row?.kind === 'section';
  const count = row ? targets.length : rows.length;
  return (
    <div
      role="row"
      className="hs-matrix-row"
      aria-rowindex={rowIndex + 1}
      data-section={isSection || undefined}
      ref={styled({ 'inset-block-start': `${start}px` })}
    >
      <HeaderCell
        role="rowheader"
        row={rowIndex}
        col={0}
        title={row && 'description' in row && row.description !== '' ? row.description : undefined}
        {...(isSection && { span: count + 1 })}
      >
        {row ? <RowLabel row={row} /> : target && <TargetLabel target={target} />}
      </HeaderCell>
      {!isSection &&
        columns.map(({ index, start: left }) => {
          const [cellRow, cellTarget] = row ? [row, targets[index]] : [rows[index], target];
          if (!cellRow || !cellTarget) return null;
          const key = row ? cellTarget : cellRow.key;
          const place = { rowIndex, colIndex: index + 1, start: left, target: cellTarget };
          return cellRow.kind === 'permission' ? (
            <PermissionCell key={key} {...place} row={cellRow} />
          ) : (
            <MemberCell key={key} {...place} row={cellRow} />
          );
        })}
    </div>
  );
});

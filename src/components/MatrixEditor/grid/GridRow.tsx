'use client';
import { memo, type ReactNode } from 'react';
import type { MatrixTarget } from '../engine/MatrixBackend.js';
import type { Attribute } from './Attribute.js';
import type { Axis } from './useAxis.js';
import { GridCell } from './GridCell.js';
import { HeaderCell, LineLabel, TargetLabel } from './HeaderCell.js';

/** What a row is about, and which of its cells are mounted. */
export interface GridRowProps {
  /** Counted from 1; row 0 holds the column headers. */
  readonly row: number;
  readonly start: number;
  readonly size: number;
  readonly headerWidth: number;
  readonly columns: Axis['items'];
  /** A line with its cells over targets, or a target with its cells over lines. */
  readonly line: Attribute | undefined;
  readonly target: MatrixTarget | undefined;
  readonly lines: readonly Attribute[];
  readonly targets: readonly MatrixTarget[];
}

/** One row of the grid. */
export const GridRow = memo(function GridRow(props: GridRowProps): ReactNode {
  const { row, start, size, headerWidth, columns, line, target, lines, targets } = props;
  const isSection = line?.kind === 'section';
  const count = line ? targets.length : lines.length;
  return (
    <div
      role="row"
      className="hs-matrix-row"
      aria-rowindex={row + 1}
      data-section={isSection || undefined}
      style={{ insetBlockStart: start, blockSize: size }}
    >
      <HeaderCell
        role="rowheader"
        row={row}
        col={0}
        size={headerWidth}
        title={line && 'description' in line && line.description !== '' ? line.description : undefined}
        {...(isSection && { span: count + 1 })}
      >
        {line ? <LineLabel line={line} /> : target && <TargetLabel target={target} />}
      </HeaderCell>
      {!isSection &&
        columns.map(({ index, start: left, size: width }) => {
          const [cellLine, cellTarget] = line ? [line, targets[index]] : [lines[index], target];
          return (
            cellLine &&
            cellTarget && (
              <GridCell
                key={line ? cellTarget : cellLine.key}
                row={row}
                col={index + 1}
                start={left}
                size={width}
                line={cellLine}
                target={cellTarget}
              />
            )
          );
        })}
    </div>
  );
});

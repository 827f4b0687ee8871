'use client';
import { type ReactNode, type RefObject, useCallback, useMemo, useRef, useState } from 'react';
import { styled } from '../../ui/styled.js';
import { useAfterChange } from '../../ui/useAfterChange.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { useTopic } from '../state/useCell.js';
import { FocusKeeper } from './FocusKeeper.js';
import { gridMeasures, roomyWidth } from './gridMeasures.js';
import { GridRow } from './GridRow.js';
import { HeaderCell, RowLabel, TargetLabel } from './HeaderCell.js';
import { type Axis, useAxis } from './useAxis.js';
import type { Row } from '../../../matrix/row.js';
import { useGridEvents } from './useGridEvents.js';
import { watchSize } from '../state/watchSize.js';

/** Which axes are windowed: of the others every row is mounted. */
export type Virtualize = 'both' | 'rows' | 'off';

/** Props of `MatrixGrid`. */
export interface MatrixGridProps {
  readonly label: string;
  readonly virtualize: Virtualize;
}

/** The matrix as an ARIA grid with one tab stop. */
export function MatrixGrid({ label, virtualize }: MatrixGridProps): ReactNode {
  const { view, commands } = useMatrixContext();
  const { grid, matrix, targets } = view;
  const { transposed } = commands.layout;
  // The same list as long as it holds the same rows: rows render when it is another one.
  const rows = useMemo(
    () => (transposed ? view.rows.filter(({ kind }) => kind !== 'section') : view.rows),
    [view.rows, transposed],
  );
  const { fontSize, rtl, isNarrow, scroller, attach } = usePageStyle();
  const { rowHeight, headerHeight, headerWidth, columnWidth } = gridMeasures(fontSize, transposed, isNarrow);
  // Once for all rows and cells: they differ in where they begin only.
  const measures = {
    '--hs-matrix-row': `${rowHeight}px`,
    '--hs-matrix-column': `${columnWidth}px`,
    '--hs-matrix-head': `${headerHeight}px`,
    '--hs-matrix-side': `${headerWidth}px`,
  };
  const focusedRow = useCallback(() => grid.get().focus.row - 1, [grid]);
  const focusedColumn = useCallback(() => grid.get().focus.col - 1, [grid]);
  const size = commands.size();
  const rowAxis = useAxis({
    scroller,
    rtl,
    count: size.row,
    size: rowHeight,
    padding: headerHeight,
    horizontal: false,
    windowed: virtualize !== 'off',
    focused: focusedRow,
  });
  const columnAxis = useAxis({
    scroller,
    rtl,
    count: size.col,
    size: columnWidth,
    padding: headerWidth,
    horizontal: true,
    windowed: virtualize === 'both',
    focused: focusedColumn,
  });
  const isByKeyboard = useRef(true);
  const events = useGridEvents({
    commands,
    view,
    rows: rowAxis,
    columns: columnAxis,
    rtl,
    scroller,
    rowHeight,
    isByKeyboard,
  });
  const loaded = useTopic(matrix, 'status', () => matrix.status().load.status);
  const isComplete = loaded === 'complete' || view.columns === 'roles';
  // No taller than its rows; while they are being read it keeps its place on the page.
  const tallest = isComplete ? `min(80vh, ${rowAxis.total + scrollbar}px)` : '';
  useAfterChange(() => limit(scroller, tallest), [scroller, tallest]);
  return (
    <div
      ref={attach}
      role="grid"
      className="hs-matrix-grid"
      aria-label={label}
      aria-multiselectable="true"
      // -1 says that nobody knows yet how many there are.
      aria-rowcount={transposed && !isComplete ? -1 : size.row + 1}
      aria-colcount={!transposed && !isComplete ? -1 : size.col + 1}
      // Readers pass over what is busy: what could not be read for now is there as far as it was read.
      aria-busy={!isComplete && loaded !== 'failed'}
      data-virtualize={virtualize}
      {...events}
    >
      <div
        role="presentation"
        className="hs-matrix-canvas"
        ref={styled({ 'block-size': `${rowAxis.total}px`, 'inline-size': `${columnAxis.total}px`, ...measures })}
      >
        <HeadRow columns={columnAxis.items} rows={rows} />
        {rowAxis.items.map(({ index, start }) => (
          <GridRow
            key={(transposed ? targets[index] : rows[index]?.key) ?? index}
            rowIndex={index + 1}
            start={start}
            columns={columnAxis.items}
            row={transposed ? undefined : rows[index]}
            target={transposed ? targets[index] : undefined}
            rows={rows}
            targets={targets}
          />
        ))}
        <FocusKeeper scroller={scroller} isByKeyboard={isByKeyboard} />
      </div>
    </div>
  );
}

interface HeadRowProps {
  readonly columns: Axis['items'];
  readonly rows: readonly Row[];
}

/** The row of column headers. */
function HeadRow({ columns, rows }: HeadRowProps): ReactNode {
  const { view, commands } = useMatrixContext();
  const { targets } = view;
  const { transposed } = commands.layout;
  return (
    <div role="row" className="hs-matrix-head" aria-rowindex={1}>
      <HeaderCell role="columnheader" row={0} col={0}>
        <span className="hs-matrix-label">
          {!transposed ? 'Permission' : view.columns === 'roles' ? 'Role' : 'Member'}
        </span>
      </HeaderCell>
      {columns.map(({ index, start }) => {
        const [row, target] = [rows[index], targets[index]];
        return (
          <HeaderCell
            key={transposed ? row?.key : target}
            role="columnheader"
            row={0}
            col={index + 1}
            start={start}
            title={transposed && row && 'description' in row ? row.description : undefined}
          >
            {transposed ? row && <RowLabel row={row} /> : target && <TargetLabel target={target} />}
          </HeaderCell>
        );
      })}
    </div>
  );
}

function limit({ current: scroller }: RefObject<HTMLElement | null>, tallest: string): void {
  if (scroller) scroller.style.maxBlockSize = tallest;
}

/** Room for a scrollbar below the last row, in CSS pixels. */
const scrollbar = 18;

/** The page's style for the grid: the font size in pixels, the writing direction, and whether it is narrow. */
function usePageStyle() {
  const [style, setStyle] = useState({ fontSize: 16, rtl: false, isNarrow: false });
  const scroller = useRef<HTMLDivElement | null>(null);
  const unwatch = useRef<(() => void) | undefined>(undefined);
  const attach = useCallback((element: HTMLDivElement | null) => {
    scroller.current = element;
    unwatch.current?.();
    if (!element) return;
    const measure = () => {
      const rtl = getComputedStyle(element).direction === 'rtl';
      const fontSize = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      const isNarrow = element.clientWidth < (roomyWidth * fontSize) / 16;
      setStyle((before) =>
        before.rtl === rtl && before.fontSize === fontSize && before.isNarrow === isNarrow
          ? before
          : { rtl, fontSize, isNarrow },
      );
    };
    measure();
    unwatch.current = watchSize(element, measure);
  }, []);
  return { ...style, scroller, attach };
}

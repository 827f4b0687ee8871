'use client';
import { memo, type ReactNode } from 'react';
import { styled } from '../../ui/styled.js';
import type { Matrix } from '../../../matrix/Matrix.js';
import type { Scope } from '../../../model/scope.js';
import type { Catalog } from '../../../model/catalog.js';
import type { MatrixCell } from '../../../matrix/MatrixCell.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import { type CellContextValue, useCellContext } from '../state/MatrixContext.js';
import { useCell, useNames } from '../state/useCell.js';
import { askedWords, rowWords } from '../words/rowWords.js';
import { askedScopes } from '../../../matrix/rowScope.js';
import { scopeWords } from '../words/scopeWords.js';
import { isStopped } from '../words/stopWords.js';
import { type PermissionRow, rowCellOf } from '../../../matrix/row.js';
import { CellEditor } from './CellEditor.js';
import { cellMarks } from '../ui/CellMarks.js';
import type { CellProps } from '../state/CellProps.js';
import { flags } from '../state/createGridStore.js';
import { isRowOn } from '../../../matrix/rowScope.js';
import { placeText, useFlags } from './useFlags.js';

/**
 * One permission of one member or role: its control and its marks, or what edits it in its place. It renders when
 * something about it changes. One component and as few elements as it takes: thousands are mounted while scrolling.
 */
export const PermissionCell = memo(function PermissionCell(props: CellProps<PermissionRow>): ReactNode {
  const { rowIndex, colIndex, start, row, target } = props;
  const place = { row: rowIndex, col: colIndex };
  const context = useCellContext();
  const { matrix, grid, renderValue } = context;
  const bits = useFlags(grid, place, { row: row.key, target });
  const cell = useCell(matrix, target, row.permission);
  const isEditing = (bits & flags.editing) !== 0;
  const common = {
    role: 'gridcell',
    className: 'hs-matrix-cell',
    'aria-colindex': colIndex + 1,
    'aria-selected': (bits & flags.selected) !== 0,
    'data-place': placeText(place),
    ref: styled({ 'inset-inline-start': `${start}px` }),
  } as const;
  if (!cell) return <div {...common} />;
  if (isEditing)
    return (
      <div {...common}>
        <CellEditor row={row} target={target} cell={cell} />
      </div>
    );
  const { own, save, lock, stop, touched } = cell;
  const catalog = matrix.catalog();
  const on = isRowOn(catalog, row, cell.effective);
  return (
    <div
      {...common}
      data-on={on || undefined}
      data-own={own?.[0]?.effect ?? (own ? 'deny' : undefined)}
      data-save={save.status === 'saved' ? undefined : save.status}
      data-locked={lock !== undefined || undefined}
      data-stopped={stop && isStopped(stop) ? stop.kind : undefined}
      data-touched={touched !== undefined || undefined}
    >
      {controlOf(context, catalog, props, cell, on, (bits & flags.focus) !== 0)}
      {renderValue?.(cell, row, target)}
      {cellMarks(cell, rowCellOf(row, target))}
    </div>
  );
});

/** The native control: a checkbox for what is on or off, a button that opens an editor for the rest. */
function controlOf(
  { matrix, commands, detailsId }: CellContextValue,
  catalog: Catalog,
  { row, target }: CellProps<PermissionRow>,
  cell: MatrixCell,
  on: boolean,
  isFocus: boolean,
): ReactNode {
  const definition = catalog.permissions[row.permission];
  const { reach } = cell.effective;
  const isScoped = definition?.kind === 'right' && definition.on !== undefined;
  // Some of the records, not all of them.
  const isLimited = isScoped && row.at === undefined && on && reach[0] !== 'all';
  const asks = on ? row.at?.asks : undefined;
  const name = `${row.label}, ${targetLabel(matrix, target)}`;
  const common = {
    className: 'hs-matrix-control',
    tabIndex: isFocus ? 0 : -1,
    'aria-disabled': cell.lock !== undefined || undefined,
    'aria-describedby': isFocus ? detailsId : undefined,
  };
  if (definition?.kind !== 'right' && definition?.kind !== 'duty' && !row.at) {
    const words = rowWords(catalog, { row, target, cell });
    return (
      <button
        {...common}
        type="button"
        aria-label={`${name}: ${words}`}
        onClick={() => commands().edit({ row, target })}
      >
        {words}
      </button>
    );
  }
  return (
    <>
      <input
        {...common}
        ref={isLimited ? markLimited : markWhole}
        type="checkbox"
        aria-label={name}
        aria-invalid={cell.save.status === 'failed' || undefined}
        checked={on}
        data-limited={isLimited || undefined}
        onChange={(event) => {
          commands().toggle(target, row);
          // The browser has changed it by itself, also where nothing changes but an editor opens.
          event.currentTarget.indeterminate = isLimited;
        }}
      />
      {(isLimited || asks !== undefined) && (
        <ReachWords
          matrix={matrix}
          reach={asks === undefined ? reach : askedScopes(cell.effective, asks)}
          asks={asks}
        />
      )}
    </>
  );
}

interface ReachWordsProps {
  readonly matrix: Matrix;
  readonly reach: readonly Scope[];
  /** The dimension that the row asks for, if it does. */
  readonly asks: string | undefined;
}

/** How far a right reaches, beside its checkbox. It alone renders when names of what it reaches were read. */
function ReachWords({ matrix, reach, asks }: ReachWordsProps): ReactNode {
  useNames(matrix);
  const catalog = matrix.catalog();
  return (
    <span className="hs-matrix-words" aria-hidden="true">
      {asks === undefined
        ? reach.map((scope) => scopeWords(catalog, scope)).join('; ')
        : askedWords(catalog, reach, asks)}
    </span>
  );
}

/** Sets the bar of a checkbox on the element whenever it changes, since it is no attribute. */
function markLimited(element: HTMLInputElement | null) {
  if (element) element.indeterminate = true;
}

function markWhole(element: HTMLInputElement | null) {
  if (element) element.indeterminate = false;
}

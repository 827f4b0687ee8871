'use client';
import { memo, type ReactNode } from 'react';
import { styled } from '../../ui/styled.js';
import type { Catalog } from '../../../model/catalog.js';
import type { MatrixCell } from '../../../matrix/MatrixCell.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import { type CellContextValue, useCellContext } from '../state/MatrixContext.js';
import { useCell } from '../state/useCell.js';
import { lineWords } from '../words/lineWords.js';
import { scopeWords } from '../words/scopeWords.js';
import { isStopped } from '../words/stopWords.js';
import { type PermissionAttribute, rowCellOf } from '../../../matrix/row.js';
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
export const PermissionCell = memo(function PermissionCell(props: CellProps<PermissionAttribute>): ReactNode {
  const { row, col, start, line, target } = props;
  const context = useCellContext();
  const { matrix, grid, renderValue } = context;
  const bits = useFlags(grid, { row, col }, { line: line.key, target });
  const cell = useCell(matrix, target, line.permission);
  const isEditing = (bits & flags.editing) !== 0;
  const common = {
    role: 'gridcell',
    className: 'hs-matrix-cell',
    'aria-colindex': col + 1,
    'aria-selected': (bits & flags.selected) !== 0,
    'data-place': placeText({ row, col }),
    ref: styled({ 'inset-inline-start': `${start}px` }),
  } as const;
  if (!cell) return <div {...common} />;
  if (isEditing)
    return (
      <div {...common}>
        <CellEditor line={line} target={target} cell={cell} />
      </div>
    );
  const { own, save, lock, stop, touched } = cell;
  const catalog = matrix.catalog();
  const on = isRowOn(catalog, line, cell.effective);
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
      {renderValue?.(cell, line, target)}
      {cellMarks(cell, rowCellOf(line, target))}
    </div>
  );
});

/** The native control: a checkbox for what is on or off, a button that opens an editor for the rest. */
function controlOf(
  { matrix, commands, detailsId }: CellContextValue,
  catalog: Catalog,
  { line, target }: CellProps<PermissionAttribute>,
  cell: MatrixCell,
  on: boolean,
  isFocus: boolean,
): ReactNode {
  const definition = catalog.permissions[line.permission];
  const { reach } = cell.effective;
  const isScoped = definition?.kind === 'right' && definition.on !== undefined;
  // Some of the records, not all of them.
  const isLimited = isScoped && line.at === undefined && on && reach[0] !== 'all';
  const name = `${line.label}, ${targetLabel(matrix, target)}`;
  const common = {
    className: 'hs-matrix-control',
    tabIndex: isFocus ? 0 : -1,
    'aria-disabled': cell.lock !== undefined || undefined,
    'aria-describedby': isFocus ? detailsId : undefined,
  };
  if (definition?.kind !== 'right' && definition?.kind !== 'duty' && !line.at) {
    const words = lineWords(catalog, { line, target, cell });
    return (
      <button
        {...common}
        type="button"
        aria-label={`${name}: ${words}`}
        onClick={() => commands().edit({ line, target })}
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
          commands().toggle(target, line);
          // The browser has changed it by itself, also where nothing changes but an editor opens.
          event.currentTarget.indeterminate = isLimited;
        }}
      />
      {isLimited && (
        <span className="hs-matrix-words" aria-hidden="true">
          {reach.map((scope) => scopeWords(catalog, scope)).join('; ')}
        </span>
      )}
    </>
  );
}

/** The bar in a checkbox is no attribute: it is set on the element, anew when it changes. */
function markLimited(element: HTMLInputElement | null) {
  if (element) element.indeterminate = true;
}

function markWhole(element: HTMLInputElement | null) {
  if (element) element.indeterminate = false;
}

'use client';
import type { ReactNode } from 'react';
import { useMatrixContext } from '../MatrixContext.js';
import { useCell } from '../useCell.js';
import type { PermissionAttribute } from './Attribute.js';
import type { CellContentProps } from './CellContentProps.js';
import { CellEditor } from './CellEditor.js';
import { CellMarks } from './CellMarks.js';
import { flags } from './createGridStore.js';
import { PermissionControl } from './PermissionControl.js';
import { isStopped } from '../words/stopWords.js';
import { isRowOn } from './rowScope.js';

/** One permission of one member or role: its control and its marks, or what edits it in its place. */
export function PermissionCell({ line, target, bits, place }: CellContentProps<PermissionAttribute>): ReactNode {
  const { view, renderValue } = useMatrixContext();
  const { matrix } = view;
  const cell = useCell(matrix, target, line.permission);
  if (!cell) return null;
  if (bits & flags.editing) return <CellEditor line={line} target={target} cell={cell} />;
  return (
    <div
      className="hs-matrix-value"
      data-on={isRowOn(matrix.catalog(), line, cell.effective) || undefined}
      data-own={cell.own?.[0]?.effect ?? (cell.own ? 'deny' : undefined)}
      data-save={cell.save.status}
      data-locked={cell.lock !== undefined || undefined}
      data-stopped={cell.stop && isStopped(cell.stop) ? cell.stop.kind : undefined}
      data-touched={cell.touched !== undefined || undefined}
    >
      <PermissionControl line={line} target={target} cell={cell} bits={bits} place={place} />
      {renderValue?.(cell, line, target)}
      <CellMarks cell={cell} row={line.cells?.[target.slice('role:'.length)]} />
    </div>
  );
}

'use client';
import { type ReactNode, useRef } from 'react';
import { targetLabel } from '../find/findTargets.js';
import { useMatrixContext } from '../MatrixContext.js';
import { useCell } from '../useCell.js';
import { effectWords } from '../words/effectWords.js';
import { scopeWords } from '../words/scopeWords.js';
import type { PermissionAttribute } from './Attribute.js';
import { CellEditor } from './CellEditor.js';
import { CellMarks } from './CellMarks.js';
import { flags } from './createGridStore.js';
import type { CellContentProps } from './CellContentProps.js';
import { isRowOn } from './rowScope.js';
import { useGridFocus } from './useFlags.js';

/** The control of one permission of one member or role: a native checkbox, or a button that opens an editor. */
export function PermissionCell({ line, target, bits, place }: CellContentProps<PermissionAttribute>): ReactNode {
  const { view, commands, detailsId, renderValue } = useMatrixContext();
  const { matrix, grid } = view;
  const cell = useCell(matrix, target, line.permission);
  const control = useRef<HTMLInputElement & HTMLButtonElement>(null);
  useGridFocus(grid, control, bits);
  if (!cell) return null;
  const catalog = matrix.catalog();
  const definition = catalog.permissions[line.permission];
  if (!definition) return null;
  if (bits & flags.editing) return <CellEditor line={line} target={target} cell={cell} />;
  const isFocus = (bits & flags.focus) !== 0;
  const words = effectWords(catalog, line.permission, cell.effective);
  const isCheckbox = definition.kind === 'right' || definition.kind === 'duty' || line.at !== undefined;
  const on = isRowOn(catalog, line, cell.effective);
  const isLimited =
    definition.kind === 'right' &&
    line.at === undefined &&
    on &&
    cell.effective.reach[0] !== 'all' &&
    definition.on !== undefined;
  const common = {
    className: 'hs-matrix-control',
    ref: control,
    tabIndex: isFocus ? 0 : -1,
    'data-place': place,
    'aria-label': `${line.label}, ${targetLabel(matrix, target)}`,
    'aria-disabled': cell.lock !== undefined,
    ...(isFocus && { 'aria-describedby': detailsId }),
    ...(cell.save.status === 'failed' && { 'aria-invalid': true }),
  } as const;
  return (
    <div
      className="hs-matrix-value"
      data-on={on || undefined}
      data-own={cell.own?.[0]?.effect ?? (cell.own ? 'deny' : undefined)}
      data-save={cell.save.status}
      data-locked={cell.lock !== undefined || undefined}
      data-stopped={cell.stop?.kind}
      data-touched={cell.touched !== undefined || undefined}
    >
      {isCheckbox ? (
        <>
          <input
            {...common}
            type="checkbox"
            checked={on}
            // Partly: some of the records, not all of them.
            {...(isLimited && { 'aria-checked': 'mixed' as const, 'data-limited': true })}
            onChange={() => commands.toggle(target, line)}
          />
          {isLimited && (
            <span className="hs-matrix-words" aria-hidden="true">
              {cell.effective.reach.map((scope) => scopeWords(catalog, scope)).join('; ')}
            </span>
          )}
        </>
      ) : (
        <button
          {...common}
          type="button"
          aria-label={`${common['aria-label']}: ${words}`}
          onClick={() => commands.edit({ line, target })}
        >
          {words}
        </button>
      )}
      {renderValue?.(cell, line, target)}
      <CellMarks cell={cell} note={line.cellNotes?.[target.slice(5)]} />
    </div>
  );
}

'use client';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { MatrixCell } from '../engine/MatrixCell.js';
import { targetLabel } from '../find/findTargets.js';
import { useMatrixContext } from '../MatrixContext.js';
import { effectWords } from '../words/effectWords.js';
import { scopeWords } from '../words/scopeWords.js';
import type { PermissionAttribute } from './Attribute.js';
import type { CellContentProps } from './CellContentProps.js';
import { flags } from './createGridStore.js';
import { isRowOn } from './rowScope.js';
import { useGridFocus } from './useFlags.js';

/** The native control of one permission: a checkbox for what is on or off, a button that opens an editor for the rest. */
export function PermissionControl({
  line,
  target,
  cell,
  bits,
  place,
}: CellContentProps<PermissionAttribute> & { readonly cell: MatrixCell }): ReactNode {
  const { view, commands, detailsId } = useMatrixContext();
  const { matrix, grid } = view;
  const control = useRef<HTMLInputElement & HTMLButtonElement>(null);
  const catalog = matrix.catalog();
  const definition = catalog.permissions[line.permission];
  const on = isRowOn(catalog, line, cell.effective);
  const { reach } = cell.effective;
  const isScoped = definition?.kind === 'right' && definition.on !== undefined;
  // Some of the records, not all of them.
  const isLimited = isScoped && line.at === undefined && on && reach[0] !== 'all';
  useGridFocus(grid, control, bits);
  useLayoutEffect(() => {
    if (control.current) control.current.indeterminate = isLimited;
  });
  const isFocus = (bits & flags.focus) !== 0;
  const name = `${line.label}, ${targetLabel(matrix, target)}`;
  const words = effectWords(catalog, line.permission, cell.effective);
  const common = {
    className: 'hs-matrix-control',
    ref: control,
    tabIndex: isFocus ? 0 : -1,
    'data-place': place,
    'aria-disabled': cell.lock !== undefined,
    ...(isFocus && { 'aria-describedby': detailsId }),
  } as const;

  if (definition?.kind !== 'right' && definition?.kind !== 'duty' && !line.at)
    return (
      <button
        {...common}
        type="button"
        aria-label={`${name}: ${words}`}
        onClick={() => commands.edit({ line, target })}
      >
        {words}
      </button>
    );
  return (
    <>
      <input
        {...common}
        type="checkbox"
        aria-label={name}
        aria-invalid={cell.save.status === 'failed'}
        checked={on}
        data-limited={isLimited || undefined}
        onChange={(event) => {
          commands.toggle(target, line);
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

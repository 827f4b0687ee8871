'use client';
import type { ReactNode } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components';
import { usePressStyles } from '../../ui/usePressStyles.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { isRoleTarget } from '../../../matrix/target.js';
import type { PermissionRow } from '../../../matrix/row.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import { useFind } from '../state/useFind.js';
import { useFocusedCell } from './PanelPopover.js';

interface CellMenuProps {
  readonly target: MatrixTarget;
  readonly row: PermissionRow;
}

/** The menu of a cell: everything that can be done with it, and with its row and column. */
export function CellMenu({ target, row }: CellMenuProps): ReactNode {
  const { view, commands, isList } = useMatrixContext();
  const { matrix } = view;
  const find = useFind();
  usePressStyles();
  const { dir, ...place } = useFocusedCell();
  const cell = matrix.cell(target, row.permission);
  const isLocked = cell?.lock !== undefined;
  const name = targetLabel(matrix, target);
  const selected = isList ? [] : commands.selectedCells();
  const isMany = selected.length > 1 && selected.some((each) => each.target === target && each.row === row);
  const inherit = () => commands.inherit(isMany ? selected : [{ row, target }]);
  const items: readonly (readonly [string, () => void, boolean?])[] = [
    ['Edit…', () => commands.panel.set({ type: 'setting', target, row })],
    ['Inherit', inherit, isLocked && !isMany],
    ...(isMany
      ? ([
          ['Apply this value to the selection', () => commands.applyToSelection(commands.textOf({ row, target }))],
        ] as const)
      : []),
    ...(matrix.backend.history
      ? ([['History…', () => commands.panel.set({ type: 'history', target, row })]] as const)
      : []),
    ...(isRoleTarget(target)
      ? []
      : ([[`Copy access of ${name} to others…`, () => commands.panel.set({ type: 'copy-access', target })]] as const)),
    [`Who has ${row.label}?`, () => find.whoHas(row)],
    // One at a time is no place to see two side by side.
    ...(isList ? [] : find.compareItems(target)),
  ];
  return (
    <Popover
      {...place}
      isOpen
      onOpenChange={(isOpen) => !isOpen && commands.panel.get()?.type === 'menu' && commands.close()}
      className="hs-matrix-popover"
    >
      <Menu
        aria-label={`${row.label}, ${name}`}
        dir={dir}
        className="hs-matrix-menu"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a menu that was opened has focus
        autoFocus="first"
        onClose={() => commands.panel.get()?.type === 'menu' && commands.close()}
      >
        {items.map(([label, run, isDisabled = false]) => (
          <MenuItem
            key={label}
            className="hs-matrix-item"
            isDisabled={isDisabled}
            onAction={() => {
              commands.close();
              run();
            }}
          >
            {label}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  );
}

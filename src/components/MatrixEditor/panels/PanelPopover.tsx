'use client';
import { type ReactNode, useMemo } from 'react';
import { Dialog, Heading, Popover } from 'react-aria-components';
import { controlAt } from '../grid/useFlags.js';
import { useMatrixContext } from '../MatrixContext.js';

interface PanelPopoverProps {
  readonly title: string;
  /** Whether a press beside it leaves it open, since what was chosen in it would be lost. */
  readonly isKept?: () => boolean;
  readonly children: ReactNode;
}

/** A popover beside the cell in focus. Escape closes it, and focus goes back to the cell. */
export function PanelPopover({ title, isKept, children }: PanelPopoverProps): ReactNode {
  const { commands } = useMatrixContext();
  const trigger = useFocusedCell();
  const onOpenChange = (isOpen: boolean) => !isOpen && commands.close();
  return (
    <Popover
      isOpen
      onOpenChange={onOpenChange}
      triggerRef={trigger}
      shouldCloseOnInteractOutside={() => isKept?.() !== true}
      placement="bottom start"
      className="hs-matrix-popover"
    >
      <Dialog className="hs-matrix-dialog">
        <Heading slot="title" level={2} className="hs-matrix-title">
          {title}
        </Heading>
        {children}
      </Dialog>
    </Popover>
  );
}

/** The element of the cell in focus, or of the list's row, as it was when something was opened from it. */
export function useFocusedCell() {
  const { view, root } = useMatrixContext();
  const { focus } = view.grid.get();
  return useMemo(() => {
    const active = document.activeElement;
    const inMatrix =
      active instanceof HTMLElement && active.closest('[role=gridcell], .hs-matrix-list') ? active : undefined;
    const found = inMatrix ?? (root.current && controlAt(root.current, focus)) ?? null;
    return { current: found };
  }, [root, focus]);
}

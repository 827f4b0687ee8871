'use client';
import { type ReactNode, type RefObject, useMemo } from 'react';
import { Dialog, Heading, Popover } from 'react-aria-components';
import { overlayHome } from '../../ui/overlayHome.js';
import { focusedElement } from '../../../react/dom/rootOf.js';
import type { Place } from '../state/gridKeys.js';
import { controlAt } from '../grid/useFlags.js';
import { useMatrixContext } from '../state/MatrixContext.js';

interface PanelPopoverProps {
  readonly title: string;
  /** Whether a press beside it leaves it open, since what was chosen in it would be lost. */
  readonly isKept?: () => boolean;
  readonly children: ReactNode;
}

/** A popover beside the cell in focus. Escape closes it, and focus goes back to the cell. */
export function PanelPopover({ title, isKept, children }: PanelPopoverProps): ReactNode {
  const { commands } = useMatrixContext();
  const { dir, ...place } = useFocusedCell();
  const onOpenChange = (isOpen: boolean) => !isOpen && commands.close();
  return (
    <Popover
      {...place}
      isOpen
      onOpenChange={onOpenChange}
      shouldCloseOnInteractOutside={() => isKept?.() !== true}
      className="hs-matrix-popover"
    >
      <Dialog aria-label={title} dir={dir} className="hs-matrix-dialog">
        <Heading slot="title" level={2} className="hs-matrix-title">
          {title}
        </Heading>
        {children}
      </Dialog>
    </Popover>
  );
}

/**
 * The element of the cell in focus, or of the list's row, as it was when something was opened from it, where its
 * popover goes, and the page's writing direction there: react-aria goes by the browser's language.
 */
export function useFocusedCell() {
  const { view, root } = useMatrixContext();
  const { focus } = view.grid.get();
  return useMemo(() => anchorIn(root, focus), [root, focus]);
}

function anchorIn({ current: root }: RefObject<HTMLElement | null>, focus: Place) {
  const active = focusedElement(root);
  const inMatrix =
    active instanceof HTMLElement && active.closest('[role=gridcell], .hs-matrix-list') ? active : undefined;
  const current = inMatrix ?? (root && controlAt(root, focus)) ?? null;
  const isRtl = root !== null && getComputedStyle(root).direction === 'rtl';
  return {
    ...overlayHome(root),
    triggerRef: { current },
    placement: isRtl ? 'bottom right' : 'bottom left',
    dir: isRtl ? 'rtl' : 'ltr',
  } as const;
}

'use client';
import { type ReactNode, type RefObject, useMemo } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { overlayHome } from '../../ui/overlayHome.js';
import { useMatrixContext } from '../state/MatrixContext.js';

interface PanelDialogProps {
  readonly title: string;
  /** A press beside it leaves it open, since what was chosen in it would be lost. */
  readonly isKept?: boolean;
  readonly children: ReactNode;
}

/** A dialog over the page. Escape closes it, and focus goes back where it was. */
export function PanelDialog({ title, isKept = false, children }: PanelDialogProps): ReactNode {
  const { commands, root } = useMatrixContext();
  const home = useMemo(() => homeIn(root), [root]);
  return (
    <ModalOverlay
      {...home}
      isOpen
      isDismissable={!isKept}
      onOpenChange={(isOpen) => !isOpen && commands.close()}
      className="hs-matrix-overlay"
    >
      <Modal className="hs-matrix-modal">
        <Dialog aria-label={title} className="hs-matrix-dialog">
          <Heading slot="title" level={2} className="hs-matrix-title">
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function homeIn({ current }: RefObject<HTMLElement | null>) {
  return overlayHome(current);
}

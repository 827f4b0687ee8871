'use client';
import type { ReactNode } from 'react';
import { useMatrixContext } from '../state/MatrixContext.js';
import { MatrixButton } from '../ui/MatrixButton.js';

interface PanelButtonsProps {
  /** The label of the button that closes the panel. */
  readonly leave: 'Close' | 'Cancel';
  readonly children?: ReactNode;
}

/** The buttons of a panel, with the one that closes it. */
export function PanelButtons({ leave, children }: PanelButtonsProps): ReactNode {
  const { commands } = useMatrixContext();
  return (
    <div className="hs-matrix-buttons">
      {children}
      <MatrixButton onClick={commands.close}>{leave}</MatrixButton>
    </div>
  );
}

'use client';
import type { ReactNode } from 'react';
import { useMatrixContext } from '../state/MatrixContext.js';
import { MatrixButton } from '../ui/MatrixButton.js';

interface PanelButtonsProps {
  /** What leaving is called. */
  readonly leave: 'Close' | 'Cancel';
  readonly children?: ReactNode;
}

/** What can be done in a panel, and the way out of it. */
export function PanelButtons({ leave, children }: PanelButtonsProps): ReactNode {
  const { commands } = useMatrixContext();
  return (
    <div className="hs-matrix-buttons">
      {children}
      <MatrixButton onClick={commands.close}>{leave}</MatrixButton>
    </div>
  );
}

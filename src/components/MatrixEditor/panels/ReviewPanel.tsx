'use client';
import type { ReactNode } from 'react';
import { useMatrixContext } from '../state/MatrixContext.js';
import { useMatrixStatus } from '../state/useCell.js';
import { ImpactLine } from './ImpactLine.js';
import { ChangeList } from './PreviewPanel.js';
import { PanelDialog } from './PanelDialog.js';
import { PanelButtons } from './PanelButtons.js';
import { MatrixButton } from '../ui/MatrixButton.js';

/** Everything that is staged, in words, before it is applied. */
export function ReviewPanel(): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix } = view;
  useMatrixStatus(matrix);
  const staged = matrix
    .openEdits()
    .filter(({ save }) => save.status === 'staged')
    .map(({ target, field, from, to }) => ({ target, field, before: from, next: to, result: 'change' as const }));
  const apply = () => {
    commands.close();
    matrix.apply();
  };
  return (
    <PanelDialog title="Review changes">
      {staged.length === 0 && <p>There is nothing to apply.</p>}
      <ImpactLine changes={staged} />
      <ChangeList title={`${staged.length} to apply`} changes={staged} />
      <PanelButtons leave="Close">
        <MatrixButton isPrimary isDisabled={staged.length === 0} onClick={apply}>
          Apply {staged.length}
        </MatrixButton>
        <MatrixButton isDisabled={staged.length === 0} onClick={matrix.discardStaged}>
          Discard all
        </MatrixButton>
      </PanelButtons>
    </PanelDialog>
  );
}

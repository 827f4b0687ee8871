'use client';
import type { ReactNode } from 'react';
import { targetLabel } from '../../../matrix/findTargets.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { useMatrixStatus } from '../state/useCell.js';
import { fieldLabel } from '../words/cellWords.js';
import { MatrixButton } from '../ui/MatrixButton.js';
import { PanelDialog } from './PanelDialog.js';
import { SettleButtons } from '../ui/SettleButtons.js';
import { PanelButtons } from './PanelButtons.js';
import { PanelItem, PanelList } from './PanelList.js';

/** Everything that could not be saved, wherever its cell is, with what can be done about it. */
export function UnsavedPanel(): ReactNode {
  const { view } = useMatrixContext();
  const { matrix } = view;
  useMatrixStatus(matrix);
  const catalog = matrix.catalog();
  const open = matrix
    .openEdits()
    .filter(({ save }) => save.status === 'failed' || save.status === 'conflict' || save.status === 'unanswered');
  // Such as when a session had ended and one has signed in again.
  const failed = open.filter(({ save }) => save.status === 'failed');
  return (
    <PanelDialog title="Not saved">
      <PanelList status={open.length === 0 && 'Everything is settled.'}>
        {open.map(({ target, field }) => (
          <PanelItem key={`${target} ${field}`}>
            <b>
              {targetLabel(matrix, target)}, {fieldLabel(catalog, field)}
            </b>
            <SettleButtons target={target} field={field} />
          </PanelItem>
        ))}
      </PanelList>
      <PanelButtons leave="Close">
        {failed.length > 1 && (
          <MatrixButton onClick={() => failed.forEach(({ target, field }) => matrix.retry(target, field))}>
            Try all {failed.length} again
          </MatrixButton>
        )}
      </PanelButtons>
    </PanelDialog>
  );
}

'use client';
import { type ReactNode, useEffect } from 'react';
import type { MatrixStatus } from '../../matrix/Matrix.js';
import { useMatrixContext } from './state/MatrixContext.js';
import { useMatrixStatus } from './state/useCell.js';
import { MatrixButton } from './ui/MatrixButton.js';

/** The save status, with buttons for everything that is not saved. */
export function StatusBar(): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix } = view;
  const status = useMatrixStatus(matrix);
  const open = status.staged + status.unsaved + status.failed + status.conflicts;
  useBeforeUnload(open > 0);
  return (
    <div className="hs-matrix-status" data-online={status.online && status.reachable}>
      <span role="status">{statusWords(status)}</span>
      {status.unsaved > 0 && !status.reachable && <MatrixButton onClick={matrix.retryNow}>Try again now</MatrixButton>}
      {status.failed + status.conflicts > 0 && (
        <MatrixButton onClick={() => commands.panel.set({ type: 'unsaved' })}>Show what is not saved</MatrixButton>
      )}
      {(status.mode === 'staged' || status.staged > 0) && (
        <MatrixButton isPrimary isDisabled={status.staged === 0} onClick={() => commands.panel.set({ type: 'review' })}>
          Review {status.staged} {status.staged === 1 ? 'change' : 'changes'}
        </MatrixButton>
      )}
    </div>
  );
}

function statusWords({ load, online, reachable, staged, unsaved, failed, conflicts, mode }: MatrixStatus): string {
  const parts = [
    ...(load.status === 'loading' ? ['Reading members…'] : []),
    ...(load.status === 'failed' ? [`Members could not be read: ${load.message} It is tried again.`] : []),
    ...(online ? [] : ['Offline: changes are kept and saved once you are online.']),
    ...(online && !reachable ? ['The service does not answer: changes are kept and tried again.'] : []),
    ...(staged > 0 ? [`${staged} not applied`] : []),
    ...(unsaved > 0 ? [`${unsaved} ${online && reachable ? 'being saved' : 'not saved yet'}`] : []),
    ...(failed > 0 ? [`${failed} not saved`] : []),
    ...(conflicts > 0 ? [`${conflicts} in conflict`] : []),
  ];
  return parts.join(' · ') || (mode === 'auto' ? 'All changes are saved.' : 'Nothing to apply.');
}

/** The browser asks before a page with unsaved changes is closed. */
function useBeforeUnload(isOpen: boolean) {
  useEffect(() => {
    if (!isOpen) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isOpen]);
}

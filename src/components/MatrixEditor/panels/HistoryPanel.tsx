'use client';
import { type ReactNode, useEffect, useState } from 'react';
import type { Override } from '../../../model/member.js';
import type { HistoryEntry, MatrixTarget } from '../engine/MatrixBackend.js';
import { type Setting, settingOf } from '../engine/slot.js';
import { personName, targetLabel } from '../find/findTargets.js';
import type { PermissionAttribute } from '../grid/Attribute.js';
import { useMatrixContext } from '../MatrixContext.js';
import { settingWords } from '../words/effectWords.js';
import { PanelDialog } from './PanelDialog.js';

interface HistoryPanelProps {
  readonly target: MatrixTarget;
  readonly line: PermissionAttribute;
}

/** Who set a cell to what, from the audit log, with a way back to each value. */
export function HistoryPanel({ target, line }: HistoryPanelProps): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix } = view;
  const entries = useHistory(target, line);
  const words = (value: unknown) => settingWords(matrix.catalog(), line.permission, settingsOf(value));
  const revert = (value: unknown) => {
    commands.close();
    commands.set({ target, slot: `permission:${line.permission}`, next: settingsOf(value) }, line.label);
  };
  return (
    <PanelDialog title={`History of ${line.label}, ${targetLabel(matrix, target)}`}>
      {typeof entries === 'string' ? (
        <p role="status">{entries}</p>
      ) : (
        <ol className="hs-matrix-history">
          {entries.map(({ revision, by, at, from, to }) => (
            <li key={revision}>
              <span>
                {at !== undefined && <time dateTime={new Date(at).toISOString()}>{new Date(at).toLocaleString()}</time>}{' '}
                {personName(matrix, by)}: {words(from)} → {words(to)}
              </span>
              <button
                type="button"
                className="hs-matrix-button"
                onClick={() => revert(from)}
                aria-label={`Back to: ${words(from)}`}
              >
                Back to this
              </button>
            </li>
          ))}
        </ol>
      )}
      <div className="hs-matrix-buttons">
        <button type="button" className="hs-matrix-button" onClick={commands.close}>
          Close
        </button>
      </div>
    </PanelDialog>
  );
}

function useHistory(target: MatrixTarget, { permission }: PermissionAttribute): readonly HistoryEntry[] | string {
  const { matrix } = useMatrixContext().view;
  const [entries, setEntries] = useState<readonly HistoryEntry[] | string>('Reading…');
  useEffect(() => {
    const asked = new AbortController();
    matrix.backend.history?.(target, permission, asked.signal).then(
      (found) => !asked.signal.aborted && setEntries(found.length > 0 ? found : 'Nobody has changed this.'),
      () => !asked.signal.aborted && setEntries('The history could not be read. Close this and open it again.'),
    );
    return () => asked.abort();
  }, [matrix, target, permission]);
  return entries;
}

/** What the audit log kept of a permission: overrides of a member, or grants of a role. */
function settingsOf(value: unknown): readonly Setting[] | undefined {
  if (!Array.isArray(value)) return undefined;
  // The log holds what the edit held, which the API had checked.
  return value.map((each: string | Override) => settingOf(each));
}

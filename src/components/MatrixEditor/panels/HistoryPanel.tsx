'use client';
import { type ReactNode, useCallback } from 'react';
import type { Override } from '../../../model/member.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { type Setting, settingOf } from '../../../matrix/field.js';
import { personName, targetLabel } from '../../../matrix/findTargets.js';
import type { PermissionRow } from '../../../matrix/row.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { settingWords } from '../words/sentences.js';
import { dateOf } from '../words/timeWords.js';
import { useAnswer } from './useAnswer.js';
import { PanelDialog } from './PanelDialog.js';
import { PanelButtons } from './PanelButtons.js';
import { PanelItem, PanelList } from './PanelList.js';
import { MatrixButton } from '../ui/MatrixButton.js';

interface HistoryPanelProps {
  readonly target: MatrixTarget;
  readonly row: PermissionRow;
}

/** The changes of a cell from the audit log, with a button that restores each value. */
export function HistoryPanel({ target, row }: HistoryPanelProps): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix } = view;
  const { permission } = row;
  const entries = useAnswer(
    useCallback(
      async (signal) => (await matrix.backend.history?.(target, permission, signal)) ?? [],
      [matrix, target, permission],
    ),
  );
  const words = (value: unknown) => settingWords(matrix.catalog(), row.permission, settingsOf(value));
  const revert = (value: unknown) => {
    commands.close();
    commands.set({ target, field: `overrides.${row.permission}`, next: settingsOf(value) }, row.label);
  };
  return (
    <PanelDialog title={`History of ${row.label}, ${targetLabel(matrix, target)}`}>
      <PanelList isOrdered status={statusWords(entries)}>
        {(typeof entries === 'string' ? [] : entries).map(({ revision, by, at, from, to }) => (
          <PanelItem
            key={revision}
            actions={
              <MatrixButton onClick={() => revert(from)}>
                Back to this<span className="hs-visually-hidden"> ({words(from)})</span>
              </MatrixButton>
            }
          >
            <Moment at={at} /> {personName(matrix, by)}: {words(from)} → {words(to)}
          </PanelItem>
        ))}
      </PanelList>
      <PanelButtons leave="Close" />
    </PanelDialog>
  );
}

function Moment({ at }: { readonly at: number | undefined }): ReactNode {
  const date = dateOf(at);
  return date && <time dateTime={date.toISOString()}>{date.toLocaleString()}</time>;
}

function statusWords(entries: readonly unknown[] | 'asking' | 'failed'): string {
  if (entries === 'asking') return 'Reading…';
  if (entries === 'failed') return 'The history could not be read. Close this and open it again.';
  return entries.length === 0 ? 'Nobody has changed this.' : '';
}

/** The settings in an audit value: overrides of a member, or grants of a role. */
function settingsOf(value: unknown): readonly Setting[] | undefined {
  if (!Array.isArray(value)) return undefined;
  // The log holds what the edit held, which the API had checked.
  return value.map((each: string | Override) => settingOf(each));
}

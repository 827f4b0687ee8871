'use client';
import { type ReactNode, useCallback } from 'react';
import type { PreviewedChange } from '../../../matrix/preview.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import { inSlices } from '../../../matrix/inSlices.js';
import { rowChanges, type RowWish } from '../../../matrix/rowChanges.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import type { Proposal } from '../state/Panel.js';
import { skipWords, fieldLabel } from '../words/cellWords.js';
import { fieldWords } from '../words/fieldWords.js';
import { ImpactLine } from './ImpactLine.js';
import { useAnswer } from './useAnswer.js';
import { PanelDialog } from './PanelDialog.js';
import { PanelButtons } from './PanelButtons.js';
import { MatrixButton } from '../ui/MatrixButton.js';

const noRows: readonly RowWish[] = [];

/** A dry run: what would change, what is left out and why. It is one step to undo. */
export function PreviewPanel({ proposal }: { readonly proposal: Proposal }): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix, permissionRows } = view;
  const { changes: asked, rows = noRows } = proposal;
  const made = useAnswer(
    useCallback(
      async (signal) => {
        const found = await inSlices(rowChanges(matrix, permissionRows, rows), signal);
        const changes = await matrix.dryRun([...asked, ...found.flatMap((each) => each.changes)], signal);
        return { changes, unread: found.flatMap((each) => each.unread) };
      },
      [matrix, permissionRows, asked, rows],
    ),
  );
  const { changes: preview, unread = [] } = typeof made === 'string' ? {} : made;
  const of = (result: PreviewedChange['result']) => (preview ?? []).filter((each) => each.result === result);
  const [changes, same] = [of('change'), of('same')];
  const skipped = [...of('skip'), ...unread, ...(proposal.unread ?? [])];
  const commit = () => {
    commands.close();
    matrix.commit(changes, proposal.label);
    commands.say(`${proposal.label}: ${changes.length} changed, ${skipped.length} left out.`);
  };
  return (
    <PanelDialog title={proposal.label}>
      <p role="status">
        {made === 'asking' && `Working out ${asked.length + rows.length} changes…`}
        {made === 'failed' && 'What would change could not be worked out. Close this and try again.'}
        {preview && `${changes.length} to change, ${skipped.length} left out, ${same.length} as they are.`}
      </p>
      {proposal.note !== undefined && <p>{proposal.note}</p>}
      {preview && <ImpactLine changes={changes} />}
      <ChangeList title="To change" changes={changes} />
      <ChangeList title="Left out" changes={skipped} />
      <PanelButtons leave="Cancel">
        <MatrixButton isPrimary isDisabled={changes.length === 0} onClick={commit}>
          Apply
        </MatrixButton>
      </PanelButtons>
    </PanelDialog>
  );
}

/** The most changes that are listed; the others are counted. */
const mostShown = 200;

/** Planned changes in words. */
export function ChangeList({
  title,
  changes,
}: {
  readonly title: string;
  readonly changes: readonly PreviewedChange[];
}): ReactNode {
  const { view, messages } = useMatrixContext();
  const { matrix } = view;
  const catalog = matrix.catalog();
  if (changes.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="hs-matrix-heading">{title}</h3>
      <ul className="hs-matrix-items">
        {changes.slice(0, mostShown).map((change, i) => (
          // What was pasted can name one field twice.
          <li key={`${i} ${change.target} ${change.field}`}>
            <b>
              {targetLabel(matrix, change.target)}, {fieldLabel(catalog, change.field)}
            </b>
            :{' '}
            {change.result === 'skip'
              ? skipWords(change, messages, catalog)
              : `${fieldWords(catalog, change.field, change.before)} → ${fieldWords(catalog, change.field, change.next)}`}
          </li>
        ))}
      </ul>
      {changes.length > mostShown && <p className="hs-matrix-sub">and {changes.length - mostShown} more</p>}
    </section>
  );
}

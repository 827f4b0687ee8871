'use client';
import { type ReactNode, useEffect, useState } from 'react';
import { editsOf, type Finding } from '../../../evaluator/advise.js';
import type { Matrix } from '../engine/Matrix.js';
import type { MatrixTarget } from '../engine/MatrixBackend.js';
import type { MatrixChange } from '../engine/plan.js';
import { changesOf } from '../engine/changesOf.js';
import { findFindings } from '../find/findFindings.js';
import { useMatrixContext } from '../MatrixContext.js';
import { findingWords } from '../words/findingWords.js';
import { PanelDialog } from './PanelDialog.js';

/** What an administrator would want to mend, worst first, with the fixes. */
export function FindingsPanel(): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix, setFilters } = view;
  const catalog = matrix.catalog();
  const findings = useFindings();
  const show = (finding: Finding) => {
    const targets = finding.members.map((id): MatrixTarget => `member:${id}`);
    commands.close();
    setFilters({ only: { targets, why: findingWords(catalog, finding) } });
  };
  const mend = (finding: Finding) => {
    if (finding.fix?.kind === 'choose') return commands.panel.set({ type: 'mend', finding });
    commands.close();
    return commands.propose({ label: findingWords(catalog, finding), changes: fixOf(matrix, finding) });
  };
  return (
    <PanelDialog title="Findings">
      {typeof findings === 'string' && <p role="status">{findings}</p>}
      <ul className="hs-matrix-findings">
        {(typeof findings === 'string' ? [] : findings).map((finding) => (
          <li
            key={`${finding.code} ${finding.permission} ${finding.role} ${finding.missing?.id}`}
            data-severity={finding.severity}
          >
            <span>
              <b>{severityWords[finding.severity]}:</b> {findingWords(catalog, finding)}
              {finding.members.length > 0 &&
                ` (${finding.members.length} ${finding.members.length === 1 ? 'member' : 'members'})`}
            </span>
            <span className="hs-matrix-buttons">
              {finding.members.length > 0 && (
                <button type="button" className="hs-matrix-button" onClick={() => show(finding)}>
                  Show
                </button>
              )}
              {finding.fix && (
                <button type="button" className="hs-matrix-button" onClick={() => mend(finding)}>
                  {finding.fix.kind === 'edit' ? 'Mend…' : 'Choose…'}
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <div className="hs-matrix-buttons">
        <button type="button" className="hs-matrix-button" onClick={commands.close}>
          Close
        </button>
      </div>
    </PanelDialog>
  );
}

const severityWords = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

function useFindings(): readonly Finding[] | string {
  const { matrix } = useMatrixContext().view;
  const [findings, setFindings] = useState<readonly Finding[] | string>('Looking…');
  useEffect(() => {
    const asked = new AbortController();
    findFindings(matrix, asked.signal).then(
      (found) => !asked.signal.aborted && setFindings(found.length > 0 ? found : 'Nothing to mend was found.'),
      // Closed before everybody was looked at.
      () => undefined,
    );
    return () => asked.abort();
  }, [matrix]);
  return findings;
}

function fixOf(matrix: Matrix, finding: Finding): readonly MatrixChange[] {
  return Object.entries(editsOf(finding)).flatMap(([id, edits]) => {
    const state = matrix.shown(`member:${id}`);
    return state ? changesOf(state, edits) : [];
  });
}

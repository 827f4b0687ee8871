'use client';
import { type ReactNode, useCallback } from 'react';
import { editsOf, type Finding } from '../../../evaluator/report/advise.js';
import type { Matrix } from '../../../matrix/Matrix.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { MatrixChange } from '../../../matrix/preview.js';
import { changesOf } from '../../../matrix/changesOf.js';
import { findFindings } from '../../../matrix/findFindings.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { findingWords } from '../words/findingWords.js';
import { useAnswer } from './useAnswer.js';
import { PanelDialog } from './PanelDialog.js';
import { PanelButtons } from './PanelButtons.js';
import { PanelItem, PanelList } from './PanelList.js';
import { MatrixButton } from '../ui/MatrixButton.js';

/** The findings about all members, worst first, with their fixes. */
export function FindingsPanel(): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix, setFilters } = view;
  const catalog = matrix.catalog();
  const findings = useAnswer(useCallback((signal) => findFindings(matrix, signal), [matrix]));
  const show = (finding: Finding) => {
    const targets = finding.members.map((id): MatrixTarget => `member:${id}`);
    commands.close();
    setFilters({ only: { targets, why: findingWords(catalog, finding) } });
  };
  const fix = (finding: Finding) => {
    if (finding.fix?.kind === 'choose') return commands.panel.set({ type: 'fix', finding });
    commands.close();
    return commands.propose({ label: findingWords(catalog, finding), changes: fixOf(matrix, finding) });
  };
  return (
    <PanelDialog title="Findings">
      <PanelList status={statusWords(findings)}>
        {(typeof findings === 'string' ? [] : findings).map((finding) => (
          <PanelItem
            key={`${finding.code} ${finding.permission} ${finding.role} ${finding.missing?.id}`}
            severity={finding.severity}
            actions={
              <>
                {finding.members.length > 0 && <MatrixButton onClick={() => show(finding)}>Show</MatrixButton>}
                {finding.fix && (
                  <MatrixButton onClick={() => fix(finding)}>
                    {finding.fix.kind === 'edit' ? 'Fix…' : 'Choose…'}
                  </MatrixButton>
                )}
              </>
            }
          >
            <b>{severityWords[finding.severity]}:</b> {findingWords(catalog, finding)}
            {finding.members.length > 0 &&
              ` (${finding.members.length} ${finding.members.length === 1 ? 'member' : 'members'})`}
          </PanelItem>
        ))}
      </PanelList>
      <PanelButtons leave="Close" />
    </PanelDialog>
  );
}

function statusWords(findings: readonly Finding[] | 'asking' | 'failed'): string {
  if (findings === 'asking') return 'Looking…';
  if (findings === 'failed') return 'Looking was broken off. Close this and open it again.';
  return findings.length === 0 ? 'Nothing to fix was found.' : '';
}

const severityWords = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

function fixOf(matrix: Matrix, finding: Finding): readonly MatrixChange[] {
  return Object.entries(editsOf(finding)).flatMap(([id, edits]) => {
    const state = matrix.shown(`member:${id}`);
    return state ? changesOf(state, edits) : [];
  });
}

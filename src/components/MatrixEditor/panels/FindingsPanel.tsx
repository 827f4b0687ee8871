'use client';
import { type ReactNode, useEffect, useState } from 'react';
import { editsOf, type Finding } from '../../../evaluator/advise.js';
import type { Catalog } from '../../../model/catalog.js';
import type { Matrix } from '../engine/Matrix.js';
import type { MatrixTarget } from '../engine/MatrixBackend.js';
import type { MatrixChange } from '../engine/plan.js';
import { changesOf } from '../engine/changesOf.js';
import { findFindings } from '../find/findFindings.js';
import { useMatrixContext } from '../MatrixContext.js';
import { PanelDialog } from './PanelDialog.js';

/** What an administrator would want to mend, worst first, with the fixes that need no further choice. */
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
    commands.close();
    commands.propose({ label: findingWords(catalog, finding), changes: fixOf(matrix, finding) });
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
              {finding.fix?.kind === 'edit' && (
                <button type="button" className="hs-matrix-button" onClick={() => mend(finding)}>
                  Mend…
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

/** A finding in words. */
export function findingWords(catalog: Catalog, { code, permission, role, missing }: Finding): string {
  const what = permission === undefined ? '' : (catalog.permissions[permission]?.label ?? permission);
  const whose = role === undefined ? '' : (catalog.roles[role]?.label ?? role);
  switch (code) {
    case 'no-extension':
      return 'Makes or receives calls without an extension';
    case 'no-caller-id':
      return 'Dials out without any caller ID';
    case 'wider-than-needed':
      return `${what} is wider than the role needs`;
    case 'not-reviewed':
      return 'Access was not reviewed for a long time';
    case 'never-takes-effect':
      return `${what} never takes effect: ${missing?.kind ?? 'something'} ${missing?.id ?? ''} is missing`;
    case 'no-holder':
      return `Nobody holds the role ${whose}`;
    case 'one-holder':
      return `Only one member holds the role ${whose}`;
    case 'already-given':
      return `${what} is set for members whose role already gives it`;
  }
}

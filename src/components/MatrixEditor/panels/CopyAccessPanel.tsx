'use client';
import { type ReactNode, useState } from 'react';
import { copyAccess } from '../engine/copyAccess.js';
import type { MatrixTarget } from '../engine/MatrixBackend.js';
import { findTargets, targetLabel } from '../find/findTargets.js';
import { useMatrixContext } from '../MatrixContext.js';
import { PanelDialog } from './PanelDialog.js';

/** Gives others the same role, packages and overrides as one member has. */
export function CopyAccessPanel({ target }: { readonly target: MatrixTarget }): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix } = view;
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<readonly MatrixTarget[]>([]);
  const name = targetLabel(matrix, target);
  const others = matrix.members().filter((each) => each !== target);
  const found = findTargets(matrix, others, search).slice(0, 50);
  const rest = chosen.filter((each) => !found.includes(each));
  const toggle = (each: MatrixTarget) =>
    setChosen(chosen.includes(each) ? chosen.filter((one) => one !== each) : [...chosen, each]);
  const preview = () => {
    const from = matrix.shown(target);
    const to = chosen.flatMap((each) => matrix.shown(each) ?? []);
    commands.close();
    if (from) commands.propose({ label: `Copy access of ${name}`, changes: copyAccess(from, to) });
  };
  return (
    <PanelDialog title={`Copy access of ${name} to others`}>
      <input
        type="search"
        className="hs-matrix-field"
        aria-label="Search members"
        placeholder="Search members"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul className="hs-matrix-people" aria-label="Members">
        {[...rest, ...found].map((each) => (
          <li key={each}>
            <label>
              <input type="checkbox" checked={chosen.includes(each)} onChange={() => toggle(each)} />{' '}
              {targetLabel(matrix, each)}
            </label>
          </li>
        ))}
      </ul>
      <div className="hs-matrix-buttons">
        <button
          type="button"
          className="hs-matrix-button"
          data-primary
          disabled={chosen.length === 0}
          onClick={preview}
        >
          Show what changes
        </button>
        <button type="button" className="hs-matrix-button" onClick={commands.close}>
          Cancel
        </button>
      </div>
    </PanelDialog>
  );
}

'use client';
import { type ReactNode, useId } from 'react';
import { explainDecision } from '../../../react/hooks/explainDecision.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { useTarget } from '../state/useCell.js';
import { skipWords, fieldLabel } from '../words/cellWords.js';
import { PanelPopover } from './PanelPopover.js';
import { PanelButtons } from './PanelButtons.js';
import { PanelItem, PanelList } from './PanelList.js';

/** The suggested packages of one member, or of all the members that are selected. */
export function PackagesPanel({ target }: { readonly target: MatrixTarget }): ReactNode {
  const { view, commands, messages } = useMatrixContext();
  const { matrix } = view;
  const catalog = matrix.catalog();
  const state = useTarget(matrix, target);
  const ids = useId();
  const chosen = new Set(commands.selectedCells().map((cell) => cell.target));
  const targets = chosen.has(target) ? [...chosen] : [target];
  if (state?.kind !== 'member') return null;
  const { packages } = state.member;
  const lock = matrix.targetLock(target);
  const set = (id: string, next: boolean) => {
    if (targets.length > 1) commands.close();
    const changes = targets.map((each) => ({ target: each, field: `packages.${id}` as const, next }));
    commands.propose({ label: fieldLabel(catalog, `packages.${id}`), changes });
  };
  const title =
    targets.length > 1 ? `Packages of ${targets.length} members` : `Packages of ${targetLabel(matrix, target)}`;
  return (
    <PanelPopover title={title}>
      {lock && <p className="hs-matrix-locked">{explainDecision(lock, messages, catalog)}</p>}
      <PanelList>
        {Object.entries(catalog.packages ?? {}).map(([id, { label, description }]) => {
          const on = packages.includes(id);
          const preview = matrix.check({ target, field: `packages.${id}`, next: !on });
          const refusal = targets.length === 1 ? skipWords(preview, messages, catalog) : '';
          return (
            <PanelItem key={id}>
              <label>
                <input
                  type="checkbox"
                  checked={on}
                  aria-disabled={refusal !== '' || undefined}
                  aria-describedby={`${ids}-${id}`}
                  onChange={() => refusal === '' && set(id, !on)}
                />{' '}
                {label}
              </label>
              <p id={`${ids}-${id}`} className="hs-matrix-sub">
                {[description, refusal].filter(Boolean).join(' ')}
              </p>
            </PanelItem>
          );
        })}
      </PanelList>
      <PanelButtons leave="Close" />
    </PanelPopover>
  );
}

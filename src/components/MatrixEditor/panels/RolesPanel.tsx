'use client';
import { type ReactNode, useRef, useState } from 'react';
import { explainDecision } from '../../../react/hooks/explainDecision.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { sameValue } from '../../../matrix/field.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { useTarget } from '../state/useCell.js';
import { skipWords } from '../words/cellWords.js';
import { PanelPopover } from './PanelPopover.js';
import { PanelButtons } from './PanelButtons.js';
import { MatrixButton } from '../ui/MatrixButton.js';

/** The roles of one member, where it has several or is to have them. Roles that may not be given are absent. */
export function RolesPanel({ target }: { readonly target: MatrixTarget }): ReactNode {
  const { view, messages } = useMatrixContext();
  const { matrix } = view;
  const state = useTarget(matrix, target);
  const isTouched = useRef(false);
  if (state?.kind !== 'member') return null;
  const lock = matrix.targetLock(target);
  return (
    <PanelPopover title={`Roles of ${targetLabel(matrix, target)}`} isKept={() => isTouched.current}>
      {lock ? (
        <p className="hs-matrix-locked">{explainDecision(lock, messages, matrix.catalog())}</p>
      ) : (
        <RolesForm target={target} held={state.member.roles} onTouch={() => void (isTouched.current = true)} />
      )}
    </PanelPopover>
  );
}

interface RolesFormProps {
  readonly target: MatrixTarget;
  readonly held: readonly string[];
  /** Told when something is chosen. */
  readonly onTouch: () => void;
}

function RolesForm({ target, held, onTouch }: RolesFormProps): ReactNode {
  const { view, commands, messages } = useMatrixContext();
  const { matrix } = view;
  const catalog = matrix.catalog();
  // What the edit is made on: it is held against what is there when it is committed.
  const [seen] = useState({ value: held });
  const [chosen, setChosen] = useState(held);
  // Beside those that are held, and not in their place: the last holder of a role may be given others.
  const isOffered = (id: string) =>
    held.includes(id) || matrix.check({ target, field: 'roles', next: [...held, id] }).result !== 'skip';
  const change = { target, field: 'roles', next: chosen, seen } as const;
  const refusal =
    chosen.length === 0 ? 'Choose at least one role.' : skipWords(matrix.check(change), messages, catalog);
  const toggle = (id: string) => {
    onTouch();
    setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  };
  const apply = () => {
    if (refusal !== '') return;
    commands.close();
    if (!sameValue(chosen, seen.value)) commands.set(change, 'Roles');
  };
  return (
    <>
      <ul className="hs-matrix-people" aria-label="Roles">
        {Object.entries(catalog.roles)
          .filter(([id]) => isOffered(id) || chosen.includes(id))
          .map(([id, { label }]) => (
            <li key={id}>
              <label>
                <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} /> {label}
              </label>
            </li>
          ))}
      </ul>
      <p role="status" className="hs-matrix-refusal">
        {refusal}
      </p>
      <PanelButtons leave="Cancel">
        <MatrixButton isPrimary isDisabled={refusal !== ''} onClick={apply}>
          Apply
        </MatrixButton>
      </PanelButtons>
    </>
  );
}

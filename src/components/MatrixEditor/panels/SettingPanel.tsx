'use client';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { explainDecision } from '../../../react/hooks/explainDecision.js';
import type { PermissionDefinition } from '../../../model/catalog.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { MatrixCell } from '../../../matrix/MatrixCell.js';
import { isCompound, type MatrixChange } from '../../../matrix/preview.js';
import { sameValue } from '../../../matrix/field.js';
import { isRoleTarget } from '../../../matrix/target.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import type { PermissionRow } from '../../../matrix/row.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { useCell } from '../state/useCell.js';
import { skipWords } from '../words/cellWords.js';
import { ImpactLine } from './ImpactLine.js';
import { PanelPopover } from './PanelPopover.js';
import { ScopeFields } from './ScopeFields.js';
import { type Choice, choicesFor, type Draft, draftOf, hasWindow, settingsOf } from './settingDraft.js';
import { SettleButtons } from '../ui/SettleButtons.js';
import { ValueField } from './ValueField.js';
import { WindowFields } from './WindowFields.js';
import { PanelButtons } from './PanelButtons.js';
import { MatrixButton } from '../ui/MatrixButton.js';

interface SettingPanelProps {
  readonly target: MatrixTarget;
  readonly row: PermissionRow;
}

/** Edits one cell in full: inherit, allow with how far, or deny; and settles what could not be saved. */
export function SettingPanel({ target, row }: SettingPanelProps): ReactNode {
  const { view, messages } = useMatrixContext();
  const { matrix } = view;
  const cell = useCell(matrix, target, row.permission);
  const definition = matrix.catalog().permissions[row.permission];
  const isTouched = useRef(false);
  if (!cell || !definition) return null;
  return (
    <PanelPopover title={`${row.label}, ${targetLabel(matrix, target)}`} isKept={() => isTouched.current}>
      <SettleButtons target={target} field={`overrides.${row.permission}`} />
      {cell.lock ? (
        <p className="hs-matrix-locked">{explainDecision(cell.lock, messages, matrix.catalog())}</p>
      ) : (
        <SettingForm
          target={target}
          row={row}
          cell={cell}
          definition={definition}
          onTouch={() => void (isTouched.current = true)}
        />
      )}
    </PanelPopover>
  );
}

interface SettingFormProps extends SettingPanelProps {
  readonly cell: MatrixCell;
  readonly definition: PermissionDefinition;
  /** Told when something is chosen. */
  readonly onTouch: () => void;
}

function SettingForm({ target, row, cell, definition, onTouch }: SettingFormProps): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix } = view;
  const catalog = matrix.catalog();
  const [draft, setDraft] = useState(() => draftOf(definition, cell, row.at?.asks));
  const change = (part: Partial<Draft>) => {
    onTouch();
    setDraft((before) => ({ ...before, ...part }));
  };
  // What the edit is made on: it is held against what is there when it is committed.
  const [seen] = useState({ value: cell.own });
  const read = settingsOf(catalog, row.permission, draft, seen.value);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // A row that asks which ones begins with the search for them.
    const first = form.current?.querySelector<HTMLElement>('[data-asked] [type=search]');
    (first ?? form.current?.querySelector<HTMLElement>('input:checked'))?.focus();
  }, []);
  const next = 'problem' in read ? seen.value : read.settings;
  const asked = { target, field: `overrides.${row.permission}` as const, next, seen };
  const refusal = useRefusal(asked, 'problem' in read ? read.problem : '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (refusal !== '') return;
    commands.close();
    if (!sameValue(next, seen.value)) commands.set(asked, row.label);
  };
  const isScoped = definition.kind === 'right' && definition.on !== undefined;
  /** Marked rather than disabled: choosing it shows the reason. Scope and value are marked in their own fields. */
  const isBeyond = (choice: Choice) => {
    if (choice === 'keep' || choice === 'value' || (choice === 'allow' && isScoped)) return false;
    const wanted = settingsOf(catalog, row.permission, { ...draft, choice }, seen.value);
    return !('problem' in wanted) && matrix.check({ ...asked, next: wanted.settings }).result === 'skip';
  };
  return (
    <form ref={form} onSubmit={submit} className="hs-matrix-form">
      <fieldset className="hs-matrix-choices">
        <legend className="hs-visually-hidden">{row.label}</legend>
        {choicesFor(catalog, row.permission, cell, isRoleTarget(target)).map(([id, label]) => (
          <label key={id}>
            <input
              type="radio"
              name="setting"
              value={id}
              checked={draft.choice === id}
              onChange={() => change({ choice: id })}
            />{' '}
            {label}
            {isBeyond(id) && <span className="hs-matrix-sub"> (beyond what you may give)</span>}
          </label>
        ))}
      </fieldset>
      {draft.choice === 'value' && (
        <ValueField
          definition={definition}
          target={target}
          row={row}
          value={draft.value}
          onChange={(value) => change({ value })}
        />
      )}
      {isScoped && draft.choice === 'allow' && (
        <ScopeFields
          target={target}
          row={row}
          resource={definition.on}
          scope={draft.scope}
          onChange={(scope) => change({ scope })}
        />
      )}
      {hasWindow(draft.choice) && !isRoleTarget(target) && <WindowFields draft={draft} onChange={change} />}
      {isCompound(seen.value) && draft.choice !== 'keep' && (
        <p className="hs-matrix-impact">
          It takes the place of all {seen.value?.length} settings there, and undo cannot bring them back.
        </p>
      )}
      {refusal === '' && <ImpactLine changes={[asked]} />}
      <p role="status" className="hs-matrix-refusal">
        {refusal}
      </p>
      <PanelButtons leave="Cancel">
        <MatrixButton type="submit" isPrimary isDisabled={refusal !== ''}>
          Apply
        </MatrixButton>
      </PanelButtons>
    </form>
  );
}

/** The reason why a change cannot be made, in words; empty if it can. */
function useRefusal(change: MatrixChange, problem: string): string {
  const { view, messages } = useMatrixContext();
  if (problem !== '') return problem;
  const preview = view.matrix.check(change);
  return preview.result === 'skip' ? skipWords(preview, messages, view.matrix.catalog()) : '';
}

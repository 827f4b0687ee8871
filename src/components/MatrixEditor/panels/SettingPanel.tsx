'use client';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { explainDecision } from '../../../react/explainDecision.js';
import type { PermissionDefinition } from '../../../model/catalog.js';
import type { Scope } from '../../../model/scope.js';
import type { MatrixTarget } from '../engine/MatrixBackend.js';
import type { MatrixCell } from '../engine/MatrixCell.js';
import type { Setting } from '../engine/slot.js';
import { targetLabel } from '../find/findTargets.js';
import type { PermissionAttribute } from '../grid/Attribute.js';
import { useMatrixContext } from '../MatrixContext.js';
import { useCell } from '../useCell.js';
import { skipWords } from '../words/cellWords.js';
import { effectWords } from '../words/effectWords.js';
import { ImpactLine } from './ImpactLine.js';
import { PanelPopover } from './PanelPopover.js';
import { ScopeFields } from './ScopeFields.js';
import { SettleButtons } from './SettleButtons.js';

interface SettingPanelProps {
  readonly target: MatrixTarget;
  readonly line: PermissionAttribute;
}

/** Edits one cell in full: inherit, allow with how far, or deny; and settles what could not be saved. */
export function SettingPanel({ target, line }: SettingPanelProps): ReactNode {
  const { view, messages } = useMatrixContext();
  const { matrix } = view;
  const cell = useCell(matrix, target, line.permission);
  const definition = matrix.catalog().permissions[line.permission];
  if (!cell || !definition) return null;
  return (
    <PanelPopover title={`${line.label}, ${targetLabel(matrix, target)}`}>
      <SettleButtons target={target} line={line} />
      {cell.lock ? (
        <p className="hs-matrix-locked">{explainDecision(cell.lock, messages, matrix.catalog())}</p>
      ) : (
        <SettingForm target={target} line={line} cell={cell} definition={definition} />
      )}
    </PanelPopover>
  );
}

type Choice = 'inherit' | 'allow' | 'deny' | 'must' | 'free';

interface SettingFormProps extends SettingPanelProps {
  readonly cell: MatrixCell;
  readonly definition: PermissionDefinition;
}

function SettingForm({ target, line, cell, definition }: SettingFormProps): ReactNode {
  const { view, commands, messages } = useMatrixContext();
  const { matrix } = view;
  const catalog = matrix.catalog();
  const [choice, setChoice] = useState<Choice>(() => choiceOf(definition, cell));
  const [scope, setScope] = useState<Scope>(() => cell.own?.[0]?.scope ?? cell.effective.reach[0] ?? {});
  const next = settingsFor(definition, choice, scope);
  // What the edit is made on: it is held against what is there when it is committed.
  const [seen] = useState({ value: cell.own });
  const change = { target, slot: `permission:${line.permission}` as const, next, seen };
  const plan = matrix.check(change);
  const isRefused = plan.result === 'skip';
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input:checked')?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isRefused) return;
    commands.close();
    commands.set(change, line.label);
  };
  const inherits = `Inherit (${effectWords(catalog, line.permission, cell.inherited)})`;
  const isScoped = definition.kind === 'right' && definition.on !== undefined;
  return (
    <form ref={form} onSubmit={submit} className="hs-matrix-form">
      <fieldset className="hs-matrix-choices">
        <legend className="hs-visually-hidden">{line.label}</legend>
        {optionsFor(definition, inherits).map(([id, label]) => (
          <label key={id}>
            <input type="radio" name="setting" value={id} checked={choice === id} onChange={() => setChoice(id)} />{' '}
            {label}
          </label>
        ))}
      </fieldset>
      {isScoped && choice === 'allow' && (
        <ScopeFields target={target} line={line} resource={definition.on} scope={scope} onChange={setScope} />
      )}
      <ImpactLine change={change} />
      <p role="status" className="hs-matrix-refusal">
        {isRefused && skipWords(plan, messages, catalog)}
      </p>
      <div className="hs-matrix-buttons">
        <button type="submit" className="hs-matrix-button" data-primary aria-disabled={isRefused}>
          Apply
        </button>
        <button type="button" className="hs-matrix-button" onClick={commands.close}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function optionsFor(definition: PermissionDefinition, inherits: string): readonly (readonly [Choice, string])[] {
  if (definition.kind === 'duty')
    return [
      ['inherit', inherits],
      ['must', 'Must'],
      ['free', 'Need not'],
    ];
  return [
    ['inherit', inherits],
    ['allow', 'Allow'],
    ['deny', 'Deny'],
  ];
}

function choiceOf(definition: PermissionDefinition, { own, lock }: MatrixCell): Choice {
  const [setting] = own ?? [];
  if (own === undefined || lock) return 'inherit';
  if (definition.kind === 'duty') return setting?.value === true ? 'must' : 'free';
  return setting?.effect ?? 'deny';
}

function settingsFor(definition: PermissionDefinition, choice: Choice, scope: Scope): readonly Setting[] | undefined {
  switch (choice) {
    case 'inherit':
      return undefined;
    case 'deny':
      return [{ effect: 'deny' }];
    case 'must':
    case 'free':
      return [{ effect: 'allow', value: choice === 'must' }];
    case 'allow':
      return [{ effect: 'allow', ...(definition.kind === 'right' && definition.on !== undefined && { scope }) }];
  }
}

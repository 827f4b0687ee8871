'use client';
import { type ReactNode, useMemo, useState } from 'react';
import { explainDecision } from '../../../react/hooks/explainDecision.js';
import { idsOf } from '../../../evaluator/decide/reachOf.js';
import { isExclusive } from '../../../evaluator/delegate/belongings.js';
import type { Member } from '../../../model/member.js';
import type { Reaches } from '../../../model/scope.js';
import { fieldOfDimension } from '../../../matrix/createHandOver.js';
import { type Field, type FieldValue, readField, sameValue } from '../../../matrix/field.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import type { Matrix } from '../../../matrix/Matrix.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { MatrixChange } from '../../../matrix/preview.js';
import { memberDimensions } from '../../../matrix/row.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { useTarget } from '../state/useCell.js';
import { MatrixButton } from '../ui/MatrixButton.js';
import { SettleButtons } from '../ui/SettleButtons.js';
import { fieldLabel, skipWords } from '../words/cellWords.js';
import { fieldWords } from '../words/fieldWords.js';
import { dimensionLabel } from '../words/idWords.js';
import { BelongingField, type Owner } from './BelongingField.js';
import { CatalogField } from './CatalogField.js';
import { PanelButtons } from './PanelButtons.js';
import { PanelDialog } from './PanelDialog.js';
import { WithinField } from './WithinField.js';

/** What a member has, belongs to and is restricted to, its licences and its plan: each part with its own right to change it. */
export function BelongingsPanel({ target }: { readonly target: MatrixTarget }): ReactNode {
  const { view } = useMatrixContext();
  const { matrix } = view;
  const state = useTarget(matrix, target);
  if (state?.kind !== 'member') return null;
  return (
    <PanelDialog title={`What ${targetLabel(matrix, target)} belongs to`} isKept>
      <BelongingsForm target={target} member={state.member} />
    </PanelDialog>
  );
}

interface BelongingsFormProps {
  readonly target: MatrixTarget;
  readonly member: Member;
}

/** Values that were chosen and are not applied yet, each with the one that it was chosen in place of. */
type Drafts = Readonly<Record<string, { readonly next: FieldValue; readonly seen: { readonly value: FieldValue } }>>;

function BelongingsForm({ target, member }: BelongingsFormProps): ReactNode {
  const { view, commands, messages } = useMatrixContext();
  const { matrix } = view;
  const catalog = matrix.catalog();
  const [drafts, setDrafts] = useState<Drafts>({});
  const state = matrix.shown(target);
  const valueOf = (field: Field) =>
    Object.hasOwn(drafts, field) ? drafts[field]?.next : state && readField(state, field);
  const choose = (field: Field) => (next: FieldValue) => {
    const value = state && readField(state, field);
    setDrafts((before) => ({ ...before, [field]: { next, seen: before[field]?.seen ?? { value } } }));
  };
  // Of a part that may not be changed any more, nothing that was chosen before is applied.
  const changes = Object.entries(drafts).flatMap(([name, { next, seen }]): MatrixChange[] => {
    const field = name as Field;
    return matrix.fieldLock(target, field) || sameValue(next, seen.value) ? [] : [{ target, field, next, seen }];
  });
  const refusals = changes.map((change) => skipWords(matrix.check(change), messages, catalog)).filter(Boolean);
  const apply = () => {
    if (refusals.length > 0) return;
    commands.close();
    if (changes.length > 0) matrix.edit(changes, changes.map(({ field }) => fieldLabel(catalog, field)).join(', '));
  };
  const part = (field: Field, label: string, children: ReactNode) => (
    <Part key={field} target={target} field={field} label={label}>
      {children}
    </Part>
  );
  const dimensions = ['extension', ...memberDimensions(catalog)];
  const owners = useOwners(matrix, member, dimensions);
  return (
    <div className="hs-matrix-belongs">
      {dimensions.map((dimension) => {
        const field = fieldOfDimension(dimension);
        const label = dimension === 'extension' ? 'Extensions' : dimensionLabel(catalog, dimension);
        return part(
          field,
          label,
          <BelongingField
            target={target}
            dimension={dimension}
            label={label}
            chosen={idsIn(valueOf(field))}
            owners={owners.get(dimension)}
            onChange={choose(field)}
          />,
        );
      })}
      {catalog.licenses &&
        part(
          'licenses',
          'Licences',
          <CatalogField
            table={catalog.licenses}
            label="Licences"
            chosen={idsIn(valueOf('licenses'))}
            onChange={choose('licenses')}
          />,
        )}
      {catalog.plans &&
        part(
          'plan',
          'Plan',
          <select
            aria-label="Plan"
            value={String(valueOf('plan') ?? '')}
            onChange={(event) => choose('plan')(event.target.value === '' ? undefined : event.target.value)}
          >
            <option value="">None</option>
            {Object.entries(catalog.plans).map(([id, { label }]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>,
        )}
      {part(
        'within',
        'Restricted to',
        <WithinField target={target} within={valueOf('within') as Reaches | undefined} onChange={choose('within')} />,
      )}
      <p role="status" className="hs-matrix-refusal">
        {refusals.join(' ')}
      </p>
      <PanelButtons leave="Cancel">
        <MatrixButton isPrimary isDisabled={refusals.length > 0} onClick={apply}>
          Apply
        </MatrixButton>
      </PanelButtons>
    </div>
  );
}

interface PartProps {
  readonly target: MatrixTarget;
  readonly field: Field;
  readonly label: string;
  /** What it is changed with. */
  readonly children: ReactNode;
}

/** One part: what changes it, or what it is and why it stays so. */
function Part({ target, field, label, children }: PartProps): ReactNode {
  const { view, messages } = useMatrixContext();
  const { matrix } = view;
  const catalog = matrix.catalog();
  const lock = matrix.fieldLock(target, field);
  const state = matrix.shown(target);
  return (
    <fieldset className="hs-matrix-scope">
      <legend>{label}</legend>
      <SettleButtons target={target} field={field} />
      {lock ? (
        <>
          <p>{state && fieldWords(catalog, field, readField(state, field))}</p>
          <p className="hs-matrix-locked">{explainDecision(lock, messages, catalog)}</p>
        </>
      ) : (
        children
      )}
    </fieldset>
  );
}

function idsIn(value: FieldValue): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Who else has an id that belongs to one person, of those who can be seen. */
function useOwners(
  matrix: Matrix,
  member: Member,
  dimensions: readonly string[],
): ReadonlyMap<string, ReadonlyMap<string, Owner>> {
  const all = matrix.members();
  const catalog = matrix.catalog();
  return useMemo(() => {
    const exclusive = dimensions.filter((dimension) => isExclusive(catalog, dimension));
    const found = new Map(exclusive.map((dimension) => [dimension, new Map<string, Owner>()]));
    for (const target of all) {
      const state = matrix.shown(target);
      if (state?.kind !== 'member' || state.member.id === member.id) continue;
      for (const [dimension, owners] of found)
        for (const id of idsOf(state.member, dimension))
          owners.set(id, { target, name: targetLabel(matrix, target), ids: idsOf(state.member, dimension) });
    }
    return found;
    // oxlint-disable-next-line react/exhaustive-deps -- `dimensions` are those of the catalog
  }, [matrix, all, catalog, member]);
}

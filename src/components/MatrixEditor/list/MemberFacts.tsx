'use client';
import { type ReactNode, useId } from 'react';
import { explainDecision } from '../../../react/hooks/explainDecision.js';
import type { Member } from '../../../model/member.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { Field } from '../../../matrix/field.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { MatrixButton } from '../ui/MatrixButton.js';
import { SettleButtons } from '../ui/SettleButtons.js';
import { belongingFields } from '../../../matrix/row.js';
import { useNames, useTarget, useTopic } from '../state/useCell.js';
import { saveLines } from '../words/cellWords.js';
import { factWords } from '../words/factWords.js';
import { labelOf } from '../../../model/labelOf.js';
import { ListSelect } from './ListSelect.js';

/** A member's role and packages, to be edited, and its plan and licences. */
export function MemberFacts({ target }: { readonly target: MatrixTarget }): ReactNode {
  const { matrix } = useMatrixContext().view;
  const state = useTarget(matrix, target);
  if (state?.kind !== 'member') return null;
  const { member } = state;
  const catalog = matrix.catalog();
  return (
    <dl className="hs-matrix-facts">
      <dt>Role</dt>
      <dd data-line="roles">
        <Roles target={target} member={member} />
      </dd>
      <dt>Belongs to</dt>
      <dd data-line="belongings">
        <Belongings target={target} member={member} />
      </dd>
      {catalog.packages && (
        <>
          <dt>Packages</dt>
          <dd data-line="packages">
            <Packages target={target} member={member} />
          </dd>
        </>
      )}
      {member.plan !== undefined && (
        <>
          <dt>Plan</dt>
          <dd>{factWords(catalog, 'plan', member)}</dd>
        </>
      )}
      {member.licenses.length > 0 && (
        <>
          <dt>Licences</dt>
          <dd>{factWords(catalog, 'licenses', member)}</dd>
        </>
      )}
    </dl>
  );
}

interface FactProps {
  readonly target: MatrixTarget;
  readonly member: Member;
}

function Roles({ target, member }: FactProps): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix } = view;
  const { roles } = matrix.catalog();
  const id = useId();
  const [role = ''] = member.roles;
  const name = `Role, ${targetLabel(matrix, target)}`;
  const isOffered = new Set([role, ...matrix.assignableRoles(target)]);
  const offered = Object.keys(roles).filter((each) => isOffered.has(each));
  return (
    <>
      {member.roles.length === 1 ? (
        <ListSelect
          aria-label={name}
          aria-describedby={id}
          value={role}
          current={member.roles}
          isLocked={matrix.fieldLock(target, 'roles') !== undefined}
          onCommit={(next, seen) => commands.set({ target, field: 'roles', next: [next], seen }, 'Role')}
        >
          {offered.map((each) => (
            <option key={each} value={each}>
              {labelOf(roles, each)}
            </option>
          ))}
        </ListSelect>
      ) : (
        <MatrixButton aria-describedby={id} onClick={() => commands.panel.set({ type: 'roles', target })}>
          <span className="hs-visually-hidden">{name}: </span>
          {factWords(matrix.catalog(), 'roles', member)}
        </MatrixButton>
      )}
      <FactState id={id} target={target} fields={['roles']} />
    </>
  );
}

function Packages({ target, member }: FactProps): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix } = view;
  const catalog = matrix.catalog();
  const id = useId();
  return (
    <>
      <MatrixButton aria-describedby={id} onClick={() => commands.panel.set({ type: 'packages', target })}>
        <span className="hs-visually-hidden">Packages, {targetLabel(matrix, target)}: </span>
        {factWords(catalog, 'packages', member)}
      </MatrixButton>
      <FactState
        id={id}
        target={target}
        fields={Object.keys(catalog.packages ?? {}).map((each): Field => `packages.${each}`)}
      />
    </>
  );
}

function Belongings({ target, member }: FactProps): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix } = view;
  const catalog = matrix.catalog();
  const id = useId();
  useNames(matrix);
  return (
    <>
      <MatrixButton aria-describedby={id} onClick={() => commands.panel.set({ type: 'belongings', target })}>
        <span className="hs-visually-hidden">Belongs to, {targetLabel(matrix, target)}: </span>
        {factWords(catalog, 'belongings', member)}
      </MatrixButton>
      <FactState id={id} target={target} fields={belongingFields(catalog)} />
    </>
  );
}

interface FactStateProps {
  readonly id: string;
  readonly target: MatrixTarget;
  readonly fields: readonly Field[];
}

/** The lock of a fact, the state of its last edit, and the buttons to settle it. */
function FactState({ id, target, fields }: FactStateProps): ReactNode {
  const { view, messages } = useMatrixContext();
  const { matrix } = view;
  const locks = fields.map((field) => matrix.fieldLock(target, field));
  const lock = locks.every((each) => each !== undefined) ? locks[0] : undefined;
  useTopic(matrix, target, () => fields.map((field) => matrix.saveState(target, field).status).join());
  const lines = [
    ...(lock ? [`Locked: ${explainDecision(lock, messages, matrix.catalog())}`] : []),
    ...fields.flatMap((field) => saveLines(matrix, messages, field, matrix.saveState(target, field))),
  ];
  return (
    <>
      <p id={id} className="hs-matrix-sub">
        {lines.join(' ')}
      </p>
      {fields.map((field) => (
        <SettleButtons key={field} target={target} field={field} isSaid />
      ))}
    </>
  );
}

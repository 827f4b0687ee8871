'use client';
import type { ReactNode } from 'react';
import type { MatrixTarget } from '../engine/MatrixBackend.js';
import type { Attribute } from '../grid/Attribute.js';
import { useMatrixContext } from '../MatrixContext.js';
import { useTarget } from '../useCell.js';
import { factWords } from '../words/factWords.js';
import { labelOf } from '../words/labelOf.js';
import { MatrixButton } from '../panels/MatrixButton.js';

/** A member's role and packages, to be edited, and its plan and licences. */
export function MemberFacts({ target }: { readonly target: MatrixTarget }): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix } = view;
  const state = useTarget(matrix, target);
  if (state?.kind !== 'member') return null;
  const { member } = state;
  const catalog = matrix.catalog();
  const roles = Object.keys(catalog.roles).filter(
    (id) => member.roles.includes(id) || matrix.assignableRoles(target).includes(id),
  );
  const words = (kind: Attribute['kind']) => factWords(catalog, kind, member);
  return (
    <dl className="hs-matrix-facts">
      <dt>Role</dt>
      <dd>
        {member.roles.length === 1 ? (
          <select
            aria-label="Role"
            value={member.roles[0]}
            disabled={matrix.targetLock(target) !== undefined}
            onChange={(event) => commands.set({ target, slot: 'roles', next: [event.target.value] }, 'Role')}
          >
            {roles.map((id) => (
              <option key={id} value={id}>
                {labelOf(catalog.roles, id)}
              </option>
            ))}
          </select>
        ) : (
          <MatrixButton onClick={() => commands.panel.set({ type: 'roles', target })}>{words('roles')}</MatrixButton>
        )}
      </dd>
      {catalog.packages && (
        <>
          <dt>Packages</dt>
          <dd>
            <MatrixButton onClick={() => commands.panel.set({ type: 'packages', target })}>
              {words('packages')}
            </MatrixButton>
          </dd>
        </>
      )}
      {member.plan !== undefined && (
        <>
          <dt>Plan</dt>
          <dd>{words('plan')}</dd>
        </>
      )}
      {member.licenses.length > 0 && (
        <>
          <dt>Licences</dt>
          <dd>{words('licenses')}</dd>
        </>
      )}
    </dl>
  );
}

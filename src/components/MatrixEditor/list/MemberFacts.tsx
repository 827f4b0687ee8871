'use client';
import type { ReactNode } from 'react';
import type { MatrixTarget } from '../engine/MatrixBackend.js';
import { useMatrixContext } from '../MatrixContext.js';
import { useTarget } from '../useCell.js';

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
  const label = (table: Readonly<Record<string, { readonly label: string }>> | undefined, id: string) =>
    table?.[id]?.label ?? id;
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
                {label(catalog.roles, id)}
              </option>
            ))}
          </select>
        ) : (
          <button
            type="button"
            className="hs-matrix-button"
            onClick={() => commands.panel.set({ type: 'roles', target })}
          >
            {member.roles.map((id) => label(catalog.roles, id)).join(', ') || 'none'}
          </button>
        )}
      </dd>
      {catalog.packages && (
        <>
          <dt>Packages</dt>
          <dd>
            <button
              type="button"
              className="hs-matrix-button"
              onClick={() => commands.panel.set({ type: 'packages', target })}
            >
              {member.packages.map((id) => label(catalog.packages, id)).join(', ') || 'none'}
            </button>
          </dd>
        </>
      )}
      {member.plan !== undefined && (
        <>
          <dt>Plan</dt>
          <dd>{label(catalog.plans, member.plan)}</dd>
        </>
      )}
      {member.licenses.length > 0 && (
        <>
          <dt>Licences</dt>
          <dd>{member.licenses.map((id) => label(catalog.licenses, id)).join(', ')}</dd>
        </>
      )}
    </dl>
  );
}

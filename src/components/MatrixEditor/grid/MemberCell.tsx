'use client';
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { Member } from '../../../model/member.js';
import type { Catalog } from '../../../model/catalog.js';
import { targetLabel } from '../find/findTargets.js';
import { useMatrixContext } from '../MatrixContext.js';
import type { Matrix } from '../engine/Matrix.js';
import type { MatrixTarget } from '../engine/MatrixBackend.js';
import type { SaveState } from '../engine/MatrixCell.js';
import { useTarget, useTopic } from '../useCell.js';
import { type Attribute, slotsOfLine } from './Attribute.js';
import { flags } from './createGridStore.js';
import type { CellContentProps } from './CellContentProps.js';
import { useGridFocus } from './useFlags.js';

/** What is shown of a member beside its permissions: role and packages can be edited, plan and licences are read. */
export function MemberCell({ line, target, bits, place }: CellContentProps): ReactNode {
  const { view, commands, detailsId } = useMatrixContext();
  const { matrix, grid } = view;
  const state = useTarget(matrix, target);
  const save = useWorstStatus(matrix, target, line);
  const control = useRef<HTMLButtonElement & HTMLSpanElement>(null);
  useGridFocus(grid, control, bits);
  if (state?.kind !== 'member') return null;
  const words = wordsFor(matrix.catalog(), line, state.member);
  const isFocus = (bits & flags.focus) !== 0;
  if (line.kind === 'roles' && bits & flags.editing) return <RoleSelect member={state.member} />;
  const common = {
    ref: control,
    tabIndex: isFocus ? 0 : -1,
    'data-place': place,
    'aria-label': `${line.label}, ${targetLabel(matrix, target)}: ${words}`,
    ...(isFocus && { 'aria-describedby': detailsId }),
  };
  if (line.kind === 'plan' || line.kind === 'licenses')
    return (
      <span {...common} className="hs-matrix-text" role="note">
        {words}
      </span>
    );
  const isLocked = matrix.targetLock(target) !== undefined;
  return (
    <div className="hs-matrix-value" data-save={save} data-locked={isLocked || undefined}>
      <button
        {...common}
        type="button"
        className="hs-matrix-control"
        aria-disabled={isLocked}
        onClick={() => commands.edit({ line, target })}
      >
        {words}
      </button>
    </div>
  );
}

const worst = ['conflict', 'failed', 'unanswered', 'saving', 'waiting', 'staged'] as const;

/** How the edits of roles or packages have come along: the one that needs somebody most. */
function useWorstStatus(matrix: Matrix, target: MatrixTarget, line: Attribute): SaveState['status'] {
  return useTopic(matrix, target, () => {
    const found = slotsOfLine(matrix.catalog(), line).map((slot) => matrix.saveState(target, slot).status);
    return worst.find((status) => found.includes(status)) ?? 'saved';
  });
}

function wordsFor(catalog: Catalog, line: Attribute, member: Member): string {
  const names = (table: Readonly<Record<string, { readonly label: string }>> | undefined, ids: readonly string[]) =>
    ids.map((id) => (table && Object.hasOwn(table, id) ? table[id]?.label : undefined) ?? id).join(', ') || 'none';
  switch (line.kind) {
    case 'roles':
      return names(catalog.roles, member.roles);
    case 'packages':
      return names(catalog.packages, member.packages);
    case 'plan':
      return names(catalog.plans, member.plan === undefined ? [] : [member.plan]);
    case 'licenses':
      return names(catalog.licenses, member.licenses);
    case 'permission':
    case 'section':
      return '';
  }
}

/** The roles that may take the place of the member's own; others are absent. */
function RoleSelect({ member }: { readonly member: Member }): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix, grid } = view;
  const target = `member:${member.id}` as const;
  const catalog = matrix.catalog();
  const field = useRef<HTMLSelectElement>(null);
  const roles = Object.keys(catalog.roles).filter(
    (id) => member.roles.includes(id) || matrix.assignableRoles(target).includes(id),
  );
  useLayoutEffect(() => field.current?.focus(), []);
  // What the edit is made on: it is held against what is there when it is committed.
  const [seen] = useState({ value: member.roles });
  const end = () => grid.update({ editing: undefined });
  const commit = () => {
    const role = field.current?.value;
    end();
    if (role !== undefined && role !== seen.value[0])
      commands.set({ target, slot: 'roles', next: [role], seen }, 'Role');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter') {
      event.preventDefault();
      commit();
    }
    if (event.key === 'Escape') end();
  };
  return (
    <select
      ref={field}
      className="hs-matrix-editor"
      aria-label={`Role, ${targetLabel(matrix, target)}`}
      defaultValue={member.roles[0]}
      onKeyDown={onKeyDown}
      onBlur={() => grid.get().editing && commit()}
    >
      {roles.map((id) => (
        <option key={id} value={id}>
          {catalog.roles[id]?.label ?? id}
        </option>
      ))}
    </select>
  );
}

'use client';
import { type KeyboardEvent, memo, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { Member } from '../../../model/member.js';
import { isComposing } from '../../ui/isComposing.js';
import { styled } from '../../ui/styled.js';
import { targetLabel } from '../../../matrix/findTargets.js';
import { useCellContext } from '../state/MatrixContext.js';
import type { Matrix } from '../../../matrix/Matrix.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { SaveState } from '../../../matrix/MatrixCell.js';
import { useNames, useTarget, useTopic } from '../state/useCell.js';
import { factWords } from '../words/factWords.js';
import { labelOf } from '../../../model/labelOf.js';
import { type Row, fieldsOfRow, rowLock } from '../../../matrix/row.js';
import { cellMarks } from '../ui/CellMarks.js';
import { flags } from '../state/createGridStore.js';
import type { CellProps } from '../state/CellProps.js';
import { placeText, useFlags } from './useFlags.js';

/** A cell of a member beside its permissions: its role, packages, plan, licences, and what it belongs to. */
export const MemberCell = memo(function MemberCell(props: CellProps): ReactNode {
  const { rowIndex, colIndex, start, row, target } = props;
  const place = { row: rowIndex, col: colIndex };
  const { matrix, grid } = useCellContext();
  const bits = useFlags(grid, place, { row: row.key, target });
  const state = useTarget(matrix, target);
  const save = useWorstStatus(matrix, target, row);
  const lock = rowLock(matrix, target, row);
  useNames(matrix);
  return (
    <div
      role="gridcell"
      className="hs-matrix-cell"
      aria-colindex={colIndex + 1}
      aria-selected={(bits & flags.selected) !== 0}
      data-place={placeText(place)}
      data-save={save === 'saved' ? undefined : save}
      data-locked={(lock !== undefined && !isBought(row)) || undefined}
      ref={styled({ 'inset-inline-start': `${start}px` })}
    >
      {state?.kind === 'member' && (
        <MemberValue {...props} bits={bits} member={state.member} isLocked={lock !== undefined} />
      )}
      {cellMarks({ save: { status: save }, lock: isBought(row) ? undefined : lock })}
    </div>
  );
});

interface MemberValueProps extends CellProps {
  readonly bits: number;
  readonly member: Member;
  readonly isLocked: boolean;
}

function MemberValue({ row, target, bits, member, isLocked }: MemberValueProps): ReactNode {
  const { matrix, commands, detailsId } = useCellContext();
  const words = factWords(matrix.catalog(), row.kind, member);
  const isFocus = (bits & flags.focus) !== 0;
  if (row.kind === 'roles' && bits & flags.editing) return <RoleSelect member={member} />;
  const common = {
    tabIndex: isFocus ? 0 : -1,
    'aria-label': `${row.label}, ${targetLabel(matrix, target)}: ${words}`,
    'aria-describedby': isFocus ? detailsId : undefined,
  };
  if (isLocked && (row.kind === 'plan' || row.kind === 'licenses'))
    return (
      <span {...common} className="hs-matrix-text" role="note">
        {words}
      </span>
    );
  return (
    <button
      {...common}
      type="button"
      className="hs-matrix-control"
      aria-disabled={(isLocked && row.kind !== 'belongings') || undefined}
      onClick={() => commands().edit({ row, target })}
    >
      {words}
    </button>
  );
}

/** What is bought is read only to most people, and needs no mark that says so. */
function isBought({ kind }: Row): boolean {
  return kind === 'plan' || kind === 'licenses';
}

const worst = ['conflict', 'failed', 'unanswered', 'saving', 'waiting', 'staged'] as const;

/** The status of the edits of roles or packages: the one that needs attention most. */
function useWorstStatus(matrix: Matrix, target: MatrixTarget, row: Row): SaveState['status'] {
  return useTopic(matrix, target, () => {
    const fields = fieldsOfRow(matrix.catalog(), row);
    const found = new Set(fields.map((field) => matrix.saveState(target, field).status));
    return worst.find((status) => found.has(status)) ?? 'saved';
  });
}

/** Choice of a role: those that the administrator may assign, and the member's own. */
function RoleSelect({ member }: { readonly member: Member }): ReactNode {
  const { matrix, grid, commands } = useCellContext();
  const target = `member:${member.id}` as const;
  const catalog = matrix.catalog();
  const field = useRef<HTMLSelectElement>(null);
  const offered = new Set([...member.roles, ...matrix.assignableRoles(target)]);
  const roles = Object.keys(catalog.roles).filter((id) => offered.has(id));
  useLayoutEffect(() => field.current?.focus(), []);
  // The value that the edit is made on: it is compared with the present one on commit.
  const [seen] = useState({ value: member.roles });
  const end = () => grid.update({ editing: undefined });
  const commit = () => {
    const role = field.current?.value;
    end();
    if (role !== undefined && role !== seen.value[0])
      commands().set({ target, field: 'roles', next: [role], seen }, 'Role');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (isComposing(event)) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      commit();
    }
    if (event.key === 'Escape') {
      event.preventDefault();
      end();
    }
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
          {labelOf(catalog.roles, id)}
        </option>
      ))}
    </select>
  );
}

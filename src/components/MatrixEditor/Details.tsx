'use client';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { explainDecision } from '../../react/hooks/explainDecision.js';
import type { MatrixTarget } from '../../matrix/MatrixBackend.js';
import { rolesLabel, targetLabel } from '../../matrix/findTargets.js';
import { type Row, notesOf, type PermissionRow, fieldsOfRow, rowLock } from '../../matrix/row.js';
import type { Place } from './state/gridKeys.js';
import { useMatrixContext } from './state/MatrixContext.js';
import { SettleButtons } from './ui/SettleButtons.js';
import { useCell, useNames, useTarget, useTopic } from './state/useCell.js';
import { cellLines, saveLines } from './words/cellWords.js';
import { factWords } from './words/factWords.js';

/** The cell in focus in words: visible to everybody, and the description of its control. */
export function Details(): ReactNode {
  const { view, commands } = useMatrixContext();
  const { grid } = view;
  const read = () => grid.get().focus;
  const focus = useSyncExternalStore(grid.subscribe, read, read);
  const cell = commands.cellAt(focus);
  return (
    <div className="hs-matrix-details">
      {cell?.row.kind === 'permission' ? (
        <CellDetails row={cell.row} target={cell.target} />
      ) : (
        ((cell && <TargetDetails row={cell.row} target={cell.target} />) ?? <HeaderDetails place={focus} />)
      )}
    </div>
  );
}

function CellDetails({ row, target }: { readonly row: PermissionRow; readonly target: MatrixTarget }): ReactNode {
  const { view, messages, detailsId } = useMatrixContext();
  const { matrix } = view;
  useNames(matrix);
  const cell = useCell(matrix, target, row.permission);
  const { permission } = row;
  // Who changed it is marked until somebody was there to read it.
  useEffect(() => () => matrix.seen(target, permission), [matrix, target, permission]);
  if (!cell) return <p id={detailsId} />;
  return (
    <>
      <p className="hs-matrix-title">
        {row.label}, {targetLabel(matrix, target)}
      </p>
      <p id={detailsId}>{[...cellLines(matrix, messages, { row, target, cell }), ...notesOf(row, target)].join(' ')}</p>
      <p className="hs-matrix-sub">{row.description}</p>
      <SettleButtons target={target} field={`overrides.${row.permission}`} isSaid />
    </>
  );
}

/** The full name of a header, with the description that the pointer gets as a tooltip. */
function HeaderDetails({ place }: { readonly place: Place }): ReactNode {
  const { view, commands, detailsId } = useMatrixContext();
  const { matrix, rows } = view;
  const { row: key, target } = commands.identityAt(place);
  const row = rows.find((each) => each.key === key);
  const title = row?.label ?? (target && targetLabel(matrix, target));
  return (
    <>
      {title !== undefined && <p className="hs-matrix-title">{title}</p>}
      <p id={detailsId} className="hs-matrix-sub">
        {row && 'description' in row && row.description}
        {row?.kind === 'permission' && row.note && ` ${row.note}`}
        {!row && target && rolesLabel(matrix, target)}
      </p>
    </>
  );
}

function TargetDetails({ row, target }: { readonly row: Row; readonly target: MatrixTarget }): ReactNode {
  const { view, messages, detailsId } = useMatrixContext();
  const { matrix } = view;
  useNames(matrix);
  const lock = rowLock(matrix, target, row);
  const catalog = matrix.catalog();
  const fields = fieldsOfRow(catalog, row);
  const state = useTarget(matrix, target);
  useTopic(matrix, target, () => fields.map((field) => matrix.saveState(target, field).status).join());
  const saves = fields.flatMap((field) => saveLines(matrix, messages, field, matrix.saveState(target, field)));
  const isBought = lock !== undefined && (row.kind === 'plan' || row.kind === 'licenses');
  return (
    <>
      <p className="hs-matrix-title">
        {row.label}, {targetLabel(matrix, target)}
        {state?.kind === 'member' && `: ${factWords(catalog, row.kind, state.member)}`}
      </p>
      <p id={detailsId}>
        {[
          ...(isBought ? ['Read only: it is changed where plans and licences are bought.'] : []),
          ...(lock && !isBought ? [`Locked: ${explainDecision(lock, messages, catalog)}`] : []),
          ...saves,
        ].join(' ')}
      </p>
      {fields.map((field) => (
        <SettleButtons key={field} target={target} field={field} isSaid />
      ))}
    </>
  );
}

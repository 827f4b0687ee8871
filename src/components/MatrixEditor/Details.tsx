'use client';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { explainDecision } from '../../react/hooks/explainDecision.js';
import type { MatrixTarget } from '../../matrix/MatrixBackend.js';
import { rolesLabel, targetLabel } from '../../matrix/findTargets.js';
import { type Attribute, notesOf, type PermissionAttribute, fieldsOfRow } from '../../matrix/row.js';
import type { Place } from './state/gridKeys.js';
import { useMatrixContext } from './state/MatrixContext.js';
import { SettleButtons } from './ui/SettleButtons.js';
import { useCell, useTarget, useTopic } from './state/useCell.js';
import { cellLines, saveLines } from './words/cellWords.js';
import { factWords } from './words/factWords.js';

/** What the cell in focus means, in words: for everybody to read, and what its control is described by. */
export function Details(): ReactNode {
  const { view, commands } = useMatrixContext();
  const { grid } = view;
  const read = () => grid.get().focus;
  const focus = useSyncExternalStore(grid.subscribe, read, read);
  const cell = commands.cellAt(focus);
  return (
    <div className="hs-matrix-details">
      {cell?.line.kind === 'permission' ? (
        <CellDetails line={cell.line} target={cell.target} />
      ) : (
        ((cell && <TargetDetails line={cell.line} target={cell.target} />) ?? <HeaderDetails place={focus} />)
      )}
    </div>
  );
}

function CellDetails({
  line,
  target,
}: {
  readonly line: PermissionAttribute;
  readonly target: MatrixTarget;
}): ReactNode {
  const { view, messages, detailsId } = useMatrixContext();
  const { matrix } = view;
  const cell = useCell(matrix, target, line.permission);
  const { permission } = line;
  // Who changed it is marked until somebody was there to read it.
  useEffect(() => () => matrix.seen(target, permission), [matrix, target, permission]);
  if (!cell) return <p id={detailsId} />;
  return (
    <>
      <p className="hs-matrix-title">
        {line.label}, {targetLabel(matrix, target)}
      </p>
      <p id={detailsId}>
        {[...cellLines(matrix, messages, { line, target, cell }), ...notesOf(line, target)].join(' ')}
      </p>
      <p className="hs-matrix-sub">{line.description}</p>
      <SettleButtons target={target} field={`overrides.${line.permission}`} isSaid />
    </>
  );
}

/** What a header stands for: whole, and with what its pointer would be told. */
function HeaderDetails({ place }: { readonly place: Place }): ReactNode {
  const { view, commands, detailsId } = useMatrixContext();
  const { matrix, lines } = view;
  const { line: key, target } = commands.identityAt(place);
  const line = lines.find((each) => each.key === key);
  const title = line?.label ?? (target && targetLabel(matrix, target));
  return (
    <>
      {title !== undefined && <p className="hs-matrix-title">{title}</p>}
      <p id={detailsId} className="hs-matrix-sub">
        {line && 'description' in line && line.description}
        {line?.kind === 'permission' && line.note && ` ${line.note}`}
        {!line && target && rolesLabel(matrix, target)}
      </p>
    </>
  );
}

function TargetDetails({ line, target }: { readonly line: Attribute; readonly target: MatrixTarget }): ReactNode {
  const { view, messages, detailsId } = useMatrixContext();
  const { matrix } = view;
  const lock = matrix.targetLock(target);
  const catalog = matrix.catalog();
  const fields = fieldsOfRow(catalog, line);
  const state = useTarget(matrix, target);
  useTopic(matrix, target, () => fields.map((field) => matrix.saveState(target, field).status).join());
  const saves = fields.flatMap((field) => saveLines(matrix, messages, field, matrix.saveState(target, field)));
  const isBought = line.kind === 'plan' || line.kind === 'licenses';
  return (
    <>
      <p className="hs-matrix-title">
        {line.label}, {targetLabel(matrix, target)}
        {state?.kind === 'member' && `: ${factWords(catalog, line.kind, state.member)}`}
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

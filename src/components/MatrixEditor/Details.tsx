'use client';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { explainDecision } from '../../react/explainDecision.js';
import type { MatrixTarget } from './engine/MatrixBackend.js';
import { idOfTarget } from './engine/target.js';
import { targetLabel } from './find/findTargets.js';
import type { Attribute, PermissionAttribute } from './grid/Attribute.js';
import { useMatrixContext } from './MatrixContext.js';
import { SettleButtons } from './panels/SettleButtons.js';
import { useCell } from './useCell.js';
import { cellLines } from './words/cellWords.js';

/** What the cell in focus means, in words: for everybody to read, and what its control is described by. */
export function Details(): ReactNode {
  const { view, commands, detailsId } = useMatrixContext();
  const { grid } = view;
  const read = () => grid.get().focus;
  const focus = useSyncExternalStore(grid.subscribe, read, read);
  const cell = commands.cellAt(focus);
  return (
    <div className="hs-matrix-details">
      {cell?.line.kind === 'permission' ? (
        <CellDetails line={cell.line} target={cell.target} />
      ) : (
        <p id={detailsId}>{cell && <TargetDetails line={cell.line} target={cell.target} />}</p>
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
  const notes = [line.note, line.cells?.[idOfTarget(target)]?.note].filter((note) => note !== undefined);
  return (
    <>
      <p className="hs-matrix-title">
        {line.label}, {targetLabel(matrix, target)}
      </p>
      <p id={detailsId}>{[...cellLines(matrix.catalog(), messages, line.permission, cell), ...notes].join(' ')}</p>
      <SettleButtons target={target} line={line} />
    </>
  );
}

function TargetDetails({ line, target }: { readonly line: Attribute; readonly target: MatrixTarget }): ReactNode {
  const { view, messages } = useMatrixContext();
  const { matrix } = view;
  if (line.kind === 'plan' || line.kind === 'licenses')
    return 'Read only: it is changed where plans and licences are bought.';
  const lock = matrix.targetLock(target);
  return lock && `Locked: ${explainDecision(lock, messages, matrix.catalog())}`;
}

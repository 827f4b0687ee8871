'use client';
import { useCallback, useSyncExternalStore } from 'react';
import type { Topic } from '../../../matrix/createQueues.js';
import type { Matrix, MatrixStatus } from '../../../matrix/Matrix.js';
import type { MatrixTarget, TargetState } from '../../../matrix/MatrixBackend.js';
import type { MatrixCell, SaveState } from '../../../matrix/MatrixCell.js';
import type { Field } from '../../../matrix/field.js';

/** One cell; the caller renders when something in this cell changes, and not otherwise. */
export function useCell(matrix: Matrix, target: MatrixTarget, permission: string): MatrixCell | undefined {
  return useTopic(matrix, target, () => matrix.cell(target, permission));
}

/** A member or role as it is shown. */
export function useTarget(matrix: Matrix, target: MatrixTarget): TargetState | undefined {
  return useTopic(matrix, target, () => matrix.shown(target));
}

/** The name of the save state of a field. */
export function useSaveStatus(matrix: Matrix, target: MatrixTarget, field: Field): SaveState['status'] {
  return useTopic(matrix, target, () => matrix.saveState(target, field).status);
}

/** The save status of the whole matrix. */
export function useMatrixStatus(matrix: Matrix): MatrixStatus {
  return useTopic(matrix, 'status', matrix.status);
}

/** Something that the engine keeps the same object for until it changes. */
export function useTopic<T>(matrix: Matrix, topic: Topic, read: () => T): T {
  const subscribe = useCallback((listener: () => void) => matrix.subscribe(topic, listener), [matrix, topic]);
  return useSyncExternalStore(subscribe, read, read);
}

/** Renders the caller again once names of directory ids were read. */
export function useNames(matrix: Matrix): void {
  useTopic(matrix, 'names', matrix.namesVersion);
}

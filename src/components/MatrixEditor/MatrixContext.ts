'use client';
import { createContext, type ReactNode, useContext } from 'react';
import type { MatrixTarget } from './engine/MatrixBackend.js';
import type { MatrixCell } from './engine/MatrixCell.js';
import type { PermissionAttribute } from './grid/Attribute.js';
import type { MatrixCommands } from './createCommands.js';
import type { MatrixView } from './useMatrix.js';
import type { Messages } from '../../react/messages.js';

/** What draws the value of a cell beside its control. */
export type RenderCellValue = (cell: MatrixCell, line: PermissionAttribute, target: MatrixTarget) => ReactNode;

/** What every part of a matrix works with. */
export interface MatrixContextValue {
  readonly view: MatrixView;
  readonly commands: MatrixCommands;
  readonly messages: Messages;
  /** The element that describes the cell in focus. */
  readonly detailsId: string;
  readonly renderValue: RenderCellValue | undefined;
}

const MatrixContext = createContext<MatrixContextValue | undefined>(undefined);

/** Hands a matrix to its parts. */
export const MatrixProvider = MatrixContext.Provider;

/** The matrix that this is a part of. */
export function useMatrixContext(): MatrixContextValue {
  const value = useContext(MatrixContext);
  if (!value) throw new Error('A part of the matrix was used outside of it. Put it into <MatrixEditor>.');
  return value;
}

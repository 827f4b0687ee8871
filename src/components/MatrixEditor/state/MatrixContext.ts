'use client';
import { createContext, type ReactNode, type RefObject, useContext } from 'react';
import type { Matrix } from '../../../matrix/Matrix.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { MatrixCell } from '../../../matrix/MatrixCell.js';
import type { PermissionRow } from '../../../matrix/row.js';
import type { GridStore } from './createGridStore.js';
import type { MatrixCommands } from './createCommands.js';
import type { MatrixView } from './useMatrixEditor.js';
import type { Words } from '../../../react/store/words.js';

/** Renders the value of a cell beside its control. */
export type RenderCellValue = (cell: MatrixCell, row: PermissionRow, target: MatrixTarget) => ReactNode;

/** The value that every part of a matrix shares. */
export interface MatrixContextValue {
  readonly view: MatrixView;
  readonly commands: MatrixCommands;
  readonly messages: Words;
  /** The element that describes the cell in focus. */
  readonly detailsId: string;
  /** The editor's own element: there may be others on the page. */
  readonly root: RefObject<HTMLElement | null>;
  /** One member or role is shown at a time. */
  readonly isList: boolean;
}

/** The value that the cells of a grid share. It outlives filters and pages, so that these render no cell. */
export interface CellContextValue {
  readonly matrix: Matrix;
  readonly grid: GridStore;
  /** Those of the latest view. */
  readonly commands: () => MatrixCommands;
  readonly detailsId: string;
  readonly renderValue: RenderCellValue | undefined;
}

const MatrixContext = createContext<MatrixContextValue | undefined>(undefined);
const CellContext = createContext<CellContextValue | undefined>(undefined);

/** Hands a matrix to its parts. */
export const MatrixProvider = MatrixContext.Provider;

/** Hands a matrix to the cells of its grid. */
export const CellProvider = CellContext.Provider;

/** The matrix that this is a part of. */
export function useMatrixContext(): MatrixContextValue {
  return requirePart(useContext(MatrixContext));
}

/** The matrix that this is a cell of. */
export function useCellContext(): CellContextValue {
  return requirePart(useContext(CellContext));
}

function requirePart<T>(value: T | undefined): T {
  if (!value) throw new Error('A part of the matrix was used outside of it. Put it into <MatrixEditor>.');
  return value;
}

'use client';
import { useEffect, useMemo } from 'react';
import type { Catalog } from '../../model/catalog.js';
import type { GrantSet } from '../../model/grant.js';
import { createMatrix } from './engine/createMatrix.js';
import type { Matrix, SaveMode } from './engine/Matrix.js';
import type { MatrixBackend } from './engine/MatrixBackend.js';

/** What the engine of a mounted editor is made of. */
export interface MatrixEngineOptions {
  readonly catalog: Catalog | undefined;
  readonly backend: MatrixBackend;
  readonly actor: GrantSet | undefined;
  readonly mode: SaveMode;
  readonly holders: ((role: string) => number) | undefined;
}

/** The engine of a mounted editor, or nothing before the catalog is known. A new catalog or backend is a new engine. */
export function useMatrixEngine({ catalog, backend, actor, mode, holders }: MatrixEngineOptions): Matrix | undefined {
  const matrix = useMemo(
    () => catalog && createMatrix({ catalog, backend, actor: undefined, ...(holders && { holders }) }),
    [catalog, backend, holders],
  );

  useEffect(() => matrix?.start(), [matrix]);
  useEffect(() => matrix?.setActor(actor), [matrix, actor]);
  useEffect(() => matrix?.setMode(mode), [matrix, mode]);
  useEffect(() => (matrix ? followNetwork(matrix) : undefined), [matrix]);
  return matrix;
}

/** Holds saves back while the browser knows that it is offline. */
function followNetwork(matrix: Matrix): () => void {
  const tell = () => matrix.setOnline(navigator.onLine);
  tell();
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  return () => {
    window.removeEventListener('online', tell);
    window.removeEventListener('offline', tell);
  };
}

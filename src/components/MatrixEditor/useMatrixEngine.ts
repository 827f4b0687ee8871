'use client';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Catalog } from '../../model/catalog.js';
import type { GrantSet } from '../../model/grant.js';
import type { PermissionStore } from '../../react/createPermissionStore.js';
import { createMatrix } from './engine/createMatrix.js';
import type { Matrix, SaveMode } from './engine/Matrix.js';
import type { MatrixBackend } from './engine/MatrixBackend.js';

/** What the engine of a mounted editor is made of. */
export interface MatrixEngineOptions {
  readonly catalog: Catalog | undefined;
  readonly backend: MatrixBackend;
  readonly actor: GrantSet | undefined;
  /** What the actor's grants come from. */
  readonly store: PermissionStore;
  readonly mode: SaveMode;
  readonly holders: ((role: string) => number) | undefined;
}

/**
 * The engine of a mounted editor, or nothing before the catalog is known. A new catalog, backend or person is a new
 * engine: nothing that somebody else read or left unsaved is shown, or saved, in the name of whoever comes next.
 */
export function useMatrixEngine({
  catalog,
  backend,
  actor,
  store,
  mode,
  holders,
}: MatrixEngineOptions): Matrix | undefined {
  const turn = useTurn(store, actor);
  const matrix = useMemo(
    () => catalog && createMatrix({ catalog, backend, actor: undefined, ...(holders && { holders }) }),
    // oxlint-disable-next-line react/exhaustive-deps -- another turn is another engine
    [catalog, backend, holders, turn],
  );

  const latest = useRef(turn);
  useLayoutEffect(() => {
    latest.current = turn;
  });
  useEffect(() => {
    const stop = matrix?.start();
    return () => {
      if (latest.current !== turn) matrix?.setActor(undefined);
      stop?.();
    };
  }, [matrix, turn]);
  useEffect(() => matrix?.setActor(actor), [matrix, actor]);
  useEffect(() => matrix?.setMode(mode), [matrix, mode]);
  useEffect(() => (matrix ? followNetwork(matrix) : undefined), [matrix]);
  return matrix;
}

/** Counts who was signed in one after the other: as soon as grants are loaded for somebody else, or may be. */
function useTurn(store: PermissionStore, actor: GrantSet | undefined): number {
  const person = actor && JSON.stringify([actor.subject.tenant, actor.subject.id]);
  const [state, setState] = useState({ store, person, turn: 0 });
  if (store === state.store && (person === undefined || person === state.person)) return state.turn;
  const isOther = store !== state.store || state.person !== undefined;
  const turn = isOther ? state.turn + 1 : state.turn;
  setState({ store, person, turn });
  return turn;
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

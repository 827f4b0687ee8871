'use client';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Catalog } from '../../../model/catalog.js';
import type { GrantSet } from '../../../model/grant.js';
import type { PermissionStore } from '../../../react/store/createPermissionStore.js';
import { createMatrix } from '../../../matrix/createMatrix.js';
import type { Matrix, SaveMode } from '../../../matrix/Matrix.js';
import { latestBackend } from '../../../matrix/latestBackend.js';
import type { MatrixBackend } from '../../../matrix/MatrixBackend.js';

/** Options of `useMatrixEngine`. */
export interface MatrixEngineOptions {
  readonly catalog: Catalog | undefined;
  readonly backend: MatrixBackend;
  readonly actor: GrantSet | undefined;
  /** The store of the actor's grants. */
  readonly store: PermissionStore;
  readonly mode: SaveMode;
  readonly holders: ((role: string) => number | undefined) | undefined;
}

/**
 * The engine of a mounted editor, or nothing before the catalog is known. Another person, a backend of another key, or a
 * catalog that says something else is a new engine: nothing that somebody else read or left unsaved is shown, or saved,
 * in the name of the next person. New objects with the same content, such as those made at each rendering, are not.
 */
export function useMatrixEngine({
  catalog: given,
  backend,
  actor,
  store,
  mode,
  holders,
}: MatrixEngineOptions): Matrix | undefined {
  const turn = useTurn(store, actor);
  const catalog = useSameCatalog(given);
  const count = useRef(holders);
  const engine = useMemo(
    () => {
      if (!catalog) return undefined;
      const asked = latestBackend(backend);
      const options = { catalog, backend: asked, actor: undefined, holders: (role: string) => count.current?.(role) };
      return { matrix: createMatrix(options), backend: asked };
    },
    // oxlint-disable-next-line react/exhaustive-deps -- another turn is another engine; a backend is known by its key
    [catalog, backend.key, turn],
  );
  const matrix = engine?.matrix;
  useLayoutEffect(() => {
    count.current = holders;
    engine?.backend.use(backend);
  });

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

/** The first of several catalogs that say the same. Functions in them are not compared. */
function useSameCatalog(catalog: Catalog | undefined): Catalog | undefined {
  const [kept, setKept] = useState(catalog);
  if (kept === catalog || (kept && catalog && textOf(kept) === textOf(catalog))) return kept;
  setKept(catalog);
  return catalog;
}

const texts = new WeakMap<Catalog, string>();

function textOf(catalog: Catalog): string {
  const text = texts.get(catalog) ?? JSON.stringify(catalog);
  texts.set(catalog, text);
  return text;
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

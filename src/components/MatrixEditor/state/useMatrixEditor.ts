'use client';
import { useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Catalog } from '../../../model/catalog.js';
import { StoreContext } from '../../../react/store/PermissionContext.js';
import { useEvaluator } from '../../../react/hooks/useEvaluator.js';
import type { Matrix, SaveMode } from '../../../matrix/Matrix.js';
import type { MatrixBackend, MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { findRows } from '../../../matrix/findRows.js';
import { findTargets } from '../../../matrix/findTargets.js';
import { differingPermissions, ownPermissions, overriddenPermissions } from '../../../matrix/compareRows.js';
import {
  type Row,
  memberRows,
  permissionRows,
  type PermissionRow,
  type RowSource,
  withSections,
} from '../../../matrix/row.js';
import { createGridStore, type GridStore } from './createGridStore.js';
import { useMatrixEngine } from './useMatrixEngine.js';

/** The kind of the columns. */
export type MatrixColumns = 'roles' | 'members';

/** Filters of the rows and columns of a matrix. */
export interface MatrixFilters {
  /** Searches rows by label, key and description. */
  readonly rows: string;
  /** Searches columns by name, id, extension and role. */
  readonly columns: string;
  readonly onlyDifferences: boolean;
  readonly onlyOverrides: boolean;
  /** Only these columns, such as two that are compared, or everybody who has something. */
  readonly only: { readonly targets: readonly MatrixTarget[]; readonly why: string } | undefined;
}

/** Options of `useMatrixEditor`. */
export interface UseMatrixEditorOptions {
  /** Identified by its `key`: a new object with the same key at each rendering changes nothing. */
  readonly backend: MatrixBackend;
  readonly columns?: MatrixColumns;
  /** `table` shows the rows of the product's own page, where the catalog has them. */
  readonly rows?: RowSource;
  readonly saveMode?: SaveMode;
  /** Default: the provider's catalog. A new object that says the same changes nothing. */
  readonly catalog?: Catalog;
  /** The number of members who hold a role, if the backend shows only some of them. */
  readonly holders?: (role: string) => number | undefined;
}

/** A matrix, ready to be drawn: as a grid, as a list, or in one's own way. */
export interface MatrixView {
  readonly matrix: Matrix;
  readonly catalog: Catalog;
  readonly columns: MatrixColumns;
  /** Every row about a permission, before any filter. */
  readonly permissionRows: readonly PermissionRow[];
  /** The rows that the filters leave, with headings. */
  readonly rows: readonly Row[];
  readonly targets: readonly MatrixTarget[];
  readonly filters: MatrixFilters;
  readonly setFilters: (change: Partial<MatrixFilters>) => void;
  readonly grid: GridStore;
}

const noFilters: MatrixFilters = {
  rows: '',
  columns: '',
  onlyDifferences: false,
  onlyOverrides: false,
  only: undefined,
};

/**
 * The behaviour of a permission matrix without its looks: the engine with its edits, the rows and columns that the
 * filters leave, and the store of focus and selection. `undefined` until the signed-in administrator's catalog is known.
 *
 * ```tsx
 * const view = useMatrixEditor({ backend, columns: 'members' });
 * view?.matrix.edit([{ target: 'member:ann', field: 'overrides.calls.view', next: undefined }], 'Calls');
 * ```
 */
export function useMatrixEditor(options: UseMatrixEditorOptions): MatrixView | undefined {
  const { backend, columns = 'members', rows: source = 'permissions', saveMode = 'auto', holders } = options;
  const may = useEvaluator();
  const store = useContext(StoreContext);
  const matrix = useMatrixEngine({
    catalog: options.catalog ?? store.catalog,
    backend,
    actor: may?.grantSet,
    store,
    mode: saveMode,
    holders,
  });
  const [grid] = useState(createGridStore);
  const [filters, setFilters] = useFilters(matrix);
  const version = useListVersion(matrix);
  // The same objects as long as the catalog is the same one: what is edited are its roles.
  const all = useMemo(() => (matrix ? permissionRows(matrix.catalog(), source) : []), [matrix, source]);
  return useMemo(() => {
    if (!matrix) return undefined;
    const catalog = matrix.catalog();
    const targets = shownTargets(matrix, columns, filters);
    const rows = shownRows(matrix, catalog, columns, all, targets, filters);
    return { matrix, catalog, columns, permissionRows: all, rows, targets, filters, setFilters, grid };
    // oxlint-disable-next-line react/exhaustive-deps -- `version` stands for the lists inside of `matrix`
  }, [matrix, version, columns, all, filters, setFilters, grid]);
}

/** The filters of one engine: the next person who signs in begins without any. */
function useFilters(matrix: Matrix | undefined): readonly [MatrixFilters, (change: Partial<MatrixFilters>) => void] {
  const [kept, setKept] = useState({ matrix, filters: noFilters });
  const change = useCallback(
    (next: Partial<MatrixFilters>) =>
      setKept((before) => ({
        matrix,
        filters: { ...(before.matrix === matrix ? before.filters : noFilters), ...next },
      })),
    [matrix],
  );
  return [kept.matrix === matrix ? kept.filters : noFilters, change];
}

/** Counts the changes of which members and roles there are. */
function useListVersion(matrix: Matrix | undefined): number {
  const [version, setVersion] = useState(0);
  useEffect(() => matrix?.subscribe('lists', () => setVersion((count) => count + 1)), [matrix]);
  return version;
}

function shownTargets(matrix: Matrix, columns: MatrixColumns, filters: MatrixFilters): readonly MatrixTarget[] {
  const all = filters.only?.targets ?? (columns === 'roles' ? matrix.roles() : matrix.members());
  const there = filters.only ? all.filter((target) => matrix.shown(target)) : all;
  const found = findTargets(matrix, there, filters.columns);
  return filters.onlyOverrides ? found.filter((target) => ownPermissions(matrix, target).length > 0) : found;
}

function shownRows(
  matrix: Matrix,
  catalog: Catalog,
  columns: MatrixColumns,
  rows: readonly PermissionRow[],
  targets: readonly MatrixTarget[],
  filters: MatrixFilters,
): readonly Row[] {
  const keep = [
    ...(filters.onlyDifferences ? [differingPermissions(matrix, targets)] : []),
    ...(filters.onlyOverrides ? [overriddenPermissions(matrix, targets)] : []),
  ];
  const found = findRows(rows, filters.rows).filter(({ permission }) => keep.every((set) => set.has(permission)));
  const isNarrowed = filters.rows !== '' || keep.length > 0;
  const about = columns === 'members' && !isNarrowed ? memberRows(catalog) : [];
  return [...about, ...withSections(catalog, found)];
}

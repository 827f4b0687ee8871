'use client';
import { useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Catalog } from '../../../model/catalog.js';
import { StoreContext } from '../../../react/store/PermissionContext.js';
import { useEvaluator } from '../../../react/hooks/useEvaluator.js';
import type { Matrix, SaveMode } from '../../../matrix/Matrix.js';
import type { MatrixBackend, MatrixTarget } from '../../../matrix/MatrixBackend.js';
import { findLines } from '../../../matrix/findRows.js';
import { findTargets } from '../../../matrix/findTargets.js';
import { differingPermissions, ownPermissions, overriddenPermissions } from '../../../matrix/compareRows.js';
import {
  type Attribute,
  memberAttributes,
  permissionAttributes,
  type PermissionAttribute,
  type RowSource,
  withSections,
} from '../../../matrix/row.js';
import { createGridStore, type GridStore } from './createGridStore.js';
import { useMatrixEngine } from './useMatrixEngine.js';

/** Which columns the matrix has. */
export type MatrixColumns = 'roles' | 'members';

/** What the matrix is asked to show. */
export interface MatrixFilters {
  /** Searches lines by label, key and description. */
  readonly lines: string;
  /** Searches columns by name, id, extension and role. */
  readonly columns: string;
  readonly onlyDifferences: boolean;
  readonly onlyOverrides: boolean;
  /** Only these columns, such as two that are compared, or everybody who has something. */
  readonly only: { readonly targets: readonly MatrixTarget[]; readonly why: string } | undefined;
}

/** What a matrix is made of. */
export interface UseMatrixOptions {
  /** Known by its `key`: one that is made again at each rendering changes nothing. */
  readonly backend: MatrixBackend;
  readonly columns?: MatrixColumns;
  /** `table` shows the rows of the product's own page, where the catalog has them. */
  readonly rows?: RowSource;
  readonly saveMode?: SaveMode;
  /** Default: the provider's catalog. A new object that says the same changes nothing. */
  readonly catalog?: Catalog;
  /** How many members hold a role, where the backend shows only some of them. */
  readonly holders?: (role: string) => number | undefined;
}

/** A matrix, ready to be drawn: as a grid, as a list, or in one's own way. */
export interface MatrixView {
  readonly matrix: Matrix;
  readonly catalog: Catalog;
  readonly columns: MatrixColumns;
  /** Every line about a permission, before any filter. */
  readonly permissionLines: readonly PermissionAttribute[];
  /** What the filters leave, with headings. */
  readonly lines: readonly Attribute[];
  readonly targets: readonly MatrixTarget[];
  readonly filters: MatrixFilters;
  readonly setFilters: (change: Partial<MatrixFilters>) => void;
  readonly grid: GridStore;
}

const noFilters: MatrixFilters = {
  lines: '',
  columns: '',
  onlyDifferences: false,
  onlyOverrides: false,
  only: undefined,
};

/**
 * The behaviour of a permission matrix without its looks: the engine with its edits, the lines and columns that the
 * filters leave, and the store of focus and selection. `undefined` until the signed-in administrator's catalog is known.
 *
 * ```tsx
 * const view = useMatrixEditor({ backend, columns: 'members' });
 * view?.matrix.edit([{ target: 'member:ann', field: 'overrides.calls.view', next: undefined }], 'Calls');
 * ```
 */
export function useMatrixEditor(options: UseMatrixOptions): MatrixView | undefined {
  const { backend, columns = 'members', rows = 'permissions', saveMode = 'auto', holders } = options;
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
  const permissionLines = useMemo(() => (matrix ? permissionAttributes(matrix.catalog(), rows) : []), [matrix, rows]);
  return useMemo(() => {
    if (!matrix) return undefined;
    const catalog = matrix.catalog();
    const targets = shownTargets(matrix, columns, filters);
    const lines = shownLines(matrix, catalog, columns, permissionLines, targets, filters);
    return { matrix, catalog, columns, permissionLines, lines, targets, filters, setFilters, grid };
    // oxlint-disable-next-line react/exhaustive-deps -- `version` stands for the lists inside of `matrix`
  }, [matrix, version, columns, permissionLines, filters, setFilters, grid]);
}

/** The filters of one engine: whoever signs in next begins without any. */
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

function shownLines(
  matrix: Matrix,
  catalog: Catalog,
  columns: MatrixColumns,
  lines: readonly PermissionAttribute[],
  targets: readonly MatrixTarget[],
  filters: MatrixFilters,
): readonly Attribute[] {
  const keep = [
    ...(filters.onlyDifferences ? [differingPermissions(matrix, targets)] : []),
    ...(filters.onlyOverrides ? [overriddenPermissions(matrix, targets)] : []),
  ];
  const found = findLines(lines, filters.lines).filter(({ permission }) => keep.every((set) => set.has(permission)));
  const isNarrowed = filters.lines !== '' || keep.length > 0;
  const about = columns === 'members' && !isNarrowed ? memberAttributes(catalog) : [];
  return [...about, ...withSections(catalog, found)];
}

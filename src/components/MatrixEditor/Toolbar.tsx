'use client';
import { type ReactNode, useState } from 'react';
import { downloadCsv } from './export/downloadCsv.js';
import { useMatrixContext } from './state/MatrixContext.js';
import { isPermissionRow } from '../../matrix/findRows.js';
import type { MatrixFilters, MatrixView } from './state/useMatrixEditor.js';
import { useMatrixStatus, useTopic } from './state/useCell.js';
import { MatrixButton } from './ui/MatrixButton.js';

/** Search, filters, undo and what can be done with the whole matrix. */
export function Toolbar({ onPrint }: { readonly onPrint: () => void }): ReactNode {
  const { view, commands } = useMatrixContext();
  const { matrix, columns } = view;
  const { undo, redo } = useMatrixStatus(matrix);
  return (
    <div className="hs-matrix-toolbar">
      <div className="hs-matrix-tools" role="search" data-matrix-search>
        <SearchField filter="rows" label="Search permissions" />
        <SearchField filter="columns" label={columns === 'roles' ? 'Search roles' : 'Search members'} />
        <FilterBox filter="onlyDifferences" label="Only differences" />
        <FilterBox filter="onlyOverrides" label={columns === 'roles' ? 'Only changed' : 'Only overrides'} />
      </div>
      <div className="hs-matrix-tools">
        <MatrixButton isDisabled={undo === undefined} title={undo} onClick={matrix.undo}>
          Undo
        </MatrixButton>
        <MatrixButton isDisabled={redo === undefined} title={redo} onClick={matrix.redo}>
          Redo
        </MatrixButton>
        {columns === 'members' && (
          <MatrixButton onClick={() => commands.panel.set({ type: 'findings' })}>Findings</MatrixButton>
        )}
        <ExportButton />
        <MatrixButton onClick={onPrint}>Print review</MatrixButton>
      </div>
      <OnlyThese />
      <Found />
    </div>
  );
}

function SearchField({ filter, label }: { readonly filter: 'rows' | 'columns'; readonly label: string }): ReactNode {
  const { filters, setFilters } = useMatrixContext().view;
  return (
    <input
      type="search"
      className="hs-matrix-field"
      aria-label={label}
      placeholder={label}
      value={filters[filter]}
      onChange={(event) => setFilters({ [filter]: event.target.value })}
    />
  );
}

type Flag = { [K in keyof MatrixFilters]: MatrixFilters[K] extends boolean ? K : never }[keyof MatrixFilters];

function FilterBox({ filter, label }: { readonly filter: Flag; readonly label: string }): ReactNode {
  const { filters, setFilters } = useMatrixContext().view;
  return (
    <label className="hs-matrix-flag">
      <input
        type="checkbox"
        checked={filters[filter]}
        onChange={(event) => setFilters({ [filter]: event.target.checked })}
      />{' '}
      {label}
    </label>
  );
}

/** Says that not all columns are shown, and why. */
function OnlyThese(): ReactNode {
  const { filters, setFilters } = useMatrixContext().view;
  if (!filters.only) return null;
  return (
    <p className="hs-matrix-only">
      {filters.only.why}.{' '}
      <MatrixButton onClick={() => setFilters({ only: undefined, onlyDifferences: false })}>Show all</MatrixButton>
    </p>
  );
}

/** The number of rows and columns that search and filters leave, announced to screen readers. */
function Found(): ReactNode {
  const { view } = useMatrixContext();
  const { matrix, filters } = view;
  useTopic(matrix, 'status', () => matrix.status().load.status);
  const isFiltered = filters.rows !== '' || filters.columns !== '' || filters.onlyDifferences || filters.onlyOverrides;
  return (
    <p role="status" className="hs-matrix-found">
      {isFiltered && foundWords(view)}
    </p>
  );
}

function foundWords({ rows, permissionRows, targets, columns, filters, matrix }: MatrixView): string {
  const found = rows.filter(isPermissionRow).length;
  const who = columns === 'roles' ? 'role' : 'member';
  const left = 'is left by the search and the filters.';
  if (targets.length === 0) return matrix.status().load.status === 'loading' ? '' : `No ${who} ${left}`;
  if (found === 0)
    return filters.onlyDifferences && filters.rows === '' ? 'No permission differs.' : `No permission ${left}`;
  const all = permissionRows.length;
  return `${found} of ${all} ${all === 1 ? 'permission' : 'permissions'}, ${targets.length} ${who}${targets.length === 1 ? '' : 's'}.`;
}

function ExportButton(): ReactNode {
  const { view, commands } = useMatrixContext();
  const [isBusy, setBusy] = useState(false);
  const run = () => {
    if (isBusy) return;
    setBusy(true);
    downloadCsv(view, new AbortController().signal)
      .catch(() => commands.say('The export was broken off. Try again.'))
      .finally(() => setBusy(false));
  };
  return (
    <MatrixButton isDisabled={isBusy} onClick={run}>
      {isBusy ? 'Exporting…' : 'Export CSV'}
    </MatrixButton>
  );
}

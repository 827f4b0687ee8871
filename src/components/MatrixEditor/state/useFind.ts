'use client';
import { useMemo } from 'react';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { PermissionRow } from '../../../matrix/row.js';
import { useMatrixContext } from './MatrixContext.js';
import { findHolders } from '../../../matrix/compareRows.js';
import { targetLabel } from '../../../matrix/findTargets.js';

/** Commands that narrow the columns down by their permissions. */
export interface Find {
  readonly whoHas: (row: PermissionRow) => void;
  /** Menu items that compare a column with another one of the same selection, or with whichever is chosen. */
  readonly compareItems: (target: MatrixTarget) => readonly (readonly [string, () => void])[];
  readonly compare: (targets: readonly MatrixTarget[]) => void;
}

/** Narrows the columns down. */
export function useFind(): Find {
  const { view, commands } = useMatrixContext();
  return useMemo(() => {
    const { matrix, columns, setFilters } = view;
    const { search } = commands;
    const compare = (targets: readonly MatrixTarget[]) =>
      setFilters({
        only: { targets, why: `Comparing ${targets.map((each) => targetLabel(matrix, each)).join(' and ')}` },
        columns: '',
        onlyDifferences: true,
      });
    const whoHas = (row: PermissionRow) => {
      const signal = search.begin();
      commands.say(`Looking for everybody who has ${row.label}.`);
      const all = columns === 'roles' ? matrix.roles() : matrix.members();
      findHolders(matrix, all, row.permission, signal).then(
        (targets) => {
          setFilters({ only: { targets, why: `${targets.length} of ${all.length} have ${row.label}` } });
          commands.say(`${targets.length} of ${all.length} have ${row.label}.`);
        },
        () => signal.aborted || commands.say('Looking was broken off.'),
      );
    };
    const compareItems = (target: MatrixTarget) => {
      const others = new Set(commands.selectedCells().map((cell) => cell.target));
      others.delete(target);
      const [other, ...more] = others;
      if (other === undefined || more.length > 0)
        return [['Compare with another…', () => commands.panel.set({ type: 'compare', target })]] as const;
      return [[`Compare with ${targetLabel(matrix, other)}`, () => compare([target, other])]] as const;
    };
    return { whoHas, compare, compareItems };
  }, [view, commands]);
}

'use client';
import { type ReactNode, useContext, useEffect, useState } from 'react';
import type { MatrixChange } from '../engine/plan.js';
import { idOfTarget, isRoleTarget } from '../engine/target.js';
import { useMatrixContext } from '../MatrixContext.js';
import { ImpactContext } from './ImpactContext.js';

/** What a change touches: how many members, and what the app counts beside that. */
export function ImpactLine({ change }: { readonly change: MatrixChange }): ReactNode {
  const { matrix } = useMatrixContext().view;
  const counts = useCounts(change);
  const members = isRoleTarget(change.target) ? matrix.holders(idOfTarget(change.target)) : undefined;
  const parts = [
    ...(members === undefined ? [] : [`Touches ${members} ${members === 1 ? 'member' : 'members'}`]),
    ...counts,
  ];
  return parts.length > 0 && <p className="hs-matrix-impact">{parts.join('; ')}.</p>;
}

function useCounts(change: MatrixChange): readonly string[] {
  const count = useContext(ImpactContext);
  const [counts, setCounts] = useState<readonly string[]>([]);
  const asked = JSON.stringify(change);
  useEffect(() => {
    if (!count) return undefined;
    const cancel = new AbortController();
    // The change as text: the same change is not counted twice.
    count(JSON.parse(asked) as MatrixChange, cancel.signal).then(
      (found) => !cancel.signal.aborted && setCounts(found.map(({ label, count: number }) => `${number} ${label}`)),
      () => !cancel.signal.aborted && setCounts([]),
    );
    return () => cancel.abort();
  }, [count, asked]);
  return counts;
}

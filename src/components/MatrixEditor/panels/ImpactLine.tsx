'use client';
import { type ReactNode, useContext, useEffect, useState } from 'react';
import type { MatrixChange } from '../../../matrix/preview.js';
import { idOfTarget, isRoleTarget } from '../../../matrix/target.js';
import { useMatrixContext } from '../state/MatrixContext.js';
import { ImpactContext } from '../state/ImpactContext.js';

/** The impact of changes before they are made: the number of members, and the counts of the application. */
export function ImpactLine({ changes }: { readonly changes: readonly MatrixChange[] }): ReactNode {
  const members = useMembersTouched(changes);
  const parts = [...members, ...useCounts(changes)];
  return (
    <p role="status" className="hs-matrix-impact">
      {parts.length > 0 && `${parts.join('; ')}.`}
    </p>
  );
}

/** The members that changes affect: the holders of changed roles, and members whose own settings change. */
function useMembersTouched(changes: readonly MatrixChange[]): readonly string[] {
  const { matrix } = useMatrixContext().view;
  const targets = [...new Set(changes.map(({ target }) => target))];
  const roles = targets.filter(isRoleTarget).map(idOfTarget);
  if (roles.length === 0 && targets.length < 2) return [];
  const [role, ...more] = roles;
  const members = new Set(targets.filter((target) => !isRoleTarget(target)));
  const isOne = role !== undefined && more.length === 0 && members.size === 0;
  const count = isOne ? matrix.holders(role) : members.size + holdersOf(roles, members);
  // Fewer have been read than there may be.
  const atLeast = matrix.status().load.status === 'complete' ? '' : 'at least ';
  return [`Touches ${atLeast}${count} ${count === 1 ? 'member' : 'members'}`];

  function holdersOf(ids: readonly string[], counted: ReadonlySet<string>): number {
    if (ids.length === 0) return 0;
    return matrix.members().filter((target) => {
      const state = matrix.shown(target);
      return state?.kind === 'member' && !counted.has(target) && state.member.roles.some((id) => ids.includes(id));
    }).length;
  }
}

function useCounts(changes: readonly MatrixChange[]): readonly string[] {
  const count = useContext(ImpactContext);
  const asked = JSON.stringify(changes);
  const [counts, setCounts] = useState<{ readonly of: string; readonly words: readonly string[] }>();
  useEffect(() => {
    if (!count || changes.length === 0) return undefined;
    const cancel = new AbortController();
    count(changes, cancel.signal).then(
      (found) =>
        !cancel.signal.aborted &&
        setCounts({ of: asked, words: found.map(({ label, count: number }) => `${number.toLocaleString()} ${label}`) }),
      () => !cancel.signal.aborted && setCounts({ of: asked, words: ['what becomes visible could not be counted'] }),
    );
    return () => cancel.abort();
    // oxlint-disable-next-line react/exhaustive-deps -- the changes as text: the same ones are not counted twice
  }, [count, asked]);
  if (!count || changes.length === 0) return [];
  return counts?.of === asked ? counts.words : ['counting what becomes visible…'];
}

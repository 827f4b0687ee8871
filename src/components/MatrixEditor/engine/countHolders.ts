import type { MatrixTarget, TargetState } from './MatrixBackend.js';

/** How many of these members hold each role. */
export function countHolders(
  members: readonly MatrixTarget[],
  shown: (target: MatrixTarget) => TargetState | undefined,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const target of members) {
    const state = shown(target);
    if (state?.kind !== 'member') continue;
    for (const role of state.member.roles) counts.set(role, (counts.get(role) ?? 0) + 1);
  }
  return counts;
}

import type { Decision } from '../../model/decision.js';
import { ProblemError } from '../http/problem.js';

/** Refuses what delegation does not allow, with its decision (law 11), and names only roles that may be seen. */
export function requireAllowed(decision: Decision, isSeen: (role: string) => boolean): void {
  if (decision.status === 'allowed') return;
  throw new ProblemError('forbidden', {
    detail: 'Nothing was changed. `decision` says which rule stands against it.',
    decision: seenPart(decision, isSeen),
  });
}

function seenPart(decision: Decision, isSeen: (role: string) => boolean): Decision {
  if (decision.status !== 'denied' || decision.missing?.kind !== 'role') return decision;
  const { ids } = decision.missing;
  return { ...decision, missing: { kind: 'role', ids: ids.filter(isSeen) } };
}

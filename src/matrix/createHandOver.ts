import { newKey } from '../client/newKey.js';
import type { Targets } from './createTargets.js';
import type { Field } from './field.js';
import type { HandOver, MatrixBackend, SaveProblem, TargetState } from './MatrixBackend.js';
import type { Notices } from './createNotices.js';

/** Options of `createHandOver`. */
export interface HandOverOptions {
  readonly backend: MatrixBackend;
  readonly targets: Targets;
  readonly notices: Notices;
}

/** The field of a member that the ids of a dimension are in. */
export function fieldOfDimension(dimension: string): Field {
  return dimension === 'extension' ? 'extensions' : `memberships.${dimension}`;
}

const invalid = (message: string): SaveProblem => ({ kind: 'invalid', message });

/**
 * Makes what hands ids over. It is no edit of one member, so it stands beside the edit queues: it waits for nothing and
 * is refused where something of either member is not saved yet.
 */
export function createHandOver({ backend, targets, notices }: HandOverOptions) {
  const { queues } = targets;
  return async (move: HandOver): Promise<SaveProblem | undefined> => {
    if (!backend.handOver) return invalid('This service hands nothing over.');
    const both = [queues.get(move.from), queues.get(move.to)];
    if (both.some((queue) => !queue)) return { kind: 'gone' };
    if (both.some((queue) => queue && (queue.pending.length > 0 || queue.attempt)))
      return invalid('Something about one of the two is not saved yet. Save or discard it first.');
    const tags = both.flatMap((queue) => queue?.base.tag ?? []);
    try {
      const outcome = await backend.handOver({ ...move, tags, key: newKey() }, new AbortController().signal);
      if (outcome.status === 'not-saved') return outcome.problem;
      const states: readonly TargetState[] = outcome.status === 'saved' ? outcome.states : [outcome.state];
      for (const state of states) targets.take(state);
      if (outcome.status === 'stale') return invalid('Somebody else changed one of the two meanwhile. Try again.');
      notices.tell({ type: 'handed-over', move });
      return undefined;
    } catch (error) {
      return invalid(error instanceof Error ? error.message : String(error));
    }
  };
}

import type { Saver } from './createSaver.js';
import type { Queues } from './createQueues.js';
import { abandon, discard, release, retry } from './editQueue.js';
import type { Field } from './field.js';
import type { Matrix, SaveMode } from './Matrix.js';
import type { MatrixTarget } from './MatrixBackend.js';
import { openEditsOf } from './openEdits.js';

/** The parts of a matrix that settleEdits makes. */
type Settled = 'apply' | 'discardStaged' | 'retry' | 'keepMine' | 'takeTheirs' | 'discard';

/** Makes the commands that settle edits: apply, retry or discard them. */
export function settleEdits(queues: Queues, saver: Saver, mode: () => SaveMode): Pick<Matrix, Settled> {
  const again = (target: MatrixTarget, field: Field) => {
    queues.update(target, (queue) => retry(queue, field, mode() === 'auto' ? 'waiting' : 'staged'));
    saver.wake(target);
  };
  return {
    apply() {
      queues.together(() => {
        for (const target of queues.unsettled()) {
          queues.update(target, release);
          saver.wake(target);
        }
      });
    },
    discardStaged() {
      queues.together(() => {
        for (const { target, field, save } of openEditsOf(queues))
          if (save.status === 'staged') queues.update(target, (queue) => discard(queue, field));
      });
    },
    retry: again,
    keepMine: again,
    takeTheirs: (target, field) => queues.update(target, (queue) => discard(queue, field)),
    discard(target, field) {
      const isSent = queues.get(target)?.attempt?.sent.some((edit) => edit.field === field) === true;
      queues.update(target, (queue) => abandon(discard(queue, field), field));
      // It is not known whether it arrived: the next attempt to reach the backend asks.
      if (isSent) saver.resume(target);
    },
  };
}

import type { Saver } from './createSaver.js';
import type { Queues } from './createQueues.js';
import { abandon, discard, release, retry } from './editQueue.js';
import type { Slot } from './field.js';
import type { Matrix, SaveMode } from './Matrix.js';
import type { MatrixTarget } from './MatrixBackend.js';
import { openEditsOf } from './openEdits.js';

/** The parts of a matrix that settleEdits makes. */
type Settled = 'apply' | 'discardStaged' | 'retry' | 'keepMine' | 'takeTheirs' | 'discard';

/** Makes the commands that settle edits: apply, retry or discard them. */
export function settleEdits(queues: Queues, saver: Saver, mode: () => SaveMode): Pick<Matrix, Settled> {
  const again = (target: MatrixTarget, slot: Slot) => {
    queues.update(target, (queue) => retry(queue, slot, mode() === 'auto' ? 'waiting' : 'staged'));
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
        for (const { target, slot, save } of openEditsOf(queues))
          if (save.status === 'staged') queues.update(target, (queue) => discard(queue, slot));
      });
    },
    retry: again,
    keepMine: again,
    takeTheirs: (target, slot) => queues.update(target, (queue) => discard(queue, slot)),
    discard(target, slot) {
      const isSent = queues.get(target)?.attempt?.sent.some((edit) => edit.slot === slot) === true;
      queues.update(target, (queue) => abandon(discard(queue, slot), slot));
      // It is not known whether it arrived: the next attempt to reach the backend asks.
      if (isSent) saver.resume(target);
    },
  };
}

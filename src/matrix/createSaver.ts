// One state machine: it sends waiting edits, one save at a time per target and a few targets at once, and sends again
// those that got no answer. A backend that does not answer is left alone for a while, for all targets.
import type { Clock } from '../base/clock.js';
import { newKey } from '../client/newKey.js';
import { BackendError } from '../client/SourceError.js';
import { createPauses } from './createPauses.js';
import { datedState } from './datedState.js';
import {
  accept,
  type Attempt,
  type EditQueue,
  markUnanswered,
  rebaseRejected,
  reconcile,
  reject,
  send,
} from './editQueue.js';
import type { MatrixBackend, MatrixTarget, SaveOutcome, TargetState } from './MatrixBackend.js';

/** Options of `createSaver`. The saver owns no state but its own attempts. */
export interface SaverOptions {
  readonly backend: MatrixBackend;
  readonly clock: Clock;
  readonly queue: (target: MatrixTarget) => EditQueue | undefined;
  readonly update: (target: MatrixTarget, change: (queue: EditQueue) => EditQueue) => void;
  /** A save was answered. */
  readonly onAnswer: (target: MatrixTarget, outcome: SaveOutcome) => void;
  /** The backend stopped answering, or answers again. */
  readonly onReachable: (reachable: boolean) => void;
  /** A target does not exist any more. */
  readonly onGone: (target: MatrixTarget) => void;
}

/** Sends edits. */
export interface Saver {
  /** Sends the waiting edits of this target, if there are any. */
  readonly wake: (target: MatrixTarget) => void;
  /** Tries this target again at once. */
  readonly resume: (target: MatrixTarget) => void;
  /** Tries every target again at once. */
  readonly retryNow: () => void;
  /** Allows sending, or holds all edits back. */
  readonly setAllowed: (allowed: boolean) => void;
  /** Continues after a stop: an attempt that was under way is sent again unchanged. */
  readonly start: (unsettled: readonly MatrixTarget[]) => void;
  /** Stops trying again. Waiting edits are still sent as long as the backend answers. */
  readonly stop: () => void;
}

const atOnce = 4;

/** Makes the saver of one matrix. */
export function createSaver(options: SaverOptions): Saver {
  const { clock, update } = options;
  const wanted = new Set<MatrixTarget>();
  const busy = new Set<MatrixTarget>();
  let isAllowed = true;
  let isStopped = false;

  const next = () => {
    for (const target of wanted) {
      if (!isAllowed || pauses.isResting() || busy.size >= (pauses.isFailing() ? 1 : atOnce)) return;
      if (busy.has(target) || pauses.has(target)) continue;
      wanted.delete(target);
      void attempt(target);
    }
  };

  const wake = (target: MatrixTarget) => {
    wanted.add(target);
    next();
  };

  const pauses = createPauses({ clock, onPauseEnd: wake, onRestEnd: next });

  const pause = (target: MatrixTarget, times: number, retryAfter?: number) => {
    update(target, markUnanswered);
    pauses.pause(target, times, retryAfter);
  };

  const { save, ask } = createAttempts(options, {
    onAnswer() {
      pauses.answered();
      options.onReachable(true);
    },
    pause,
  });

  const attempt = async (target: MatrixTarget) => {
    update(target, (queue) => send(queue, newKey()));
    const current = options.queue(target)?.attempt;
    if (!current) return;
    busy.add(target);
    try {
      await (current.unwanted ? ask(target) : save(target, current));
    } catch (error) {
      miss(target, current.unanswered, error instanceof BackendError ? error.retryAfter : undefined);
    } finally {
      busy.delete(target);
      wake(target);
    }
  };

  const miss = (target: MatrixTarget, times: number, retryAfter: number | undefined) => {
    options.onReachable(false);
    pause(target, times, retryAfter);
    if (isStopped) wanted.clear();
    else pauses.rest(retryAfter);
  };

  const tryNow = (targets: readonly MatrixTarget[]) => {
    pauses.end(targets);
    targets.forEach((target) => wanted.add(target));
    next();
  };

  return {
    wake,
    resume: (target) => tryNow([target]),
    retryNow: () => tryNow(pauses.targets()),
    setAllowed(allowed) {
      const isNew = allowed && !isAllowed;
      isAllowed = allowed;
      if (isNew) tryNow(pauses.targets());
    },
    start(unsettled) {
      isStopped = false;
      pauses.start();
      tryNow([...pauses.targets(), ...unsettled]);
    },
    stop() {
      isStopped = true;
      pauses.stop();
    },
  };
}

interface AttemptEvents {
  /** The backend answered, whatever it said. */
  readonly onAnswer: () => void;
  /** The answer brought nothing new: the target is tried again later. */
  readonly pause: (target: MatrixTarget, times: number) => void;
}

/** The two requests that an attempt can be: to save it, or to ask for its outcome. Both reject without an answer. */
function createAttempts(options: SaverOptions, { onAnswer, pause }: AttemptEvents) {
  const { backend, update } = options;
  // Saves outlive the editor that they were made in; a backend ends them if there is no answer.
  const { signal } = new AbortController();
  return {
    async save(target: MatrixTarget, attempt: Attempt): Promise<void> {
      const { sent: _, unanswered, ...request } = attempt;
      const outcome = await backend.save({ target, ...request }, signal);
      onAnswer();
      // An answer that brings nothing new would be asked for again at once, without end.
      if (outcome.status === 'stale' && isSameState(outcome.state, attempt)) return pause(target, unanswered);
      update(target, (queue) => afterAnswer(queue, outcome));
      options.onAnswer(target, outcome);
      if (outcome.status === 'not-saved' && outcome.problem.kind === 'gone') options.onGone(target);
    },
    /** Reads the outcome of a save of which an edit was abandoned: it is not sent again before that is known. */
    async ask(target: MatrixTarget): Promise<void> {
      const state = await backend.load(target, signal);
      onAnswer();
      if (state) update(target, (queue) => reconcile(queue, datedState(state)));
      else options.onGone(target);
    },
  };
}

function isSameState(state: TargetState, { revision, tag }: Attempt): boolean {
  return state.revision < revision || (state.revision === revision && state.tag === tag);
}

function afterAnswer(queue: EditQueue, outcome: SaveOutcome): EditQueue {
  switch (outcome.status) {
    case 'saved':
      return accept(queue, datedState(outcome.state));
    case 'stale':
      return rebaseRejected(queue, datedState(outcome.state));
    case 'not-saved':
      return reject(queue, outcome.problem);
  }
}

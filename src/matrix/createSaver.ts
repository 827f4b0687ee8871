// One state machine: it sends what waits, one save at a time per target and a few targets at once, and sends again
// what got no answer. A backend that does not answer is left alone for a while, whoever is to be saved.
import { datedState } from './datedState.js';
import { abandoned, accepted, departed, type Flight, type Line, lost, outdated, refused } from './editQueue.js';
import type { MatrixBackend, MatrixTarget, SaveOutcome, SaveProblem, TargetState } from './MatrixBackend.js';
import { BackendError } from '../client/SourceError.js';
import { newKey } from '../client/newKey.js';
import { backoff } from '../base/backoff.js';
import type { Clock } from '../base/clock.js';

/** What the saver works on: it owns no state but its own attempts. */
export interface SaverOptions {
  readonly backend: MatrixBackend;
  readonly clock: Clock;
  readonly line: (target: MatrixTarget) => Line | undefined;
  readonly update: (target: MatrixTarget, change: (line: Line) => Line) => void;
  /** A save was answered. */
  readonly onAnswer: (target: MatrixTarget, outcome: SaveOutcome) => void;
  /** The backend does not answer, or answers again. */
  readonly onReachable: (reachable: boolean) => void;
  /** A target is gone. */
  readonly onGone: (target: MatrixTarget) => void;
}

/** Sends edits. */
export interface Saver {
  /** Something may be waiting on this target. */
  readonly wake: (target: MatrixTarget) => void;
  /** Tries this target again at once. */
  readonly resume: (target: MatrixTarget) => void;
  /** Tries everything again at once: somebody asked for it. */
  readonly retryNow: () => void;
  /** Holds everything back until told otherwise. */
  readonly setAllowed: (allowed: boolean) => void;
  /** Goes on after a stop: what was on its way is sent again as it was. */
  readonly start: (unsettled: readonly MatrixTarget[]) => void;
  /** What waits is still sent, as long as there are answers; nothing is tried again. */
  readonly stop: () => void;
}

const atOnce = 4;
const firstPause = 500;
const longestPause = 30_000;

/** Makes the saver of one matrix. */
export function createSaver(options: SaverOptions): Saver {
  const { backend, clock, update } = options;
  const wanted = new Set<MatrixTarget>();
  const busy = new Set<MatrixTarget>();
  const paused = new Map<MatrixTarget, () => void>();
  // Saves outlive the editor that they were made in; a backend ends them where there is no answer.
  const { signal } = new AbortController();
  let isAllowed = true;
  let isStopped = false;
  // In a row, of whichever target.
  let misses = 0;
  let endRest: (() => void) | undefined;

  const next = () => {
    for (const target of wanted) {
      if (!isAllowed || endRest || busy.size >= (misses > 0 ? 1 : atOnce)) return;
      if (busy.has(target) || paused.has(target)) continue;
      wanted.delete(target);
      void send(target);
    }
  };

  const wake = (target: MatrixTarget) => {
    wanted.add(target);
    next();
  };

  const send = async (target: MatrixTarget) => {
    update(target, (line) => departed(line, newKey()));
    const flight = options.line(target)?.flight;
    if (!flight) return;
    busy.add(target);
    try {
      await (flight.unwanted ? ask(target) : save(target, flight));
    } catch (error) {
      miss(target, flight.lost, error instanceof BackendError ? error.retryAfter : undefined);
    } finally {
      busy.delete(target);
      wake(target);
    }
  };

  const save = async (target: MatrixTarget, flight: Flight) => {
    const { entries: _, lost: __, ...request } = flight;
    const outcome = await backend.save({ target, ...request }, signal);
    answered();
    // An answer that brings nothing new would be asked for again at once, for ever.
    if (outcome.status === 'stale' && isSameState(outcome.state, flight)) return pause(target, flight.lost, undefined);
    update(target, (line) => landedWith(line, outcome));
    options.onAnswer(target, outcome);
    if (outcome.status === 'not-saved' && outcome.problem.kind === 'gone') options.onGone(target);
  };

  /** What became of a save of which something was given up: it is not sent again before that is known. */
  const ask = async (target: MatrixTarget) => {
    const state = await backend.load(target, signal);
    answered();
    if (state) update(target, (line) => abandoned(line, datedState(state)));
    else options.onGone(target);
  };

  const answered = () => {
    misses = 0;
    options.onReachable(true);
  };

  const miss = (target: MatrixTarget, times: number, retryAfter: number | undefined) => {
    options.onReachable(false);
    pause(target, times, retryAfter);
    if (isStopped) wanted.clear();
    // Those that were on their way together miss together.
    else if (!endRest || retryAfter !== undefined) rest(retryAfter ?? grown(misses++));
  };

  const rest = (milliseconds: number) => {
    misses = Math.max(1, misses);
    endRest?.();
    const cancel = clock.after(milliseconds, () => {
      endRest = undefined;
      next();
    });
    endRest = cancel;
  };

  const pause = (target: MatrixTarget, times: number, retryAfter: number | undefined) => {
    update(target, lost);
    const again = () => {
      paused.delete(target);
      wake(target);
    };
    paused.set(target, isStopped ? () => {} : clock.after(retryAfter ?? grown(times), again));
  };

  const grown = (times: number) => backoff(clock, { firstPause, longestPause }, times);

  const endPauses = (targets: Iterable<MatrixTarget>) => {
    endRest?.();
    endRest = undefined;
    for (const target of targets) {
      paused.get(target)?.();
      paused.delete(target);
      wanted.add(target);
    }
    next();
  };

  return {
    wake,
    resume: (target) => endPauses([target]),
    retryNow: () => endPauses([...paused.keys()]),
    setAllowed(allowed) {
      const isNew = allowed && !isAllowed;
      isAllowed = allowed;
      if (isNew) endPauses([...paused.keys()]);
    },
    start(unsettled) {
      isStopped = false;
      endPauses([...paused.keys(), ...unsettled]);
    },
    stop() {
      isStopped = true;
      endRest?.();
      endRest = undefined;
      for (const [target, cancel] of paused) {
        cancel();
        paused.set(target, () => {});
      }
    },
  };
}

function isSameState(state: TargetState, { revision, tag }: Flight): boolean {
  return state.revision < revision || (state.revision === revision && state.tag === tag);
}

function landedWith(line: Line, outcome: SaveOutcome): Line {
  switch (outcome.status) {
    case 'saved':
      return accepted(line, datedState(outcome.state));
    case 'stale':
      return outdated(line, datedState(outcome.state));
    case 'not-saved':
      return refused(line, outcome.problem satisfies SaveProblem);
  }
}

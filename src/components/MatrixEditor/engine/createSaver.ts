// One state machine: it sends what waits, one save at a time per target and a few targets at once, and sends again
// what got no answer.
import { abandoned, accepted, departed, type Flight, type Line, lost, outdated, refused } from './line.js';
import {
  BackendError,
  type MatrixBackend,
  type MatrixTarget,
  type SaveOutcome,
  type SaveProblem,
  type TargetState,
} from './MatrixBackend.js';
import type { Slot } from './slot.js';
import type { Surroundings } from './Surroundings.js';

/** What the saver works on: it owns no state but its own attempts. */
export interface SaverOptions {
  readonly backend: MatrixBackend;
  readonly surroundings: Surroundings;
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
  /** Tries everything again at once: the network is back, or somebody asked for it. */
  readonly retryNow: () => void;
  /** Holds everything back until told otherwise. */
  readonly setOnline: (online: boolean) => void;
  /** Gives up one edit of a save that got no answer, and asks what became of it. */
  readonly abandon: (target: MatrixTarget, slot: Slot) => Promise<void>;
  /** Goes on after a stop: what was on its way is sent again as it was. */
  readonly start: (unsettled: readonly MatrixTarget[]) => void;
  readonly stop: () => void;
}

const atOnce = 4;
const firstPause = 500;
const longestPause = 30_000;

/** Makes the saver of one matrix. */
export function createSaver(options: SaverOptions): Saver {
  const { backend, surroundings, update } = options;
  const wanted = new Set<MatrixTarget>();
  const busy = new Set<MatrixTarget>();
  const paused = new Map<MatrixTarget, () => void>();
  const given = new Set<MatrixTarget>();
  let stopped = new AbortController();
  let online = true;

  const next = () => {
    for (const target of wanted) {
      if (!online || stopped.signal.aborted || busy.size >= atOnce) return;
      if (busy.has(target) || paused.has(target)) continue;
      wanted.delete(target);
      void send(target);
    }
  };

  const wake = (target: MatrixTarget) => {
    wanted.add(target);
    next();
  };

  const pause = (target: MatrixTarget, milliseconds: number) => {
    const cancel = surroundings.later(() => {
      paused.delete(target);
      wake(target);
    }, milliseconds);
    paused.set(target, cancel);
  };

  const send = async (target: MatrixTarget) => {
    update(target, (line) => departed(line, surroundings.newKey()));
    const flight = options.line(target)?.flight;
    if (!flight) return;
    busy.add(target);
    const { signal } = stopped;
    try {
      const { entries: _, lost: __, ...save } = flight;
      const request = { target, ...save };
      const outcome = await backend.save(request, signal);
      if (signal.aborted || given.has(target)) return;
      // An answer that brings nothing new would be asked for again at once, for ever.
      if (outcome.status === 'stale' && isSameState(outcome.state, flight)) miss(target, flight.lost, outcome);
      else land(target, outcome);
    } catch (error) {
      if (!signal.aborted && !given.has(target)) miss(target, flight.lost, error);
    } finally {
      busy.delete(target);
      given.delete(target);
      if (!signal.aborted) wake(target);
    }
  };

  const land = (target: MatrixTarget, outcome: SaveOutcome) => {
    options.onReachable(true);
    update(target, (line) => landedWith(line, outcome));
    options.onAnswer(target, outcome);
    if (outcome.status === 'not-saved' && outcome.problem.kind === 'gone') options.onGone(target);
  };

  const miss = (target: MatrixTarget, times: number, error: unknown) => {
    options.onReachable(false);
    update(target, lost);
    const grown = Math.min(longestPause, firstPause * 2 ** times) * (0.5 + surroundings.random() / 2);
    pause(target, (error instanceof BackendError ? error.retryAfter : undefined) ?? grown);
  };

  const resume = (target: MatrixTarget) => {
    paused.get(target)?.();
    paused.delete(target);
    wake(target);
  };

  return {
    wake,
    retryNow: () => [...paused.keys()].forEach(resume),
    setOnline(now) {
      online = now;
      if (now) [...paused.keys()].forEach(resume);
      next();
    },
    async abandon(target, slot) {
      if (busy.has(target)) given.add(target);
      paused.get(target)?.();
      paused.delete(target);
      const state = await backend.load(target, stopped.signal);
      if (state) update(target, (line) => abandoned(line, slot, state));
      else options.onGone(target);
      wake(target);
    },
    start(unsettled) {
      if (stopped.signal.aborted) stopped = new AbortController();
      unsettled.forEach(wake);
    },
    stop() {
      stopped.abort(new DOMException('The matrix was closed.', 'AbortError'));
      for (const cancel of paused.values()) cancel();
      paused.clear();
    },
  };
}

function isSameState(state: TargetState, { revision, tag }: Flight): boolean {
  return state.revision < revision || (state.revision === revision && state.tag === tag);
}

function landedWith(line: Line, outcome: SaveOutcome): Line {
  switch (outcome.status) {
    case 'saved':
      return accepted(line, outcome.state);
    case 'stale':
      return outdated(line, outcome.state);
    case 'not-saved':
      return refused(line, outcome.problem satisfies SaveProblem);
  }
}

// One state machine over everything that can happen to the grants of one subject (law 12). It has no clock and no
// timers: the caller says what time it is.
import { grantEngine } from '#grantEngine';
import type { GrantSet } from '../../model/grant.js';
import type { Acceptance, AcceptedGrants } from './acceptGrants.js';
import { outdated, PermissionError, sourceFailure } from './PermissionError.js';
import type { PermissionState, PermissionStatus } from './PermissionStatus.js';
import { closedView, pendingView, type PermissionView } from './PermissionView.js';

/** A moment, and how long grants are kept that nobody confirms; both in milliseconds. */
export interface Moment {
  readonly time: number;
  readonly keepFor: number;
}

/** The grants that were accepted last, and how the source has done since. */
export interface GrantHold {
  /** The accepted set; the same object for as long as it is held. */
  readonly held: () => GrantSet | undefined;
  /** Reads an answer as `confirm` will; throws a {@link PermissionError} where it is refused. */
  readonly read: (input: unknown) => AcceptedGrants;
  /** The source says that these are the grants; `timeAfter` tells what time it is, given when they were issued. */
  readonly confirm: (input: unknown, timeAfter: (issuedAt: number) => number) => void;
  /**
   * Something else says so: a page, a cache. The set is held as long as it was confirmed less than `keepFor` ago,
   * by default when it was issued.
   */
  readonly offer: (input: unknown, moment: Moment, confirmedAt?: number) => void;
  /** What is held may not be current from this moment on. */
  readonly doubt: (time: number) => void;
  /** The source could not answer, or what it answered was refused. */
  readonly fail: (error: unknown, time: number) => void;
  /** Nobody is signed in any more, as far as the application tells. */
  readonly forget: () => void;
  /** Whether the source should be asked: nothing is in force, or what is has not been confirmed. */
  readonly isInDoubt: (moment: Moment) => boolean;
  /** What is in force at a moment; the view before it where nothing has changed. */
  readonly viewAt: (moment: Moment, before?: PermissionView) => PermissionView;
  readonly statusAt: (moment: Moment) => Pick<PermissionStatus, 'state' | 'error' | 'subject' | 'revision'>;
  /** When what is held is closed unless somebody confirms it; `Infinity` once it was confirmed. */
  readonly closesAt: (keepFor: number) => number;
}

interface HeldGrants extends AcceptedGrants {
  readonly input: unknown;
}

const staleView = closedView('stale');
const failedView = closedView('load-failed');

/** INVARIANT: nothing is read before the engine is there; a caller that has something to read waits for it. */
function engine() {
  const loaded = grantEngine.get();
  if (!loaded) throw new Error('A grant set was read before its reader was loaded. Wait for grantEngine.load().');
  return loaded;
}

/** Keeps the last accepted grant set and how its source has done since. */
export function createGrantHold({ catalog, subject }: Omit<Acceptance, 'current'>): GrantHold {
  let held: HeldGrants | undefined;
  let latest: HeldGrants | undefined;
  let problem: PermissionError | undefined;
  /** The last moment at which what is held was known to be current; `undefined` while it is. */
  let doubtedSince: number | undefined;
  let isFailing = false;
  let isSignedOut = false;

  // An answer goes through several hands (cache, observer, push) and is read in the first.
  const read = (input: unknown): HeldGrants => {
    if (!latest || latest.input !== input)
      latest = { input, ...engine().acceptGrants(input, { catalog, subject, current: held?.set }) };
    return latest;
  };

  const closesAt = (keepFor: number) =>
    doubtedSince === undefined ? Infinity : isSignedOut ? -Infinity : doubtedSince + keepFor;

  const inForce = ({ time, keepFor }: Moment): GrantSet | undefined =>
    held && time < closesAt(keepFor) && time < (held.set.expiresAt ?? Infinity) ? held.set : undefined;

  // Grants that nobody has confirmed yet are no grants yet.
  const isKnown = () => isFailing || (held !== undefined && doubtedSince === undefined);
  const closedNow = () => (!isKnown() ? pendingView : held && !isSignedOut ? staleView : failedView);

  const stateAt = (isInForce: boolean): PermissionState => {
    if (isInForce) return isFailing ? 'stale' : 'ready';
    if (!isKnown()) return 'loading';
    return held ? 'closed' : 'error';
  };

  const fail = (error: unknown, time: number) => {
    doubtedSince ??= time;
    isFailing = true;
    // A signed-out user keeps nothing, however long the policy is, and whatever goes wrong next.
    isSignedOut ||= error instanceof Error && 'code' in error && error.code === 'unauthorized';
    // The same failure is told many times while it lasts; the status must not change each time.
    if (!problem || (problem !== error && problem.cause !== error)) problem = asPermissionError(error);
  };

  const isInDoubt = (moment: Moment) => doubtedSince !== undefined || !inForce(moment);

  return {
    held: () => held?.set,
    read,
    confirm(input, timeAfter) {
      try {
        if (!held || held.input !== input) held = read(input);
      } catch (error) {
        return fail(error, timeAfter(0));
      }
      const time = timeAfter(held.set.issuedAt);
      [doubtedSince, isFailing, isSignedOut] = [undefined, false, false];
      problem = time < (held.set.expiresAt ?? Infinity) ? held.warning : outdated(held.set, time);
    },
    offer(input, { time, keepFor }, confirmedAt) {
      try {
        const offered = read(input);
        // A moment that is still to come is as far from the truth as one that is past.
        const age = Math.abs(time - (confirmedAt ?? offered.set.issuedAt));
        if (!(age < keepFor)) throw outdated(offered.set, time);
        // While the source fails, nobody else makes what is held any newer.
        doubtedSince = Math.min(time - age, isFailing && doubtedSince !== undefined ? doubtedSince : time);
        [held, problem] = [offered, isFailing ? problem : offered.warning];
      } catch (error) {
        // What is held already is no worse for it.
        if (!held) problem = asPermissionError(error);
      }
    },
    doubt(time) {
      if (held) doubtedSince ??= time;
    },
    fail,
    forget() {
      [held, latest, problem, doubtedSince] = [undefined, undefined, undefined, undefined];
      [isFailing, isSignedOut] = [false, false];
    },
    isInDoubt,
    viewAt(moment, before) {
      const set = inForce(moment);
      if (!set) return closedNow();
      const { time } = moment;
      const old = before?.evaluator;
      const isCurrent = old?.grantSet === set && old.now <= time && time < (old.nextChangeAt ?? Infinity);
      return before && isCurrent
        ? before
        : { evaluator: engine().createEvaluator(catalog, set, { now: time, previous: old }) };
    },
    statusAt(moment) {
      const set = inForce(moment);
      return { state: stateAt(set !== undefined), error: problem, subject: set?.subject, revision: set?.revision };
    },
    closesAt,
  };
}

function asPermissionError(error: unknown): PermissionError {
  return error instanceof PermissionError ? error : sourceFailure(error);
}

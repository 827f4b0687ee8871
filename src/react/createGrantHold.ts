// One state machine over everything that can happen to the grants of one subject (law 12). It has no clock and no
// timers: whoever asks says what time it is.
import { createEvaluator } from '../evaluator/createEvaluator.js';
import type { GrantSet } from '../model/grant.js';
import { type Acceptance, type AcceptedGrants, acceptGrants } from './acceptGrants.js';
import { PermissionError, sourceFailure } from './PermissionError.js';
import type { PermissionState, PermissionStatus } from './PermissionStatus.js';
import { closedView, pendingView, type PermissionView } from './PermissionView.js';

/** The grants that were accepted last, and how the source has done since. */
export interface GrantHold {
  /** The accepted set with the input that it was read from, the same object for as long as it is held. */
  readonly held: () => HeldGrants | undefined;
  /** Reads an answer as `accept` will; throws a {@link PermissionError} where it is refused. */
  readonly read: (input: unknown) => AcceptedGrants;
  /** Holds what the input says in place of what was held, or returns why not. */
  readonly accept: (input: unknown) => PermissionError | undefined;
  /** The source could not answer, or what it answered was refused. */
  readonly fail: (error: unknown, time: number) => void;
  /** The source has confirmed what is held. */
  readonly recover: () => void;
  /** Nobody is signed in any more, as far as the application tells. */
  readonly forget: () => void;
  /** What is in force at a moment; the view before it where nothing has changed. */
  readonly viewAt: (time: number, keepFor: number, before?: PermissionView) => PermissionView;
  readonly statusAt: (
    time: number,
    keepFor: number,
  ) => Pick<PermissionStatus, 'state' | 'error' | 'subject' | 'revision'>;
  /** When failing closes what is held; `Infinity` while the source does not fail. */
  readonly closesAt: (keepFor: number) => number;
}

/** What is held. */
export interface HeldGrants extends AcceptedGrants {
  readonly input: unknown;
}

const staleView = closedView('stale');
const failedView = closedView('load-failed');

/** Makes a hold that is empty. */
export function createGrantHold({ catalog, subject }: Omit<Acceptance, 'current'>): GrantHold {
  let held: HeldGrants | undefined;
  let latest: HeldGrants | undefined;
  let problem: PermissionError | undefined;
  let failingSince: number | undefined;
  let isSignedOut = false;

  // An answer goes through several hands (cache, observer, push) and is read in the first.
  const read = (input: unknown): HeldGrants => {
    if (!latest || latest.input !== input)
      latest = { input, ...acceptGrants(input, { catalog, subject, current: held?.set }) };
    return latest;
  };

  const closesAt = (keepFor: number) =>
    failingSince === undefined ? Infinity : isSignedOut ? -Infinity : failingSince + keepFor;

  const inForce = (time: number, keepFor: number): GrantSet | undefined =>
    held && time < closesAt(keepFor) && time < (held.set.expiresAt ?? Infinity) ? held.set : undefined;

  const closedNow = () => (held && !isSignedOut ? staleView : failingSince === undefined ? pendingView : failedView);

  const stateAt = (isInForce: boolean): PermissionState => {
    if (isInForce) return failingSince === undefined ? 'ready' : 'stale';
    return held ? 'closed' : failingSince === undefined ? 'loading' : 'error';
  };

  return {
    held: () => held,
    read,
    accept(input) {
      try {
        if (held?.input !== input || !held) held = read(input);
        return undefined;
      } catch (error) {
        return (problem = asPermissionError(error));
      }
    },
    fail(error, time) {
      failingSince ??= time;
      // Whoever is no longer signed in keeps nothing, however long the policy is.
      isSignedOut = error instanceof Error && 'code' in error && error.code === 'unauthorized';
      // The same failure is told many times while it lasts; the status must not change each time.
      if (!problem || (problem !== error && problem.cause !== error)) problem = asPermissionError(error);
    },
    recover() {
      failingSince = undefined;
      isSignedOut = false;
      problem = held?.warning;
    },
    forget() {
      held = undefined;
    },
    viewAt(time, keepFor, before) {
      const set = inForce(time, keepFor);
      if (!set) return closedNow();
      const old = before?.evaluator;
      const isCurrent = old?.grantSet === set && old.now <= time && time < (old.nextChangeAt ?? Infinity);
      return before && isCurrent ? before : { evaluator: createEvaluator(catalog, set, { now: time, previous: old }) };
    },
    statusAt(time, keepFor) {
      const set = inForce(time, keepFor);
      return { state: stateAt(set !== undefined), error: problem, subject: set?.subject, revision: set?.revision };
    },
    closesAt,
  };
}

function asPermissionError(error: unknown): PermissionError {
  return error instanceof PermissionError ? error : sourceFailure(error);
}

import type { Grant } from './grant.js';
import type { Reason, UnknownCause } from './reason.js';

/** One prerequisite, plan, licence, consent or role that is missing. */
export interface Missing {
  readonly kind: 'permission' | 'plan' | 'license' | 'consent' | 'role';
  /** Any one of these would do. */
  readonly ids: readonly string[];
}

/** The right is held for what was asked. */
export interface Allowed {
  readonly status: 'allowed';
  readonly by: Grant;
}

/** The right is not held, for a reason. */
export interface Denied {
  readonly status: 'denied';
  readonly reason: Reason;
  /** The grant that denied, or the one that came nearest. */
  readonly by?: Grant;
  readonly missing?: Missing;
}

/** Not loaded yet, or being asked. */
export interface Pending {
  readonly status: 'pending';
}

/** Cannot be known now. */
export interface Unknown {
  readonly status: 'unknown';
  readonly cause: UnknownCause;
  readonly by?: Grant;
}

/** The answer to "may this subject do that". Nothing but `allowed` shows or does anything (law 1). */
export type Decision = Allowed | Denied | Pending | Unknown;

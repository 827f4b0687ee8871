import type { Reason } from './reason.js';
import type { Scope } from './scope.js';
import type { Subject } from './subject.js';

/** The source of a grant. */
export type Provenance = 'baseline' | 'member' | `role:${string}` | `package:${string}` | `implied:${string}`;

/** The value of a choice, number or duty. `'unlimited'` is a number without an upper bound. */
export type GrantValue = string | number | boolean;

/** One permission given to, or taken from, one subject. */
export interface Grant {
  readonly permission: string;
  readonly effect: 'allow' | 'deny';
  /** The reach of a scoped right; a scoped `allow` without it reaches nothing, a `deny` everything. */
  readonly scope?: Scope;
  /** For a choice the option's id, for a number the number or `'unlimited'`, for a duty whether it binds. */
  readonly value?: GrantValue;
  readonly from: Provenance;
  /** For an implied grant: where its umbrella came from. */
  readonly via?: Provenance;
  /** In force from this moment on, in milliseconds since 1970. */
  readonly startsAt?: number;
  /** In force until just before this moment, in milliseconds since 1970. */
  readonly endsAt?: number;
  /** Only the server can decide whether this grant holds; in a browser it answers `unknown: ask-server`. */
  readonly conditional?: true;
  /** On a `deny`: why, where the backend knows better than "denied". */
  readonly reason?: Reason;
}

/** The version of the wire format that this code writes and reads. */
export const grantSetFormat = 'hookswitch/grants@1';

/** One subject's effective grants at one revision (law 12), as they travel from a backend. */
export interface GrantSet {
  readonly format: typeof grantSetFormat;
  /** The id of the catalog that the grants speak of. */
  readonly catalog: string;
  readonly subject: Subject;
  /** Grows with every change of this subject's grants. */
  readonly revision: number;
  /** In milliseconds since 1970. */
  readonly issuedAt: number;
  /** From this moment on the set answers nothing but `unknown: stale`; in milliseconds since 1970. */
  readonly expiresAt?: number;
  readonly grants: readonly Grant[];
  /**
   * The person for whom the subject, an agent, acts. It may what both may: every question is asked of both, and the
   * lesser answer holds. The person acts for nobody else.
   */
  readonly onBehalfOf?: Pick<GrantSet, 'subject' | 'grants'>;
}

import type { GrantValue } from './grant.js';
import type { Reason } from './reason.js';
import type { Scope } from './scope.js';
import type { Subject } from './subject.js';

/** A member's own setting for one permission; it replaces what roles and packages give for it (law 7). */
export interface Override {
  readonly permission: string;
  readonly effect: 'allow' | 'deny';
  readonly scope?: Scope;
  readonly value?: GrantValue;
  /** On a `deny`: why, where more is known than "denied". */
  readonly reason?: Reason;
  /** In milliseconds since 1970. */
  readonly startsAt?: number;
  /** In milliseconds since 1970. */
  readonly endsAt?: number;
}

/** A person as an administrator edits it: with roles, packages and overrides, before they are resolved. */
export interface Member extends Subject {
  readonly name?: string;
  readonly packages: readonly string[];
  readonly overrides: readonly Override[];
  /** The moment at which somebody last confirmed this member's access, in milliseconds since 1970. */
  readonly reviewedAt?: number;
}

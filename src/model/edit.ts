import type { Override } from './member.js';
import type { Reaches } from './scope.js';

/** One change to one member, as an administrator makes it, an API carries it and an audit log keeps it. */
export type MemberEdit =
  | ({ readonly op: 'set' } & Override)
  /** Back to what roles and packages give. */
  | { readonly op: 'inherit'; readonly permission: string }
  /** In place of the roles the member has. */
  | { readonly op: 'assign-role'; readonly role: string }
  | { readonly op: 'add-role'; readonly role: string }
  | { readonly op: 'remove-role'; readonly role: string }
  | { readonly op: 'apply-package'; readonly package: string }
  | { readonly op: 'remove-package'; readonly package: string }
  | { readonly op: 'set-extensions'; readonly ids: readonly string[] }
  | { readonly op: 'set-memberships'; readonly dimension: string; readonly ids: readonly string[] }
  /** In place of what the member is restricted to, in all dimensions; an empty table restricts it to nothing in particular. */
  | { readonly op: 'set-within'; readonly within: Reaches }
  | { readonly op: 'set-licenses'; readonly ids: readonly string[] }
  /** Without `plan`: none. */
  | { readonly op: 'set-plan'; readonly plan?: string }
  /** Somebody looked at this member's access and confirmed it; in milliseconds since 1970. */
  | { readonly op: 'review'; readonly at: number };

/** Ended every session of a member. It changes nothing that is kept about the member. */
export interface SignOut {
  readonly op: 'sign-out';
}

/** Ids of one dimension that went from one member to another. */
export interface HandOver {
  readonly op: 'hand-over';
  readonly from: string;
  readonly to: string;
  /** `extension`: extensions; any other: memberships. */
  readonly dimension: string;
  readonly ids: readonly string[];
}

/** The operations there are. */
export type MemberEditOp = MemberEdit['op'];

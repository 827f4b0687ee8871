import type { HandOver, MemberEdit, SignOut } from './edit.js';
import type { RoleEdit } from './role.js';

/** One value that an edit changed. */
export interface AuditChange {
  /** The place, such as `overrides.calls.view` or `roles`. */
  readonly path: string;
  /** Of an entry about two members: the one that is not its `target`, where it was that one that changed. */
  readonly member?: string;
  /** Absent: there was nothing. */
  readonly from?: unknown;
  /** Absent: there is nothing any more. */
  readonly to?: unknown;
}

/** One accepted edit: its author, its moment, and each value before and after. Entries are only ever added. */
export interface AuditEntry {
  /** The tenant's revision that the edit made; no two entries of a tenant share one. */
  readonly revision: number;
  /** In milliseconds since 1970. */
  readonly at: number;
  /** Id of the member who made the edit. */
  readonly actor: string;
  /** Id of the member for whom the actor, an agent, acted. */
  readonly onBehalfOf?: string;
  readonly target: { readonly kind: 'member' | 'role'; readonly id: string };
  /** Id of the second member that the entry is about, such as the one that something was handed to. */
  readonly also?: string;
  readonly operations: readonly (MemberEdit | RoleEdit | SignOut | HandOver)[];
  /** Empty where an operation changed nothing that is kept, such as to sign somebody out. */
  readonly changes: readonly AuditChange[];
}

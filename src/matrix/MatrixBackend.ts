// The vocabulary between the editor and wherever members are kept: one interface and what passes through it.
import type { Decision } from '../model/decision.js';
import type { MemberEdit } from '../model/edit.js';
import type { Member } from '../model/member.js';
import type { DirectoryEntry } from '../model/directory.js';
import type { Page } from '../model/page.js';
import type { RoleChange, RoleGrantEdit } from '../model/role.js';

/** What a column stands for: one member or one role. */
export type MatrixTarget = `member:${string}` | `role:${string}`;

/** Who wrote a state and when, where the backend says. */
export interface Attribution {
  readonly by?: string;
  /** In milliseconds since 1970. */
  readonly at?: number;
}

/** A member or a role as the backend last told it. A higher revision is newer; an older one never replaces it. */
export type TargetState = Attribution & {
  readonly revision: number;
  /** What the backend wants to see again with an edit of this state. */
  readonly tag?: string;
  /** Who wrote single fields (`overrides.calls.view`, `roles`, …) where it was not whoever wrote last, `by`. */
  readonly fields?: Readonly<Record<string, Attribution>>;
} & ({ readonly kind: 'member'; readonly member: Member } | { readonly kind: 'role'; readonly role: RoleChange });

/** The edits of one save, in order; they are accepted or refused together. */
export interface SaveRequest {
  readonly target: MatrixTarget;
  readonly edits: readonly MemberEdit[] | readonly RoleGrantEdit[];
  /** The state that the edits were made on. */
  readonly revision: number;
  readonly tag?: string;
  /** The same for every attempt of one save, so that a retry after a lost answer is not a second edit. */
  readonly key: string;
}

/** Why a save was not accepted, as the cell shows it. */
export type SaveProblem =
  | { readonly kind: 'refused'; readonly decision: Decision }
  | { readonly kind: 'invalid'; readonly message: string }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'gone' };

/** What a save came to. */
export type SaveOutcome =
  | { readonly status: 'saved'; readonly state: TargetState }
  /** Somebody else was faster; `state` is what there is now. */
  | { readonly status: 'stale'; readonly state: TargetState }
  | { readonly status: 'not-saved'; readonly problem: SaveProblem };

/** One accepted change of one cell, from the audit log. */
export interface HistoryEntry extends Attribution {
  readonly revision: number;
  readonly from: unknown;
  readonly to: unknown;
}

/** What a backend tells while somebody listens. */
export type BackendEvent =
  | { readonly type: 'changed'; readonly state: TargetState }
  | { readonly type: 'removed'; readonly target: MatrixTarget }
  /** The connection was lost, or is back. */
  | { readonly type: 'offline' }
  | { readonly type: 'online' };

/** Where the matrix reads and saves. Every call may reject with a `BackendError`, or with the signal's reason. */
export interface MatrixBackend {
  /**
   * Which members these are: backends of one key lead to the same ones, however often they are made, so that a new
   * object at each rendering changes nothing. With another key the editor begins again.
   */
  readonly key: string;
  /**
   * Goes on with the settings of a newer backend of the same key, such as its headers, where this one can. Otherwise
   * the newer one is asked from then on, and this one is still listened to.
   */
  readonly adopt?: (next: MatrixBackend) => boolean;
  /** Every member that whoever is signed in may see; asked for again every five minutes, to see who is still there. */
  readonly loadMembers: (query: { readonly after?: string }, signal: AbortSignal) => Promise<Page<TargetState>>;
  /** Every role that the organisation changed or made. */
  readonly loadRoles: (signal: AbortSignal) => Promise<readonly TargetState[]>;
  /** One target as it is now; `undefined` where it is gone. */
  readonly load: (target: MatrixTarget, signal: AbortSignal) => Promise<TargetState | undefined>;
  readonly save: (request: SaveRequest, signal: AbortSignal) => Promise<SaveOutcome>;
  /** Hears of everybody's edits until the returned function is called. */
  readonly subscribe?: (listener: (event: BackendEvent) => void) => () => void;
  /** The newest first. */
  readonly history?:
    ((target: MatrixTarget, permission: string, signal: AbortSignal) => Promise<readonly HistoryEntry[]>) | undefined;
  readonly directory?:
    | ((
        dimension: string,
        query: { readonly search: string; readonly after?: string },
        signal: AbortSignal,
      ) => Promise<Page<DirectoryEntry>>)
    | undefined;
}

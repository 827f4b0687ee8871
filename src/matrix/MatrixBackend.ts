// The vocabulary between the editor and the place that members are kept in: one interface and its values.
import type { Decision } from '../model/decision.js';
import type { MemberEdit } from '../model/edit.js';
import type { Member } from '../model/member.js';
import type { DirectoryEntry } from '../model/directory.js';
import type { Page } from '../model/page.js';
import type { RoleChange, RoleGrantEdit } from '../model/role.js';

/** The subject of one column: a member or a role. */
export type MatrixTarget = `member:${string}` | `role:${string}`;

/** The author and the time of a state, if the backend tells them. */
export interface Attribution {
  readonly by?: string;
  /** In milliseconds since 1970. */
  readonly at?: number;
}

/** The last state of a member or role. A higher revision is newer; an older one never replaces it. */
export type TargetState = Attribution & {
  readonly revision: number;
  /** The token that the backend expects with an edit of this state. */
  readonly tag?: string;
  /** The authors of single fields (`overrides.calls.view`, `roles`, …) that the last author, `by`, did not write. */
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

/** The reason why a save was not accepted, as the cell shows it. */
export type SaveProblem =
  | { readonly kind: 'refused'; readonly decision: Decision }
  | { readonly kind: 'invalid'; readonly message: string }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'gone' };

/** The outcome of a save. */
export type SaveOutcome =
  | { readonly status: 'saved'; readonly state: TargetState }
  /** Somebody else was faster; `state` is the present one. */
  | { readonly status: 'stale'; readonly state: TargetState }
  | { readonly status: 'not-saved'; readonly problem: SaveProblem };

/** One accepted change of one cell, from the audit log. */
export interface HistoryEntry extends Attribution {
  readonly revision: number;
  readonly from: unknown;
  readonly to: unknown;
}

/** Event of a backend. */
export type BackendEvent =
  | { readonly type: 'changed'; readonly state: TargetState }
  | { readonly type: 'removed'; readonly target: MatrixTarget }
  /** The connection was lost, or is back. */
  | { readonly type: 'offline' }
  | { readonly type: 'online' };

/** Reads and saves the data of a matrix. Every call may reject with a `BackendError` or with the signal's reason. */
export interface MatrixBackend {
  /**
   * The identity of the members: backends with one key lead to the same ones, however often they are made, so that a new
   * object at each rendering changes nothing. With another key the editor starts over.
   */
  readonly key: string;
  /**
   * Takes over the settings of a newer backend of the same key, such as its headers, if this one can. Otherwise
   * requests go to the newer one from then on, and events are still read from this one.
   */
  readonly adopt?: (next: MatrixBackend) => boolean;
  /** Every member that the administrator may see; read again every five minutes, to notice members who are gone. */
  readonly loadMembers: (query: { readonly after?: string }, signal: AbortSignal) => Promise<Page<TargetState>>;
  /** Every role that the organisation changed or made. */
  readonly loadRoles: (signal: AbortSignal) => Promise<readonly TargetState[]>;
  /** The present state of one target; `undefined` if it is gone. */
  readonly load: (target: MatrixTarget, signal: AbortSignal) => Promise<TargetState | undefined>;
  readonly save: (request: SaveRequest, signal: AbortSignal) => Promise<SaveOutcome>;
  /** Calls back for everybody's edits until the returned function is called. */
  readonly subscribe?: (listener: (event: BackendEvent) => void) => () => void;
  /** The changes of one permission, the newest first. */
  readonly history?:
    ((target: MatrixTarget, permission: string, signal: AbortSignal) => Promise<readonly HistoryEntry[]>) | undefined;
  readonly directory?:
    | ((
        dimension: string,
        query: { readonly search: string; readonly after?: string },
        signal: AbortSignal,
      ) => Promise<Page<DirectoryEntry>>)
    | undefined;
  /** The directory entries of these ids, as far as they may be seen. Without it, ids are shown in place of names. */
  readonly names?:
    | ((dimension: string, ids: readonly string[], signal: AbortSignal) => Promise<readonly DirectoryEntry[]>)
    | undefined;
  /** Moves ids from one member to another, both or neither. Without it, nothing is handed over. */
  readonly handOver?: ((request: HandOverRequest, signal: AbortSignal) => Promise<HandOverOutcome>) | undefined;
}

/** Ids of one dimension that are to go from one member to another. */
export interface HandOver {
  readonly from: MatrixTarget;
  readonly to: MatrixTarget;
  /** `extension`: extensions; any other: memberships. */
  readonly dimension: string;
  readonly ids: readonly string[];
}

/** A handover as a backend is asked for it. */
export interface HandOverRequest extends HandOver {
  /** The tokens of the states that it was asked for, where the backend expects any. */
  readonly tags: readonly string[];
  /** The same for every attempt. */
  readonly key: string;
}

/** The outcome of a handover. */
export type HandOverOutcome =
  | { readonly status: 'saved'; readonly states: readonly TargetState[] }
  /** Somebody else was faster; `state` is the present one of one of the two. */
  | { readonly status: 'stale'; readonly state: TargetState }
  | { readonly status: 'not-saved'; readonly problem: SaveProblem };

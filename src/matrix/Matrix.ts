// The engine's vocabulary: what the editor asks of it and hears from it.
import type { Catalog } from '../model/catalog.js';
import type { NamedCatalog } from './createNames.js';
import type { Decision } from '../model/decision.js';
import type { GrantSet } from '../model/grant.js';
import type { LoadState } from './createLoader.js';
import type { Topic } from './createQueues.js';
import type { StepChange } from './createHistory.js';
import type { Ceiling } from '../evaluator/delegate/createDelegation.js';
import type { MatrixBackend, MatrixHandOver, MatrixTarget, SaveProblem, TargetState } from './MatrixBackend.js';
import type { CellMeaning } from './describeCell.js';
import type { MatrixCell, SaveState } from './MatrixCell.js';
import type { MatrixChange, PreviewedChange } from './preview.js';
import type { Field, FieldValue } from './field.js';
import type { Clock } from '../base/clock.js';

/** `auto` saves each change at once; `staged` keeps changes until they are applied. */
export type SaveMode = 'auto' | 'staged';

/** Options of `createMatrix`. */
export interface MatrixOptions {
  readonly catalog: Catalog;
  readonly backend: MatrixBackend;
  /** The grants of the signed-in administrator, which decide every change. Without them nothing can be changed. */
  readonly actor: GrantSet | undefined;
  readonly mode?: SaveMode;
  /** The number of members who hold a role, if the backend shows only some. Default: the members are counted. */
  readonly holders?: (role: string) => number | undefined;
  /** Time and chance, for tests. Default: those of the machine. */
  readonly clock?: Clock;
}

/** The save status of the whole matrix, as the line under the grid shows it. */
export interface MatrixStatus {
  readonly mode: SaveMode;
  readonly load: LoadState;
  readonly online: boolean;
  /** The backend gave no answer to the last save. */
  readonly reachable: boolean;
  readonly staged: number;
  /** Waiting, being saved or unanswered. */
  readonly unsaved: number;
  readonly failed: number;
  readonly conflicts: number;
  readonly undo: string | undefined;
  readonly redo: string | undefined;
}

/** An event that should be announced. */
export type MatrixNotice =
  | { readonly type: 'saved'; readonly target: MatrixTarget }
  | { readonly type: 'handed-over'; readonly move: MatrixHandOver }
  | { readonly type: 'not-saved'; readonly target: MatrixTarget; readonly problem: SaveProblem }
  | {
      readonly type: 'conflict';
      readonly target: MatrixTarget;
      readonly fields: readonly Field[];
      readonly by?: string;
    }
  | { readonly type: 'remote'; readonly target: MatrixTarget; readonly fields: readonly Field[]; readonly by?: string }
  /** These are gone, or out of sight. One with an edit that is not saved stays until that is settled. */
  | { readonly type: 'gone'; readonly targets: readonly MatrixTarget[]; readonly isKept: boolean }
  | { readonly type: 'skipped'; readonly skipped: readonly PreviewedChange[] }
  | { readonly type: 'undone' | 'redone'; readonly label: string; readonly overtaken: readonly StepChange[] }
  | { readonly type: 'online' | 'offline' };

/** An edit of one field that is not settled. */
export interface OpenEdit {
  readonly target: MatrixTarget;
  readonly field: Field;
  readonly from: FieldValue;
  readonly to: FieldValue;
  readonly save: SaveState;
}

/** The engine behind the editor, without React. */
export interface Matrix {
  readonly backend: MatrixBackend;
  /** The catalog with the roles as they are shown now. */
  readonly catalog: () => NamedCatalog;
  /** The moment that effective results hold for, in milliseconds since 1970. */
  readonly now: () => number;
  /**
   * Brings {@link now} up to the present. What is looked at follows time by itself; what is worked out of everybody,
   * such as an export, holds for the moment at which this was called.
   */
  readonly catchUp: () => void;
  readonly actor: () => GrantSet | undefined;
  readonly members: () => readonly MatrixTarget[];
  readonly roles: () => readonly MatrixTarget[];
  /** The state of a target that is shown: the backend's, with all open edits applied. */
  readonly shown: (target: MatrixTarget) => TargetState | undefined;
  /** One cell; the same object until something in it changes. */
  readonly cell: (target: MatrixTarget, permission: string) => MatrixCell | undefined;
  /** The meaning of a cell with a change, whether or not that is allowed; `undefined` if there is no such cell. */
  readonly preview: (change: MatrixChange) => CellMeaning | undefined;
  /** The save state of any field, such as the roles of a member. */
  readonly saveState: (target: MatrixTarget, field: Field) => SaveState;
  /** The reason why nothing about a target can be changed. */
  readonly targetLock: (target: MatrixTarget) => Decision | undefined;
  /** The same for one field of it, such as its extensions, before it is said into what. */
  readonly fieldLock: (target: MatrixTarget, field: Field) => Decision | undefined;
  /** Counts the answers with names of directory ids; listened to as `names`. */
  readonly namesVersion: () => number;
  /** Resolves once the names of everything that was put into words have been read. */
  readonly namesRead: () => Promise<void>;
  /** Previews one change. A decision costs milliseconds: check the changes that are looked at, not all. */
  readonly check: (change: MatrixChange) => PreviewedChange;
  readonly ceiling: (permission: string) => Ceiling;
  readonly assignableRoles: (target: MatrixTarget) => readonly string[];
  /** The number of members who hold a role, as far as they have been read. */
  readonly holders: (role: string) => number;
  readonly openEdits: () => readonly OpenEdit[];
  readonly status: () => MatrixStatus;
  readonly subscribe: (topic: Topic, listener: () => void) => () => void;
  readonly onNotice: (listener: (notice: MatrixNotice) => void) => () => void;

  /** Makes these changes, as far as they are allowed, as one step; returns the result of each. */
  readonly edit: (changes: readonly MatrixChange[], label: string) => readonly PreviewedChange[];
  /** Previews these changes in slices, so that the page stays responsive; rejects with the signal's reason. */
  readonly dryRun: (changes: readonly MatrixChange[], signal: AbortSignal) => Promise<readonly PreviewedChange[]>;
  /** Makes the changes of a preview. */
  readonly commit: (preview: readonly PreviewedChange[], label: string) => void;
  /** Moves ids from one member to another at once; returns why not, where they were not. It cannot be undone here. */
  readonly handOver: (move: MatrixHandOver) => Promise<SaveProblem | undefined>;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Saves all staged edits. */
  readonly apply: () => void;
  /** Discards all staged edits. */
  readonly discardStaged: () => void;
  readonly retry: (target: MatrixTarget, field: Field) => void;
  /** Discards an edit that failed, is in conflict, waits or got no answer. */
  readonly discard: (target: MatrixTarget, field: Field) => void;
  /** Saves the own value over that of somebody else. */
  readonly keepMine: (target: MatrixTarget, field: Field) => void;
  readonly takeTheirs: (target: MatrixTarget, field: Field) => void;
  /** Takes off the mark of a cell that somebody else changed. */
  readonly seen: (target: MatrixTarget, permission: string) => void;
  /** Sends all unanswered edits again at once. */
  readonly retryNow: () => void;
  readonly setOnline: (online: boolean) => void;
  readonly setActor: (actor: GrantSet | undefined) => void;
  /** Changes the mode for new edits; staged edits stay staged until they are applied. */
  readonly setMode: (mode: SaveMode) => void;
  /** Reads from the backend and listens to it until the returned function is called. */
  readonly start: () => () => void;
}

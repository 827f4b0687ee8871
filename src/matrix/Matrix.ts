// The engine's vocabulary: what the editor asks of it and hears from it.
import type { Catalog } from '../model/catalog.js';
import type { Decision } from '../model/decision.js';
import type { GrantSet } from '../model/grant.js';
import type { LoadState } from './createLoader.js';
import type { Topic } from './createQueues.js';
import type { StepChange } from './createHistory.js';
import type { Ceiling } from '../evaluator/delegate/createDelegation.js';
import type { MatrixBackend, MatrixTarget, SaveProblem, TargetState } from './MatrixBackend.js';
import type { CellMeaning } from './describeCell.js';
import type { MatrixCell, SaveState } from './MatrixCell.js';
import type { MatrixChange, PreviewedChange } from './preview.js';
import type { Field, FieldValue } from './field.js';
import type { Clock } from '../base/clock.js';

/** `auto` saves each change at once; `staged` keeps changes until they are applied. */
export type SaveMode = 'auto' | 'staged';

/** What a matrix is made of. */
export interface MatrixOptions {
  readonly catalog: Catalog;
  readonly backend: MatrixBackend;
  /** The grants of whoever is signed in: what may be changed is decided by them. Without them nothing can. */
  readonly actor: GrantSet | undefined;
  readonly mode?: SaveMode;
  /** How many members hold a role, where the backend shows only some of them; counted where it does not say. */
  readonly holders?: (role: string) => number | undefined;
  /** Time and chance, for tests. Default: the machine's. */
  readonly clock?: Clock;
}

/** How saving goes, as one line under the grid says. */
export interface MatrixStatus {
  readonly mode: SaveMode;
  readonly load: LoadState;
  readonly online: boolean;
  /** The backend gave no answer to the last save. */
  readonly reachable: boolean;
  readonly staged: number;
  /** On their way. */
  readonly unsaved: number;
  readonly failed: number;
  readonly conflicts: number;
  readonly undo: string | undefined;
  readonly redo: string | undefined;
}

/** Something that happened and should be said. */
export type MatrixNotice =
  | { readonly type: 'saved'; readonly target: MatrixTarget }
  | { readonly type: 'not-saved'; readonly target: MatrixTarget; readonly problem: SaveProblem }
  | {
      readonly type: 'conflict';
      readonly target: MatrixTarget;
      readonly fields: readonly Field[];
      readonly by?: string;
    }
  | { readonly type: 'remote'; readonly target: MatrixTarget; readonly fields: readonly Field[]; readonly by?: string }
  /** These are gone, or out of sight; where something of one is not saved, it stays until that is settled. */
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

/** The engine behind the editor: it has never heard of React. */
export interface Matrix {
  readonly backend: MatrixBackend;
  /** With the roles as they are shown now. */
  readonly catalog: () => Catalog;
  /** In milliseconds since 1970: the moment that effective results hold for. */
  readonly now: () => number;
  /**
   * Brings {@link now} up to the present. What is looked at follows time by itself; what is worked out of everybody,
   * such as an export, holds for the moment at which this was called.
   */
  readonly catchUp: () => void;
  readonly actor: () => GrantSet | undefined;
  readonly members: () => readonly MatrixTarget[];
  readonly roles: () => readonly MatrixTarget[];
  /** What is shown of a target: what the backend said with everything on its way applied. */
  readonly shown: (target: MatrixTarget) => TargetState | undefined;
  /** One cell; the same object as long as nothing of it changes. */
  readonly cell: (target: MatrixTarget, permission: string) => MatrixCell | undefined;
  /** What a cell would come to with a change, whether or not that may be made; `undefined` where there is no such cell. */
  readonly preview: (change: MatrixChange) => CellMeaning | undefined;
  /** How the edit of any field has come along, such as the roles of a member. */
  readonly saveState: (target: MatrixTarget, field: Field) => SaveState;
  /** Why nothing at all can be changed about a target. */
  readonly targetLock: (target: MatrixTarget) => Decision | undefined;
  /** Whether this change may be made. It costs milliseconds: ask about what is looked at, not about everything. */
  readonly check: (change: MatrixChange) => PreviewedChange;
  readonly ceiling: (permission: string) => Ceiling;
  readonly assignableRoles: (target: MatrixTarget) => readonly string[];
  /** How many members hold a role, as far as they have been read. */
  readonly holders: (role: string) => number;
  readonly openEdits: () => readonly OpenEdit[];
  readonly status: () => MatrixStatus;
  readonly subscribe: (topic: Topic, listener: () => void) => () => void;
  readonly onNotice: (listener: (notice: MatrixNotice) => void) => () => void;

  /** Makes these changes, as far as they are allowed, as one step; tells what became of each. */
  readonly edit: (changes: readonly MatrixChange[], label: string) => readonly PreviewedChange[];
  /** The same without doing anything, in slices so that nothing stands still; rejects with the signal's reason. */
  readonly dryRun: (changes: readonly MatrixChange[], signal: AbortSignal) => Promise<readonly PreviewedChange[]>;
  /** Does what a dry run said it would. */
  readonly commit: (preview: readonly PreviewedChange[], label: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Saves everything that is staged. */
  readonly apply: () => void;
  /** Gives up everything that is staged. */
  readonly discardStaged: () => void;
  readonly retry: (target: MatrixTarget, field: Field) => void;
  /** Gives up an edit that failed, is in conflict, waits or got no answer. */
  readonly discard: (target: MatrixTarget, field: Field) => void;
  /** Saves one's own value over somebody else's. */
  readonly keepMine: (target: MatrixTarget, field: Field) => void;
  readonly takeTheirs: (target: MatrixTarget, field: Field) => void;
  /** The cell was looked at: who changed it need not be marked any longer. */
  readonly seen: (target: MatrixTarget, permission: string) => void;
  /** Tries everything that got no answer again at once. */
  readonly retryNow: () => void;
  readonly setOnline: (online: boolean) => void;
  readonly setActor: (actor: GrantSet | undefined) => void;
  /** From now on; what is staged stays staged until it is applied. */
  readonly setMode: (mode: SaveMode) => void;
  /** Reads and listens until the returned function is called. */
  readonly start: () => () => void;
}

import type { Finding } from '../../../evaluator/report/advise.js';
import type { MatrixTarget } from '../../../matrix/MatrixBackend.js';
import type { MatrixChange, PreviewedChange } from '../../../matrix/preview.js';
import type { PermissionRow } from '../../../matrix/row.js';
import type { RowWish } from '../../../matrix/rowChanges.js';

/** Changes that are proposed, before they are made. */
export interface Proposal {
  readonly label: string;
  readonly changes: readonly MatrixChange[];
  /** Rows of the product's table; what they come to as changes is worked out in slices. */
  readonly rows?: readonly RowWish[];
  /** Previewed even if it is one change, since it changes other rows as well. */
  readonly isShown?: boolean;
  /** Texts that could not be read as a change, such as a pasted word that means nothing. */
  readonly unread?: readonly PreviewedChange[];
  /** A sentence about anything else that is left out. */
  readonly note?: string;
}

/** The one popover or dialog that is open. */
export type Panel =
  | { readonly type: 'setting' | 'menu' | 'history'; readonly target: MatrixTarget; readonly row: PermissionRow }
  | { readonly type: 'roles' | 'packages' | 'belongings' | 'copy-access' | 'compare'; readonly target: MatrixTarget }
  | { readonly type: 'preview'; readonly proposal: Proposal }
  | { readonly type: 'fix'; readonly finding: Finding }
  | { readonly type: 'review' | 'unsaved' | 'findings' };

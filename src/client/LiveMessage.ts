/** A message of a source's one connection: to its own tab directly, to other tabs as data. */
export type LiveMessage =
  /** The connection stands. */
  | { readonly type: 'opened' }
  /** It does not, or no longer. */
  | { readonly type: 'lost' }
  /** The server is there; nothing changed. */
  | { readonly type: 'alive' }
  /** The grants are at this revision now. */
  | { readonly type: 'revision'; readonly revision: number }
  /** Something may have changed: nobody can tell what. */
  | { readonly type: 'reload' };

/** Whether something heard from another tab is a message; it may be of another version of this code. */
export function isLiveMessage(value: unknown): value is LiveMessage {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  if (value.type === 'revision') return 'revision' in value && isRevision(value.revision);
  return value.type === 'opened' || value.type === 'lost' || value.type === 'alive' || value.type === 'reload';
}

/** Whether something can be the revision of a grant set. */
export function isRevision(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

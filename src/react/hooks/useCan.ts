'use client';
import type { RecordArgs, RegisteredCatalog, RightId } from '../../model/catalog.js';
import { attempt } from '../../base/attempt.js';
import type { PermissionView } from '../store/PermissionView.js';
import { useAnswer } from './useAnswer.js';

/**
 * Whether the right is held, on this record where it is scoped; `false` as long as that is not certain.
 *
 * ```tsx
 * const mayDownload = useCan('recordings.download', recording);
 * ```
 */
export function useCan<P extends RightId<RegisteredCatalog>>(
  permission: P,
  ...record: RecordArgs<RegisteredCatalog, P>
): boolean {
  return useAnswer((view) => canIn(view, permission, ...record));
}

/** The yes or no in a view; what is asked about may be anything at all. */
export function canIn<P extends RightId<RegisteredCatalog>>(
  { evaluator }: PermissionView,
  permission: P,
  ...record: RecordArgs<RegisteredCatalog, P>
): boolean {
  return attempt(() => evaluator?.can(permission, ...record)) ?? false;
}

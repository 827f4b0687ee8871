'use client';
import type { RecordArgs, RegisteredCatalog, RightId } from '../../model/catalog.js';
import { attempt } from '../../base/attempt.js';
import type { PermissionView } from '../store/PermissionView.js';
import { warnOfQuestion } from '../store/warnOf.js';
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
  view: PermissionView,
  permission: P,
  ...record: RecordArgs<RegisteredCatalog, P>
): boolean {
  if (process.env.NODE_ENV !== 'production') warnOfQuestion(view, { permission, isAboutOne: true, record: record[0] });
  return attempt(() => view.evaluator?.can(permission, ...record)) ?? false;
}

'use client';
import type { RecordArgs, RegisteredCatalog, RightId } from '../model/catalog.js';
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
  return useAnswer(({ evaluator }) => evaluator?.can(permission, ...record) ?? false);
}

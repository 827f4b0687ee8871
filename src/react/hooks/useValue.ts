'use client';
import type { RegisteredCatalog, ValueId, ValueOf } from '../../model/catalog.js';
import { aboutAny, orClosed, useAnswer } from './useAnswer.js';

/**
 * The value of a choice, number or duty; `undefined` as long as that is not known. A number without limit is
 * `Infinity`.
 *
 * ```tsx
 * const channels = useValue('calls.maxChannels') ?? 1;
 * ```
 */
export function useValue<P extends ValueId<RegisteredCatalog>>(
  permission: P,
): ValueOf<RegisteredCatalog, P> | undefined {
  return useAnswer(orClosed(undefined, (view) => aboutAny(view, permission)?.value(permission)));
}

'use client';
import { useContext } from 'react';
import { StoreContext } from '../../react/store/PermissionContext.js';
import { useAnswer } from '../../react/hooks/useAnswer.js';

/** Whether a duty binds; `unknown` as long as that cannot be told, and then it is kept as if it did. */
export type DutyState = 'binding' | 'free' | 'unknown';

/**
 * Whether a duty binds. The first conventional one that the catalog has is meant, unless one is named; a catalog
 * that has none of them knows no such duty.
 */
export function useDuty(conventions: readonly string[], named?: string): DutyState {
  const { catalog } = useContext(StoreContext);
  const known = catalog?.permissions ?? {};
  const id = named ?? conventions.find((each) => Object.hasOwn(known, each));
  const value = useAnswer(({ evaluator }) => (id === undefined ? undefined : evaluator?.value(id)));
  if (catalog && id === undefined) return 'free';
  if (typeof value !== 'boolean') return 'unknown';
  return value ? 'binding' : 'free';
}

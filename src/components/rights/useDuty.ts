'use client';
import { useContext } from 'react';
import { StoreContext } from '../../react/store/PermissionContext.js';
import { useAnswer } from '../../react/hooks/useAnswer.js';

/** Whether a duty binds; `unknown` as long as that cannot be told, and then it is kept as if it did. */
export type DutyState = 'binding' | 'free' | 'unknown';

/** Whether a duty binds. A catalog in which nothing stands for it (`undefined`) knows no such duty. */
export function useDuty(permission: string | undefined): DutyState {
  const { catalog } = useContext(StoreContext);
  const value = useAnswer(({ evaluator }) => (permission === undefined ? undefined : evaluator?.value(permission)));
  if (catalog && permission === undefined) return 'free';
  if (typeof value !== 'boolean') return 'unknown';
  return value ? 'binding' : 'free';
}

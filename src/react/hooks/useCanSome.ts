'use client';
import type { RegisteredCatalog, RightId } from '../../model/catalog.js';
import { aboutAny, orClosed, useAnswer } from './useAnswer.js';

/** Whether the right is held for anything at all, which is what decides whether to show a menu. */
export function useCanSome(permission: RightId<RegisteredCatalog>): boolean {
  return useAnswer(orClosed(false, (view) => aboutAny(view, permission)?.canSome(permission)));
}

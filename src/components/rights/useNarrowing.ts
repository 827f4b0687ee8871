'use client';
import { isSame } from '../../base/isSame.js';
import type { Decision } from '../../model/decision.js';
import { useAnswer } from '../../react/hooks/useAnswer.js';
import { decisionIn } from '../../react/hooks/useCheck.js';

/** The decision on a right that only narrows; `undefined` where the catalog has no such right, so that nothing does. */
export function useNarrowing(permission: string | undefined, record?: object): Decision | undefined {
  return useAnswer((view) => (permission === undefined ? undefined : decisionIn(view, permission, record)), isSame);
}

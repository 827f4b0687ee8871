'use client';
import { useContext } from 'react';
import type { Decision } from '../../model/decision.js';
import { explainDecision } from './explainDecision.js';
import { useWords } from './useWords.js';
import { StoreContext } from '../store/PermissionContext.js';

/**
 * Words a decision for the person who asks, in the provider's own words; empty for what is allowed.
 *
 * ```tsx
 * const explain = useExplain();
 * return <p>{explain(decision)}</p>;
 * ```
 */
export function useExplain(): (decision: Decision) => string {
  const words = useWords();
  const { catalog } = useContext(StoreContext);
  return (decision) => explainDecision(decision, words, catalog);
}

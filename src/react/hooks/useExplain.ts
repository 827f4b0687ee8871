'use client';
import { useContext } from 'react';
import type { Decision } from '../../model/decision.js';
import { explainDecision } from './explainDecision.js';
import { StoreContext, VoiceContext } from '../store/PermissionContext.js';

/**
 * Words a decision for the person who asks, in the provider's own words; empty for what is allowed.
 *
 * ```tsx
 * const explain = useExplain();
 * return <p>{explain(decision)}</p>;
 * ```
 */
export function useExplain(): (decision: Decision) => string {
  const { messages } = useContext(VoiceContext);
  const { catalog } = useContext(StoreContext);
  return (decision) => explainDecision(decision, messages, catalog);
}

'use client';
import type { Evaluator } from '../../evaluator/decide/createEvaluator.js';
import type { RegisteredCatalog } from '../../model/catalog.js';
import { useAnswer } from './useAnswer.js';

/**
 * The evaluator itself, for questions that the other hooks do not ask; `undefined` while there is none. It renders
 * with every change of the grants, so ask one of the other hooks where one will do.
 */
export function useEvaluator(): Evaluator<RegisteredCatalog> | undefined {
  return useAnswer(({ evaluator }) => evaluator);
}

import type { Evaluator } from '../../evaluator/decide/createEvaluator.js';
import type { Pending, Unknown } from '../../model/decision.js';
import type { UnknownCause } from '../../model/reason.js';

/** The answers of one moment: an evaluator, or the one decision that everything gets without it. */
export type PermissionView =
  { readonly evaluator: Evaluator } | { readonly evaluator: undefined; readonly closed: Pending | Unknown };

/** Nothing is known yet. */
export const pendingView: PermissionView = { evaluator: undefined, closed: { status: 'pending' } };

/** A view in which nothing can be known. */
export function closedView(cause: UnknownCause): PermissionView {
  return { evaluator: undefined, closed: { status: 'unknown', cause } };
}

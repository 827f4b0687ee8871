'use client';
import { isSame } from '../../base/isSame.js';
import type { RecordArgs, RegisteredCatalog, RightId } from '../../model/catalog.js';
import type { Decision } from '../../model/decision.js';
import { attempt } from '../../base/attempt.js';
import type { PermissionView } from '../store/PermissionView.js';
import { warnOfQuestion } from '../store/warnOf.js';
import { useAnswer } from './useAnswer.js';

/**
 * The decision on a right with its reason. It stays the same object for as long as it says the same.
 *
 * ```tsx
 * const decision = useCheck('calls.listenIn', call);
 * if (decision.status === 'denied') console.log(decision.reason);
 * ```
 */
export function useCheck<P extends RightId<RegisteredCatalog>>(
  permission: P,
  ...record: RecordArgs<RegisteredCatalog, P>
): Decision {
  return useAnswer((view) => decisionIn(view, permission, ...record), isSame);
}

/** The decision on what cannot be read. */
const unreadable: Decision = { status: 'unknown', cause: 'unreadable-record' };

/** The decision in a view, whether or not there is an evaluator. */
export function decisionIn<P extends RightId<RegisteredCatalog>>(
  view: PermissionView,
  permission: P,
  ...record: RecordArgs<RegisteredCatalog, P>
): Decision {
  if (process.env.NODE_ENV !== 'production') warnOfQuestion(view, { permission, isAboutOne: true, record: record[0] });
  return attempt(() => (view.evaluator ? view.evaluator.check(permission, ...record) : view.closed)) ?? unreadable;
}

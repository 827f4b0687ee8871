import type { Decision } from '../../model/decision.js';
import type { PermissionView } from '../../react/store/PermissionView.js';
import type { WaitingRights } from './rights.js';

/** What the grants say about a list of waiting calls. */
export interface WaitingAnswer<C extends object> {
  /** Whether the list may be seen at all. */
  readonly see: Decision;
  readonly visible: readonly C[];
  /** For each visible call: whether it may be picked up. */
  readonly pickUps: readonly Decision[];
}

/** Asks about every call, once for each change: React reads a store several times for each rendering. */
export function decideWaiting<C extends object>(
  calls: readonly C[],
  rights: WaitingRights,
): (view: PermissionView) => WaitingAnswer<C> {
  let last: { readonly view: PermissionView; readonly answer: WaitingAnswer<C> } | undefined;
  return (view) => {
    if (last?.view !== view) last = { view, answer: decide(view, calls, rights) };
    return last.answer;
  };
}

function decide<C extends object>(view: PermissionView, calls: readonly C[], rights: WaitingRights): WaitingAnswer<C> {
  const { evaluator: may } = view;
  if (!may) return { see: view.closed, visible: [], pickUps: [] };
  const visible = calls.filter((call) => may.can(rights.see, call));
  return {
    see: seeDecision(may, calls, rights.see),
    visible,
    pickUps: visible.map((call) => may.check(rights.pickUp, call)),
  };
}

type Evaluator = NonNullable<PermissionView['evaluator']>;

/** Where the right is scoped there is an empty list to see as soon as it is held for anything at all. */
function seeDecision(may: Evaluator, calls: readonly object[], right: string): Decision {
  const seen = calls.find((call) => may.can(right, call));
  const decision = may.check(right, seen ?? calls[0]);
  if (decision.status === 'allowed' || !may.canSome(right)) return decision;
  const [by] = may.grantSet.grants.filter(({ permission, effect }) => permission === right && effect === 'allow');
  return by ? { status: 'allowed', by } : decision;
}

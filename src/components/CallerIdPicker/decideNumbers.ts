import { isSame } from '../../base/isSame.js';
import type { Evaluator } from '../../evaluator/decide/createEvaluator.js';
import type { Decision } from '../../model/decision.js';
import type { PermissionView } from '../../react/store/PermissionView.js';
import type { CallerNumber } from './callerNumber.js';
import { whenDeniedOf } from '../../model/whenDenied.js';
import type { CallerIdRights } from './rights.js';

/** The rights that are asked about every number. */
export type AskedRights = Omit<CallerIdRights, 'dial' | 'outOfPlan' | 'special'> & {
  /** Nothing where the catalog has no such right. */
  readonly dial: string | undefined;
};

/** What is asked about. */
export interface NumbersQuestion<N extends CallerNumber> {
  readonly numbers: readonly N[];
  readonly defaultId: string | undefined;
  readonly rights: AskedRights;
  /** Whether the application has named a permission for any of them. */
  readonly isNamed: boolean;
}

/** What the grants say about a list of numbers. */
export interface NumbersAnswer<N extends CallerNumber> {
  /** Those that one may choose. */
  readonly choosable: readonly N[];
  /** The one that is there without a choice: preset by an administrator, or in a field that is frozen. */
  readonly fixed: N | undefined;
  readonly isAnonymous: boolean;
  readonly isLocal: boolean;
  /** Why there is no choice; `allowed` where there is one. */
  readonly decision: Decision;
}

/** Asks the evaluator about every number. */
export function decideNumbers<N extends CallerNumber>(
  view: PermissionView,
  question: NumbersQuestion<N>,
): NumbersAnswer<N> {
  const { numbers, rights } = question;
  if (!view.evaluator) return { ...nothing, decision: view.closed };
  const may = view.evaluator;
  const { dial } = rights;
  const usable = dial === undefined ? numbers : numbers.filter((each) => may.can(dial, each));
  return {
    choosable: usable.filter((each) => may.can(rights.choose, each)),
    fixed: theOne(
      usable.filter((each) => may.can(rights.preset, each) || isFrozen(may, each, question)),
      question.defaultId,
    ),
    isAnonymous: may.can(rights.anonymous),
    isLocal: may.can(rights.localPresence),
    decision: whyNot(may, (usable.length === 0 && dial) || rights.choose, question),
  };
}

const nothing = { choosable: [], fixed: undefined, isAnonymous: false, isLocal: false };

/**
 * A scope cannot count, but what is chosen for somebody is one number: the default among them, else always the same
 * one, in whatever order they come (law 2).
 */
function theOne<N extends CallerNumber>(numbers: readonly N[], defaultId: string | undefined): N | undefined {
  return numbers.find(({ id }) => id === defaultId) ?? [...numbers].sort((a, b) => (a.id < b.id ? -1 : 1))[0];
}

/** The default stays in a frozen field, unless it was taken away by name. */
function isFrozen<N extends CallerNumber>(
  may: Evaluator,
  number: N,
  { defaultId, rights, isNamed }: NumbersQuestion<N>,
): boolean {
  if (number.id !== defaultId) return false;
  if (!isNamed && !knowsCallerIds(may, rights)) return true;
  // What is in a frozen field stays in use.
  if (whenDeniedOf(may.catalog, rights.choose) !== 'freeze') return false;
  const decision = may.check(rights.choose, number);
  return decision.status === 'denied' && (decision.reason === 'not-granted' || decision.reason === 'out-of-scope');
}

/** Whether the catalog has any right that says which number one calls with. */
function knowsCallerIds({ catalog: { permissions } }: Evaluator, { choose, preset, dial }: AskedRights): boolean {
  return dial !== undefined || Object.hasOwn(permissions, choose) || Object.hasOwn(permissions, preset);
}

/** The answer that tells most: where one number is only out of reach, another may tell what is missing. */
function whyNot<N extends CallerNumber>(
  may: Evaluator,
  right: string,
  { numbers, defaultId }: NumbersQuestion<N>,
): Decision {
  const allowed = numbers.find((each) => may.can(right, each));
  const telling = allowed ?? numbers.find((each) => isTelling(may.check(right, each)));
  const asked = telling ?? numbers.find((each) => each.id === defaultId) ?? numbers[0];
  const decision = may.check(right, asked);
  // Without a number there is nothing to be asked about, and what is missing is not a record but a number.
  return !asked && decision.status === 'denied' && decision.reason === 'resource-required'
    ? { status: 'denied', reason: 'configuration' }
    : decision;
}

function isTelling(decision: Decision): boolean {
  return decision.status !== 'denied' || (decision.reason !== 'out-of-scope' && decision.reason !== 'not-granted');
}

/** Whether two answers say the same. */
export function isSameAnswer<N extends CallerNumber>(a: NumbersAnswer<N>, b: NumbersAnswer<N>): boolean {
  return (
    a.isAnonymous === b.isAnonymous &&
    a.isLocal === b.isLocal &&
    isSameList(a.choosable, b.choosable) &&
    a.fixed === b.fixed &&
    isSame(a.decision, b.decision)
  );
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}

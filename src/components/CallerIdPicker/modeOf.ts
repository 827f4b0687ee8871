import type { Decision } from '../../model/decision.js';
import type { CallerIdOption } from './arrange.js';
import type { CallerNumber, CallerPurpose } from './callerNumber.js';
import type { NumbersAnswer } from './decideNumbers.js';
import type { CallerIdWords } from './words.js';

/** Every way in which a caller ID can be there: to choose from, one that is frozen, none, or none yet. */
export const callerIdModes = ['choose', 'frozen', 'none', 'pending', 'failed'] as const;

/** The way in which a caller ID is there. */
export type CallerIdMode = (typeof callerIdModes)[number];

/** What the mode follows from. */
export interface ModeFacts<N extends CallerNumber> {
  readonly isLoading: boolean;
  readonly isFailed: boolean;
  readonly isInCall: boolean;
  /** How many there are to choose from. */
  readonly choices: number;
  readonly selected: CallerIdOption<N> | undefined;
  readonly answer: NumbersAnswer<N>;
}

/** The mode that follows from what is allowed and what there is. */
export function modeOf<N extends CallerNumber>(facts: ModeFacts<N>): CallerIdMode {
  const { isLoading, isFailed, isInCall, choices, selected, answer } = facts;
  if (isInCall && selected) return 'frozen';
  if (isFailed) return 'failed';
  if (isLoading || answer.decision.status === 'pending') return 'pending';
  if (!selected) return 'none';
  return choices > 1 && (answer.choosable.length > 0 || answer.isAnonymous) ? 'choose' : 'frozen';
}

/** What the words for a mode are made of. */
export interface ReasonFacts<N extends CallerNumber> extends ModeFacts<N> {
  readonly mode: CallerIdMode;
  readonly purpose: CallerPurpose;
  readonly hasNumbers: boolean;
  readonly explain: (decision: Decision) => string;
  readonly words: CallerIdWords;
}

/** Why there is nothing to choose, in words. */
export function frozenReason<N extends CallerNumber>(facts: ReasonFacts<N>): string {
  const { mode, purpose, isInCall, isLoading, answer, hasNumbers, explain, words } = facts;
  switch (mode) {
    case 'choose':
      return '';
    case 'frozen':
      if (isInCall) return words.locked;
      return answer.choosable.length > 0 ? words.onlyOne : words.preset;
    case 'none':
      if (answer.decision.status === 'unknown') return `${words.cannotNow[purpose]} ${explain(answer.decision)}`;
      return [words.none[purpose], hasNumbers ? explain(answer.decision) : '', words.noNumbers]
        .filter(Boolean)
        .join(' ');
    case 'pending':
      return isLoading ? words.loading : explain(answer.decision);
    case 'failed':
      return `${words.failed} ${words.failedWhy}`;
  }
}

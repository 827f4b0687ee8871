import type { Decision } from '../../model/decision.js';
import type { Destination } from './classifyDestination.js';
import type { Refusal, RefusalCode } from './refusal.js';
import type { CallerIdWords } from './words.js';

/** What a refusal is made of. */
export interface RefusalFacts {
  readonly isPending: boolean;
  readonly hasNumber: boolean;
  /** `undefined` while it is not said what is dialled. */
  readonly destination: Destination | undefined;
  readonly outOfPlan: Decision;
  readonly special: Decision;
  readonly explain: (decision: Decision) => string;
  readonly words: CallerIdWords;
}

/** What keeps one from dialling, or nothing. An emergency is never refused for where it goes. */
export function refusalOf(facts: RefusalFacts): Refusal | undefined {
  const { words, explain } = facts;
  const refuse = (code: RefusalCode, decision?: Decision): Refusal => ({
    code,
    text: [words.refusals[code], decision ? explain(decision) : ''].filter(Boolean).join(' '),
  });
  if (facts.isPending) return refuse('pending');
  if (!facts.hasNumber) return refuse('no-number');
  switch (facts.destination?.kind) {
    case 'out-of-plan':
      return facts.outOfPlan.status === 'allowed' ? undefined : refuse('out-of-plan', facts.outOfPlan);
    case 'special':
      return facts.special.status === 'allowed' ? undefined : refuse('special', facts.special);
    case 'invalid':
    case 'incomplete':
      return refuse(facts.destination.kind);
    case 'in-plan':
    case 'emergency':
    case 'internal':
    case undefined:
      return undefined;
    // A server may know kinds that are not known here (law 1).
    default:
      return refuse('invalid');
  }
}

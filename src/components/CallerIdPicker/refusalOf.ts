import type { Decision } from '../../model/decision.js';
import type { CallerPurpose } from './callerNumber.js';
import type { Destination } from './classifyDestination.js';
import type { Refusal, RefusalCode } from './refusal.js';
import type { CallerIdWords } from './words.js';

/** What a refusal is made of. */
export interface RefusalFacts {
  readonly purpose: CallerPurpose;
  readonly isPending: boolean;
  readonly hasNumber: boolean;
  /** `undefined` while it is not said what is dialled. */
  readonly destination: Destination | undefined;
  /** The decisions on what narrows destinations; `undefined` where the catalog has no such right. */
  readonly outOfPlan: Decision | undefined;
  readonly special: Decision | undefined;
  /** On hiding one's number, which a code before the destination does. */
  readonly hidden: Decision | undefined;
  readonly explain: (decision: Decision) => string;
  readonly words: CallerIdWords;
}

/** What keeps one from dialling, or nothing. A call for help is never refused. */
export function refusalOf(facts: RefusalFacts): Refusal | undefined {
  const { destination, outOfPlan, special, hidden, words, explain } = facts;
  const refuse = (code: RefusalCode, decision?: Decision): Refusal => ({
    code,
    text: [words.refusals[code], decision ? explain(decision) : ''].filter(Boolean).join(' '),
  });
  const unless = (decision: Decision | undefined, code: RefusalCode) =>
    decision && decision.status !== 'allowed' ? refuse(code, decision) : undefined;
  if (destination?.kind === 'emergency' && facts.purpose === 'call') return undefined;
  if (facts.isPending) return refuse('pending');
  if (!facts.hasNumber) return refuse('no-number');
  const hiding = destination?.hidesNumber ? unless(hidden, 'hidden') : undefined;
  switch (destination?.kind) {
    case 'out-of-plan':
      return unless(outOfPlan, 'out-of-plan') ?? hiding;
    case 'special':
      return unless(special, 'special') ?? hiding;
    case 'invalid':
    case 'incomplete':
      return refuse(destination.kind);
    case 'emergency':
      return undefined;
    case 'in-plan':
    case 'internal':
    case undefined:
      return hiding;
    // A server may know kinds that are not known here (law 1).
    default:
      return refuse('invalid');
  }
}

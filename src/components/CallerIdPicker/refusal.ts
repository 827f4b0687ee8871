/** Everything that can keep one from dialling. */
export const refusalCodes = [
  'pending',
  'no-number',
  'out-of-plan',
  'special',
  'hidden',
  'invalid',
  'incomplete',
] as const;

/** A reason that keeps one from dialling. */
export type RefusalCode = (typeof refusalCodes)[number];

/** Why nothing may be dialled now. */
export interface Refusal {
  readonly code: RefusalCode;
  /** For the person who wants to dial. */
  readonly text: string;
}

/**
 * Every reason a decision can be `denied` for. The list is closed: code that words reasons walks it, and the
 * compiler tells when a word is missing.
 */
export const reasons = [
  'unknown-permission',
  'wrong-kind',
  'not-granted',
  'denied',
  'out-of-scope',
  'resource-required',
  'plan',
  'license',
  'prerequisite',
  'not-yet',
  'expired',
  'conflict',
  'delegated',
  'consent',
  'account',
  'unsupported',
  'configuration',
  'rank',
  'ceiling',
  'locked',
  'self',
  'last-holder',
] as const;

/** Why something is denied. */
export type Reason = (typeof reasons)[number];

/** Every cause for which a decision can be `unknown`, a closed list like {@link reasons}. */
export const unknownCauses = [
  'ask-server',
  'consent-not-known',
  'unreadable-record',
  'stale',
  'load-failed',
  'no-provider',
] as const;

/** Why a decision cannot be known now. */
export type UnknownCause = (typeof unknownCauses)[number];

import type { GrantSet } from '../../model/grant.js';
import type { ReadIssue } from '../../model/wire.js';

/** Why grants are not in force, or not all of them. */
export type PermissionErrorCode =
  /** The source could not answer; `cause` is its own error. */
  | 'source-failed'
  /** The answer is not a grant set. */
  | 'malformed'
  | 'other-catalog'
  | 'other-subject'
  | 'older-revision'
  /** The set had ended by the time it came, or nobody has confirmed it for longer than `keepFor`. */
  | 'outdated'
  /** The set is in force, except for grants that name what the catalog does not have. */
  | 'unknown-name'
  | 'no-provider'
  /** The provider has none yet. */
  | 'no-catalog'
  | 'no-source';

/** A problem with the grants, as `usePermissionStatus` reports it; it is never thrown while rendering. */
export class PermissionError extends Error {
  readonly code: PermissionErrorCode;
  /** The path in the answer, with what was found there and what was expected; not for errors of the source itself. */
  readonly issue: ReadIssue | undefined;

  constructor(
    code: PermissionErrorCode,
    message: string,
    { issue, cause }: { issue?: ReadIssue; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.name = 'PermissionError';
    this.code = code;
    this.issue = issue;
  }
}

const nextStep = {
  malformed: 'Fix the backend or the adapter that made it.',
  'other-catalog': 'Give the provider the catalog that the backend uses.',
  'other-subject': 'Give the provider the subject who is signed in, or sign in again.',
  'older-revision': 'A late answer needs nothing; if it stays so, the backend has gone back.',
};

/** The error for a set that is refused whole. */
export function refusal(code: keyof typeof nextStep, issue: ReadIssue): PermissionError {
  const where = issue.path || 'the answer';
  const message = `A grant set was refused, so it changes nothing: ${where} is ${issue.found}, expected ${issue.expected}. ${nextStep[code]}`;
  return new PermissionError(code, message, { issue });
}

/** The error for a set that is too old to be in force, by the clock that it is held against. */
export function outdated({ issuedAt, expiresAt }: GrantSet, time: number): PermissionError {
  const end = expiresAt === undefined ? '' : ` and ends at ${dateOf(expiresAt)}`;
  const message = `A grant set was too old when it came, so it is not in force: it was issued at ${dateOf(issuedAt)}${end}, and it is ${dateOf(time)} now. Check the clocks of the device and of the backend, let the backend expose its \`Date\` header, and send sets that were issued just now.`;
  return new PermissionError('outdated', message);
}

/** Moments come from outside, and not every number is one. */
function dateOf(moment: number): string {
  return Math.abs(moment) <= 8.64e15 ? new Date(moment).toISOString() : String(moment);
}

/** The error for a source that could not answer. */
export function sourceFailure(cause: unknown): PermissionError {
  const why = cause instanceof Error ? cause.message : `it threw something that is no error (${typeof cause})`;
  const message = `The grants could not be loaded, so what was loaded before is kept only as long as keepFor allows: ${why}`;
  return new PermissionError('source-failed', message, { cause });
}

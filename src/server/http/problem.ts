import type { ReadIssue } from '../../base/read.js';
import type { Decision } from '../../model/decision.js';

/** Every kind of refusal the permission API answers with: its HTTP status and its title. */
export const problems = {
  malformed: { status: 400, title: 'The body is not JSON.' },
  unauthenticated: { status: 401, title: 'Nobody is signed in.' },
  'not-a-member': { status: 403, title: 'The signed-in user is not a member of the organisation.' },
  forbidden: { status: 403, title: 'This may not be done.' },
  'not-found': { status: 404, title: 'There is nothing here, or nothing that you may see.' },
  'method-not-allowed': { status: 405, title: 'This call does not exist.' },
  conflict: { status: 409, title: 'This does not fit how things are now.' },
  'precondition-failed': { status: 412, title: 'It was changed since you read it.' },
  'too-large': { status: 413, title: 'The request is too large.' },
  'uri-too-long': { status: 414, title: 'The address is too long.' },
  'unsupported-media-type': { status: 415, title: 'The body is not of a type that is read here.' },
  invalid: { status: 422, title: 'The request does not say something that can be done.' },
  'key-reused': { status: 422, title: 'The idempotency key belongs to another request.' },
  'precondition-required': { status: 428, title: 'An edit must say which state it was made for.' },
  'too-many-requests': { status: 429, title: 'Too many requests.' },
  internal: { status: 500, title: 'The request could not be answered.' },
  unavailable: { status: 503, title: 'The permission service cannot answer now.' },
} as const;

/** The code of one kind of refusal. */
export type ProblemCode = keyof typeof problems;

/** One thing wrong with a request: its place, what was found, and what was expected. */
export type RequestIssue = ReadIssue;

/** The parts of a refusal beside its code and title. */
export interface ProblemDetails {
  /** The next step for the caller. */
  readonly detail: string;
  readonly issues?: readonly RequestIssue[];
  readonly decision?: Decision;
  /** The state as it is now. */
  readonly current?: unknown;
  /** What belongs to somebody else already; without `member` where that one may not be seen. */
  readonly taken?: readonly {
    readonly dimension: string;
    readonly id: string;
    readonly member?: { readonly id: string; readonly name?: string };
  }[];
  /** The limit that was passed. */
  readonly limit?: number;
}

/** A request is refused; thrown anywhere below the handler, which turns it into the answer. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly details: ProblemDetails;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, details: ProblemDetails, headers: Readonly<Record<string, string>> = {}) {
    super(`${problems[code].title} ${details.detail}`);
    this.name = 'ProblemError';
    this.code = code;
    this.details = details;
    this.headers = headers;
  }
}

/** A refusal as `application/problem+json` (RFC 9457). */
export function problemResponse({ code, details, headers }: ProblemError): Response {
  const { status, title } = problems[code];
  const body = JSON.stringify({ type: `urn:hookswitch:problem:${code}`, code, title, status, ...details });
  return new Response(body, {
    status,
    headers: { ...commonHeaders, 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}

/** Headers of every answer. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  vary: 'authorization, cookie',
  // From another origin a client could not read them: what time it is here, and what it has.
  'access-control-expose-headers': 'date, etag',
};

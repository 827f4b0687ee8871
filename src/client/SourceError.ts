/** Why a source could not answer. */
export type SourceErrorCode = 'network' | 'unauthorized' | 'http' | 'malformed' | 'too-large';

/** A source could not answer. `retryable` tells whether asking again may help. */
export class SourceError extends Error {
  readonly code: SourceErrorCode;
  /** The HTTP status, where there was one. */
  readonly status: number | undefined;
  readonly retryable: boolean;
  /** Milliseconds to wait before asking again, where the backend says. */
  readonly retryAfter: number | undefined;

  constructor(
    code: SourceErrorCode,
    message: string,
    options: { status?: number; retryable: boolean; retryAfter?: number | undefined; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = 'SourceError';
    this.code = code;
    this.status = options.status;
    this.retryable = options.retryable;
    this.retryAfter = options.retryAfter;
  }
}

/** Thrown by a backend that could not be reached or could not answer: whether the edit was accepted is not known. */
export class BackendError extends Error {
  /** Milliseconds to wait before the next attempt, where the backend says. */
  readonly retryAfter: number | undefined;

  constructor(message: string, options: { readonly retryAfter?: number; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'BackendError';
    this.retryAfter = options.retryAfter;
  }
}

/** Why a source could not answer. */
export type SourceErrorCode = 'network' | 'unauthorized' | 'http' | 'malformed' | 'too-large';

/** A source could not answer. `retryable` tells whether asking again may help. */
export class SourceError extends Error {
  readonly code: SourceErrorCode;
  /** The HTTP status, where there was one. */
  readonly status: number | undefined;
  readonly retryable: boolean;

  constructor(
    code: SourceErrorCode,
    message: string,
    options: { status?: number; retryable: boolean; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = 'SourceError';
    this.code = code;
    this.status = options.status;
    this.retryable = options.retryable;
  }
}

import { isMatch } from '../http/json.js';
import { ProblemError } from '../http/problem.js';

/** Refuses an edit that was made for another state than there is, and sends the one there is. */
export function requireMatch(ifMatch: string | null, etag: string, current: unknown): void {
  if (ifMatch === null)
    throw new ProblemError('precondition-required', {
      detail: 'Nothing was changed. Send the `ETag` that you read as `If-Match`.',
    });
  if (isMatch(ifMatch, etag)) return;
  const detail = 'Nothing was changed. Look at `current`, and make the edit again for it.';
  throw new ProblemError('precondition-failed', { detail, current }, { etag });
}

import { SourceError } from './SourceError.js';

/** The longest part of a path that a message shows: tokens are longer than names. */
const longestShown = 24;

/** An address as a message shows it: without user info, query and fragment, and without what may be a token. */
export function shownAddress(address: string): string {
  const [, host = '', path = ''] = /^([a-z][a-z\d+.-]*:[\\/]{2}[^\\/?#]*)?([^?#]*)/i.exec(address) ?? [];
  const shownPath = path
    .split('/')
    .map((part) => (part.length > longestShown ? '…' : part))
    .join('/');
  return host.replace(/[^\\/]*@/, '') + shownPath;
}

/** A cause whose message names the address is replaced: nothing that is logged carries what an address hides. */
function withoutAddress(cause: unknown, url: string): unknown {
  if (!(cause instanceof Error) || !(cause.message.includes(url) || cause.message.includes('://'))) return cause;
  const shown = cause.message
    .replaceAll(url, shownAddress(url))
    .replace(/[a-z][a-z\d+.-]*:\/\/[^\s'"]*/gi, shownAddress);
  return Object.assign(new Error(shown), { name: cause.name });
}

/** Nothing came back: no network, no server, or no answer in time. */
export function networkError(url: string, what: string, cause?: unknown): SourceError {
  return new SourceError(
    'network',
    `${what} (${shownAddress(url)}), so no new grants are known. Check the connection; asking again may help.`,
    { retryable: true, cause: withoutAddress(cause, url) },
  );
}

const retryableStatuses = [408, 425, 429];
const busyStatuses = [...retryableStatuses, 500, 502, 503, 504];

/** Whether a status says that the same request may be answered later. */
export function isBusy(status: number): boolean {
  return busyStatuses.includes(status);
}

/** The backend answered, and not with what was asked for. */
export function statusError(url: string, status: number, retryAfter?: number): SourceError {
  if (status === 401 || status === 403) {
    return new SourceError(
      'unauthorized',
      `The backend answered ${status} (${shownAddress(url)}): it does not know the caller, or does not let it read its grants. Sign in again, or send the credentials that it expects.`,
      { status, retryable: false },
    );
  }
  const retryable = status >= 500 || retryableStatuses.includes(status);
  const next = retryable
    ? 'Asking again may help.'
    : 'Check the address and what is mounted there; asking again will not help.';
  return new SourceError(
    'http',
    `The backend answered ${status} (${shownAddress(url)}), so no new grants are known. ${next}`,
    { status, retryable, retryAfter },
  );
}

/** The backend answered with something that cannot be used; `path` is the place in it, empty for the whole. */
export function malformedError(
  where: string,
  path: string,
  found: string,
  expected: string,
  cause?: unknown,
): SourceError {
  return new SourceError(
    'malformed',
    `The answer cannot be used (${shownAddress(where)}), so it grants nothing: ${path || 'the answer'} is ${found}, expected ${expected}. Fix the backend or what lies between.`,
    { retryable: false, cause },
  );
}

/** The backend answered with more than is read. */
export function tooLargeError(url: string, maxBytes: number): SourceError {
  return new SourceError(
    'too-large',
    `The answer is longer than ${maxBytes} bytes (${shownAddress(url)}), so it was not read and grants nothing. Raise maxBytes if grants really are that long.`,
    { retryable: false },
  );
}

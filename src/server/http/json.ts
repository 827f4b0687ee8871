import { commonHeaders } from './problem.js';

/** An answer with a body; `etag` with its quotes. */
export function jsonResponse(body: unknown, { etag, status = 200 }: { etag?: string; status?: number } = {}): Response {
  return textResponse(JSON.stringify(body), { status, ...(etag !== undefined && { etag }) });
}

/** `jsonResponse` for a body that is JSON text already. */
export function textResponse(body: string, { etag, status }: { etag?: string; status: number }): Response {
  return new Response(body, { status, headers: { ...headersFor(etag), 'content-type': 'application/json' } });
}

/** The answer to a client that has this state already. */
export function notModified(etag: string): Response {
  return new Response(null, { status: 304, headers: headersFor(etag) });
}

/** The answer that something was done, where there is nothing to send. */
export function noContent(): Response {
  return new Response(null, { status: 204, headers: { ...commonHeaders, 'cache-control': 'no-store' } });
}

function headersFor(etag: string | undefined): Record<string, string> {
  return { ...commonHeaders, 'cache-control': 'private, no-cache', ...(etag !== undefined && { etag }) };
}

/** Whether `If-None-Match` names the state; by RFC 9110 it compares weakly. */
export function isKnown(request: Request, etag: string): boolean {
  return names(request.headers.get('if-none-match'), etag.replace(/^W\//, ''), true);
}

/** Whether `If-Match` names the state; by RFC 9110 it compares strongly, so that a weak tag never matches. */
export function isMatch(header: string, etag: string): boolean {
  return names(header, etag, false);
}

function names(header: string | null, etag: string, weakly: boolean): boolean {
  if (header === null) return false;
  const tags = header.split(',').map((tag) => tag.trim());
  return tags.includes('*') || tags.some((tag) => (weakly ? tag.replace(/^W\//, '') : tag) === etag);
}

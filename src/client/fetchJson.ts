import type { Clock } from '../base/clock.js';
import { systemClock } from './systemClock.js';
import { SourceError } from './SourceError.js';
import { limit } from './limit.js';
import { dropBody, readBody } from './readBody.js';
import { isBusy, malformedError, networkError, statusError } from './sourceErrors.js';

/** Options of every HTTP request. */
export interface HttpOptions {
  /** Sent with every request; a function is called before each one, so that it can return a fresh token. */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>);
  /** Whether cookies are sent. Default: `same-origin`; `include` sends them to another origin as well. */
  readonly credentials?: RequestCredentials;
  /** Replaces the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** The longest answer that is read, in bytes. Default: 8 MiB. */
  readonly maxBytes?: number;
  /** Milliseconds that an answer may take. Default: 30 000. */
  readonly timeout?: number;
  /** Time and chance, for tests. */
  readonly clock?: Clock;
}

/** An answer that was read, or word that the one we have still holds. */
export type JsonAnswer =
  { readonly modified: true; readonly body: unknown; readonly etag: string | null } | { readonly modified: false };

const defaultMaxBytes = 8 * 1024 * 1024;

/** Milliseconds that an answer may take by default. */
const defaultTimeout = 30_000;

/** The headers to send now. Rejects with a SourceError where they cannot be had. */
export async function headersOf(url: string, { headers }: HttpOptions): Promise<Headers> {
  let given: HeadersInit | undefined;
  try {
    given = typeof headers === 'function' ? await headers() : headers;
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    throw networkError(url, 'The headers for the request could not be had', cause);
  }
  try {
    return new Headers(given);
  } catch {
    // Why is not passed on: it quotes the value, which may be a token.
    throw networkError(url, 'A header for the request is not one that can be sent');
  }
}

/** The parts of a request beside its address. */
export interface JsonRequest {
  /** Default: GET, or POST where there is a body. */
  readonly method?: 'PATCH';
  /** Headers of this request alone. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** The ETag of what is known already, for exactly the caller that these headers show. */
  readonly etagFor?: (headers: Headers) => string | undefined;
  /** Takes the server's own time, in milliseconds since 1970, as soon as an answer brings it. */
  readonly tellTime?: ((time: number) => void) | undefined;
}

/** An answer of any status; its meaning is for the caller to decide. */
export interface HttpAnswer {
  readonly status: number;
  /** `undefined` where the answer has no JSON. */
  readonly body: unknown;
}

/** Sends a request that no HTTP cache keeps: one user's grants are never another's. */
export async function send(
  url: string,
  options: HttpOptions,
  init: RequestInit & { readonly signal: AbortSignal },
): Promise<Response> {
  const { fetch = globalThis.fetch, credentials = 'same-origin' } = options;
  try {
    return await fetch(url, { credentials, cache: 'no-store', ...init });
  } catch (cause) {
    throw networkError(url, 'The backend could not be reached', cause);
  }
}

/** Asks for JSON. Rejects with a SourceError, or with the signal's reason once that is aborted. */
export function fetchJson(
  url: string,
  options: HttpOptions,
  signal: AbortSignal,
  request: JsonRequest = {},
): Promise<JsonAnswer> {
  return exchange(url, options, signal, request, async ({ response, isKnown, read }) => {
    if (response.status === 304 && isKnown) return { modified: false };
    if (!response.ok) throw refused(url, response);
    return { modified: true, body: await read(), etag: response.headers.get('etag') };
  });
}

/**
 * Asks for JSON and returns the answer whatever its status, except where the server says that it cannot answer now.
 * Rejects with a SourceError, or with the signal's reason once that is aborted.
 */
export function fetchAnswer(
  url: string,
  options: HttpOptions,
  signal: AbortSignal,
  request: JsonRequest = {},
): Promise<HttpAnswer> {
  return exchange(url, options, signal, request, async ({ response, read }) => {
    const { status, ok } = response;
    if (isBusy(status)) throw refused(url, response);
    // Where a captive portal or a proxy answers instead of the API, an answer that is well is no JSON.
    if (ok || isJson(response)) return { status, body: await read() };
    dropBody(response);
    return { status, body: undefined };
  });
}

interface Exchange {
  readonly response: Response;
  /** Whether the request named the ETag of what is known already. */
  readonly isKnown: boolean;
  /** The body of the answer, which must be JSON. */
  readonly read: () => Promise<unknown>;
}

/** Sends one request and reads its answer, both within the time that an answer may take. */
function exchange<T>(
  url: string,
  options: HttpOptions,
  signal: AbortSignal,
  { method, headers: extra = {}, body, etagFor, tellTime }: JsonRequest,
  answer: (exchange: Exchange) => Promise<T>,
): Promise<T> {
  const { clock = systemClock, timeout = defaultTimeout, maxBytes = defaultMaxBytes } = options;
  const expired = () => networkError(url, `The backend did not answer within ${timeout} ms`);
  return limit({ clock, milliseconds: timeout, expired, signal }, async (inner) => {
    const headers = await headersOf(url, options);
    const etag = etagFor?.(headers);
    if (!headers.has('accept')) headers.set('accept', 'application/json');
    if (etag !== undefined) headers.set('if-none-match', etag);
    if (body !== undefined) headers.set('content-type', 'application/json');
    for (const [name, value] of Object.entries(extra)) headers.set(name, value);
    const sent = body !== undefined && { method: method ?? 'POST', body: JSON.stringify(body) };
    const response = await send(url, options, { headers, signal: inner, ...sent });
    const time = serverTime(response.headers);
    if (time !== undefined) tellTime?.(time);
    const read = async () => parse(url, await readJsonText(url, response, maxBytes, inner));
    return answer({ response, isKnown: etag !== undefined, read });
  });
}

/**
 * When an answer was made, by the server's clock; `undefined` where it does not say. From another origin the server
 * must expose `Date` (and `Age`, where a cache may stand between).
 */
function serverTime(headers: Headers): number | undefined {
  const time = Date.parse(headers.get('date') ?? '') + 1_000 * Number(headers.get('age') ?? 0);
  return Number.isFinite(time) ? time : undefined;
}

/** `fetchJson` for what has no ETag: just the body. */
export async function fetchBody(
  url: string,
  options: HttpOptions,
  signal: AbortSignal,
  request: Pick<JsonRequest, 'body' | 'tellTime'> = {},
): Promise<unknown> {
  const answer = await fetchJson(url, options, signal, request);
  return answer.modified ? answer.body : undefined;
}

/** The error for an answer that nobody reads; it lets go of the body. */
function refused(url: string, response: Response): SourceError {
  dropBody(response);
  const retryAfter = Number(response.headers.get('retry-after')) * 1000;
  return statusError(url, response.status, retryAfter > 0 ? retryAfter : undefined);
}

async function readJsonText(url: string, response: Response, maxBytes: number, signal: AbortSignal): Promise<string> {
  if (!isJson(response)) {
    dropBody(response);
    const type = response.headers.get('content-type') ?? 'unknown';
    throw malformedError(url, '', `of type ${type}`, 'application/json');
  }
  try {
    return await readBody(url, response, maxBytes, signal);
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    throw networkError(url, 'The answer broke off', cause);
  }
}

function isJson({ headers }: Response): boolean {
  return /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(headers.get('content-type') ?? '');
}

function parse(url: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformedError(url, '', text === '' ? 'empty' : 'not JSON', 'JSON', cause);
  }
}

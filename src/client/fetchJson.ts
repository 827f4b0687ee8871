import type { Clock } from '../base/clock.js';
import { systemClock } from './systemClock.js';
import { SourceError } from './SourceError.js';
import { limit } from './limit.js';
import { dropBody, readBody } from './readBody.js';
import { malformedError, networkError, statusError } from './sourceErrors.js';

/** How a source talks HTTP. */
export interface HttpOptions {
  /** Sent with every request; a function is asked before each one, so that it can give a fresh token. */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>);
  /** Whether cookies go along: `same-origin` unless told. */
  readonly credentials?: RequestCredentials;
  /** What to ask with, instead of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** The longest answer that is read, in bytes: 8 MiB unless told. */
  readonly maxBytes?: number;
  /** How long an answer may take, in milliseconds: 30,000 unless told. */
  readonly timeout?: number;
  /** Time and chance, for tests. */
  readonly clock?: Clock;
}

/** An answer that was read, or word that the one we have still holds. */
export type JsonAnswer =
  { readonly modified: true; readonly body: unknown; readonly etag: string | null } | { readonly modified: false };

const defaultMaxBytes = 8 * 1024 * 1024;

/** How long an answer may take unless told, in milliseconds. */
export const defaultTimeout = 30_000;

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

/** What is asked beside the address. */
export interface JsonRequest {
  /** The ETag of what we have already, for exactly the caller that these headers show. */
  readonly etagFor?: (headers: Headers) => string | undefined;
  /** What to send, as JSON, with POST. */
  readonly body?: unknown;
  /** Takes the server's own time, in milliseconds since 1970, as soon as an answer brings it. */
  readonly tellTime?: ((time: number) => void) | undefined;
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
  { etagFor, body, tellTime }: JsonRequest = {},
): Promise<JsonAnswer> {
  const { clock = systemClock, timeout = defaultTimeout, maxBytes = defaultMaxBytes } = options;
  const expired = () => networkError(url, `The backend did not answer within ${timeout} ms`);
  return limit({ clock, milliseconds: timeout, expired, signal }, async (inner) => {
    const headers = await headersOf(url, options);
    const etag = etagFor?.(headers);
    if (!headers.has('accept')) headers.set('accept', 'application/json');
    if (etag !== undefined) headers.set('if-none-match', etag);
    if (body !== undefined) headers.set('content-type', 'application/json');
    const sent = body !== undefined && { method: 'POST', body: JSON.stringify(body) };
    const response = await send(url, options, { headers, signal: inner, ...sent });
    const time = serverTime(response.headers);
    if (time !== undefined) tellTime?.(time);
    if (response.status === 304 && etag !== undefined) return { modified: false };
    const text = await readJsonText(url, response, maxBytes, inner);
    return { modified: true, body: parse(url, text), etag: response.headers.get('etag') };
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
  body?: unknown,
): Promise<unknown> {
  const answer = await fetchJson(url, options, signal, { body });
  return answer.modified ? answer.body : undefined;
}

async function readJsonText(url: string, response: Response, maxBytes: number, signal: AbortSignal): Promise<string> {
  const type = response.headers.get('content-type');
  if (!response.ok || !isJson(type)) {
    dropBody(response);
    throw response.ok
      ? malformedError(url, '', `of type ${type ?? 'unknown'}`, 'application/json')
      : statusError(url, response.status);
  }
  try {
    return await readBody(url, response, maxBytes, signal);
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    throw networkError(url, 'The answer broke off', cause);
  }
}

function isJson(type: string | null): boolean {
  return type !== null && /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type);
}

function parse(url: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformedError(url, '', text === '' ? 'empty' : 'not JSON', 'JSON', cause);
  }
}

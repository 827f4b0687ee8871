import { systemClock } from './systemClock.js';
import { limit } from './limit.js';
import { BackendError } from './SourceError.js';

/** How the editor talks to the permission API. */
export interface HttpBackendOptions {
  /** Where the API is mounted, such as `/permissions`. */
  readonly url: string;
  /**
   * Whose members these are, where the address alone does not say, such as an organisation that is chosen by a header.
   * Backends of one `url` and `tenant` are the same one to an editor; with another, it begins again.
   */
  readonly tenant?: string;
  /** Sent with every request; a function is asked before each one, so that it can give a fresh token. */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>);
  /** Whether cookies go along: `same-origin` by default; `include` sends them to another origin. */
  readonly credentials?: RequestCredentials;
  /** What to ask with, instead of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** How long an answer may take, in milliseconds: 30,000 unless told. */
  readonly timeout?: number;
  /** How often to ask for the edits of others where there is no event stream, in milliseconds: 5,000 unless told. */
  readonly pollEvery?: number;
}

/** One request. */
export interface HttpRequest {
  readonly path: string;
  readonly signal: AbortSignal;
  readonly method?: 'PATCH';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An answer that came: what it says is for the reader to judge. */
export interface HttpAnswer {
  readonly status: number;
  readonly etag: string | undefined;
  readonly body: unknown;
}

/** The headers to send now. */
export async function headersOf({ headers }: Pick<HttpBackendOptions, 'headers'>): Promise<Headers> {
  return new Headers(typeof headers === 'function' ? await headers() : headers);
}

/**
 * Asks once. Rejects with a {@link BackendError} where there is no answer, or one that says "not now", and with the
 * signal's reason once that is aborted.
 */
export function request(options: HttpBackendOptions, asked: HttpRequest): Promise<HttpAnswer> {
  const { timeout = 30_000 } = options;
  const expired = () => new BackendError(`There was no answer within ${timeout} ms.`);
  return limit({ clock: systemClock, milliseconds: timeout, expired, signal: asked.signal }, (signal) =>
    ask(options, { ...asked, signal }),
  );
}

async function ask(options: HttpBackendOptions, asked: HttpRequest): Promise<HttpAnswer> {
  const { fetch = globalThis.fetch, credentials = 'same-origin' } = options;
  const { path, signal, body } = asked;
  try {
    const headers = await headersOf(options);
    for (const [name, value] of Object.entries(asked.headers ?? {})) headers.set(name, value);
    if (body !== undefined) headers.set('content-type', 'application/json');
    const sent = body !== undefined && { body: JSON.stringify(body) };
    const url = `${options.url.replace(/\/$/, '')}${path}`;
    const { method = 'GET' } = asked;
    return await read(await fetch(url, { method, headers, signal, credentials, cache: 'no-store', ...sent }));
  } catch (cause) {
    if (cause instanceof BackendError) throw cause;
    throw new BackendError('The service could not be reached.', { cause });
  }
}

const notNow = [408, 425, 429, 500, 502, 503, 504];

async function read(response: Response): Promise<HttpAnswer> {
  const { status, headers } = response;
  if (notNow.includes(status)) {
    await response.body?.cancel();
    throw busy(status, Number(headers.get('retry-after')) * 1000);
  }
  const etag = headers.get('etag') ?? undefined;
  const isJson = /^application\/([\w.+-]+\+)?json\b/i.test(headers.get('content-type') ?? '');
  if (isJson) return { status, etag, body: await response.json() };
  await response.body?.cancel();
  // A captive portal or a proxy answered, not the API.
  if (response.ok) throw new BackendError('Something else than the permission API answered.');
  return { status, etag, body: undefined };
}

function busy(status: number, retryAfter: number): BackendError {
  return new BackendError(
    `The service answered ${status}: it cannot do this now.`,
    retryAfter > 0 ? { retryAfter } : {},
  );
}

import { systemClock } from './Clock.js';
import type { GrantSource } from './GrantSource.js';
import { createLive, type Live } from './http/createLive.js';
import { createRevisions, type Revisions } from './http/createRevisions.js';
import { type EventOptions, withEventDefaults } from './http/EventOptions.js';
import { fetchJson, type HttpOptions } from './http/fetchJson.js';
import { connectEvents } from './http/connectEvents.js';
import { followEvents } from './http/followEvents.js';
import { readRevisionEvents } from './http/readRevisionEvents.js';
import { shareEvents } from './http/shareEvents.js';

/** Where the permission API is, and how to talk to it. */
export interface HttpSourceOptions extends HttpOptions {
  /** The address that the API is mounted at, such as `/permissions`. */
  readonly url: string;
  /** Where the grants are, below the url: `/me/grants` unless told. */
  readonly path?: string;
  /**
   * Whose grants these are, such as the tenant and the user id: what tells two users of one browser apart. Make a
   * new source when the user changes. Without it (and without an `Authorization` header) an answer is never
   * reused by its ETag, and tabs do not share a connection: a cookie does not show whose it is.
   */
  readonly user?: string;
  /** How to listen for changes; `false` where nobody should. */
  readonly events?: EventOptions | false;
}

/**
 * Grants from the permission API (or anything that answers a grant set to `GET …/me/grants`), kept current by its
 * event stream. An answer is asked for with the ETag of the last one of the same user; retrying is left to
 * whoever loads, and {@link SourceError.retryable} tells when it may help.
 *
 * ```ts
 * const source = httpSource({ url: '/permissions', user: session.userId, headers: () => ({ authorization: `Bearer ${token()}` }) });
 * ```
 */
export function httpSource(options: HttpSourceOptions): GrantSource {
  const base = options.url.replace(/\/+$/, '');
  const key = JSON.stringify(['http', base, options.path ?? '/me/grants', options.user ?? null]);
  // The two know each other: the bookkeeping tells listeners, and the connection feeds the bookkeeping.
  const revisions: Revisions = createRevisions(options.clock ?? systemClock, (revision) => live.changed(revision));
  const live: Live = createLive(
    (hear, signal) => listen(base, key, options, revisions, hear, signal),
    () => revisions,
  );
  const load = createLoad(base, options);
  let subject: string | undefined;
  const watchSubject = (body: unknown) => {
    const next = subjectIn(body);
    if (next !== undefined && subject !== undefined && next !== subject) {
      revisions.forget();
      live.restart();
    }
    subject = next ?? subject;
  };
  return {
    key,
    load: async (signal) => {
      const loaded = revisions.loading();
      let body: unknown;
      try {
        body = await load(signal);
        watchSubject(body);
        return body;
      } finally {
        loaded(body);
      }
    },
    ...(options.events !== false && { subscribe: (listener) => live.subscribe(listener) }),
  };
}

/** Whose an answer claims to be, before anybody has read it. */
function subjectIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('subject' in body)) return undefined;
  const { subject } = body;
  if (typeof subject !== 'object' || subject === null || !('id' in subject) || !('tenant' in subject)) return undefined;
  return JSON.stringify([subject.tenant, subject.id]);
}

interface Cached {
  readonly owner: string;
  readonly etag: string;
  readonly body: unknown;
}

function createLoad(base: string, options: HttpSourceOptions): (signal: AbortSignal) => Promise<unknown> {
  const url = base + (options.path ?? '/me/grants');
  let last: Cached | undefined;
  return async (signal) => {
    let owner: string | undefined;
    let reused: Cached | undefined;
    const etagFor = (headers: Headers) => {
      owner = ownerOf(options, headers);
      reused = owner !== undefined && last?.owner === owner ? last : undefined;
      return reused?.etag;
    };
    const answer = await fetchJson(url, options, signal, { etagFor });
    if (!answer.modified) return reused?.body;
    const { etag, body } = answer;
    last = owner !== undefined && etag !== null ? { owner, etag, body } : undefined;
    return body;
  };
}

/** Whose answer a request gets, as far as it shows; nothing where only a cookie would tell. */
function ownerOf({ user, credentials }: HttpSourceOptions, headers: Headers): string | undefined {
  const shows = user !== undefined || credentials === 'omit' || headers.has('authorization');
  return shows ? JSON.stringify([user ?? null, [...headers]]) : undefined;
}

type Hear = Parameters<Parameters<typeof createLive>[0]>[0];

function listen(
  base: string,
  key: string,
  options: HttpSourceOptions,
  revisions: Revisions,
  hear: Hear,
  signal: AbortSignal,
): Promise<void> {
  const clock = options.clock ?? systemClock;
  const events = withEventDefaults(options.events || {});
  const connect = (attempt: AbortSignal) => connectEvents(base + events.path, options, revisions.highest, attempt);
  const name = events.share && options.user !== undefined ? `hookswitch@1 ${key}` : undefined;
  const lead = (tell: Hear, leading: AbortSignal) => {
    const opened = (since: number | undefined) => readRevisionEvents(since, tell);
    return followEvents({ ...events, clock, connect, opened, tell }, leading);
  };
  return shareEvents({ clock, name, silence: events.silence * 2, pollEvery: events.pollEvery, lead, hear }, signal);
}

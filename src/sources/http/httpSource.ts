import { attempt } from '../../base/attempt.js';
import { isTable } from '../../base/read.js';
import { pause, systemClock } from '../../client/systemClock.js';
import type { GrantSource } from '../GrantSource.js';
import { createLive, type Hear, type Live } from './createLive.js';
import { createRevisions, type Revisions } from './createRevisions.js';
import { type EventOptions, withEventDefaults } from '../../client/EventOptions.js';
import { type Client, type ClientOptions, createClient } from '../../client/createClient.js';
import { followEvents } from '../../client/followEvents.js';
import { readRevisionEvents } from './readRevisionEvents.js';
import { shareEvents } from '../../client/shareEvents.js';

/** Options of `httpSource`. */
export interface HttpSourceOptions extends ClientOptions {
  /** The path of the grants, below the url. Default: `/me/grants`. */
  readonly path?: string;
  /**
   * Whose grants these are: the tenant and the user id, which together tell two users of one browser apart. Make a
   * new source when either changes. Without it (and without an `Authorization` header) an answer is never reused by
   * its ETag, and tabs do not share a connection: a cookie does not show whose it is. Which tabs share one is decided
   * by the tenant and subject of the loaded grants as well.
   */
  readonly user?: string;
  /** Options of the event stream; `false` for none. */
  readonly events?: EventOptions | false;
}

/**
 * Grants from the permission API (or anything that answers a grant set to `GET …/me/grants`), kept current by its
 * event stream. An answer is asked for with the ETag of the last one of the same user; retrying is left to
 * the caller, and {@link SourceError.retryable} tells when it may help.
 *
 * ```ts
 * const source = httpSource({ url: '/permissions', user: `${session.tenant}/${session.userId}`, headers: () => ({ authorization: `Bearer ${token()}` }) });
 * ```
 */
export function httpSource(options: HttpSourceOptions): GrantSource {
  const client = createClient(options.url, () => options);
  const key = JSON.stringify(['http', client.address(''), options.path ?? '/me/grants', options.user ?? null]);
  const clock = options.clock ?? systemClock;
  const events = withEventDefaults(options.events || {});
  const isShared = events.share && options.user !== undefined;
  const load = createLoad(client, options);
  let subject: string | undefined;
  let underWay: Promise<unknown> | undefined;
  let isAlone = false;

  const listen = async (hear: Hear, signal: AbortSignal) => {
    // Whose the stream is, tenant included, only an answer tells; one that is on its way is waited for.
    if (isShared && subject === undefined && underWay)
      await Promise.race([underWay, pause(clock, waitsForLoad, signal)]);
    isAlone = isShared && subject === undefined;
    const name = isShared && subject !== undefined ? nameOf(client.address(events.path), key, subject) : undefined;
    const connect = (attempted: AbortSignal) => client.connect(events.path, revisions.highest, attempted);
    const lead = (tell: Hear, leading: AbortSignal) => {
      const opened = (since: number | undefined) => readRevisionEvents(since, tell);
      return followEvents({ ...events, clock, connect, opened, tell }, leading);
    };
    return shareEvents({ clock, name, silence: events.silence * 2, pollEvery: events.pollEvery, lead, hear }, signal);
  };
  // The two know each other: the bookkeeping tells listeners, and the connection feeds the bookkeeping.
  const revisions: Revisions = createRevisions(clock, (revision) => live.changed(revision));
  const live: Live = createLive({ clock, pollEvery: events.pollEvery, run: listen, revisions: () => revisions });
  const watchSubject = (body: unknown) => {
    const next = subjectIn(body) ?? subject;
    if (next === subject) return;
    if (subject !== undefined) revisions.forget();
    const mustReconnect = subject !== undefined || isAlone;
    subject = next;
    if (mustReconnect) live.restart();
  };
  return {
    key,
    load: async (signal, tellTime) => {
      const loaded = revisions.loading();
      let body: unknown;
      try {
        const loading = load(signal, tellTime);
        underWay = loading.catch(() => undefined);
        body = await loading;
        watchSubject(body);
        return body;
      } finally {
        loaded(body);
      }
    },
    ...(options.events !== false && { subscribe: (listener) => live.subscribe(listener) }),
  };
}

/** Milliseconds that a connection waits for the answer that tells whose it is. */
const waitsForLoad = 2_000;

/** The name that the tabs of one person of one tenant at one backend find each other by. */
function nameOf(url: string, key: string, subject: string): string {
  const address = attempt(() => new URL(url, globalThis.location.href).href) ?? url;
  return `hookswitch@1 ${JSON.stringify([address, key, subject])}`;
}

/** Whose an answer claims to be, before anybody has read it. */
function subjectIn(body: unknown): string | undefined {
  const subject = isTable(body) ? body.subject : undefined;
  if (!isTable(subject) || !('id' in subject) || !('tenant' in subject)) return undefined;
  return JSON.stringify([subject.tenant, subject.id]);
}

interface Cached {
  readonly owner: string;
  readonly etag: string;
  readonly body: unknown;
}

function createLoad(client: Client, options: HttpSourceOptions): GrantSource['load'] {
  let last: Cached | undefined;
  return async (signal, tellTime) => {
    let owner: string | undefined;
    let reused: Cached | undefined;
    const etagFor = (headers: Headers) => {
      owner = ownerOf(options, headers);
      reused = owner !== undefined && last?.owner === owner ? last : undefined;
      return reused?.etag;
    };
    const answer = await client.fetchJson(options.path ?? '/me/grants', signal, { etagFor, tellTime });
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

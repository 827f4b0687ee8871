/**
 * How a source listens for changes: server-sent events, read with `fetch` so that headers go along. The wire:
 *
 * ```
 * GET /me/events          Accept: text/event-stream, Last-Event-ID: 41 (the last revision heard of or loaded)
 *
 * id: 42
 * event: revision
 * data: {"revision":42}
 *
 * : a comment, at least every 15 s, so that a dead connection is told from a quiet one
 * ```
 *
 * On connecting, the server first sends the revision that the grants have, unless it is the one in
 * `Last-Event-ID`: nothing was missed then. It may send `retry:`. An event of another name is not for this client.
 * 204, 404, 405, 406, 410 or 501, or an answer that is no event stream, mean that there are no events here: the
 * source polls instead, and looks again now and then. From another origin, CORS must let `Last-Event-ID` through.
 */
export interface EventOptions {
  /** Where, below the url: `/me/events` unless told. */
  readonly path?: string;
  /** After how long a silence the connection counts as dead, in milliseconds: 45,000 unless told. */
  readonly silence?: number;
  /** The pause before the first new attempt, in milliseconds: 1,000 unless told. It doubles, with jitter. */
  readonly firstPause?: number;
  /** The longest pause between attempts, in milliseconds: 30,000 unless told. */
  readonly longestPause?: number;
  /** After how many attempts in a row without an answer the source asks as well as tries: 3 unless told. */
  readonly failuresBeforePolling?: number;
  /** How often it asks while it has no events, in milliseconds: 30,000 unless told. */
  readonly pollEvery?: number;
  /** `false`: this tab has a connection of its own. Tabs share one where `user` says whose it is. */
  readonly share?: boolean;
}

/** The options with what holds where nothing was told. */
export function withEventDefaults(options: EventOptions): Required<EventOptions> {
  return {
    path: '/me/events',
    silence: 45_000,
    firstPause: 1_000,
    longestPause: 30_000,
    failuresBeforePolling: 3,
    pollEvery: 30_000,
    share: true,
    ...options,
  };
}

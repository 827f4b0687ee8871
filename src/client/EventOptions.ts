/**
 * Options of a source's event stream: server-sent events, read with `fetch` so that headers are sent. The wire:
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
  /** The path, below the url. Default: `/me/events`. */
  readonly path?: string;
  /** Milliseconds without data after which the connection counts as dead. Default: 45 000. */
  readonly silence?: number;
  /** Milliseconds before the first new attempt. Default: 1 000. It doubles, with jitter. */
  readonly firstPause?: number;
  /** The longest pause between attempts, in milliseconds. Default: 30 000. */
  readonly longestPause?: number;
  /** The number of failed attempts in a row after which the source polls as well. Default: 3. */
  readonly failuresBeforePolling?: number;
  /** Milliseconds between two polls while there are no events. Default: 30 000. */
  readonly pollEvery?: number;
  /** `false`: this tab has a connection of its own. Tabs share one where `user` says whose it is. */
  readonly share?: boolean;
}

/** The options with their defaults. */
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

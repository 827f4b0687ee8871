import { headersOf, type HttpOptions, send } from './fetchJson.js';

/** An answer that is meant to be an event stream, and the revision that it was asked to resume behind. */
export interface EventConnection {
  readonly response: Response;
  readonly since: number | undefined;
}

/** Asks for an event stream, resumed behind the revision that is known once the headers are there. */
export async function connectEvents(
  url: string,
  options: HttpOptions,
  known: () => number | undefined,
  signal: AbortSignal,
): Promise<EventConnection> {
  const headers = await headersOf(url, options);
  headers.set('accept', 'text/event-stream');
  const since = known();
  if (since !== undefined) headers.set('last-event-id', String(since));
  return { response: await send(url, options, { headers, signal }), since };
}

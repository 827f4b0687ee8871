import { systemClock } from './systemClock.js';
import { attempt } from '../base/attempt.js';
import { isTable, type Table } from '../base/read.js';
import { type Client, type ClientOptions, createClient } from './createClient.js';
import type { ServerEvent } from './createEventParser.js';
import { type EventOptions, withEventDefaults } from './EventOptions.js';
import { followEvents } from './followEvents.js';
import { keepRunning } from './keepRunning.js';
import { isRevision, type LiveMessage } from './LiveMessage.js';

/** An event about the edits of an organisation. */
export type EditEvent =
  /** This member or role was edited, and may be read again; 404 then says that it is gone, or out of sight. */
  | { readonly type: 'edited'; readonly kind: 'member' | 'role'; readonly id: string; readonly revision: number }
  /** Edits may not have been told: ask `GET /audit` for what is new, or read everything again. */
  | { readonly type: 'gap' }
  /** The live connection is there, or is lost. */
  | { readonly type: 'connected' }
  | { readonly type: 'disconnected' };

/** Options of `followEdits`. */
export interface FollowEditsOptions extends ClientOptions {
  /** Options of the event stream; its path is `/events` by default. Tabs do not share this connection. */
  readonly events?: Omit<EventOptions, 'share'>;
}

/**
 * Hears of the edits of the members and roles that an administrator may see, by the event stream of the permission
 * API, until the returned function is called. It reconnects, resumes and falls back like `httpSource`: where there is
 * no stream it tells a gap every `events.pollEvery`. The first thing heard on a connection is usually a gap.
 *
 * ```ts
 * const stop = followEdits({ url: '/permissions', headers }, (event) => {
 *   if (event.type === 'edited') void reload(event.kind, event.id);
 *   if (event.type === 'gap') void catchUp();
 * });
 * ```
 */
export function followEdits(options: FollowEditsOptions, listener: (event: EditEvent) => void): () => void {
  return followEditsOf(
    createClient(options.url, () => options),
    options,
    listener,
  );
}

/** `followEdits` over a client that there is already. */
export function followEditsOf(
  client: Client,
  options: Pick<FollowEditsOptions, 'events' | 'clock'>,
  listener: (event: EditEvent) => void,
): () => void {
  const events = { ...withEventDefaults({ path: '/events', ...options.events }), share: false };
  const ended = new AbortController();
  let known: number | undefined;
  const hear = (event: EditEvent) => {
    if (!ended.signal.aborted) listener(event);
  };
  const clock = options.clock ?? systemClock;
  const tell = ({ type }: LiveMessage) => {
    if (type === 'reload') hear({ type: 'gap' });
    else if (type === 'opened' || type === 'lost') hear({ type: type === 'opened' ? 'connected' : 'disconnected' });
  };
  const opened = () => (event: ServerEvent) => {
    const told = read(event);
    if (told) hear(told);
    // Heard first: where the listener throws, it is told again.
    if (/^\d+$/.test(event.id)) known = Number(event.id);
  };
  const run = (signal: AbortSignal) => {
    const connect = (attempted: AbortSignal) => client.connect(events.path, () => known, attempted);
    return followEvents({ ...events, clock, connect, opened, tell }, signal);
  };
  void keepRunning({ clock, pollEvery: events.pollEvery, run, hear: tell }, ended.signal);
  return () => ended.abort();
}

/** An event of another name is not for this client; one that cannot be read may have been about anything. */
function read({ event, data }: ServerEvent): EditEvent | undefined {
  if (event === 'gap') return { type: 'gap' };
  return event === 'edited' ? (edited(data) ?? { type: 'gap' }) : undefined;
}

function edited(data: string): EditEvent | undefined {
  const { kind, id, revision } = parse(data);
  const isEdited = (kind === 'member' || kind === 'role') && typeof id === 'string' && isRevision(revision);
  return isEdited ? { type: 'edited', kind, id, revision } : undefined;
}

function parse(data: string): Table {
  const read = attempt((): unknown => JSON.parse(data));
  return isTable(read) ? read : {};
}

import { attempt } from '../base/attempt.js';
import type { Clock } from '../base/clock.js';
import { pause } from './systemClock.js';
import { isLiveMessage, type LiveMessage } from './LiveMessage.js';

/** Options of `shareEvents`. */
export interface Share {
  readonly clock: Clock;
  /** The same for every tab of the same person of the same tenant at the same backend; none where that is not known. */
  readonly name: string | undefined;
  /** After how long a silence the tab with the connection counts as gone, in milliseconds. */
  readonly silence: number;
  /** Milliseconds between two requests while it is gone. */
  readonly pollEvery: number;
  /** Holds the connection until the signal is aborted. */
  readonly lead: (tell: (message: LiveMessage) => void, signal: AbortSignal) => Promise<void>;
  readonly hear: (message: LiveMessage) => void;
}

const hello = 'hello';

/**
 * Lets one tab hold the connection and the others listen to it; when that tab closes, the next one takes over.
 * A browser without Web Locks or BroadcastChannel, or one that refuses them, has a connection per tab.
 */
export async function shareEvents(share: Share, signal: AbortSignal): Promise<void> {
  const { name, lead, hear } = share;
  const locks = attempt(() => navigator.locks);
  const channel = name !== undefined && locks ? attempt(() => new BroadcastChannel(name)) : undefined;
  if (name === undefined || !locks || !channel) return lead(hear, signal);
  const following = childOf(signal);
  const leading = childOf(signal);
  follow(share, channel, following.signal);
  try {
    await locks.request(name, { signal }, () => {
      following.abort();
      return leadTabs(share, channel, leading.signal);
    });
  } catch {
    // Refused, taken away, or not for this document; where it is only the signal, `lead` ends at once.
    following.abort();
    leading.abort();
    await lead(hear, signal);
  } finally {
    following.abort();
    leading.abort();
    attempt(() => channel.close());
  }
}

/** Ends with its parent, or before it. */
function childOf(parent: AbortSignal): AbortController {
  const child = new AbortController();
  if (parent.aborted) child.abort();
  else parent.addEventListener('abort', () => child.abort(), { signal: child.signal });
  return child;
}

/** A message that cannot be sent is silence, after which the other tabs ask for themselves. */
function send(channel: BroadcastChannel, message: LiveMessage | typeof hello): void {
  attempt(() => channel.postMessage(message));
}

/** Holds the connection and passes on what it tells; a tab that joins is told how things stand. */
async function leadTabs({ lead, hear }: Share, channel: BroadcastChannel, signal: AbortSignal): Promise<void> {
  let state: LiveMessage = { type: 'lost' };
  let revision: LiveMessage | undefined;
  const tell = (message: LiveMessage) => {
    if (message.type === 'opened' || message.type === 'lost') state = message;
    if (message.type === 'revision') revision = message;
    send(channel, message);
    hear(message);
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data !== hello) return;
    send(channel, state);
    if (revision) send(channel, revision);
  };
  try {
    await lead(tell, signal);
  } finally {
    channel.onmessage = null;
  }
}

/** Hears the tab that holds the connection; while that is silent, asks now and then (it may be frozen). */
function follow({ clock, silence, pollEvery, hear }: Share, channel: BroadcastChannel, signal: AbortSignal): void {
  let alone = new AbortController();
  const watch = () => {
    const silent = new AbortController();
    alone = silent;
    void pollAfterSilence(silent.signal);
  };
  const pollAfterSilence = async (heard: AbortSignal) => {
    await pause(clock, silence, heard);
    if (!heard.aborted) hear({ type: 'lost' });
    while (!heard.aborted) {
      hear({ type: 'reload' });
      await pause(clock, pollEvery, heard);
    }
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (signal.aborted || !isLiveMessage(data)) return;
    alone.abort();
    watch();
    hear(data);
  };
  signal.addEventListener('abort', () => alone.abort());
  watch();
  send(channel, hello);
}

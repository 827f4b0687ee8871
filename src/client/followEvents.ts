import { attempt } from '../base/attempt.js';
import { backoff, jitter } from '../base/backoff.js';
import { onPageEvent } from './onPageEvent.js';
import type { Clock } from '../base/clock.js';
import { pause } from './systemClock.js';
import type { EventConnection } from './connectEvents.js';
import { createEventParser, type ServerEvent } from './createEventParser.js';
import type { EventOptions } from './EventOptions.js';
import { limit } from './limit.js';
import type { LiveMessage } from './LiveMessage.js';
import { chunksOf, dropBody, readerOf } from './readBody.js';
import { networkError } from './sourceErrors.js';

/** Options of `followEvents`. */
export interface Follow extends Required<EventOptions> {
  readonly clock: Clock;
  /** Asks for the stream, resuming behind the revision that is known. */
  readonly connect: (signal: AbortSignal) => Promise<EventConnection>;
  /** A connection stands; the returned function takes what it tells. */
  readonly opened: (since: number | undefined) => (event: ServerEvent) => void;
  readonly tell: (message: Exclude<LiveMessage, { readonly type: 'revision' }>) => void;
}

/** The outcome of one attempt: the stream ended, the caller was refused, or there is no stream here. */
type Outcome = 'lost' | 'refused' | 'absent';

/** A server may ask for a shorter pause than ours, in milliseconds, but not for none. */
const leastPause = 250;

/** The number of polls before the next attempt at an event stream. */
const pollsWithoutEvents = 20;

/** Keeps one event stream open until the signal is aborted, and says what it hears. Never rejects. */
export async function followEvents(follow: Follow, signal: AbortSignal): Promise<void> {
  const { clock, tell, pollEvery, failuresBeforePolling } = follow;
  let failures = 0;
  let firstPause = follow.firstPause;
  const heard = () => void (failures = 0);
  const setPause = (asked: number) => void (firstPause = Math.min(Math.max(asked, leastPause), follow.longestPause));
  while (!signal.aborted) {
    const outcome = await untilOnline(signal, (attempt) => tryOnce(follow, { heard, setPause }, attempt));
    if (signal.aborted) return;
    tell({ type: 'lost' });
    if (outcome === 'absent') {
      await poll(follow, signal);
      continue;
    }
    failures += 1;
    // A user who is turned away may have lost rights as well: loading tells.
    const polls = failures >= failuresBeforePolling;
    if (polls || (outcome === 'refused' && failures === 1)) tell({ type: 'reload' });
    const wait = polls
      ? jitter(clock, pollEvery)
      : backoff(clock, { firstPause, longestPause: follow.longestPause }, failures - 1);
    await untilOnline(signal, (waiting) => pause(clock, wait, waiting));
  }
}

async function poll({ clock, tell, pollEvery }: Follow, signal: AbortSignal): Promise<void> {
  for (let polls = 0; polls < pollsWithoutEvents && !signal.aborted; polls += 1) {
    await untilOnline(signal, (waiting) => pause(clock, jitter(clock, pollEvery), waiting));
    if (!signal.aborted) tell({ type: 'reload' });
  }
}

/** Runs a step that also ends when the machine comes back online: what was tried before then is of no use. */
async function untilOnline<T>(signal: AbortSignal, step: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const end = () => stop.abort();
  const stopListening = onPageEvent(['online'], end);
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  try {
    return await step(stop.signal);
  } finally {
    stopListening();
    signal.removeEventListener('abort', end);
  }
}

interface Heard {
  readonly heard: () => void;
  readonly setPause: (milliseconds: number) => void;
}

async function tryOnce(follow: Follow, told: Heard, signal: AbortSignal): Promise<Outcome> {
  const { clock, silence } = follow;
  const expired = () => networkError('events', `Nothing was heard for ${silence} ms`);
  try {
    return await limit({ clock, milliseconds: silence, expired, signal }, async (inner, extend) => {
      const connection = await follow.connect(inner);
      const outcome = outcomeOf(connection.response);
      if (outcome === 'lost') await read(follow, connection, told, inner, extend);
      else dropBody(connection.response);
      return outcome;
    });
  } catch {
    // Whatever broke it, the answer is the same: it is lost, and the next attempt tells whether it lasts.
    return 'lost';
  }
}

const absentStatuses = [204, 404, 405, 406, 410, 501];

function outcomeOf(response: Response): Outcome {
  if (absentStatuses.includes(response.status)) return 'absent';
  if (!response.ok) {
    if (response.status === 401 || response.status === 403) return 'refused';
    throw new Error(`Events answered ${response.status}`);
  }
  const isStream = /^text\/event-stream\s*(;|$)/i.test(response.headers.get('content-type') ?? '');
  return isStream && attempt(() => response.body) ? 'lost' : 'absent';
}

async function read(
  { opened, tell }: Follow,
  { response, since }: EventConnection,
  { heard, setPause }: Heard,
  signal: AbortSignal,
  extend: () => void,
) {
  const decoder = new TextDecoder();
  const reader = readerOf(response);
  // A body that cannot be read piece by piece tells nothing in time.
  if (!reader) return;
  tell({ type: 'opened' });
  const parse = createEventParser({ onEvent: opened(since), onRetry: setPause });
  for await (const chunk of chunksOf(reader, signal)) {
    if (signal.aborted) return;
    extend();
    heard();
    tell({ type: 'alive' });
    parse(decoder.decode(chunk, { stream: true }));
  }
}

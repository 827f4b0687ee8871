import type { SourceEvent } from '../GrantSource.js';
import { type BackgroundTask, keepRunning } from '../../client/keepRunning.js';
import type { LiveMessage } from '../../client/LiveMessage.js';
import type { Revisions } from './createRevisions.js';

type Listener = (event: SourceEvent) => void;

/** Tells listeners what they need to know; the connection starts with the first and ends with the last of them. */
export interface Live {
  subscribe(listener: Listener): () => void;
  /** The grants may have changed: load again. */
  changed(revision?: number): void;
  /** The connection was made for somebody else: end it and make a new one, if anybody listens. */
  restart(): void;
}

/** Hears what a connection tells. */
export type Hear = (message: LiveMessage) => void;

/** Options of `createLive`. */
export interface LiveOptions extends Pick<BackgroundTask, 'clock' | 'pollEvery'> {
  /** Holds the connection until its signal is aborted. */
  readonly run: (hear: Hear, signal: AbortSignal) => Promise<void>;
  readonly revisions: () => Revisions;
}

/** Makes the listeners' side of a source. */
export function createLive({ run, revisions, ...task }: LiveOptions): Live {
  const listeners = new Set<{ readonly listener: Listener }>();
  let state: 'connected' | 'disconnected' | undefined;
  let running: AbortController | undefined;

  const tell = (event: SourceEvent) => [...listeners].forEach((each) => listeners.has(each) && each.listener(event));
  const changed = (revision?: number) => tell({ type: 'changed', ...(revision !== undefined && { revision }) });
  const become = (next: 'connected' | 'disconnected') => {
    if (state === next) return;
    state = next;
    tell({ type: next });
  };
  const hear = (message: LiveMessage) => {
    if (message.type === 'lost') return become('disconnected');
    if (message.type === 'reload') return changed();
    if (message.type === 'opened') revisions().opened();
    become('connected');
    if (message.type === 'revision') revisions().announce(message.revision);
  };
  const start = () => {
    const owner = new AbortController();
    running = owner;
    state = undefined;
    const hearOwn: Hear = (message) => !owner.signal.aborted && hear(message);
    void keepRunning({ ...task, hear: hearOwn, run: (signal) => run(hearOwn, signal) }, owner.signal);
  };
  const stop = () => {
    running?.abort();
    running = undefined;
    revisions().stop();
  };

  return {
    changed,
    restart: () => {
      if (!running) return;
      stop();
      start();
    },
    subscribe: (listener) => {
      const entry = { listener };
      listeners.add(entry);
      if (!running) start();
      else if (state) listener({ type: state });
      return () => {
        if (listeners.delete(entry) && listeners.size === 0) stop();
      };
    },
  };
}

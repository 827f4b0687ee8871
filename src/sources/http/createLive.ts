import type { SourceEvent } from '../GrantSource.js';
import type { LiveMessage } from './LiveMessage.js';
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

/** Makes the listeners' side of a source. `run` holds the connection until its signal is aborted. */
export function createLive(
  run: (hear: (message: LiveMessage) => void, signal: AbortSignal) => Promise<void>,
  revisions: () => Revisions,
): Live {
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
    void run((message) => !owner.signal.aborted && hear(message), owner.signal);
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

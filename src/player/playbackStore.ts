import { createStore, type Store } from '../base/createStore.js';
import { createListeningLog, type HeartbeatCause, type ListeningLog } from './createListeningLog.js';
import { closedInputs, initialPlayback, type PlaybackInputs, type PlaybackState } from './playbackState.js';
import type { Span } from './spans.js';

/** The state that the parts of one playback share. */
export interface PlaybackStore {
  readonly state: Store<PlaybackState>;
  /** In seconds. */
  readonly position: Store<number>;
  readonly log: ListeningLog;
  /** The rights of this moment, and everything else that was told. */
  inputs: PlaybackInputs;
  /** Changes some of the state; tells nobody where it is the same as before. */
  readonly patch: (change: Partial<PlaybackState>) => void;
  /** Sends the spans heard since the last time, if there are any. `silent` are the redactions of the source. */
  readonly report: (cause: HeartbeatCause, silent?: readonly Span[]) => void;
}

/** Makes the store of a playback that plays nothing yet. */
export function createPlaybackStore(): PlaybackStore {
  const state = createStore(initialPlayback);
  const log = createListeningLog();
  const store: PlaybackStore = {
    state,
    position: createStore(0),
    log,
    inputs: closedInputs,
    patch(change) {
      const before = state.get();
      const after = { ...before, ...change };
      if (!isSame(before, after)) state.set(after);
    },
    report(cause, silent = state.get().source?.redactions ?? []) {
      const heartbeat = log.take(cause, silent);
      try {
        if (heartbeat) store.inputs.onHeartbeat?.(heartbeat);
      } catch (error) {
        // An audit log that fails must not keep a lost right from taking effect.
        reportError(error);
      }
    },
  };
  return store;
}

function isSame(before: PlaybackState, after: PlaybackState): boolean {
  const values = Object.values(before);
  return Object.values(after).every((value, i) => Object.is(value, values[i]));
}

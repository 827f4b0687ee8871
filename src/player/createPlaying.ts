import type { Sessions } from './createSessions.js';
import type { WholeFile } from './createWholeFile.js';
import type { PlaybackStore } from './playbackStore.js';
import { takeTurn } from './playTurns.js';

/** Starts and pauses playing, and continues it with a new source after the last one broke. */
export interface Playing {
  readonly play: () => Promise<void>;
  readonly pause: () => void;
  /** Sound begins: one recording at a time is heard on a page. */
  readonly begin: () => void;
  /** Pauses for another player on the page. */
  readonly makeWay: () => void;
  /** Tries a new source, since the URL of the last one may have expired; once for one place. */
  readonly recover: () => Promise<void>;
  /** Forgets where the last source broke. */
  readonly forgive: () => void;
}

/** Seconds that a new source has to play before it may break as well. */
const progress = 1;

/** Parts of a playback that playing works with. `wake` lets sound through; browsers require it to follow a press. */
export interface PlayingOptions {
  readonly sessions: Sessions;
  readonly whole: WholeFile;
  readonly wake: () => void;
}

/** Makes the playing of one playback. */
export function createPlaying(store: PlaybackStore, { sessions, whole, wake }: PlayingOptions): Playing {
  const { state, position, log, patch } = store;
  const { deck, load, release } = sessions;
  /** Where the last source broke, in seconds. */
  let brokeAt: number | undefined;

  const begin = () => {
    if (!store.inputs.playsBesideOthers) takeTurn(state);
  };

  return {
    begin,
    forgive() {
      brokeAt = undefined;
    },
    pause() {
      patch({ isPlaying: false, isWaiting: false });
      deck.session?.transport.pause();
    },
    makeWay() {
      if (!state.get().isPlaying || store.inputs.playsBesideOthers) return;
      patch({ isPlaying: false, isWaiting: false, isDisplaced: true });
      deck.session?.transport.pause();
    },
    async play() {
      if (!deck.session) return;
      brokeAt = undefined;
      const { duration, loop } = state.get();
      if (duration > 0 && position.get() >= duration) deck.session.transport.jump(loop?.start ?? 0);
      patch({ isPlaying: true, isWaiting: true, isDisplaced: false, failure: undefined });
      begin();
      if (!(await load('play')) || !deck.session || !state.get().isPlaying) return;
      patch({ stoppedAt: undefined });
      wake();
      // A file that is being fetched plays as soon as it is there.
      if (!whole.isFetching()) await deck.session.transport.play();
    },
    async recover() {
      const { bound, session, audio } = deck;
      if (!bound || !session || !audio) return;
      log.stop();
      session.loader.forget(bound);
      const at = position.get();
      if (brokeAt !== undefined && Math.abs(at - brokeAt) < progress) {
        release('pause', { phase: 'failed', failure: { at: 'audio', error: audio.element.error } });
        return;
      }
      brokeAt = at;
      deck.bound = undefined;
      if ((await load('expired')) && state.get().isPlaying) await deck.session?.transport.play();
    },
  };
}

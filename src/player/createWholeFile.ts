import type { Sessions } from './createSessions.js';
import { fetchWhole } from './fetchWhole.js';
import type { PlaybackStore } from './playbackStore.js';

/** Fetches a whole recording whose server sends no parts of it, so that every moment of it can be reached. */
export interface WholeFile {
  readonly isFetching: () => boolean;
  /** Goes to a moment that the element cannot reach, in seconds, once the whole file is there. */
  readonly fetchTo: (at: number) => Promise<void>;
  readonly stop: () => void;
}

/** Makes the fetching of whole files for one playback; the file is fetched once per session. */
export function createWholeFile(store: PlaybackStore, { deck }: Sessions): WholeFile {
  const { state, position, patch } = store;
  let fetching: AbortController | undefined;

  const stay = () => {
    deck.audio?.stay();
    position.set(deck.audio?.position() ?? 0);
  };

  return {
    isFetching: () => fetching !== undefined,
    stop() {
      fetching?.abort();
      fetching = undefined;
    },
    async fetchTo(at) {
      const { session, bound, audio } = deck;
      if (!session || !bound || !audio) return;
      if (!state.get().isSeekable) return stay();
      audio.hold(at);
      position.set(at);
      patch({ isWaiting: state.get().isPlaying });
      if (fetching) return;
      const mine = new AbortController();
      fetching = mine;
      const blob = await fetchWhole(bound, mine.signal).catch(() => undefined);
      if (fetching !== mine) return;
      fetching = undefined;
      // The last source broke meanwhile, and a new one is on its way.
      if (!deck.bound) return;
      if (blob) {
        const { url: _url, expiresAt: _expiresAt, ...rest } = deck.bound;
        deck.bound = { ...rest, blob };
        session.loader.keep(deck.bound);
        session.transport.bind(deck.bound);
      } else {
        patch({ isSeekable: false, loop: undefined, skipsSilence: false });
        stay();
      }
      if (state.get().isPlaying) await session.transport.play();
    },
  };
}

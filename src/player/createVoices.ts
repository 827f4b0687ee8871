import { canSplit, knownLanes, type Lanes, routeLanes } from './createLanes.js';
import type { Deck } from './createSessions.js';
import type { PlaybackStore } from './playbackStore.js';

/** Lets single parties of a recording be heard or not. */
export interface Voices {
  /** Another element is taken over, or none: every party is heard again. */
  readonly attach: (element: HTMLAudioElement | null) => void;
  /** Lets every party be heard but these; returns whether the audio allows it. */
  readonly silence: (parties: readonly string[]) => boolean;
  /** Sound is about to start. */
  readonly wake: () => void;
}

/** Makes the voices of one playback. */
export function createVoices({ state, patch }: PlaybackStore, deck: Deck): Voices {
  let lanes: Lanes | undefined;
  return {
    attach(element) {
      lanes?.rest();
      lanes = element ? knownLanes(element) : undefined;
      patch({ silenced: [] });
    },
    silence(parties) {
      const { source } = state.get();
      if (!deck.audio || !source?.channels || !canSplit(source)) return false;
      lanes = routeLanes(deck.audio.element, source.channels.length);
      lanes.wake();
      lanes.hear(source.channels.map(({ id }) => !parties.includes(id)));
      patch({ silenced: parties });
      return true;
    },
    wake: () => lanes?.wake(),
  };
}

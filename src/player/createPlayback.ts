// The engine of the recording player, without a screen: its parts are in files of their own and are put together here.
import type { Store } from '../base/createStore.js';
import { createAudio } from './createAudio.js';
import { createPlaying } from './createPlaying.js';
import { createSessions, type Sessions } from './createSessions.js';
import { isAbsent } from './createSourceLoader.js';
import { createVoices } from './createVoices.js';
import { createWholeFile } from './createWholeFile.js';
import { followInputs } from './followInputs.js';
import { closedInputs, type PlaybackInputs, type PlaybackState } from './playbackState.js';
import { createPlaybackStore, type PlaybackStore } from './playbackStore.js';
import { createPlayCommands, type PlayCommands } from './playCommands.js';
import { saveFile } from './saveFile.js';

/** Plays one recording by the rights it is given. A command without its right does nothing. */
export interface Playback extends PlayCommands {
  readonly state: Pick<Store<PlaybackState>, 'get' | 'subscribe'>;
  /** In seconds. */
  readonly position: Pick<Store<number>, 'get' | 'subscribe'>;
  /** Takes an `<audio>` element over, or lets go of it: a React ref. */
  readonly attach: (element: HTMLAudioElement | null) => void;
  /** Sets the rights and everything else that playing depends on. What is lost has stopped when it returns. */
  readonly update: (inputs: PlaybackInputs) => void;
  /** Stops and lets go of everything, as when the player leaves the page; `update` starts it again. */
  readonly leave: () => void;
  readonly play: () => void;
  readonly pause: () => void;
  /** Lets every party be heard but these; returns whether the audio allows it. */
  readonly silence: (parties: readonly string[]) => boolean;
  /** Asks again after a failure, or if there was nothing to play. */
  readonly retry: () => void;
  /** Saves the recording under a name. Resolves to whether it did; rejects if its source could not be loaded. */
  readonly download: (name: string) => Promise<boolean>;
}

/** Makes a playback that plays nothing yet. */
export function createPlayback(): Playback {
  const store = createPlaybackStore();
  const sessions = createSessions(store, {
    onBroken: () => void playing.recover(),
    onUnreachable: (at) => void whole.fetchTo(at),
    onPlaying: () => playing.begin(),
    onTurnTaken: () => playing.makeWay(),
    onRelease: () => whole.stop(),
  });
  const { deck, open, close, release, load } = sessions;
  const whole = createWholeFile(store, sessions);
  const voices = createVoices(store, deck);
  const playing = createPlaying(store, { sessions, whole, wake: voices.wake });
  const play = () => void playing.play();

  return {
    state: store.state,
    position: store.position,
    ...createPlayCommands(store, () => deck.session?.transport),
    attach(element) {
      close('leave');
      voices.attach(element);
      deck.audio = element ? createAudio(element) : undefined;
      open('load');
    },
    update: followInputs(store, sessions, play),
    leave() {
      close('leave');
      store.inputs = closedInputs;
    },
    play,
    pause: playing.pause,
    silence: voices.silence,
    retry() {
      if (!deck.session) return;
      playing.forgive();
      deck.session.loader.forget(deck.bound);
      release('pause', {});
      void load('retry');
    },
    download: (name) => download(store, sessions, name),
  };
}

async function download(store: PlaybackStore, { deck, giveUp }: Sessions, name: string): Promise<boolean> {
  const mine = deck.session;
  if (!mine || !store.inputs.download) return false;
  const answer = await mine.loader.read('download').catch((error: unknown) => {
    // A request that was cancelled has not failed.
    if (deck.session === mine) throw error;
  });
  // The right may be lost by the time the answer comes.
  if (!answer || deck.session !== mine || !store.inputs.download) return false;
  if (isAbsent(answer)) return giveUp(answer);
  saveFile(answer, name);
  return true;
}

// One state machine: other rights, another recording or another listener change what is played, and how.
import type { Sessions } from './createSessions.js';
import { isAbsent } from './createSourceLoader.js';
import { permittedSource } from './permittedSource.js';
import { initialPlayback, type PlaybackInputs } from './playbackState.js';
import type { PlaybackStore } from './playbackStore.js';

/** Makes the function that puts new inputs into effect. What is lost has stopped when it returns. */
export function followInputs(store: PlaybackStore, sessions: Sessions, play: () => void) {
  const { state, position, patch } = store;
  const { deck, open, close } = sessions;
  /** The last listener; while it is not known who listens, it may still be the same. */
  let listener: string | undefined;

  const isAnotherListener = (next: string | undefined) =>
    next !== undefined && listener !== undefined && next !== listener;

  /** The sound itself is another one now: the old one is dropped, and the one that is permitted now is asked for. */
  const reopen = (goesOn: boolean) => {
    const { isPlaying } = state.get();
    close(goesOn ? 'leave' : 'revoked');
    open('rights-changed');
    if (goesOn && isPlaying) play();
  };

  const dropTranscript = () => {
    const { source } = state.get();
    deck.bound &&= permittedSource(deck.bound, store.inputs);
    if (deck.bound) deck.session?.loader.keep(deck.bound);
    patch({ source: source && permittedSource(source, store.inputs) });
  };

  const addTranscript = async () => {
    const mine = deck.session;
    const { source } = state.get();
    if (!mine || !source) return reopen(true);
    mine.loader.forget(deck.bound);
    const answer = await mine.loader.read('rights-changed').catch(() => undefined);
    // Playing goes on unchanged, also if the transcript could not be loaded.
    if (deck.session !== mine || !answer || isAbsent(answer)) return;
    deck.bound = answer;
    patch({ source: { ...source, ...(answer.transcript && { transcript: answer.transcript }) } });
  };

  /** Other grants: more or less can be done with the recording that plays. */
  const adjust = (before: PlaybackInputs, next: PlaybackInputs) => {
    if (!next.seek) patch({ loop: undefined, skipsSilence: false });
    if (!next.speed) patch({ rate: 1 });
    if (!deck.session) return open(state.get().stoppedAt === undefined ? 'load' : 'resume');
    if (next.seek !== before.seek || next.speed !== before.speed) deck.session.transport.apply();
    if (next.unredacted !== before.unredacted) reopen(next.unredacted);
    else if (before.transcript && !next.transcript) dropTranscript();
    else if (!before.transcript && next.transcript) void addTranscript();
  };

  return (next: PlaybackInputs): void => {
    const before = store.inputs;
    const isAnother = next.recordingId !== before.recordingId || isAnotherListener(next.listener);
    // Before the new inputs count: heartbeats name the person who has listened (law 12).
    if (isAnother || !next.listen || !next.isPlayable) close(next.listen ? 'leave' : 'revoked');
    store.inputs = next;
    listener = next.listener ?? listener;
    if (isAnother) {
      position.set(0);
      state.set(initialPlayback);
    }
    adjust(before, next);
  };
}

// One state machine: a session begins with the right to listen and ends with it, and with it everything it started.
import type { Audio } from './createAudio.js';
import { createLifetime, type Lifetime } from './createLifetime.js';
import type { HeartbeatCause } from './createListeningLog.js';
import { createSourceLoader, isAbsent, type SourceLoader } from './createSourceLoader.js';
import { createTransport, type Transport, type TransportEvents } from './createTransport.js';
import { permittedSource } from './permittedSource.js';
import type { PlaybackState } from './playbackState.js';
import type { PlaybackStore } from './playbackStore.js';
import { onTurnTaken } from './playTurns.js';
import { readSource } from './readSource.js';
import type { AbsentRecording, RecordingSource, SourceReason } from './recording.js';

/** Everything that the right to listen started. */
export interface Session {
  readonly life: Lifetime;
  readonly loader: SourceLoader;
  readonly transport: Transport;
}

/** The parts of a playback that change while it lives. */
export interface Deck {
  audio: Audio | undefined;
  session: Session | undefined;
  /** The source that the element plays. */
  bound: RecordingSource | undefined;
}

/** Events of a session. */
export interface SessionEvents extends TransportEvents {
  /** The element lets go of its source. */
  readonly onRelease: () => void;
  /** Another player on the page begins to play. */
  readonly onTurnTaken: () => void;
}

/** The sessions of one playback: at most one at a time. */
export interface Sessions {
  readonly deck: Deck;
  /** Begins a session, if listening is allowed and an element is there. */
  readonly open: (reason: SourceReason) => void;
  readonly close: (cause: HeartbeatCause) => void;
  /** Lets go of everything that could be heard, seen or read of the recording. */
  readonly release: (cause: HeartbeatCause, next: Partial<PlaybackState>) => void;
  /** Loads the source; resolves to whether there is one to play. */
  readonly load: (reason: SourceReason) => Promise<boolean>;
  /** Says that there is nothing to play. */
  readonly giveUp: (absent: AbsentRecording) => false;
}

/** State of a playback that neither plays nor failed. */
const quiet = {
  absent: undefined,
  failure: undefined,
  isPlaying: false,
  isWaiting: false,
  isSeekable: true,
  isDisplaced: false,
} as const;

/** Makes the sessions of one playback. */
export function createSessions(store: PlaybackStore, events: SessionEvents): Sessions {
  const { state, log, patch } = store;
  const deck: Deck = { audio: undefined, session: undefined, bound: undefined };

  const open = (reason: SourceReason) => {
    if (!store.inputs.listen || !store.inputs.isPlayable || !deck.audio || deck.session) return;
    const life = createLifetime();
    const loader = createSourceLoader({ ask: (why) => ask(store, life.signal, why), signal: life.signal });
    deck.session = { life, loader, transport: createTransport(deck.audio, life, store, events) };
    life.listen(window, 'pagehide', () => store.report('leave'));
    onTurnTaken(life, state, events.onTurnTaken);
    const { duration } = store.inputs;
    patch({ phase: 'idle', duration: duration ?? 0, isLengthKnown: duration !== undefined });
    if (store.inputs.load === 'mount') void load(reason);
  };

  const close = (cause: HeartbeatCause) => {
    const ended = deck.session;
    if (!ended) return;
    const { isPlaying } = state.get();
    // Before anything else: from here on, no answer and no event of the element changes anything.
    deck.session = undefined;
    ended.life.end();
    const stoppedAt = cause === 'revoked' && isPlaying ? deck.audio?.position() : state.get().stoppedAt;
    release(cause, { phase: 'off', stoppedAt });
  };

  const release = (cause: HeartbeatCause, next: Partial<PlaybackState>) => {
    const { isPlaying, source } = state.get();
    if (deck.audio && deck.bound && isPlaying) log.reach(deck.audio.position());
    log.stop();
    events.onRelease();
    deck.audio?.drop();
    deck.bound = undefined;
    patch({ ...quiet, source: undefined, ...next });
    // Last, since it runs the application's code.
    store.report(cause, source?.redactions);
  };

  const load = async (reason: SourceReason): Promise<boolean> => {
    const mine = deck.session;
    if (!mine) return false;
    if (!state.get().source) patch({ phase: 'loading', failure: undefined, absent: undefined });
    try {
      const answer = await mine.loader.read(reason);
      return deck.session === mine && take(answer, mine);
    } catch (error) {
      if (deck.session === mine) release('pause', { phase: 'failed', failure: { at: 'source', error } });
      return false;
    }
  };

  const giveUp = ({ status }: AbsentRecording): false => {
    release('pause', { phase: 'absent', absent: status });
    return false;
  };

  const take = (answer: RecordingSource | AbsentRecording, { transport }: Session): boolean => {
    if (isAbsent(answer)) return giveUp(answer);
    if (answer === deck.bound) return true;
    deck.bound = answer;
    transport.bind(answer);
    const { source, duration, isLengthKnown } = state.get();
    // A new URL of the same recording: the source that is shown stays.
    patch({
      phase: 'ready',
      source: source ?? answer,
      duration: duration || (answer.duration ?? 0),
      isLengthKnown: isLengthKnown || answer.duration !== undefined,
    });
    return true;
  };

  return { deck, open, close, release, load, giveUp };
}

async function ask(
  store: PlaybackStore,
  signal: AbortSignal,
  reason: SourceReason,
): Promise<RecordingSource | AbsentRecording> {
  const { getSource, transcript, unredacted } = store.inputs;
  const answer = readSource(await getSource({ signal, reason, transcript, unredacted }));
  if (isAbsent(answer)) return answer;
  // The rights of now, not of then: they may have changed while the answer was on its way.
  if (store.inputs.transcript && !transcript && !signal.aborted) return ask(store, signal, 'rights-changed');
  return permittedSource(answer, store.inputs);
}

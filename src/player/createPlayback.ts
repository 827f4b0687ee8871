// One state machine: which rights the audio plays by, where its source comes from, and what happens when either goes.
import type { Store } from '../base/createStore.js';
import { type Audio, createAudio } from './createAudio.js';
import { createCommands, type PlayCommands } from './playCommands.js';
import { canSplit, knownLanes, type Lanes, routeLanes } from './createLanes.js';
import { createLifetime, type Lifetime } from './createLifetime.js';
import type { HeartbeatCause } from './createListeningLog.js';
import { createSourceLoader, isAbsent, type SourceLoader } from './createSourceLoader.js';
import { createTransport, type Transport } from './createTransport.js';
import { fetchWhole } from './fetchWhole.js';
import { closedInputs, initialPlayback, type PlaybackInputs, type PlaybackState } from './playbackState.js';
import { permittedSource } from './permittedSource.js';
import { readSource } from './readSource.js';
import { createPlaybackStore, type PlaybackStore } from './playbackStore.js';
import { onTurnTaken, takeTurn } from './playTurns.js';
import type { AbsentRecording, RecordingSource, SourceReason } from './recording.js';
import { saveFile } from './saveFile.js';

/** Plays one recording by the rights it is told. A command without its right does nothing. */
export interface Playback extends PlayCommands {
  readonly state: Pick<Store<PlaybackState>, 'get' | 'subscribe'>;
  /** In seconds. */
  readonly position: Pick<Store<number>, 'get' | 'subscribe'>;
  /** Takes an `<audio>` element over, or lets go of it: a React ref. */
  readonly attach: (element: HTMLAudioElement | null) => void;
  /** Tells the rights and everything else that playing depends on. What is lost has stopped when it returns. */
  readonly update: (inputs: PlaybackInputs) => void;
  /** Stops and lets go of everything, as when the player leaves the page; `update` starts it again. */
  readonly leave: () => void;
  readonly play: () => void;
  readonly pause: () => void;
  /** Lets every party be heard but these; tells whether the audio allows it. */
  readonly silence: (parties: readonly string[]) => boolean;
  /** Asks again after a failure, or where there was nothing to play. */
  readonly retry: () => void;
  /** Saves the recording under a name. Tells whether it did; rejects where its source could not be had. */
  readonly download: (name: string) => Promise<boolean>;
}

/** Everything that the right to listen started. */
interface Session {
  readonly life: Lifetime;
  readonly loader: SourceLoader;
  readonly transport: Transport;
}

/** Neither played nor in trouble. */
const quiet = {
  absent: undefined,
  failure: undefined,
  isPlaying: false,
  isWaiting: false,
  isSeekable: true,
  isDisplaced: false,
} as const;

/** How many seconds a new source has to play before it may break as well. */
const progress = 1;

/** Makes a playback that plays nothing yet. */
export function createPlayback(): Playback {
  const store = createPlaybackStore();
  const { state, position, log, patch } = store;
  let audio: Audio | undefined;
  let lanes: Lanes | undefined;
  let session: Session | undefined;
  /** The source that the element plays. */
  let bound: RecordingSource | undefined;
  /** Where the last source broke, in seconds. */
  let brokeAt: number | undefined;
  /** The fetching of a whole file, whose parts its server does not send. */
  let whole: AbortController | undefined;
  /** Who listened last; while it is not known who does, it may still be the same. */
  let listener: string | undefined;

  const isAnotherListener = (next: string | undefined) =>
    next !== undefined && listener !== undefined && next !== listener;

  const open = (reason: SourceReason) => {
    if (!store.inputs.listen || !store.inputs.isPlayable || !audio || session) return;
    const life = createLifetime();
    const loader = createSourceLoader({ ask: (why) => ask(store, life.signal, why), signal: life.signal });
    const events = {
      onBroken: () => void recover(),
      onUnreachable: (at: number) => void fetchTo(at),
      onPlaying: begin,
    };
    session = { life, loader, transport: createTransport(audio, life, store, events) };
    life.listen(window, 'pagehide', () => store.report('leave'));
    onTurnTaken(life, state, makeWay);
    const { duration } = store.inputs;
    patch({ phase: 'idle', duration: duration ?? 0, isLengthKnown: duration !== undefined });
    if (store.inputs.load === 'mount') void load(reason);
  };

  const close = (cause: HeartbeatCause) => {
    const ended = session;
    if (!ended) return;
    const { isPlaying } = state.get();
    // Before anything else: from here on, no answer and no event of the element changes anything.
    session = undefined;
    ended.life.end();
    const stoppedAt = cause === 'revoked' && isPlaying ? audio?.position() : state.get().stoppedAt;
    release(cause, { phase: 'off', stoppedAt });
  };

  /** Lets go of everything that could be heard, seen or read of the recording. */
  const release = (cause: HeartbeatCause, next: Partial<PlaybackState>) => {
    const { isPlaying, source } = state.get();
    if (audio && bound && isPlaying) log.reach(audio.position());
    log.stop();
    whole?.abort();
    whole = undefined;
    audio?.drop();
    bound = undefined;
    patch({ ...quiet, source: undefined, ...next });
    // Last, since it runs code that is not ours.
    store.report(cause, source?.redactions);
  };

  /** Tells whether there is a source to play now. */
  const load = async (reason: SourceReason): Promise<boolean> => {
    const mine = session;
    if (!mine) return false;
    if (!state.get().source) patch({ phase: 'loading', failure: undefined, absent: undefined });
    try {
      const answer = await mine.loader.read(reason);
      return session === mine && take(answer, mine);
    } catch (error) {
      if (session === mine) release('pause', { phase: 'failed', failure: { at: 'source', error } });
      return false;
    }
  };

  /** There is nothing to play. */
  const giveUp = ({ status }: AbsentRecording): false => {
    release('pause', { phase: 'absent', absent: status });
    return false;
  };

  const take = (answer: RecordingSource | AbsentRecording, { transport }: Session): boolean => {
    if (isAbsent(answer)) return giveUp(answer);
    if (answer === bound) return true;
    bound = answer;
    transport.bind(answer);
    const { source, duration } = state.get();
    // A new URL of the same recording: what is drawn stays as it is.
    patch({
      phase: 'ready',
      source: source ?? answer,
      duration: duration || (answer.duration ?? 0),
      isLengthKnown: state.get().isLengthKnown || answer.duration !== undefined,
    });
    return true;
  };

  /** A server that does not send parts: the whole file is fetched once, and is then gone about in at will. */
  const fetchTo = async (at: number) => {
    const mine = session;
    if (!mine || !bound || !audio) return;
    if (!state.get().isSeekable) return stay();
    audio.hold(at);
    position.set(at);
    patch({ isWaiting: state.get().isPlaying });
    if (whole) return;
    const fetching = new AbortController();
    whole = fetching;
    const blob = await fetchWhole(bound, fetching.signal).catch(() => undefined);
    if (whole !== fetching) return;
    whole = undefined;
    if (blob) {
      const { url: _url, expiresAt: _expiresAt, ...rest } = bound;
      bound = { ...rest, blob };
      mine.loader.keep(bound);
      mine.transport.bind(bound);
    } else {
      patch({ isSeekable: false, loop: undefined, skipsSilence: false });
      stay();
    }
    if (state.get().isPlaying) await mine.transport.play();
  };

  const stay = () => {
    audio?.stay();
    position.set(audio?.position() ?? 0);
  };

  /** One recording at a time is heard on a page. */
  const begin = () => {
    if (!store.inputs.playsBesideOthers) takeTurn(state);
  };

  const makeWay = () => {
    if (!state.get().isPlaying || store.inputs.playsBesideOthers) return;
    patch({ isPlaying: false, isWaiting: false, isDisplaced: true });
    session?.transport.pause();
  };

  /** The element could not go on: its URL may have expired, so a new one is tried, once for one place. */
  const recover = async () => {
    if (!bound || !session || !audio) return;
    log.stop();
    session.loader.forget(bound);
    const at = position.get();
    if (brokeAt !== undefined && Math.abs(at - brokeAt) < progress) {
      release('pause', { phase: 'failed', failure: { at: 'audio', error: audio.element.error } });
      return;
    }
    brokeAt = at;
    bound = undefined;
    if ((await load('expired')) && state.get().isPlaying) await session.transport.play();
  };

  const play = async () => {
    if (!session) return;
    brokeAt = undefined;
    const { duration, loop } = state.get();
    if (duration > 0 && position.get() >= duration) session.transport.jump(loop?.start ?? 0);
    patch({ isPlaying: true, isWaiting: true, isDisplaced: false, failure: undefined });
    begin();
    if (!(await load('play')) || !session || !state.get().isPlaying) return;
    patch({ stoppedAt: undefined });
    lanes?.wake();
    // What is being fetched plays as soon as it is there.
    if (!whole) await session.transport.play();
  };

  /** What is heard itself is another one now: what was had goes, and what may be had now is asked for. */
  const reopen = (goesOn: boolean) => {
    const { isPlaying } = state.get();
    close(goesOn ? 'leave' : 'revoked');
    open('rights-changed');
    if (goesOn && isPlaying) void play();
  };

  const dropTranscript = () => {
    const { source } = state.get();
    bound &&= permittedSource(bound, store.inputs);
    if (bound) session?.loader.keep(bound);
    patch({ source: source && permittedSource(source, store.inputs) });
  };

  const addTranscript = async () => {
    const mine = session;
    const { source } = state.get();
    if (!mine || !source) return reopen(true);
    mine.loader.forget(bound);
    const answer = await mine.loader.read('rights-changed').catch(() => undefined);
    // What is heard goes on as it is, and so it does where the transcript could not be had.
    if (session !== mine || !answer || isAbsent(answer)) return;
    bound = answer;
    patch({ source: { ...source, ...(answer.transcript && { transcript: answer.transcript }) } });
  };

  /** Other grants: more or less can be done with what plays. */
  const adjust = (before: PlaybackInputs, next: PlaybackInputs) => {
    if (!next.seek) patch({ loop: undefined, skipsSilence: false });
    if (!next.speed) patch({ rate: 1 });
    if (!session) return open(state.get().stoppedAt === undefined ? 'load' : 'resume');
    if (next.seek !== before.seek || next.speed !== before.speed) session.transport.apply();
    if (next.unredacted !== before.unredacted) reopen(next.unredacted);
    else if (before.transcript && !next.transcript) dropTranscript();
    else if (!before.transcript && next.transcript) void addTranscript();
  };

  const update = (next: PlaybackInputs) => {
    const before = store.inputs;
    const isAnother = next.recordingId !== before.recordingId || isAnotherListener(next.listener);
    // Before the new inputs count: what was heard is reported as heard by whom it was (law 12).
    if (isAnother || !next.listen || !next.isPlayable) close(next.listen ? 'leave' : 'revoked');
    store.inputs = next;
    listener = next.listener ?? listener;
    if (isAnother) {
      position.set(0);
      state.set(initialPlayback);
    }
    adjust(before, next);
  };

  return {
    state,
    position,
    ...createCommands(store, () => session?.transport),
    attach(element) {
      close('leave');
      lanes?.rest();
      lanes = element ? knownLanes(element) : undefined;
      patch({ silenced: [] });
      audio = element ? createAudio(element) : undefined;
      open('load');
    },
    update,
    leave() {
      close('leave');
      store.inputs = closedInputs;
    },
    play: () => void play(),
    pause() {
      patch({ isPlaying: false, isWaiting: false });
      session?.transport.pause();
    },
    silence(parties) {
      const { source } = state.get();
      if (!audio || !source?.channels || !canSplit(source)) return false;
      lanes = routeLanes(audio.element, source.channels.length);
      lanes.wake();
      lanes.hear(source.channels.map(({ id }) => !parties.includes(id)));
      patch({ silenced: parties });
      return true;
    },
    retry() {
      if (!session) return;
      brokeAt = undefined;
      session.loader.forget(bound);
      release('pause', {});
      void load('retry');
    },
    async download(name) {
      const mine = session;
      if (!mine || !store.inputs.download) return false;
      const answer = await mine.loader.read('download').catch((error: unknown) => {
        // Called off is not failed.
        if (session === mine) throw error;
      });
      // The right may be gone by the time that the answer comes.
      if (!answer || session !== mine || !store.inputs.download) return false;
      if (isAbsent(answer)) return giveUp(answer);
      saveFile(answer, name);
      return true;
    },
  };
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

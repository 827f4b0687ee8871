import type { Audio } from './createAudio.js';
import type { Lifetime } from './createLifetime.js';
import type { PlaybackStore } from './playbackStore.js';
import { createRules, ruleAt } from './playRules.js';
import type { RecordingSource } from './recording.js';

/** Runs one audio element: what it plays, where, and what must not be heard of it. */
export interface Transport {
  /** Goes on with this source where playing stands. */
  bind(source: RecordingSource): void;
  /** Resolves once it plays, or does not. */
  play(): Promise<void>;
  pause(): void;
  /** Goes on at another moment, in seconds. */
  readonly jump: (to: number) => void;
  /** Puts speed, mute and loop into effect after they were changed. */
  readonly apply: () => void;
}

/** What a transport tells. */
export interface TransportEvents {
  /** The element could not go on with its source. */
  readonly onBroken: () => void;
  /** The element cannot go to a moment, because its server sends the audio from the beginning only. */
  readonly onUnreachable: (at: number) => void;
  /** Something can be heard from now on. */
  readonly onPlaying: () => void;
}

/** Runs an element until `life` ends. */
export function createTransport(
  audio: Audio,
  life: Lifetime,
  store: PlaybackStore,
  { onBroken, onUnreachable, onPlaying }: TransportEvents,
): Transport {
  const { element } = audio;
  const { state, position, log, patch } = store;
  const rules = createRules(state.get);
  let edge: { readonly at: number; readonly cancel: () => void } | undefined;
  let frame = 0;

  const tick = () => {
    // While it jumps, the place it came from still counts: the jump may be one that is taken back.
    if (life.signal.aborted || !audio.isBound() || element.seeking) return;
    const at = audio.position();
    const rule = ruleAt(at, rules());
    log.reach(at);
    if (log.played() >= store.inputs.heartbeatEvery) store.report('interval');
    element.muted = state.get().isMuted || rule.isSilent;
    position.set(at);
    if (rule.jumpTo !== undefined && state.get().isPlaying) jump(rule.jumpTo);
    else awaitEdge(at, rule.until);
  };

  /** Frames stop in a hidden tab and `timeupdate` is coarse; a redaction must be met in time all the same. */
  const awaitEdge = (at: number, until: number) => {
    if (edge?.at === until) return;
    forgetEdge();
    if (!state.get().isPlaying || until === Infinity) return;
    const run = () => {
      edge = undefined;
      tick();
    };
    edge = { at: until, cancel: life.timeout(run, ((until - at) / state.get().rate) * 1_000) };
  };

  const forgetEdge = () => {
    edge?.cancel();
    edge = undefined;
  };

  /** Before the element is there: a redaction must not sound until we hear of it. */
  const hush = (at: number) => {
    element.muted = state.get().isMuted || ruleAt(at, rules()).isSilent;
  };

  const jump = (to: number) => {
    if (audio.isBound()) log.reach(audio.position());
    log.stop();
    forgetEdge();
    const near = audio.nearest(to);
    if (near === undefined) return onUnreachable(to);
    hush(near);
    audio.moveTo(near);
    position.set(near);
  };

  const animate = () => {
    tick();
    cancelAnimationFrame(frame);
    if (!life.signal.aborted && state.get().isPlaying) frame = requestAnimationFrame(animate);
  };
  life.add(() => cancelAnimationFrame(frame));

  const apply = () => {
    // A new source falls back to the default rate.
    element.defaultPlaybackRate = state.get().rate;
    element.playbackRate = state.get().rate;
    forgetEdge();
    tick();
  };

  const stopped = (cause: 'pause' | 'end') => {
    patch({ isPlaying: false, isWaiting: false });
    tick();
    log.stop();
    store.report(cause);
  };

  const on: Record<string, () => void> = {
    loadedmetadata() {
      const missed = audio.settle();
      if (missed !== undefined) onUnreachable(missed);
      apply();
    },
    durationchange() {
      if (Number.isFinite(element.duration)) patch({ duration: element.duration, isLengthKnown: true });
    },
    playing() {
      // The event is late: playing may have been stopped again meanwhile.
      if (element.paused) return;
      patch({ isPlaying: true, isWaiting: false, isDisplaced: false });
      onPlaying();
      // The event is late: some of it has sounded since the place that is known.
      log.start(position.get());
      animate();
    },
    waiting() {
      patch({ isWaiting: true });
      log.stop();
    },
    pause() {
      // The event is late: playing may have been started again meanwhile, or have come to its end.
      if (element.paused && !element.ended && !audio.isStarting()) stopped('pause');
    },
    seeking() {
      // A media key or an extension can move the element; only who may seek gets there.
      const isAllowed = audio.isOwnMove() || store.inputs.seek;
      // Where it could only start again, it cannot be taken back either.
      if (!isAllowed && audio.nearest(position.get()) !== undefined) return audio.moveTo(position.get());
      position.set(audio.position());
      hush(position.get());
    },
    seeked() {
      if (!element.paused) log.start(position.get());
      tick();
    },
    ratechange() {
      if (element.playbackRate === state.get().rate) return;
      if (store.inputs.speed) patch({ rate: element.playbackRate });
      else element.playbackRate = state.get().rate;
    },
    ended() {
      const { loop } = state.get();
      if (!loop) return stopped('end');
      jump(loop.start);
      if (!audio.isStarting()) void element.play();
    },
    timeupdate: tick,
    error: onBroken,
  };
  for (const [type, listener] of Object.entries(on)) life.listen(element, type, listener);

  return {
    bind(source) {
      log.stop();
      forgetEdge();
      audio.bind(source, position.get());
    },
    async play() {
      apply();
      try {
        await element.play();
      } catch (error) {
        // The other rejections come with an event of their own, or from a pause or drop of ours.
        if (isRefusal(error)) patch({ isPlaying: false, isWaiting: false, failure: { at: 'browser', error } });
      }
    },
    pause: () => element.pause(),
    jump,
    apply,
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotAllowedError';
}

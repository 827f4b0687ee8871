import type { Audio } from './createAudio.js';
import type { Lifetime } from './createLifetime.js';
import type { PlaybackStore } from './playbackStore.js';
import { createRuleWatch, type RuleWatch } from './createRuleWatch.js';
import type { RecordingSource } from './recording.js';

/** Runs one audio element: its source, its position, and the parts of it that must not be heard. */
export interface Transport {
  /** Continues with this source at the present position. */
  bind(source: RecordingSource): void;
  /** Resolves once it plays, or has failed to. */
  play(): Promise<void>;
  pause(): void;
  /** Continues at another moment, in seconds. */
  readonly jump: (to: number) => void;
  /** Puts speed, mute and loop into effect after they were changed. */
  readonly apply: () => void;
}

/** Events of a transport. */
export interface TransportEvents {
  /** The element could not go on with its source. */
  readonly onBroken: () => void;
  /** The element cannot go to a moment, because its server sends the audio from the beginning only. */
  readonly onUnreachable: (at: number) => void;
  /** Sound begins. */
  readonly onPlaying: () => void;
}

/** Runs an element until `life` ends. */
export function createTransport(
  audio: Audio,
  life: Lifetime,
  store: PlaybackStore,
  events: TransportEvents,
): Transport {
  const { element } = audio;
  const { state, position, log, patch } = store;

  const jump = (to: number) => {
    if (audio.isBound()) log.reach(audio.position());
    log.stop();
    watch.forgetEdge();
    const near = audio.nearest(to);
    if (near === undefined) return events.onUnreachable(to);
    watch.hush(near);
    audio.moveTo(near);
    position.set(near);
  };

  const watch = createRuleWatch(store, { audio, life, jump });

  const apply = () => {
    // A new source falls back to the default rate.
    element.defaultPlaybackRate = state.get().rate;
    element.playbackRate = state.get().rate;
    watch.forgetEdge();
    watch.tick();
  };

  const listeners = elementListeners(store, { audio, watch, jump, apply, events });
  for (const [type, listener] of Object.entries(listeners)) life.listen(element, type, listener);

  return {
    bind(source) {
      log.stop();
      watch.forgetEdge();
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

interface ListenerOptions extends Pick<Transport, 'jump' | 'apply'> {
  readonly audio: Audio;
  readonly watch: RuleWatch;
  readonly events: TransportEvents;
}

/** The reactions to the events of an element, by type. */
function elementListeners(
  store: PlaybackStore,
  { audio, watch, jump, apply, events }: ListenerOptions,
): Readonly<Record<string, () => void>> {
  const { element } = audio;
  const { state, position, log, patch } = store;

  const stopped = (cause: 'pause' | 'end') => {
    patch({ isPlaying: false, isWaiting: false });
    watch.tick();
    log.stop();
    store.report(cause);
  };

  return {
    loadedmetadata() {
      const missed = audio.settle();
      if (missed !== undefined) events.onUnreachable(missed);
      apply();
    },
    durationchange() {
      if (Number.isFinite(element.duration)) patch({ duration: element.duration, isLengthKnown: true });
    },
    playing() {
      // The event is late: playing may have been stopped again meanwhile.
      if (element.paused) return;
      patch({ isPlaying: true, isWaiting: false, isDisplaced: false });
      events.onPlaying();
      // The event is late: some of it has sounded since the place that is known.
      log.start(position.get());
      watch.animate();
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
      watch.hush(position.get());
    },
    seeked() {
      if (!element.paused) log.start(position.get());
      watch.tick();
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
    timeupdate: watch.tick,
    error: events.onBroken,
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotAllowedError';
}

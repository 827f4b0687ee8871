import type { Heartbeat } from './createListeningLog.js';
import type { AbsentStatus, GetSource, RecordingSource } from './recording.js';
import type { Span } from './spans.js';

/**
 * The phase of playing: `off` while listening is not allowed, `idle` if it is and nothing was requested
 * yet, then `loading`, and `ready`, `absent` (there is nothing to play) or `failed`.
 */
export type PlaybackPhase = 'off' | 'idle' | 'loading' | 'ready' | 'absent' | 'failed';

/** A failure of your `getSource`, of the audio behind its answer, or of the browser, which refused to start. */
export interface PlaybackFailure {
  readonly at: 'source' | 'audio' | 'browser';
  readonly error: unknown;
}

/** Everything about playing but the position, which changes too often to be part of it. */
export interface PlaybackState {
  readonly phase: PlaybackPhase;
  readonly absent: AbsentStatus | undefined;
  readonly failure: PlaybackFailure | undefined;
  /** The source of the audio and the data beside it; `undefined` as soon as listening is not allowed. */
  readonly source: RecordingSource | undefined;
  /** Whether the user wants it to play; `isWaiting` tells that it does not yet. */
  readonly isPlaying: boolean;
  readonly isWaiting: boolean;
  /** In seconds; 0 while it is not known. */
  readonly duration: number;
  /** Whether the length is known; that of a stream never is. */
  readonly isLengthKnown: boolean;
  /** Whether one can go to another moment: not where the server only sends the audio from its beginning. */
  readonly isSeekable: boolean;
  /** Whether another player on the page has paused this one. */
  readonly isDisplaced: boolean;
  /** 1 is the speed at which it was spoken. */
  readonly rate: number;
  readonly isMuted: boolean;
  readonly loop: Span | undefined;
  readonly skipsSilence: boolean;
  /** Ids of the parties that are not heard. */
  readonly silenced: readonly string[];
  /** The position at which the loss of a right stopped playing, in seconds; playing can resume there. */
  readonly stoppedAt: number | undefined;
}

/** The bounds of the speed; 1 is the speed at which it was spoken. */
export const rateLimits = { min: 0.5, max: 3 } as const;

/** Nothing is known and nothing plays. */
export const initialPlayback: PlaybackState = {
  phase: 'off',
  absent: undefined,
  failure: undefined,
  source: undefined,
  isPlaying: false,
  isWaiting: false,
  duration: 0,
  isLengthKnown: false,
  isSeekable: true,
  isDisplaced: false,
  rate: 1,
  isMuted: false,
  loop: undefined,
  skipsSilence: false,
  silenced: [],
  stoppedAt: undefined,
};

/** The rights and settings that playing depends on. A right is held only if it is `true`. */
export interface PlaybackInputs {
  /** Another recording starts over, and so does another listener; `undefined` while the listener is not known. */
  readonly recordingId: string | undefined;
  readonly listener: string | undefined;
  readonly listen: boolean;
  /** Whether there is something to play at all; where there is not, nothing is asked for either. */
  readonly isPlayable: boolean;
  readonly seek: boolean;
  readonly speed: boolean;
  readonly transcript: boolean;
  readonly unredacted: boolean;
  readonly download: boolean;
  readonly getSource: GetSource;
  /** The time at which the source is requested: at once, or at the first play. */
  readonly load: 'mount' | 'play';
  /** In seconds, where it is known without the source. */
  readonly duration: number | undefined;
  /** In seconds. */
  readonly heartbeatEvery: number;
  readonly onHeartbeat: ((heartbeat: Heartbeat) => void) | undefined;
  /** Whether it plays on while another player on the page starts, and leaves that one alone. */
  readonly playsBesideOthers: boolean;
}

/** Nothing is allowed. */
export const closedInputs: PlaybackInputs = {
  recordingId: undefined,
  listener: undefined,
  listen: false,
  isPlayable: false,
  seek: false,
  speed: false,
  transcript: false,
  unredacted: false,
  download: false,
  getSource: () => Promise.reject(new Error('Listening is not allowed, so no source is asked for.')),
  load: 'play',
  duration: undefined,
  heartbeatEvery: 10,
  onHeartbeat: undefined,
  playsBesideOthers: false,
};

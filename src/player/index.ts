export type { Store } from '../base/createStore.js';
export {
  createListeningLog,
  type Heartbeat,
  type HeartbeatCause,
  heartbeatCauses,
  type ListeningLog,
} from './createListeningLog.js';
export { createPlayback, type Playback } from './createPlayback.js';
export { findSilences } from './findSilences.js';
export { findSpeaker } from './findSpeaker.js';
export type { PlayCommands } from './playCommands.js';
export {
  type PlaybackFailure,
  type PlaybackInputs,
  type PlaybackPhase,
  type PlaybackState,
  rateLimits,
} from './playbackState.js';
export {
  type AbsentRecording,
  type AbsentStatus,
  type Annotation,
  type GetSource,
  type Party,
  type Recording,
  type RecordingSource,
  type RecordingStatus,
  recordingStatuses,
  type SourceReason,
  sourceReasons,
  type SourceRequest,
  type TranscriptSegment,
} from './recording.js';
export { cutMatches, searchTranscript, type TextPiece } from './searchTranscript.js';
export type { Span } from './spans.js';

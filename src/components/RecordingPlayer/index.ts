export { type Heartbeat, type HeartbeatCause, heartbeatCauses } from '../../player/createListeningLog.js';
export type { Playback } from '../../player/createPlayback.js';
export { commandFor, type KeyBinding, keymap, type KeyPress, type PlayerCommand } from './keymap.js';
export { offeredRates, type PlayerControls } from './makeControls.js';
export {
  type PlaybackFailure,
  type PlaybackPhase,
  type PlaybackState,
  rateLimits,
} from '../../player/playbackState.js';
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
} from '../../player/recording.js';
export { RecordingPlayer, type RecordingPlayerProps } from './RecordingPlayer.js';
export {
  recordingConventions,
  recordingNarrowing,
  type RecordingRight,
  type RecordingRights,
  recordingRights,
} from './rights.js';
export { cutMatches, searchTranscript, type TextPiece } from '../../player/searchTranscript.js';
export type { Span } from '../../player/spans.js';
export type { Deletion, DeletionReceipt, DeletionStep } from './useDeletion.js';
export { usePosition } from './usePlayback.js';
export type { ActionOutcome, PlayerActions, PlayerCallbacks } from './usePlayerActions.js';
export {
  type RecordingHeartbeat,
  type RecordingPlayerBehavior,
  type RecordingPlayerOptions,
  useRecordingPlayer,
} from './useRecordingPlayer.js';
export type { RecordingDecisions } from './useRecordingRights.js';
export { type TranscriptSearch, useTranscriptSearch } from './useTranscriptSearch.js';
export type { PlayerView } from './viewOf.js';
export { englishRecordingWords, type RecordingWords } from './words.js';
export type { Conventions, PermissionIds } from '../rights/findPermissions.js';
export type { MaskingPermissions } from '../phone/useTextMask.js';
export type { DeniedModes } from '../rights/useDeniedModes.js';
export type { DeniedMode } from '../../react/hooks/deniedMode.js';
export type { HeadingLevel } from '../ui/Title.js';

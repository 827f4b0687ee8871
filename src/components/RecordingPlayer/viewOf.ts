import type { Decision } from '../../model/decision.js';
import type { PlaybackState } from '../../player/playbackState.js';
import { type AbsentStatus, type Recording, type RecordingStatus, recordingStatuses } from '../../player/recording.js';

/**
 * The view of the player as a whole. `hidden`: not even that there is a recording. `withdrawn`: it was shown, and
 * may not be any more. `pending`: it was shown, or is, and it is not known now what may be done with it. `denied`:
 * it may be seen and not heard. `failed`: an error, with
 * another try. The others are as they are called.
 */
export type PlayerView =
  'hidden' | 'withdrawn' | 'pending' | 'denied' | 'loading' | 'ready' | 'failed' | 'deleted' | AbsentStatus;

/** Options of `viewOf`. */
export interface ViewInputs {
  readonly see: Decision;
  readonly listen: Decision;
  readonly recording: Recording;
  readonly playback: PlaybackState;
  readonly isDeleted: boolean;
  /** Whether the recording was shown before. */
  readonly wasSeen: boolean;
}

/** Decides what to show; the first line that applies does. */
export function viewOf({ see, listen, recording, playback, isDeleted, wasSeen }: ViewInputs): PlayerView {
  if (see.status !== 'allowed') return !wasSeen ? 'hidden' : see.status === 'pending' ? 'pending' : 'withdrawn';
  if (isDeleted) return 'deleted';
  const status = statusOf(recording);
  if (status !== 'ready') return status;
  if (listen.status === 'pending') return 'pending';
  if (listen.status !== 'allowed') return 'denied';
  if (playback.phase === 'absent') return playback.absent ?? 'missing';
  if (playback.phase === 'failed') return 'failed';
  return playback.phase === 'idle' || playback.phase === 'ready' ? 'ready' : 'loading';
}

/** A record can come from a backend that knows states of its own: in those there is nothing that we could play. */
function statusOf({ status }: Recording): RecordingStatus {
  return recordingStatuses.find((each) => each === (status ?? 'ready')) ?? 'missing';
}

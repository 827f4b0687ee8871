import type { PlaybackInputs } from './playbackState.js';
import type { RecordingSource } from './recording.js';

/** What of a source its reader may have: without the right, no transcript, and no words of what is redacted. */
export function permittedSource(source: RecordingSource, { transcript, unredacted }: PlaybackInputs): RecordingSource {
  const { transcript: segments, redactions, ...rest } = source;
  return {
    ...rest,
    ...(transcript &&
      segments && {
        transcript: unredacted ? segments : segments.map((one) => (one.redacted ? { ...one, text: '' } : one)),
      }),
    ...(!unredacted && redactions && { redactions }),
  };
}

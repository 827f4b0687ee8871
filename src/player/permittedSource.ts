import type { PlaybackInputs } from './playbackState.js';
import type { RecordingSource } from './recording.js';

/** The permitted part of a source: without the right, no transcript and no redacted words. */
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

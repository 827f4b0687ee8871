import peaks from './recording.peaks.json' with { type: 'json' };
import transcript from './recording.transcript.json' with { type: 'json' };
import unredactedPeaks from './recording.unredacted.peaks.json' with { type: 'json' };
import unredactedTranscript from './recording.unredacted.transcript.json' with { type: 'json' };

/** One version of the demo recording: its audio, and what is drawn and read beside it. */
export interface RecordingFiles {
  /** Where the MP3 file is. */
  readonly audio: string;
  /** Per channel, 20 for each second, from 0 to 1. */
  readonly peaks: readonly (readonly number[])[];
  readonly transcript: readonly DemoSegment[];
}

/** What one party of the demo recording said, in seconds from its start. */
export interface DemoSegment {
  readonly start: number;
  readonly end: number;
  readonly party: string;
  readonly text: string;
  readonly redacted?: true;
}

const asSegment = ({
  redacted,
  ...segment
}: Omit<DemoSegment, 'redacted'> & { readonly redacted?: boolean }): DemoSegment =>
  redacted ? { ...segment, redacted } : segment;

/** The demo recording as most may hear it, and as it was spoken; docs/demo-recording.md says how it was made. */
export const recordingFiles: { readonly redacted: RecordingFiles; readonly unredacted: RecordingFiles } = {
  redacted: {
    audio: new URL('./recording.mp3', import.meta.url).href,
    peaks,
    transcript: transcript.map(asSegment),
  },
  unredacted: {
    audio: new URL('./recording.unredacted.mp3', import.meta.url).href,
    peaks: unredactedPeaks,
    transcript: unredactedTranscript.map(asSegment),
  },
};

/** What is the same in both versions of the demo recording; times are in seconds. */
export const recordingFacts = {
  duration: 21,
  channels: [
    { id: 'agent', label: 'Agent' },
    { id: 'customer', label: 'Customer' },
  ],
  redactions: [{ start: 11, end: 12.8 }],
} as const;

import callBackPeaks from './callBack.peaks.json' with { type: 'json' };
import callBackTranscript from './callBack.transcript.json' with { type: 'json' };
import orderPeaks from './order.peaks.json' with { type: 'json' };
import orderTranscript from './order.transcript.json' with { type: 'json' };
import outagePeaks from './outage.peaks.json' with { type: 'json' };
import outageTranscript from './outage.transcript.json' with { type: 'json' };
import peaks from './recording.peaks.json' with { type: 'json' };
import transcript from './recording.transcript.json' with { type: 'json' };
import unredactedPeaks from './recording.unredacted.peaks.json' with { type: 'json' };
import unredactedTranscript from './recording.unredacted.transcript.json' with { type: 'json' };
import wrongNumberPeaks from './wrongNumber.peaks.json' with { type: 'json' };
import wrongNumberTranscript from './wrongNumber.transcript.json' with { type: 'json' };

/** One version of a demo recording: its audio, and what is drawn and read beside it. */
export interface RecordingFiles {
  /** Where the MP3 file is. */
  readonly audio: string;
  /** Per channel, 20 for each second, from 0 to 1. */
  readonly peaks: readonly (readonly number[])[];
  readonly transcript: readonly DemoSegment[];
}

/** What one party of a demo recording said, in seconds from its start. */
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

/** The recording of a question about a bill, as most may hear it, and as it was spoken. */
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

const channels = [
  { id: 'agent', label: 'Agent' },
  { id: 'customer', label: 'Customer' },
] as const;

/** What is the same in both versions of that recording; times are in seconds. */
export const recordingFacts = { duration: 21, channels, redactions: [{ start: 11, end: 12.8 }] } as const;

/** One recorded call of the demos. */
export interface DemoRecording {
  /** In seconds. */
  readonly duration: number;
  /** Who is on which channel of the audio. */
  readonly channels: readonly { readonly id: string; readonly label: string }[];
  /** What only `unredacted` holds, in seconds from the start. */
  readonly redactions: readonly { readonly start: number; readonly end: number }[];
  readonly redacted: RecordingFiles;
  readonly unredacted: RecordingFiles;
}

/** A recording in which nothing has to be silenced. */
function open(duration: number, files: RecordingFiles): DemoRecording {
  return { duration, channels, redactions: [], redacted: files, unredacted: files };
}

/** Every recording of the demos; docs/demo-recording.md says how they were made. */
export const demoRecordings = {
  billing: { ...recordingFacts, ...recordingFiles },
  order: open(19, {
    audio: new URL('./order.mp3', import.meta.url).href,
    peaks: orderPeaks,
    transcript: orderTranscript,
  }),
  outage: open(33, {
    audio: new URL('./outage.mp3', import.meta.url).href,
    peaks: outagePeaks,
    transcript: outageTranscript,
  }),
  callBack: open(12, {
    audio: new URL('./callBack.mp3', import.meta.url).href,
    peaks: callBackPeaks,
    transcript: callBackTranscript,
  }),
  wrongNumber: open(9, {
    audio: new URL('./wrongNumber.mp3', import.meta.url).href,
    peaks: wrongNumberPeaks,
    transcript: wrongNumberTranscript,
  }),
} satisfies Readonly<Record<string, DemoRecording>>;

/** The name of a demo recording. */
export type DemoRecordingName = keyof typeof demoRecordings;

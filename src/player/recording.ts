import type { Span } from './spans.js';

/** One side of a call; the order of a list of parties is the order of the audio's channels. */
export interface Party {
  readonly id: string;
  readonly label: string;
}

/** Words of one party, in seconds from the start of the recording. */
export interface TranscriptSegment extends Span {
  /** The id of one of the channels' parties. */
  readonly party: string;
  readonly text: string;
  /** The words were taken out. */
  readonly redacted?: true;
}

/** A remark that somebody left at one moment of a recording. */
export interface Annotation {
  readonly id: string;
  /** In seconds from the start. */
  readonly at: number;
  readonly text: string;
  readonly author?: string;
}

/** Every state that a recording itself can be in; in all but `ready` there is nothing to play. */
export const recordingStatuses = ['ready', 'processing', 'empty', 'missing', 'expired'] as const;

/** The state that a recording itself is in. */
export type RecordingStatus = (typeof recordingStatuses)[number];

/** The reason why there is nothing to play. */
export type AbsentStatus = Exclude<RecordingStatus, 'ready'>;

/** The part of a recording that is known before its source is loaded. Your own record may be one. */
export interface Recording {
  readonly id: string;
  /** The title of the recording, such as “Call with Ada, 3 May”. */
  readonly title?: string;
  /** Default: `ready`. */
  readonly status?: RecordingStatus;
  /** In seconds. If it is known, no byte of audio is requested before play. */
  readonly duration?: number;
  /** A hold by law: nobody deletes the recording, for this reason. */
  readonly hold?: { readonly reason: string };
}

/** The answer of `getSource`: the address of the audio, and the data that is shown beside it. */
export interface RecordingSource {
  /** The address of the audio; or `blob`. */
  readonly url?: string;
  readonly blob?: Blob;
  /** The moment at which `url` stops working, in milliseconds since 1970. */
  readonly expiresAt?: number;
  /** The CORS mode of audio from another origin; without it, such audio cannot be split into its parties. */
  readonly crossOrigin?: 'anonymous' | 'use-credentials';
  /** In seconds. */
  readonly duration?: number;
  /** Per channel, evenly spaced samples from 0 to 1. */
  readonly peaks?: readonly (readonly number[])[];
  /** The party on each channel of the audio. */
  readonly channels?: readonly Party[];
  readonly transcript?: readonly TranscriptSegment[];
  /** Spans that may not be heard without the right to listen unredacted. */
  readonly redactions?: readonly Span[];
}

/** The answer of `getSource` if there is nothing to play. */
export interface AbsentRecording {
  readonly status: AbsentStatus;
}

/** Every reason for which a source is requested. */
export const sourceReasons = ['load', 'play', 'resume', 'expired', 'download', 'rights-changed', 'retry'] as const;

/** The reason for which a source is requested. */
export type SourceReason = (typeof sourceReasons)[number];

/** The argument of `getSource`. */
export interface SourceRequest {
  /** Aborted when the answer is no longer wanted, such as when the right to listen is lost. */
  readonly signal: AbortSignal;
  readonly reason: SourceReason;
  /** Whether the transcript may be read; if not, do not send it. */
  readonly transcript: boolean;
  /** Whether redacted spans may be heard; if not, send the redacted audio, peaks and transcript. */
  readonly unredacted: boolean;
}

/**
 * Loads a recording from your backend. It is called only while listening is allowed.
 *
 * ```ts
 * const getSource: GetSource = async ({ signal, transcript, unredacted }) =>
 *   (await fetch(`/recordings/7?transcript=${transcript}&unredacted=${unredacted}`, { signal })).json();
 * ```
 */
export type GetSource = (request: SourceRequest) => Promise<RecordingSource | AbsentRecording>;

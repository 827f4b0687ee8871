import type { Span } from './spans.js';

/** One side of a call; the order of a list of parties is the order of the audio's channels. */
export interface Party {
  readonly id: string;
  readonly label: string;
}

/** What one party said, in seconds from the start of the recording. */
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

/** Why there is nothing to play. */
export type AbsentStatus = Exclude<RecordingStatus, 'ready'>;

/** What the player knows of a recording before it may ask for anything. Your own record may be one. */
export interface Recording {
  readonly id: string;
  /** What the recording is called, such as “Call with Ada, 3 May”. */
  readonly title?: string;
  /** `ready` unless told. */
  readonly status?: RecordingStatus;
  /** In seconds. Where it is known, no byte of audio is asked for before play. */
  readonly duration?: number;
  /** A hold by law: nobody deletes the recording, for this reason. */
  readonly hold?: { readonly reason: string };
}

/** What `getSource` finds: where the audio is, and what is drawn and read beside it. */
export interface RecordingSource {
  /** Where the audio is, or `blob`. */
  readonly url?: string;
  readonly blob?: Blob;
  /** When `url` stops working, in milliseconds since 1970. */
  readonly expiresAt?: number;
  /** How the audio of another origin is asked for; without it, such audio cannot be split into its parties. */
  readonly crossOrigin?: 'anonymous' | 'use-credentials';
  /** In seconds. */
  readonly duration?: number;
  /** Per channel, evenly spaced samples from 0 to 1. */
  readonly peaks?: readonly (readonly number[])[];
  /** Who is on which channel of the audio. */
  readonly channels?: readonly Party[];
  readonly transcript?: readonly TranscriptSegment[];
  /** What may not be heard without the right to listen unredacted. */
  readonly redactions?: readonly Span[];
}

/** What `getSource` answers where there is nothing to play. */
export interface AbsentRecording {
  readonly status: AbsentStatus;
}

/** Every occasion on which a source is asked for. */
export const sourceReasons = ['load', 'play', 'resume', 'expired', 'download', 'rights-changed', 'retry'] as const;

/** Why a source is asked for. */
export type SourceReason = (typeof sourceReasons)[number];

/** What `getSource` is asked with. */
export interface SourceRequest {
  /** Aborted when the answer is no longer wanted, such as when the right to listen is lost. */
  readonly signal: AbortSignal;
  readonly reason: SourceReason;
  /** Whether the transcript may be read; where it may not, do not send it. */
  readonly transcript: boolean;
  /** Whether what is redacted may be heard; where it may not, send the redacted audio, peaks and transcript. */
  readonly unredacted: boolean;
}

/**
 * Asks your backend for a recording. It is called only while listening is allowed.
 *
 * ```ts
 * const getSource: GetSource = async ({ signal, transcript, unredacted }) =>
 *   (await fetch(`/recordings/7?transcript=${transcript}&unredacted=${unredacted}`, { signal })).json();
 * ```
 */
export type GetSource = (request: SourceRequest) => Promise<RecordingSource | AbsentRecording>;

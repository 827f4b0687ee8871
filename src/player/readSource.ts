import { isTable } from '../base/read.js';
import {
  type AbsentRecording,
  type AbsentStatus,
  type Party,
  type RecordingSource,
  recordingStatuses,
  type TranscriptSegment,
} from './recording.js';
import type { Span } from './spans.js';

/**
 * Reads what `getSource` answered with: code that is not ours, over data that is not its own. What is drawn and read
 * beside the audio is left out where it makes no sense; audio that cannot be had, or whose redactions cannot be
 * known, is an error.
 */
export function readSource(input: unknown): RecordingSource | AbsentRecording {
  const answer = isTable(input) ? input : {};
  const { status = 'ready' } = answer;
  if (status !== null && status !== 'ready') return { status: readStatus(status) };
  const { blob, url, expiresAt, crossOrigin, duration } = answer;
  const redactions = readRedactions(answer['redactions']);
  const peaks = readPeaks(answer['peaks']);
  const channels = readChannels(answer['channels']);
  const transcript = readTranscript(answer['transcript']);
  const length = readDuration(duration);
  return {
    ...readAudio(blob, url),
    ...(isNumber(expiresAt) && { expiresAt }),
    ...((crossOrigin === 'anonymous' || crossOrigin === 'use-credentials') && { crossOrigin }),
    ...(length !== undefined && { duration: length }),
    ...(peaks && { peaks }),
    ...(channels && { channels }),
    ...(transcript && { transcript }),
    ...(redactions && { redactions }),
  };
}

/** A length in seconds; nothing where it is none, so that the audio itself is asked. */
export function readDuration(input: unknown): number | undefined {
  return isNumber(input) && input > 0 ? input : undefined;
}

function readStatus(status: unknown): AbsentStatus {
  const found = recordingStatuses.find((each) => each === status);
  if (found && found !== 'ready') return found;
  throw new Error(
    `getSource answered with the status '${String(status)}', which the player cannot show. Use one of ${recordingStatuses.slice(1).join(', ')}.`,
  );
}

function readAudio(blob: unknown, url: unknown): Pick<RecordingSource, 'blob' | 'url'> {
  if (blob instanceof Blob) return { blob };
  if (typeof url === 'string' && isMediaUrl(url)) return { url };
  throw new Error(
    "getSource answered with neither a blob nor a usable url, so there is nothing to play. Return a http, https, data or blob URL, or { status: 'missing' }.",
  );
}

/** An application's answer is its own code's, but a link that runs script is never put into a page. */
function isMediaUrl(url: string): boolean {
  if (!URL.canParse(url, location.href)) return false;
  return ['http:', 'https:', 'blob:', 'data:'].includes(new URL(url, location.href).protocol);
}

/** Closed by default: where one of them cannot be read, what it would silence must not be heard. */
function readRedactions(input: unknown): readonly Span[] | undefined {
  if (input === undefined || input === null) return undefined;
  if (Array.isArray(input) && input.every(isSpan)) return input.map(({ start, end }) => ({ start, end }));
  throw new Error(
    'getSource answered with redactions that cannot be read, so the recording is not played. Send a list of { start, end } in seconds.',
  );
}

/** All or none: the place in these lists is the channel of the audio. */
function readPeaks(input: unknown): readonly (readonly number[])[] | undefined {
  const areLists = Array.isArray(input) && input.length > 0 && input.every((channel) => Array.isArray(channel));
  if (!areLists) return undefined;
  return input.map((channel: unknown[]) => channel.map((sample) => (isNumber(sample) ? sample : 0)));
}

function readChannels(input: unknown): readonly Party[] | undefined {
  return Array.isArray(input) && input.every(isParty) ? input.map(({ id, label }) => ({ id, label })) : undefined;
}

/** In the order in which it was spoken: some services write down one party after the other. */
function readTranscript(input: unknown): readonly TranscriptSegment[] | undefined {
  if (!Array.isArray(input)) return undefined;
  const segments = input.filter(isSegment).map(({ start, end, party, text, redacted }) => ({
    start,
    end,
    party,
    text,
    ...(isMarked(redacted) && { redacted: true as const }),
  }));
  return segments.sort((a, b) => a.start - b.start);
}

function isNumber(input: unknown): input is number {
  return typeof input === 'number' && Number.isFinite(input);
}

function isSpan(input: unknown): input is Span {
  return isTable(input) && isNumber(input['start']) && isNumber(input['end']) && input['start'] < input['end'];
}

function isParty(input: unknown): input is Party {
  return isTable(input) && typeof input['id'] === 'string' && typeof input['label'] === 'string';
}

/** However it is marked, what is marked as redacted is. */
function isMarked(redacted: unknown): boolean {
  return redacted !== undefined && redacted !== null && redacted !== false;
}

function isSegment(input: unknown): input is Omit<TranscriptSegment, 'redacted'> & { readonly redacted?: unknown } {
  return (
    isTable(input) &&
    isNumber(input['start']) &&
    isNumber(input['end']) &&
    typeof input['party'] === 'string' &&
    typeof input['text'] === 'string'
  );
}

import { maskAcross } from '../phone/maskText.js';
import type { Annotation, Party, Recording, RecordingSource, TranscriptSegment } from '../../player/recording.js';

/** Hides in a text what may not be shown of it. */
export type Mask = (text: string) => string;

/** A recording as it may be called. */
export function maskRecording(recording: Recording, mask: Mask): Recording {
  const { title, hold } = recording;
  return {
    ...recording,
    ...(title !== undefined && { title: mask(title) }),
    ...(hold && { hold: { reason: mask(hold.reason) } }),
  };
}

/** A source with the names and the words in it that may be shown. */
export function maskSource(source: RecordingSource, mask: Mask): RecordingSource {
  const { channels, transcript } = source;
  return {
    ...source,
    ...(channels && { channels: channels.map((party) => ({ ...party, label: mask(party.label) })) }),
    ...(transcript && { transcript: maskTranscript(transcript, channels ?? [], mask) }),
  };
}

/** A number can go on in the party's next segment, or in that of the other one who repeats it. */
function maskTranscript(
  segments: readonly TranscriptSegment[],
  channels: readonly Party[],
  mask: Mask,
): readonly TranscriptSegment[] {
  const everybody = segments.map((_, i) => i);
  const parties = [...new Set(segments.map(({ party }) => party))];
  const threads = [everybody, ...parties.map((party) => everybody.filter((i) => segments[i]?.party === party))];
  const texts = segments.map(({ text }) => text);
  for (const thread of threads) {
    const masked = maskAcross(
      thread.map((i) => segments[i]?.text ?? ''),
      mask,
    );
    thread.forEach((i, at) => (texts[i] = hiddenInEither(texts[i] ?? '', masked[at] ?? '')));
  }
  // A party that has no channel is shown by its id, which may be a number.
  const nameOf = (id: string) => (channels.some((party) => party.id === id) ? id : mask(id));
  return segments.map((segment, i) => ({ ...segment, party: nameOf(segment.party), text: texts[i] ?? '' }));
}

/** Two maskings of one text as one: a dot stands for one character. */
function hiddenInEither(one: string, other: string): string {
  const characters = Array.from(other);
  return Array.from(one)
    .map((each, i) => (characters[i] === '•' ? '•' : each))
    .join('');
}

/** A remark as it may be read. */
export function maskNote(note: Annotation, mask: Mask): Annotation {
  const { text, author } = note;
  return { ...note, text: mask(text), ...(author !== undefined && { author: mask(author) }) };
}

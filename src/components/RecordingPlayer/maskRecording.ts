import type { Annotation, Recording, RecordingSource } from './recording.js';

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
    ...(transcript && { transcript: transcript.map((segment) => ({ ...segment, text: mask(segment.text) })) }),
  };
}

/** A remark as it may be read. */
export function maskNote(note: Annotation, mask: Mask): Annotation {
  const { text, author } = note;
  return { ...note, text: mask(text), ...(author !== undefined && { author: mask(author) }) };
}

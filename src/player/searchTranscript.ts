import { foldText } from '../base/foldText.js';
import type { TranscriptSegment } from './recording.js';

/** A piece of a text: found, or between what was found. */
export interface TextPiece {
  readonly text: string;
  readonly isMatch: boolean;
}

/** The indexes of the segments that contain the query, in their order; case and accents do not matter. */
export function searchTranscript(segments: readonly TranscriptSegment[], query: string): number[] {
  const wanted = fold(query.trim());
  if (wanted.text === '') return [];
  return segments.flatMap(({ text }, i) => (fold(text).text.includes(wanted.text) ? [i] : []));
}

/** A text cut where the query is found in it; all pieces together are the text. */
export function cutMatches(text: string, query: string): TextPiece[] {
  const wanted = fold(query.trim()).text;
  const { text: folded, origin } = fold(text);
  const pieces: TextPiece[] = [];
  let done = 0;
  for (
    let at = wanted === '' ? -1 : folded.indexOf(wanted);
    at !== -1;
    at = folded.indexOf(wanted, at + wanted.length)
  ) {
    const start = origin[at] ?? 0;
    const end = origin[at + wanted.length] ?? text.length;
    pieces.push({ text: text.slice(done, start), isMatch: false }, { text: text.slice(start, end), isMatch: true });
    done = end;
  }
  return [...pieces, { text: text.slice(done), isMatch: false }].filter((piece) => piece.text !== '');
}

/** A text without case and accents, and where each of its characters was. */
function fold(text: string): { readonly text: string; readonly origin: readonly number[] } {
  const origin: number[] = [];
  let folded = '';
  let at = 0;
  for (const character of text) {
    const plain = foldText(character);
    for (let i = 0; i < plain.length; i++) origin.push(at);
    folded += plain;
    at += character.length;
  }
  return { text: folded, origin };
}

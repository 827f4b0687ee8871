import { type Span, uniteSpans } from './spans.js';

/** A sample at or below this is silence; line noise of a telephone stays below it. */
const threshold = 0.03;
/** Shorter pauses belong to speech, in seconds. */
const shortest = 0.8;
/** Seconds that are kept at both ends of a pause, so that words are not clipped. */
const rest = 0.15;

/** The pauses in which no party speaks, from the peaks of a recording that lasts `duration` seconds. */
export function findSilences(peaks: readonly (readonly number[])[], duration: number): Span[] {
  const count = Math.max(0, ...peaks.map((channel) => channel.length));
  const second = count / duration;
  const isQuiet = (i: number) => peaks.every((channel) => Math.abs(channel[i] ?? 0) <= threshold);
  const quiet = Array.from({ length: count }, (_, i) => i).filter(isQuiet);
  return uniteSpans(quiet.map((i) => ({ start: i / second, end: (i + 1) / second })))
    .filter(({ start, end }) => end - start >= shortest)
    .map(({ start, end }) => ({ start: start + rest, end: end - rest }));
}

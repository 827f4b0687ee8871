import type { Party, RecordingSource } from './recording.js';
import { spanAt } from './spans.js';

/** The peaks around a moment in which loudness is looked for, in seconds. */
const window = 0.3;
const threshold = 0.05;

/** The speaker at a moment: by the transcript, else by the louder channel. */
export function findSpeaker(source: RecordingSource, duration: number, at: number): Party | undefined {
  const segment = spanAt(source.transcript ?? [], at);
  const party = segment && source.channels?.find(({ id }) => id === segment.party);
  return party ?? loudest(source, duration, at);
}

function loudest({ peaks = [], channels = [] }: RecordingSource, duration: number, at: number): Party | undefined {
  // Peaks are spread over a length; where that is not known, nobody knows which of them is now.
  if (duration <= 0) return undefined;
  const loudness = peaks.map((channel) => {
    const second = channel.length / duration;
    const near = channel.slice(Math.max(0, Math.floor((at - window) * second)), Math.ceil((at + window) * second));
    return Math.max(0, ...near.map(Math.abs));
  });
  const most = Math.max(0, ...loudness);
  return most < threshold ? undefined : channels[loudness.indexOf(most)];
}

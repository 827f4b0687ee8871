'use client';
import { useSyncExternalStore } from 'react';
import type { Playback } from '../../player/createPlayback.js';
import type { TranscriptSegment } from '../../player/recording.js';

/** The index of the segment that is spoken, or was last; renders only when another one is. */
export function useSegmentAt(
  position: Playback['position'],
  segments: readonly TranscriptSegment[],
): number | undefined {
  const read = () => {
    const index = segments.findLastIndex(({ start }) => start <= position.get());
    return index === -1 ? undefined : index;
  };
  return useSyncExternalStore(position.subscribe, read, () => undefined);
}

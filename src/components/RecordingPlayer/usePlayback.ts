'use client';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { createPlayback, type Playback } from '../../player/createPlayback.js';
import { initialPlayback, type PlaybackInputs, type PlaybackState } from '../../player/playbackState.js';

/** One playback for as long as the component is there, told its inputs with every rendering. */
export function usePlayback(inputs: PlaybackInputs): { readonly playback: Playback; readonly state: PlaybackState } {
  const [playback] = useState(createPlayback);
  const state = useSyncExternalStore(playback.state.subscribe, playback.state.get, () => initialPlayback);
  useEffect(() => playback.update(inputs));
  useEffect(() => playback.leave, [playback]);
  return { playback, state };
}

/**
 * Where playing stands, in steps of `grain` seconds: renders once per step.
 *
 * ```tsx
 * const second = usePosition(player.position, 1);
 * ```
 */
export function usePosition(position: Playback['position'], grain: number): number {
  const read = () => Math.floor(position.get() / grain) * grain;
  return useSyncExternalStore(position.subscribe, read, () => 0);
}

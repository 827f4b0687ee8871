import type { PlaybackStore } from './playbackStore.js';
import { type PlaybackState, rateLimits } from './playbackState.js';
import type { Transport } from './createTransport.js';
import type { Span } from './spans.js';

/** Commands for audio that plays or could play. Each returns whether it was done: without its right, it is not. */
export interface PlayCommands {
  /** To a moment in seconds. */
  readonly seekTo: (at: number) => boolean;
  /** Within {@link rateLimits}. */
  readonly setRate: (rate: number) => boolean;
  readonly setMuted: (isMuted: boolean) => boolean;
  readonly setLoop: (loop: Span | undefined) => boolean;
  readonly setSkipsSilence: (skips: boolean) => boolean;
}

/** Before the source is there, it can be said already where and how it is to be played. */
const usable: ReadonlySet<PlaybackState['phase']> = new Set(['idle', 'loading', 'ready']);

/** Makes the commands over whatever transport runs at the time. */
export function createPlayCommands(store: PlaybackStore, transport: () => Transport | undefined): PlayCommands {
  const { state, patch } = store;
  const run = (isAllowed: boolean, act: (transport: Transport) => void): boolean => {
    const running = transport();
    if (!running || !isAllowed || !usable.has(state.get().phase)) return false;
    act(running);
    return true;
  };
  const change = (isAllowed: boolean, next: Parameters<typeof patch>[0]) =>
    run(isAllowed, ({ apply }) => {
      patch(next);
      apply();
    });
  const maySeek = () => store.inputs.seek && state.get().isSeekable;
  return {
    seekTo: (at) =>
      run(maySeek() && Number.isFinite(at), ({ jump }) => {
        patch({ stoppedAt: undefined });
        // While the length is not known, the element itself knows where it ends.
        jump(clamp(at, 0, state.get().duration || Infinity));
      }),
    setRate: (rate) => change(store.inputs.speed, { rate: clamp(rate, rateLimits.min, rateLimits.max) }),
    setMuted: (isMuted) => change(true, { isMuted }),
    // Both go to other moments by themselves.
    setLoop: (loop) => change(maySeek(), { loop }),
    setSkipsSilence: (skipsSilence) => change(maySeek(), { skipsSilence }),
  };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}

import type { KeyboardEvent } from 'react';
import { isComposing } from '../ui/isComposing.js';
import type { Playback } from '../../player/createPlayback.js';
import { commandFor, type PlayerCommand } from './keymap.js';
import type { PlaybackState } from '../../player/playbackState.js';
import type { RecordingRight } from './rights.js';

/** The speeds that are offered; 1 is the speed at which it was spoken. */
export const offeredRates = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

/** In seconds; a shorter loop would only be a noise. */
const shortestLoop = 0.1;

/** The commands of buttons and keys. A command without its right does nothing and is announced. */
export interface PlayerControls {
  readonly toggle: () => void;
  /** To a moment in seconds. */
  readonly seekTo: (at: number) => void;
  /** By seconds; negative goes back. */
  readonly seekBy: (seconds: number) => void;
  readonly setRate: (rate: number) => void;
  readonly toggleMute: () => void;
  /** The whole recording again and again, or not. */
  readonly toggleLoop: () => void;
  readonly toggleSkipSilence: () => void;
  /** Hears a party, or does not. */
  readonly toggleParty: (id: string) => void;
  /** Hears one party only, or all again. */
  readonly soloParty: (id: string) => void;
  readonly retry: () => void;
  /** The keys; for the element around everything that belongs to the player. */
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** Makes the controls of one rendering. `refuse` is told the right that was missing. */
export function makeControls(
  playback: Playback,
  state: PlaybackState,
  refuse: (right: RecordingRight) => void,
): PlayerControls {
  const { position } = playback;
  const by = (right: RecordingRight, isDone: boolean) => {
    if (!isDone) refuse(right);
  };
  const setLoop = (start: number, end: number) => {
    if (end - start >= shortestLoop) by('seek', playback.setLoop({ start, end }));
  };
  const controls: Omit<PlayerControls, 'onKeyDown'> = {
    toggle: () => (state.isPlaying ? playback.pause() : playback.play()),
    seekTo: (at) => by('seek', playback.seekTo(at)),
    seekBy: (seconds) => by('seek', playback.seekTo(position.get() + seconds)),
    setRate: (rate) => by('speed', playback.setRate(rate)),
    toggleMute: () => playback.setMuted(!state.isMuted),
    toggleLoop: () =>
      state.loop
        ? by('seek', playback.setLoop(undefined))
        : setLoop(0, state.isLengthKnown ? state.duration : Infinity),
    toggleSkipSilence: () => by('seek', playback.setSkipsSilence(!state.skipsSilence)),
    toggleParty: (id) => playback.silence(toggled(state.silenced, id)),
    soloParty: (id) => playback.silence(othersUnlessSilent(state, id)),
    retry: playback.retry,
  };

  const run = (command: PlayerCommand): void => {
    switch (command.type) {
      case 'toggle':
        return controls.toggle();
      case 'mute':
        return controls.toggleMute();
      case 'seek-by':
        return controls.seekBy(command.seconds);
      case 'seek-to':
        // A part of what is not known is nowhere.
        return state.duration > 0 || command.part === 0 ? controls.seekTo(command.part * state.duration) : undefined;
      case 'speed':
        return controls.setRate(nextRate(state.rate, command.step));
      case 'loop-from':
        return setLoop(position.get(), loopEndAfter(state, position.get()));
      case 'loop-to':
        return setLoop(loopStartBefore(state, position.get()), position.get());
    }
  };

  return {
    ...controls,
    onKeyDown(event) {
      const { target, currentTarget } = event;
      if (event.defaultPrevented || isComposing(event)) return;
      if (!(target instanceof Element) || !currentTarget.contains(target) || isTyping(target)) return;
      const command = commandFor(event.nativeEvent, isSlider(target) ? 'slider' : 'elsewhere');
      // A focused button has its own use for the space bar.
      if (!command || (event.key === ' ' && target.matches('button, a, summary, [role=button]'))) return;
      event.preventDefault();
      // A switch that is held down is pressed once.
      if (event.repeat && (command.type === 'toggle' || command.type === 'mute')) return;
      run(command);
    },
  };
}

function isSlider(target: Element): boolean {
  return target.matches('input[type=range], [role=slider]');
}

function isTyping(target: Element): boolean {
  return (
    target.matches('textarea, select, input:not([type=range], [type=checkbox], [type=radio], [type=button])') ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

function toggled(ids: readonly string[], id: string): string[] {
  return ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id];
}

function othersUnlessSilent({ source, silenced }: PlaybackState, id: string): string[] {
  const others = (source?.channels ?? []).map((party) => party.id).filter((each) => each !== id);
  const isSolo = !silenced.includes(id) && others.every((each) => silenced.includes(each));
  return isSolo ? [] : others;
}

function nextRate(rate: number, step: 1 | -1): number {
  const next = step > 0 ? offeredRates.find((each) => each > rate) : offeredRates.findLast((each) => each < rate);
  return next ?? rate;
}

function loopEndAfter({ loop, duration, isLengthKnown }: PlaybackState, at: number): number {
  return loop && loop.end > at ? loop.end : isLengthKnown ? duration : Infinity;
}

function loopStartBefore({ loop }: PlaybackState, at: number): number {
  return loop && loop.start < at ? loop.start : 0;
}

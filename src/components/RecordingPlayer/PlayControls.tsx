'use client';
import type { ReactNode } from 'react';
import { Icon } from '../ui/Icon.js';
import * as icons from '../ui/icons.js';
import { offeredRates } from './makeControls.js';
import type { DeniedMode } from '../../react/hooks/deniedMode.js';
import { RightGate } from './RightGate.js';
import { usePosition } from './usePlayback.js';
import type { RecordingPlayerBehavior } from './useRecordingPlayer.js';

interface PlayControlsProps {
  readonly player: RecordingPlayerBehavior;
  readonly mode: DeniedMode | undefined;
}

const steps = [30, 10, 5] as const;

/** Play, steps back and forth, speed, loop, silence, mute. */
export function PlayControls({ player, mode }: PlayControlsProps): ReactNode {
  const { playback, words } = player;
  return (
    <div className="hs-recording-controls">
      {/* Back is left and forth is right, as on the timeline. */}
      <div className="hs-recording-steps" dir="ltr">
        <Steps player={player} mode={mode} direction={-1} />
        <PlayButton player={player} />
        <Steps player={player} mode={mode} direction={1} />
      </div>
      <Clock player={player} />
      <div className="hs-recording-options">
        <RightGate player={player} right="speed" mode={mode}>
          <SpeedSelect player={player} />
        </RightGate>
        <RightGate player={player} right="seek" mode={mode}>
          <Toggle
            icon={icons.loop}
            label={loopLabel(player)}
            isOn={playback.loop !== undefined}
            onClick={player.toggleLoop}
          />
        </RightGate>
        <RightGate player={player} right="seek" mode={mode}>
          <Toggle
            icon={icons.skip}
            label={words.skipSilence}
            isOn={playback.skipsSilence}
            onClick={player.toggleSkipSilence}
          />
        </RightGate>
        <Toggle
          icon={playback.isMuted ? icons.muted : icons.sound}
          label={words.mute}
          isOn={playback.isMuted}
          onClick={player.toggleMute}
        />
      </div>
    </div>
  );
}

function PlayButton({ player }: { readonly player: RecordingPlayerBehavior }): ReactNode {
  const { isPlaying, isWaiting } = player.playback;
  return (
    <button
      type="button"
      className="hs-recording-play"
      data-home
      aria-busy={isWaiting || undefined}
      aria-label={isPlaying ? player.words.pause : player.words.play}
      onClick={player.toggle}
    >
      <Icon path={isPlaying ? icons.pause : icons.play} isSolid />
    </button>
  );
}

function Steps({ player, mode, direction }: PlayControlsProps & { readonly direction: 1 | -1 }): ReactNode {
  const ordered = direction < 0 ? steps : [...steps].reverse();
  // A gate for each: its reason, and the ring around what has focus, stand at the first thing in it.
  return ordered.map((seconds) => (
    <RightGate key={seconds} player={player} right="seek" mode={mode}>
      <button
        type="button"
        className="hs-recording-step"
        aria-label={stepLabel(player, direction, seconds)}
        title={stepLabel(player, direction, seconds)}
        onClick={() => player.seekBy(direction * seconds)}
      >
        <Icon path={direction < 0 ? icons.back : icons.forward}>{seconds}</Icon>
      </button>
    </RightGate>
  ));
}

function stepLabel({ words }: RecordingPlayerBehavior, direction: 1 | -1, seconds: number): string {
  return direction < 0 ? words.back(seconds) : words.forward(seconds);
}

/** The slider says it, so a reader need not hear it twice. */
function Clock({ player }: { readonly player: RecordingPlayerBehavior }): ReactNode {
  const second = usePosition(player.position, 1);
  const { words, playback } = player;
  return (
    <span className="hs-recording-clock" dir="ltr" aria-hidden="true">
      <span>{words.time(second)}</span> / {playback.isLengthKnown ? words.time(playback.duration) : words.unknownLength}
    </span>
  );
}

function SpeedSelect({ player }: { readonly player: RecordingPlayerBehavior }): ReactNode {
  const { words, playback } = player;
  const rates = offeredRates.some((rate) => rate === playback.rate)
    ? offeredRates
    : [...offeredRates, playback.rate].sort((a, b) => a - b);
  return (
    <select
      className="hs-recording-speed"
      dir="ltr"
      aria-label={words.speed}
      title={words.speed}
      value={playback.rate}
      onChange={(event) => player.setRate(Number(event.target.value))}
    >
      {rates.map((rate) => (
        <option key={rate} value={rate}>
          {words.rate(rate)}
        </option>
      ))}
    </select>
  );
}

interface ToggleProps {
  /** A path of `icons.ts`. */
  readonly icon: string;
  readonly label: string;
  readonly isOn: boolean;
  readonly onClick: () => void;
}

function Toggle({ icon, label, isOn, onClick }: ToggleProps): ReactNode {
  return (
    <button type="button" className="hs-recording-toggle" aria-pressed={isOn} title={label} onClick={onClick}>
      <Icon path={icon} />
      <span className="hs-recording-label">{label}</span>
    </button>
  );
}

function loopLabel({ playback, words }: RecordingPlayerBehavior): string {
  const { loop, duration } = playback;
  // One that lasts to an end that nobody knows has no second name.
  return loop && loop.end < Infinity && (loop.start > 0 || loop.end < duration)
    ? words.loopOf(loop.start, loop.end)
    : words.loop;
}

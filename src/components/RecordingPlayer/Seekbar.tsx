'use client';
import { type ChangeEvent, type ReactNode, useId } from 'react';
import { useExplain } from '../../react/useExplain.js';
import { speakMasked } from '../shared/maskText.js';
import { findSpeaker } from './findSpeaker.js';
import { spanAt } from './spans.js';
import { usePosition } from './usePlayback.js';
import type { RecordingPlayerBehavior } from './useRecordingPlayer.js';

interface PlayerProps {
  readonly player: RecordingPlayerBehavior;
}

/** Where playing stands, and the way to another moment for those who may seek. */
export function Seekbar({ player }: PlayerProps): ReactNode {
  const { playback, decisions, may, words } = player;
  const reason = useExplain()(decisions.seek);
  const reasonId = useId();
  const at = usePosition(player.position, 0.1);
  // Spoken once per second: a value that changes more often talks over everything else.
  const second = usePosition(player.position, 1);
  return (
    <>
      <input
        className="hs-recording-seekbar"
        type="range"
        min={0}
        max={playback.duration}
        step="any"
        value={Math.min(at, playback.duration)}
        aria-label={words.position}
        aria-valuetext={spokenPosition(player, second)}
        aria-disabled={!may.seek || undefined}
        aria-describedby={may.seek ? undefined : reasonId}
        onChange={(event: ChangeEvent<HTMLInputElement>) => player.seekTo(event.target.valueAsNumber)}
      />
      {!may.seek && (
        <span hidden id={reasonId}>
          {reason}
        </span>
      )}
    </>
  );
}

function spokenPosition({ playback, words }: RecordingPlayerBehavior, second: number): string {
  const { source, duration } = playback;
  // A little into the second, where whoever speaks in it has begun.
  const at = Math.min(second + 0.5, duration);
  const speaker = source && findSpeaker(source, duration, at)?.label;
  const isRedacted = spanAt(source?.redactions ?? [], at) !== undefined;
  const spoken = speaker && speakMasked(speaker, words.hiddenNumber);
  return words.spokenPosition(second, duration, spoken, isRedacted);
}

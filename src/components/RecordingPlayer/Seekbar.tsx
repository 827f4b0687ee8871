'use client';
import { type ChangeEvent, type ReactNode, useId } from 'react';
import { useExplain } from '../../react/hooks/useExplain.js';
import { speakMasked } from '../phone/maskText.js';
import { findSpeaker } from '../../player/findSpeaker.js';
import { spanAt } from '../../player/spans.js';
import { usePosition } from './usePlayback.js';
import type { RecordingPlayerBehavior } from './useRecordingPlayer.js';

interface PlayerProps {
  readonly player: RecordingPlayerBehavior;
}

/** The position of playing, and a slider to another moment for those who may seek. */
export function Seekbar({ player }: PlayerProps): ReactNode {
  const { playback, decisions, may, words } = player;
  const explain = useExplain();
  const reason = playback.isSeekable ? explain(decisions.seek) : words.fixedOrder;
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
        // Where nobody knows the end, what was played so far can be gone back to.
        max={playback.isLengthKnown ? playback.duration : Math.max(at, playback.duration)}
        step="any"
        value={playback.isLengthKnown ? Math.min(at, playback.duration) : at}
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
  const { source, duration, isLengthKnown } = playback;
  // A little into the second, where its speaker has begun.
  const at = isLengthKnown ? Math.min(second + 0.5, duration) : second + 0.5;
  const speaker = source && findSpeaker(source, duration, at)?.label;
  const isRedacted = spanAt(source?.redactions ?? [], at) !== undefined;
  const spoken = speaker && speakMasked(speaker, words.hiddenNumber);
  return words.spokenPosition(second, isLengthKnown ? duration : undefined, spoken, isRedacted);
}

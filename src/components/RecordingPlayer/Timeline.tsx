'use client';
import type { ReactNode, RefObject } from 'react';
import { Icon } from '../ui/Icon.js';
import * as icons from '../ui/icons.js';
import { speakMasked } from '../phone/maskText.js';
import { styled } from '../ui/styled.js';
import type { Annotation, Party } from '../../player/recording.js';
import { Seekbar } from './Seekbar.js';
import type { Span } from '../../player/spans.js';
import { usePosition } from './usePlayback.js';
import type { RecordingPlayerBehavior } from './useRecordingPlayer.js';
import { Waveform } from './Waveform.js';

interface TimelineProps {
  readonly player: RecordingPlayerBehavior;
  readonly audio: RefObject<HTMLAudioElement | null>;
  readonly annotations: readonly Annotation[];
}

/** The lanes of the parties with the slider over them. Time runs from left to right in every writing direction. */
export function Timeline({ player, audio, annotations }: TimelineProps): ReactNode {
  const { source, duration, loop } = player.playback;
  const channels = source?.channels ?? [];
  return (
    <div className="hs-recording-timeline" dir="ltr">
      {channels.length > 1 && (
        <div className="hs-recording-lanes">
          {channels.map((party, i) => (
            <LaneHead key={party.id} player={player} party={party} lane={i} />
          ))}
        </div>
      )}
      <div
        className="hs-recording-track"
        ref={styled({ '--lanes': source ? Math.max(channels.length, 1) : 2 })}
        data-plain={source?.peaks === undefined || undefined}
      >
        {source && <Waveform audio={audio} source={source} duration={duration} />}
        {loop && <Mark className="hs-recording-loop" span={loop} duration={duration} />}
        {source?.redactions?.map((span, i) => (
          <Mark key={i} className="hs-recording-redaction" span={span} duration={duration} />
        ))}
        {annotations.map(({ id, at }) => (
          <Mark key={id} className="hs-recording-pin" span={{ start: at, end: at }} duration={duration} />
        ))}
        <Playhead player={player} />
        {!source && <span className="hs-recording-loading">{player.words.loading}</span>}
        <Seekbar player={player} />
      </div>
      {(source?.redactions ?? []).length > 0 && (
        <p className="hs-recording-legend" dir="auto">
          <span aria-hidden="true" /> {player.words.redacted}
        </p>
      )}
    </div>
  );
}

interface LaneHeadProps {
  readonly player: RecordingPlayerBehavior;
  readonly party: Party;
  readonly lane: number;
}

function LaneHead({ player, party, lane }: LaneHeadProps): ReactNode {
  const { words, playback } = player;
  const spoken = speakMasked(party.label, words.hiddenNumber);
  const isSilent = playback.silenced.includes(party.id);
  const isSolo =
    !isSilent &&
    playback.silenced.length > 0 &&
    playback.silenced.length === (playback.source?.channels?.length ?? 0) - 1;
  return (
    <div className="hs-recording-lane" data-lane={lane} data-silent={isSilent || undefined}>
      <bdi className="hs-recording-party">{party.label}</bdi>
      {player.canSplit && (
        <>
          <button
            type="button"
            className="hs-recording-tiny"
            aria-pressed={isSilent}
            aria-label={words.muteParty(spoken)}
            onClick={() => player.toggleParty(party.id)}
          >
            <Icon path={isSilent ? icons.muted : icons.sound} />
          </button>
          <button
            type="button"
            className="hs-recording-tiny"
            aria-pressed={isSolo}
            aria-label={words.soloParty(spoken)}
            onClick={() => player.soloParty(party.id)}
          >
            {words.soloShort}
          </button>
        </>
      )}
    </div>
  );
}

interface MarkProps {
  readonly className: string;
  readonly span: Span;
  readonly duration: number;
}

/** Something drawn over a stretch of the timeline; what it says is in the slider's words and in the transcript. */
function Mark({ className, span, duration }: MarkProps): ReactNode {
  if (duration <= 0) return null;
  const ref = styled({ '--start': span.start / duration, '--length': (span.end - span.start) / duration });
  return <div ref={ref} className={className} aria-hidden="true" />;
}

function Playhead({ player }: { readonly player: RecordingPlayerBehavior }): ReactNode {
  const at = usePosition(player.position, 0.02);
  return <Mark className="hs-recording-playhead" span={{ start: 0, end: at }} duration={player.playback.duration} />;
}

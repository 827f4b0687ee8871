'use client';
import { type ReactNode, useCallback, useId, useRef } from 'react';
import type { DeniedMode } from '../../react/hooks/deniedMode.js';
import type { HeadingLevel } from '../ui/Title.js';
import { readableRecords } from '../ui/readableRecords.js';
import { useKeepFocus } from '../ui/useKeepFocus.js';
import { useTextMask } from '../phone/useTextMask.js';
import { DeleteQuestion } from './DeleteQuestion.js';
import { maskNote } from './maskRecording.js';
import { isNoticeView, Notice } from './Notice.js';
import { Notes } from './Notes.js';
import { PlayControls } from './PlayControls.js';
import { PlayerHeader } from './PlayerHeader.js';
import type { Annotation } from '../../player/recording.js';
import { RightGate } from './RightGate.js';
import { Timeline } from './Timeline.js';
import { Transcript } from './Transcript.js';
import { type RecordingPlayerBehavior, type RecordingPlayerOptions, useRecordingPlayer } from './useRecordingPlayer.js';

/** Props of `RecordingPlayer`. */
export interface RecordingPlayerProps extends RecordingPlayerOptions {
  /**
   * A control whose right is not held is left out (`hide`) or disabled with the reason (`disable`). Default: what the
   * catalog says of the right (`whenDenied`), else `hide`.
   */
  readonly mode?: DeniedMode | undefined;
  /** The level of the title in the page; the transcript and the notes are one below it. Default: 2. */
  readonly headingLevel?: HeadingLevel | undefined;
  /** Remarks that were left before. */
  readonly annotations?: readonly Annotation[] | undefined;
  /** Shown to those who may not know that there is a recording. */
  readonly fallback?: ReactNode;
}

/**
 * Plays a recorded call to those who may listen, with exactly the controls that their rights allow.
 *
 * ```tsx
 * <RecordingPlayer recording={recording} on={call} getSource={getSource} />
 * ```
 */
export function RecordingPlayer(props: RecordingPlayerProps): ReactNode {
  // Another recording is another player: nothing of the last one may be left in it.
  return <Player key={props.recording.id} {...props} />;
}

function Player(props: RecordingPlayerProps): ReactNode {
  const player = useRecordingPlayer(props);
  const { view, may, playback, attachAudio } = player;
  const home = useKeepFocus<HTMLElement>(`${view} ${player.deletion.step}`);
  const titleId = useId();
  const audio = useRef<HTMLAudioElement>(null);
  const attach = useCallback(
    (element: HTMLAudioElement | null) => {
      audio.current = element;
      attachAudio(element);
    },
    [attachAudio],
  );
  if (view === 'hidden') return props.fallback;
  return (
    // Keys and focus come up from the controls inside; keys on their way down, before a disabled control keeps them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <section
      className="hs-recording"
      data-view={view}
      data-playing={playback.isPlaying || undefined}
      onKeyDownCapture={player.onKeyDown}
      {...home}
      {...(may.see && { 'aria-labelledby': titleId })}
    >
      {/* Its words are in the transcript, where one may read it. It stays when everything else goes: without a right
          it holds nothing, and a right that is lost is not the same as a player that has left the page. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <audio ref={attach} />
      {may.see && (
        <PlayerHeader
          player={player}
          mode={props.mode}
          titleId={titleId}
          level={props.headingLevel}
          offers={{ share: props.onShare !== undefined, delete: props.onDelete !== undefined }}
        />
      )}
      {isNoticeView(view) ? <Notice player={player} /> : <Body {...props} player={player} audio={audio} />}
      {may.see && <DeleteQuestion player={player} />}
    </section>
  );
}

interface BodyProps extends RecordingPlayerProps {
  readonly player: RecordingPlayerBehavior;
  readonly audio: React.RefObject<HTMLAudioElement | null>;
}

function Body({ player, audio, onAnnotate, mode, ...props }: BodyProps): ReactNode {
  const { playback, outcome, words } = player;
  const mask = useTextMask(props.permissions);
  const annotations = readableRecords(props.annotations).map((note) => maskNote(note, mask));
  // The right as well: what it takes away goes in the same moment, so that focus can be moved on.
  const hasTranscript = player.may.transcript && (playback.source?.transcript ?? []).length > 0;
  return (
    <>
      <Timeline player={player} audio={audio} annotations={annotations} />
      <PlayControls player={player} mode={mode} />
      {playback.failure?.at === 'browser' && (
        <p className="hs-recording-outcome" data-tone="failed">
          {words.refused}
        </p>
      )}
      {!playback.isSeekable && <p className="hs-recording-outcome">{words.fixedOrder}</p>}
      {outcome && (
        <p className="hs-recording-outcome" data-tone={outcome.tone}>
          {outcome.text}
        </p>
      )}
      {hasTranscript && <Transcript player={player} level={props.headingLevel} />}
      {!player.may.transcript && (mode ?? player.modes.transcript) === 'disable' && (
        <RightGate player={player} right="transcript" mode={mode}>
          <button type="button" className="hs-recording-toggle">
            {words.transcript}
          </button>
        </RightGate>
      )}
      <Notes
        player={player}
        level={props.headingLevel}
        annotations={annotations}
        canKeep={onAnnotate !== undefined}
        mode={mode}
      />
    </>
  );
}

'use client';
import { useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Decision } from '../../model/decision.js';
import { VoiceContext } from '../../react/store/PermissionContext.js';
import { useExplain } from '../../react/hooks/useExplain.js';
import { type MaskingPermissions, useTextMask } from '../phone/useTextMask.js';
import { type DeniedModes, useDeniedModes } from '../rights/useDeniedModes.js';
import { canSplit } from '../../player/createLanes.js';
import type { Heartbeat } from '../../player/createListeningLog.js';
import type { Playback } from '../../player/createPlayback.js';
import { makeControls, type PlayerControls } from './makeControls.js';
import { maskRecording, maskSource } from './maskRecording.js';
import type { PlaybackState } from '../../player/playbackState.js';
import { readDuration } from '../../player/readSource.js';
import type { GetSource, Recording } from '../../player/recording.js';
import { type RecordingRight, recordingRights, type RecordingRights } from './rights.js';
import { type Deletion, type DeletionReceipt, useDeletion } from './useDeletion.js';
import { usePlayback } from './usePlayback.js';
import { type PlayerActions, type PlayerCallbacks, usePlayerActions } from './usePlayerActions.js';
import { usePlayerNews } from './usePlayerNews.js';
import { type RecordingDecisions, useRecordingIds, useRecordingRights } from './useRecordingRights.js';
import { useSubject } from './useSubject.js';
import { type PlayerView, viewOf } from './viewOf.js';
import { englishRecordingWords, type RecordingWords } from './words.js';

/** A heartbeat with who listened to what. */
export interface RecordingHeartbeat extends Heartbeat {
  readonly recording: Recording;
  readonly listener: { readonly id: string; readonly tenant: string };
}

/** Options of `useRecordingPlayer`. */
export interface RecordingPlayerOptions extends PlayerCallbacks {
  readonly recording: Recording;
  /** The record that rights are asked about, such as the call. Default: the recording itself. */
  readonly on?: object | undefined;
  /** The permissions to ask about, where a catalog does not keep to the convention. */
  readonly permissions?: (Partial<RecordingRights> & MaskingPermissions) | undefined;
  /** Asks your backend; called only while listening is allowed. */
  readonly getSource: GetSource;
  /** When the source is requested: at once (`mount`, the default), or at the first play, for long lists. */
  readonly load?: 'mount' | 'play' | undefined;
  /** Plays on while another recording on the page starts, and lets that one play on as well. Default: `false`. */
  readonly playsBesideOthers?: boolean | undefined;
  /** Told what was heard, for an audit log: every few seconds and whenever playing stops. */
  readonly onHeartbeat?: ((heartbeat: RecordingHeartbeat) => void) | undefined;
  /** Heard seconds after which a heartbeat is due. Default: 10. */
  readonly heartbeatEvery?: number | undefined;
  /** Deletes the recording; rejects where that failed, answers with `undo` where it can be undone. */
  readonly onDelete?: ((recording: Recording) => Promise<DeletionReceipt | void>) | undefined;
  /** Told what went wrong, with the error itself. */
  readonly onFailure?: ((failure: NonNullable<PlaybackState['failure']>) => void) | undefined;
  /** Other words than the English ones. */
  readonly words?: Partial<RecordingWords> | undefined;
}

/** Everything that a player of one's own markup needs. */
export interface RecordingPlayerBehavior extends PlayerControls, PlayerActions {
  /** As it may be shown: without phone numbers if these are hidden. */
  readonly recording: Recording;
  readonly view: PlayerView;
  /** The decision on each right, with its reason. */
  readonly decisions: RecordingDecisions;
  /** Whether each right is held: only then does what it stands for do anything. */
  readonly may: Readonly<Record<RecordingRight, boolean>>;
  /** How the control of each right is shown where it is missing, as the catalog has it. */
  readonly modes: DeniedModes<RecordingRight>;
  readonly playback: PlaybackState;
  /** In seconds; see `usePosition`. */
  readonly position: Playback['position'];
  /** The ref of the `<audio>` element that plays: `<audio ref={attachAudio} />`. */
  readonly attachAudio: Playback['attach'];
  /** Whether single parties can be heard. */
  readonly canSplit: boolean;
  readonly deletion: Deletion;
  readonly words: RecordingWords;
}

/**
 * The behaviour of a recording player without its looks: rights, source, playing, keys, deletion, what to say.
 *
 * ```tsx
 * const { attachAudio, ...player } = useRecordingPlayer({ recording, on: call, getSource });
 * <div onKeyDown={player.onKeyDown}>
 *   <audio ref={attachAudio} />
 *   {player.view === 'ready' && <button onClick={player.toggle}>Play</button>}
 * </div>
 * ```
 */
export function useRecordingPlayer(options: RecordingPlayerOptions): RecordingPlayerBehavior {
  const { recording, on = recording, onDelete } = options;
  const words = { ...englishRecordingWords, ...options.words };
  const ids = useRecordingIds(options.permissions);
  const rights = useRecordingRights(on, ids);
  const { announce } = useContext(VoiceContext);
  const explain = useExplain();
  const deletion = useDeletion({
    of: recording.id,
    isAllowed: rights.delete.status === 'allowed' && onDelete !== undefined && recording.hold === undefined,
    remove: async () => onDelete?.(recording),
    onRefused: () => announce([words.notDeleted, explain(rights.delete)].filter(Boolean).join(' ')),
  });
  const isDeleted = deletion.step === 'deleted' || deletion.step === 'undoing' || deletion.step === 'undo-failed';
  const { playback, state: whole } = usePlayback(useInputs(options, mayOf(rights), isDeleted));
  const { shown, name, state } = useShown(recording, whole, options.permissions);
  const decisions = state.isSeekable
    ? rights
    : { ...rights, seek: rights.seek.status === 'allowed' ? fixed : rights.seek };
  const may = mayOf(decisions);
  const wasSeen = useWasSeen(recording.id, may.see);
  const view = viewOf({ ...decisions, recording, playback: state, isDeleted, wasSeen });

  const title = shown.title ?? words.untitled;
  const { failure, isSeekable, isDisplaced } = state;
  const news = { of: recording.id, title, view, failure, isSeekable, isDisplaced, decisions, words };
  usePlayerNews({ ...news, playback: playback.state.get });
  useFailure(failure, options.onFailure);
  const refuse = useRefusal(decisions, isSeekable ? undefined : words.fixedOrder);
  const actions = usePlayerActions({ ...options, name, may, playback, words });
  return {
    ...makeControls(playback, state, refuse),
    ...actions,
    recording: shown,
    view,
    decisions,
    may,
    modes: useDeniedModes(ids),
    playback: state,
    position: playback.position,
    attachAudio: playback.attach,
    canSplit: state.source !== undefined && canSplit(state.source),
    deletion,
    words,
  };
}

/** The recording and its source without the phone numbers that may not be shown. */
function useShown(recording: Recording, state: PlaybackState, permissions: MaskingPermissions | undefined) {
  const mask = useTextMask(permissions);
  const { source } = state;
  const masked = useMemo(() => source && maskSource(source, mask), [source, mask]);
  const shown = maskRecording(recording, mask);
  // An id can be the number.
  return { shown, name: shown.title ?? mask(recording.id), state: { ...state, source: masked } };
}

/** The decision on seeking if the server only sends the audio from its beginning: nobody may seek. */
const fixed: Decision = { status: 'denied', reason: 'unsupported' };

function mayOf(decisions: RecordingDecisions): Readonly<Record<RecordingRight, boolean>> {
  const entries = recordingRights.map((right) => [right, decisions[right].status === 'allowed'] as const);
  // fromEntries forgets which keys there were.
  return Object.fromEntries(entries) as Record<RecordingRight, boolean>;
}

function useInputs(
  options: RecordingPlayerOptions,
  may: Readonly<Record<RecordingRight, boolean>>,
  isDeleted: boolean,
) {
  const { recording, getSource, load = 'mount', heartbeatEvery = 10, onHeartbeat } = options;
  const subject = useSubject();
  return {
    ...may,
    // What may not be seen is not heard either.
    listen: may.listen && may.see,
    isPlayable: (recording.status ?? 'ready') === 'ready' && !isDeleted,
    recordingId: recording.id,
    listener: subject && JSON.stringify([subject.tenant, subject.id]),
    getSource,
    load,
    duration: readDuration(recording.duration),
    heartbeatEvery,
    playsBesideOthers: options.playsBesideOthers === true,
    onHeartbeat: (heartbeat: Heartbeat) => {
      if (subject) onHeartbeat?.({ ...heartbeat, recording, listener: { id: subject.id, tenant: subject.tenant } });
    },
  };
}

/** Whether the recording was ever shown here, since another one was. */
function useWasSeen(id: string, isSeen: boolean): boolean {
  const [seen, setSeen] = useState<string>();
  if (isSeen && seen !== id) setSeen(id);
  return isSeen || seen === id;
}

/** One drag of a slider, or a key that is held down, asks many times within this, in milliseconds; it is told once. */
const oneGesture = 1_000;

/** Says why a key or a button did nothing. */
function useRefusal(decisions: RecordingDecisions, fixedOrder: string | undefined): (right: RecordingRight) => void {
  const { announce } = useContext(VoiceContext);
  const explain = useExplain();
  const last = useRef<{ readonly right: RecordingRight; readonly at: number }>(undefined);
  return (right) => {
    const before = last.current;
    const at = performance.now();
    last.current = { right, at };
    const reason = right === 'seek' && fixedOrder ? fixedOrder : explain(decisions[right]);
    if (reason && (before?.right !== right || at - before.at > oneGesture)) announce(reason);
  };
}

function useFailure(failure: PlaybackState['failure'], onFailure: RecordingPlayerOptions['onFailure']): void {
  useEffect(() => {
    if (failure) onFailure?.(failure);
    // Once per failure, whatever function is told.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [failure]);
}

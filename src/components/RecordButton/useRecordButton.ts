'use client';
import { useContext, useEffect, useRef, useState } from 'react';
import type { Decision } from '../../model/decision.js';
import { VoiceContext } from '../../react/store/PermissionContext.js';
import { useCheck } from '../../react/hooks/useCheck.js';
import { useExplain } from '../../react/hooks/useExplain.js';
import { useValue } from '../../react/hooks/useValue.js';
import { type Action, useAction } from '../ui/useAction.js';
import { useAfterChange } from '../ui/useAfterChange.js';
import { useDuty } from '../rights/useDuty.js';
import type { FoundPermissions } from '../rights/findPermissions.js';
import { useNarrowing } from '../rights/useNarrowing.js';
import { usePermissionIds } from '../rights/usePermissionIds.js';
import { isInShare } from './isInShare.js';
import { recordAsks, recordConventions, type recordNarrowing, type RecordRight, type RecordRights } from './rights.js';
import { englishRecordWords, type RecordWords } from './words.js';

/** Every reason for which recording starts or stops. */
export const recordCauses = ['user', 'volume', 'revoked', 'objected'] as const;

/**
 * Why recording starts or stops: by hand, as part of the share that is recorded, for a lost right, because the caller
 * has objected.
 */
export type RecordCause = (typeof recordCauses)[number];

/** Starts or stops recording in the phone system; rejects where that did not work. */
export type RecordAction = (callId: string, cause: RecordCause) => void | Promise<void>;

/** Options of `useRecordButton`. */
export interface RecordOptions {
  readonly callId: string;
  /**
   * The call, where a catalog's rights to record are asked about one. Where callers are told and may object, it is
   * needed: what is not known of it keeps it from being recorded.
   */
  readonly call?: object | undefined;
  /** The state that the phone system reports; the button never guesses. */
  readonly isRecording: boolean;
  readonly onStart: RecordAction;
  readonly onStop: RecordAction;
  /** Whether the share of calls that is recorded is started from here. Default: `false`, because most platforms do it. */
  readonly isAutomatic?: boolean | undefined;
  /** The permissions to ask about, where a catalog does not keep to the convention. */
  readonly permissions?: Partial<RecordRights> | undefined;
  /** Other words than the English ones. */
  readonly words?: Partial<RecordWords> | undefined;
}

/** Everything that a button of one's own markup needs. */
export interface RecordBehavior {
  readonly isRecording: boolean;
  /** The decision on what the next press would do. */
  readonly decision: Decision;
  readonly state: Action<readonly []>['state'];
  /** Starts or stops; does nothing where that is not allowed. */
  readonly toggle: () => void;
  /** The share of calls that is recorded, in percent; `undefined` where the catalog knows none. */
  readonly volume: number | undefined;
  /** Whether this call is among them; without `isAutomatic` the phone system draws, and it is only known of all. */
  readonly isInShare: boolean;
  /** Whether the caller of this call must be told. */
  readonly mustNotify: boolean;
  /** Whether the caller, who was told, has objected: nothing is recorded. */
  readonly hasObjected: boolean;
  readonly words: RecordWords;
}

/**
 * The behaviour of a record button without its looks.
 *
 * ```tsx
 * const record = useRecordButton({ callId, isRecording, onStart: phone.record, onStop: phone.stopRecording });
 * <button disabled={record.decision.status !== 'allowed'} onClick={record.toggle}>Record</button>
 * ```
 */
export function useRecordButton(options: RecordOptions): RecordBehavior {
  const { callId, call, isRecording, onStart, onStop, isAutomatic = false } = options;
  const words = { ...englishRecordWords, ...options.words };
  const ids = usePermissionIds(recordAsks, options.permissions);
  const [unknown = ''] = recordConventions.allow;
  const right = useCheck(ids.allow ?? ids.start ?? ids.stop ?? unknown, call);
  const start = useCheck(ids.start ?? ids.allow ?? unknown, call);
  const stop = useCheck(ids.stop ?? ids.start ?? ids.allow ?? unknown, call);
  const volume = useVolume(ids.volume);
  const { isTold, objection } = useNotice(ids, call);
  const allow = objection ?? right;
  const hasObjected = objection?.status === 'denied' && objection.reason === 'consent';
  const { announce } = useContext(VoiceContext);
  const act = useAction(
    (does: RecordAction, cause: RecordCause) => does(callId, cause),
    () => announce(words.failed),
  );
  const isInIt = volume !== undefined && (isAutomatic ? isInShare(callId, volume) : volume >= 100);
  const mayRecord = allow.status === 'allowed';
  const decision = isRecording ? stop : mayRecord ? start : allow;

  useForNextCall(callId, act.reset);
  const couldRecord = useEver(mayRecord);
  // An objection counts from the first moment on: it is the caller's word, and no right that was lost.
  useCut(isRecording && !mayRecord && (couldRecord || hasObjected), () => {
    // What is under way was asked for while it was allowed, and must not keep this from being done.
    act.reset();
    void act.run(onStop, hasObjected ? 'objected' : 'revoked');
  });
  useOnce(callId, isAutomatic && isInIt && mayRecord && !isRecording, () => void act.run(onStart, 'volume'));
  useRecordNews(callId, isRecording, allow, words);
  return {
    isRecording,
    decision,
    state: act.state,
    toggle() {
      if (decision.status === 'allowed') void act.run(isRecording ? onStop : onStart, 'user');
    },
    volume,
    isInShare: isInIt && mayRecord,
    mustNotify: isTold,
    hasObjected,
    words,
  };
}

/** Whether the caller of this call must be told, and what then keeps it from being recorded. */
function useNotice({ notify, announce, unopposed }: RecordIds, call: object | undefined): Notice {
  const duty = useDuty(notify);
  const about = useNarrowing(announce, call);
  const consent = useNarrowing(unopposed, call);
  // Of a call of which that is not known, the caller is told.
  const isOther = about?.status === 'denied' && about.reason === 'out-of-scope';
  const mayObject = duty !== 'free' && !isOther;
  return {
    isTold: duty === 'binding' && !isOther,
    objection: mayObject && consent?.status !== 'allowed' ? consent : undefined,
  };
}

interface Notice {
  readonly isTold: boolean;
  /** The decision that keeps the call from being recorded. */
  readonly objection: Decision | undefined;
}

type RecordIds = FoundPermissions<RecordRight, (typeof recordNarrowing)[number]>;

function useVolume(id: string): number | undefined {
  const value: unknown = useValue(id);
  return typeof value === 'number' ? value : undefined;
}

/** What is under way for the last call does not keep the next one waiting. */
function useForNextCall(callId: string, reset: () => void): void {
  const last = useRef(callId);
  useAfterChange(() => {
    if (last.current === callId) return;
    last.current = callId;
    reset();
  });
}

/** A right can only be lost by those who had it: a page that has just loaded must not stop what is running. */
function useEver(isTrue: boolean): boolean {
  const [ever, setEver] = useState(isTrue);
  if (isTrue && !ever) setEver(true);
  return ever;
}

/** Recording without being allowed to stops at once, each time it happens (law 13). */
function useCut(isForbidden: boolean, cut: () => void): void {
  useAfterChange(() => {
    if (isForbidden) cut();
    // Once for each time.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isForbidden]);
}

/** Starts by itself once for a call, also for one that was put aside: who stops it by hand has the last word. */
function useOnce(callId: string, isDue: boolean, start: () => void): void {
  const [done] = useState(() => new Set<string>());
  useEffect(() => {
    if (!isDue || done.has(callId)) return;
    done.add(callId);
    start();
  });
}

function useRecordNews(callId: string, isRecording: boolean, allow: Decision, words: RecordWords): void {
  const { announce } = useContext(VoiceContext);
  const explain = useExplain();
  const last = useRef({ callId, isRecording });
  useEffect(() => {
    const before = last.current;
    last.current = { callId, isRecording };
    // That another call is not recorded does not mean that anything was stopped.
    if (before.isRecording === isRecording || (before.callId !== callId && !isRecording)) return;
    if (isRecording) announce(words.started);
    else announce(allow.status === 'allowed' ? words.stopped : `${words.cut} ${explain(allow)}`);
  });
}

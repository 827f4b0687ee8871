'use client';
import { useContext, useEffect, useRef, useState } from 'react';
import type { Decision } from '../../model/decision.js';
import { VoiceContext } from '../../react/store/PermissionContext.js';
import { useCheck } from '../../react/hooks/useCheck.js';
import { useExplain } from '../../react/hooks/useExplain.js';
import { speakMasked } from '../phone/maskText.js';
import { type DeniedModes, useDeniedModes } from '../rights/useDeniedModes.js';
import { usePermissionIds } from '../rights/usePermissionIds.js';
import { type MaskingPermissions, useTextMask } from '../phone/useTextMask.js';
import { liveCallAsks, type LiveCallRights, type Rung, rungs } from './rungs.js';
import { type Monitoring, type RungRequest, type StopCause, useMonitoring } from './useMonitoring.js';
import { englishLiveCallWords, type LiveCallWords } from './words.js';

/** An ongoing call: your own record, with the fields that your catalog reads reach and consents from. */
export interface OngoingCall {
  readonly id: string | number;
}

/** Does one step in the phone system; it may take a while, and rejects where it did not work. */
export type RungAction<C extends OngoingCall> = (call: C, request: RungRequest) => void | Promise<void>;

/** Callbacks of the application. A step without a callback is not offered. */
export interface LiveCallCallbacks<C extends OngoingCall> {
  readonly onListen?: RungAction<C> | undefined;
  readonly onWhisper?: RungAction<C> | undefined;
  readonly onBarge?: RungAction<C> | undefined;
  readonly onTakeOver?: RungAction<C> | undefined;
  /** Leaves the call: by hand, because the right is lost, or for another step. Nothing may be heard after it. */
  readonly onStop?: ((call: C, rung: Rung, cause: StopCause) => void | Promise<void>) | undefined;
}

/** Options of `useLiveCallControls`. */
export interface LiveCallOptions<C extends OngoingCall> extends LiveCallCallbacks<C> {
  /**
   * The ongoing call; rights are asked about it, the consents of the person in it are on it. With another id they are
   * other controls: the last call is left.
   */
  readonly call: C;
  /** The name of the person in it. */
  readonly name?: string | undefined;
  /** `false` once it has ended. */
  readonly isLive?: boolean | undefined;
  /**
   * The step that the phone system says one is on, `null` for none. Give it where the phone system tells: then the
   * controls show one as in the call when it says so, also where one was in it before them, and as out of it when the
   * leg is gone. Without it, a step that `onListen` and the others have resolved counts as taken.
   */
  readonly joined?: Rung | null | undefined;
  /** The announcements that are played to the people in the call before a step; where there is one, the user is asked. */
  readonly notices?: Partial<Record<Rung, string>> | undefined;
  /** The permissions to ask about, where a catalog does not keep to the convention. */
  readonly permissions?: (Partial<LiveCallRights> & MaskingPermissions) | undefined;
  /** Other words than the English ones. */
  readonly words?: Partial<LiveCallWords> | undefined;
}

/** Everything that controls of one's own markup need. */
export interface LiveCall {
  /** The accessible name of the controls: whose call it is. */
  readonly label: string;
  /** The steps that the application can do, from the least to the most. */
  readonly offered: readonly Rung[];
  /** The decision on each step: reach over the call, the other's consent, and the steps below it. */
  readonly decisions: Readonly<Record<Rung, Decision>>;
  /** How each step is shown where it is not allowed, as the catalog has it. */
  readonly modes: DeniedModes<Rung>;
  readonly state: Monitoring;
  /** Goes to a step; where the platform plays a notice, asks first. */
  readonly go: (rung: Rung) => void;
  readonly stop: () => void;
  /** The question before a step, and the two answers. */
  readonly question:
    | { readonly rung: Rung; readonly notice: string; readonly confirm: () => void; readonly cancel: () => void }
    | undefined;
  readonly words: LiveCallWords;
}

/**
 * The behaviour of live-call controls without their looks.
 *
 * ```tsx
 * const live = useLiveCallControls({ call, onListen: (each) => phone.spy(each.id), onStop: (each) => phone.leave(each.id) });
 * <button disabled={live.decisions.listen.status !== 'allowed'} onClick={() => live.go('listen')}>Listen</button>
 * ```
 */
export function useLiveCallControls<C extends OngoingCall>(options: LiveCallOptions<C>): LiveCall {
  const { call, name, isLive = true, joined, notices = {}, onStop } = options;
  const words = { ...englishLiveCallWords, ...options.words };
  const ids = usePermissionIds(liveCallAsks, options.permissions);
  const decisions = useLiveCallDecisions(call, ids);
  const actions = actionsOf(options);
  const may = allowedOf(decisions);
  const mask = useTextMask(options.permissions);
  const aloud = (text: string) => speakMasked(mask(text), words.hiddenNumber);
  const { state, go, stop } = useMonitoring({
    callId: call.id,
    may,
    isLive,
    joined,
    start: (rung, request) => actions[rung]?.(call, request),
    stop: (rung, cause) => onStop?.(call, rung, cause),
  });
  const [question, setQuestion] = useState<{ readonly rung: Rung; readonly callId: OngoingCall['id'] }>();
  const asked = question?.callId === call.id ? question.rung : undefined;
  const isAsking = asked !== undefined && may[asked] && isLive;
  // A question that went away does not come back by itself.
  if (question && !isAsking) setQuestion(undefined);
  useMonitoringNews(state, decisions, words);
  return {
    label: name === undefined ? words.group : words.groupOf(aloud(name)),
    offered: rungs.filter((rung) => actions[rung]),
    decisions,
    modes: useDeniedModes(ids),
    state,
    go(rung) {
      if (!may[rung] || !isLive || !actions[rung]) return;
      if (notices[rung]) setQuestion({ rung, callId: call.id });
      else go(rung);
    },
    stop,
    question: isAsking
      ? {
          rung: asked,
          notice: aloud(notices[asked] ?? ''),
          confirm() {
            setQuestion(undefined);
            go(asked);
          },
          cancel: () => setQuestion(undefined),
        }
      : undefined,
    words,
  };
}

function useLiveCallDecisions(call: OngoingCall, ids: LiveCallRights) {
  return {
    listen: useCheck(ids.listen, call),
    whisper: useCheck(ids.whisper, call),
    barge: useCheck(ids.barge, call),
    takeOver: useCheck(ids.takeOver, call),
  };
}

function allowedOf(decisions: Readonly<Record<Rung, Decision>>): Readonly<Record<Rung, boolean>> {
  const isAllowed = (rung: Rung) => decisions[rung].status === 'allowed';
  return {
    listen: isAllowed('listen'),
    whisper: isAllowed('whisper'),
    barge: isAllowed('barge'),
    takeOver: isAllowed('takeOver'),
  };
}

function actionsOf<C extends OngoingCall>(
  callbacks: LiveCallCallbacks<C>,
): Readonly<Record<Rung, RungAction<C> | undefined>> {
  const { onListen, onWhisper, onBarge, onTakeOver } = callbacks;
  return { listen: onListen, whisper: onWhisper, barge: onBarge, takeOver: onTakeOver };
}

function useMonitoringNews(state: Monitoring, decisions: Readonly<Record<Rung, Decision>>, words: LiveCallWords): void {
  const { announce } = useContext(VoiceContext);
  const explain = useExplain();
  const last = useRef(state);
  useEffect(() => {
    const before = last.current;
    last.current = state;
    if (before === state) return;
    const why = 'rung' in before ? explain(decisions[before.rung]) : '';
    const text = newsOf(before, state, words, why);
    if (text) announce(text);
  });
}

function newsOf(before: Monitoring, state: Monitoring, words: LiveCallWords, why: string): string {
  switch (state.step) {
    case 'idle':
      return 'rung' in before ? words.stopped : before.step === 'ended' ? words.liveAgain : '';
    case 'connecting':
      return words.connecting;
    case 'on':
      return words.now[state.rung];
    case 'cut':
      return `${words.cut} ${why}`.trim();
    case 'ended':
      return words.ended;
    case 'failed':
    case 'stuck':
    case 'gone':
      return words[state.step];
    case 'taken':
      return words.now.takeOver;
  }
}

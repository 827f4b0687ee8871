'use client';
import { useRef, useState } from 'react';
import { useAfterChange } from '../ui/useAfterChange.js';
import type { Rung } from './rungs.js';

/** Every reason for which somebody leaves a call that they were in. */
export const stopCauses = ['user', 'revoked', 'ended', 'moved', 'failed', 'unmounted'] as const;

/** Why somebody left: by hand, for a lost right, with the call, for another step, or with the controls of this call. */
export type StopCause = (typeof stopCauses)[number];

/** The arguments of an action. */
export interface RungRequest {
  /** Aborted as soon as the action is no longer wanted, such as when its right is lost. */
  readonly signal: AbortSignal;
}

/** The step that somebody is on in a call, and its state. */
export type Monitoring =
  | { readonly step: 'idle' | 'failed' | 'ended' | 'taken' | 'gone' }
  | { readonly step: 'cut' | 'stuck'; readonly was: Rung }
  | { readonly step: 'connecting' | 'on'; readonly rung: Rung };

/** What monitoring depends on. */
export interface MonitoringInputs {
  /** Another call starts again, and the last one is left. */
  readonly callId: string | number;
  readonly may: Readonly<Record<Rung, boolean>>;
  readonly isLive: boolean;
  /** Where the phone system says that one is: on a step, or nowhere (`null`); `undefined` where it says nothing. */
  readonly joined: Rung | null | undefined;
  readonly start: (rung: Rung, request: RungRequest) => void | Promise<void>;
  /** Where it does not work, one is `stuck` in the call and can try again. */
  readonly stop: (rung: Rung, cause: StopCause) => void | Promise<void>;
}

const idle: Monitoring = { step: 'idle' };

/** What one has in a call, or is about to have. */
interface Leg {
  readonly rung: Rung;
  readonly abort: AbortController;
  /** Whether it was begun here, and so ends with the controls. */
  readonly isOwn: boolean;
  /** Whether the phone system has said that it is there. */
  isThere?: boolean;
}

function isInCall({ step }: Monitoring): boolean {
  return step === 'connecting' || step === 'on' || step === 'taken' || step === 'stuck';
}

/** Goes up and down the ladder one step at a time, and stops at once when the right or the call is gone (law 13). */
export function useMonitoring(inputs: MonitoringInputs) {
  const { callId, may, isLive, joined } = inputs;
  const [state, setState] = useState<Monitoring>(idle);
  const under = useRef<Leg>(undefined);
  const latest = useRef(inputs);
  useAfterChange(() => void (latest.current = inputs));

  const leave = (cause: StopCause, next: Monitoring) => {
    const left = under.current;
    if (!left) return;
    under.current = undefined;
    left.abort.abort();
    setState(next);
    // Called in this very task, whatever comes of it.
    const stop = async () => latest.current.stop(left.rung, cause);
    stop().catch(() => setState((now) => (now === next ? stuckAfter(cause, left.rung, next) : now)));
  };

  /** A call that was taken over is one's own by then, and one that could not be left is over, too. */
  const end = () => {
    leave('ended', { step: 'ended' });
    setState((last) => (/^(taken|stuck|failed|gone)$/.test(last.step) ? { step: 'ended' } : last));
  };

  /** The phone system has the last word: one may be in the call already, on another step, or out of it. */
  const follow = () => {
    if (joined === undefined || !isLive) return;
    const leg = under.current;
    if (joined === null) {
      // Before it has said so once, one is on the way.
      if (leg && !leg.isThere) return;
      leg?.abort.abort();
      under.current = undefined;
      setState((last) => (isInCall(last) ? { step: 'gone' } : last));
      return;
    }
    if (joined === 'takeOver') {
      under.current = undefined;
      setState({ step: 'taken' });
      return;
    }
    // What was asked for last is still on its way.
    if (leg && leg.rung !== joined && !leg.isThere) return;
    under.current = leg?.rung === joined ? leg : { rung: joined, abort: new AbortController(), isOwn: false };
    under.current.isThere = true;
    setState({ step: 'on', rung: joined });
  };

  const rung = 'rung' in state ? state.rung : undefined;
  const isLost = rung !== undefined && !may[rung];
  useAfterChange(() => {
    if (isLost) leave('revoked', { step: 'cut', was: rung });
    else if (!isLive) end();
    // A call that was only thought to have ended.
    else setState((last) => (last.step === 'ended' ? idle : last));
    // Only these two end it; `leave` reads everything else when it is called.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isLost, isLive]);
  useAfterChange(
    () => () => {
      // Comes before `latest` is that of another call. What one was in before the controls came is not theirs to end.
      if (under.current?.isOwn) leave('unmounted', idle);
      under.current = undefined;
      setState(idle);
    },
    // When it goes away or is about another call, and not before.
    // oxlint-disable-next-line react/exhaustive-deps
    [callId],
  );

  // After what ends a call or another one: a leg that is told of then is that of the present call.
  // oxlint-disable-next-line react/exhaustive-deps
  useAfterChange(follow, [joined, isLive, callId]);

  const go = async (to: Rung): Promise<void> => {
    if (!latest.current.may[to] || !latest.current.isLive || under.current?.rung === to) return;
    leave('moved', idle);
    const mine: Leg = { rung: to, abort: new AbortController(), isOwn: true };
    under.current = mine;
    setState({ step: 'connecting', rung: to });
    try {
      await latest.current.start(to, { signal: mine.abort.signal });
      // Where the phone system tells, one is in the call when it says so.
      if (under.current !== mine || latest.current.joined !== undefined) return;
      if (to !== 'takeOver') return setState({ step: 'on', rung: to });
      // The call is one's own from here on: a lost right must not hang up on the customer.
      under.current = undefined;
      setState({ step: 'taken' });
    } catch {
      if (under.current === mine) leave('failed', { step: 'failed' });
    }
  };
  const stop = () => {
    if (state.step === 'stuck') under.current = { rung: state.was, abort: new AbortController(), isOwn: true };
    leave('user', { step: 'idle' });
  };
  return { state, go: (to: Rung) => void go(to), stop };
}

/** Who wanted to leave, or had to, may still be in the call; who went on, or whose call has ended, is not. */
function stuckAfter(cause: StopCause, was: Rung, next: Monitoring): Monitoring {
  return cause === 'user' || cause === 'revoked' ? { step: 'stuck', was } : next;
}

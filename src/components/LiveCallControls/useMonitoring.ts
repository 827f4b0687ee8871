'use client';
import { useRef, useState } from 'react';
import { useAfterChange } from '../shared/useAfterChange.js';
import type { Rung } from './rungs.js';

/** Every reason for which somebody leaves a call that they were in. */
export const stopCauses = ['user', 'revoked', 'ended', 'moved', 'failed', 'unmounted'] as const;

/** Why somebody left: by hand, for a lost right, with the call, for another step, or with the controls of this call. */
export type StopCause = (typeof stopCauses)[number];

/** What an action is done with. */
export interface RungRequest {
  /** Aborted as soon as the action is no longer wanted, such as when its right is lost. */
  readonly signal: AbortSignal;
}

/** Where somebody is in a call, and how it is going. */
export type Monitoring =
  | { readonly step: 'idle' | 'failed' | 'ended' | 'taken' }
  | { readonly step: 'cut' | 'stuck'; readonly was: Rung }
  | { readonly step: 'connecting' | 'on'; readonly rung: Rung };

/** What monitoring depends on. */
export interface MonitoringInputs {
  /** Another call begins anew, and the last one is left. */
  readonly callId: string | number;
  readonly may: Readonly<Record<Rung, boolean>>;
  readonly isLive: boolean;
  readonly start: (rung: Rung, request: RungRequest) => void | Promise<void>;
  /** Where it does not work, one is `stuck` in the call and can try again. */
  readonly stop: (rung: Rung, cause: StopCause) => void | Promise<void>;
}

const idle: Monitoring = { step: 'idle' };

/** Goes up and down the ladder one step at a time, and stops at once when the right or the call is gone (law 13). */
export function useMonitoring(inputs: MonitoringInputs) {
  const { callId, may, isLive } = inputs;
  const [state, setState] = useState<Monitoring>(idle);
  const under = useRef<{ readonly rung: Rung; readonly abort: AbortController }>(undefined);
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
    setState((last) => (/^(taken|stuck)$/.test(last.step) ? { step: 'ended' } : last));
  };

  const rung = 'rung' in state ? state.rung : undefined;
  const isLost = rung !== undefined && !may[rung];
  useAfterChange(() => {
    if (isLost) leave('revoked', { step: 'cut', was: rung });
    else if (!isLive) end();
    // Only these two end it; `leave` reads everything else when it is called.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isLost, isLive]);
  useAfterChange(
    () => () => {
      // Comes before `latest` is that of another call.
      leave('unmounted', idle);
      setState(idle);
    },
    // When it goes away or is about another call, and not before.
    // oxlint-disable-next-line react/exhaustive-deps
    [callId],
  );

  const go = async (to: Rung): Promise<void> => {
    if (!latest.current.may[to] || !latest.current.isLive || under.current?.rung === to) return;
    leave('moved', idle);
    const mine = { rung: to, abort: new AbortController() };
    under.current = mine;
    setState({ step: 'connecting', rung: to });
    try {
      await latest.current.start(to, { signal: mine.abort.signal });
      if (under.current !== mine) return;
      if (to !== 'takeOver') return setState({ step: 'on', rung: to });
      // The call is one's own from here on: a lost right must not hang up on the customer.
      under.current = undefined;
      setState({ step: 'taken' });
    } catch {
      if (under.current === mine) leave('failed', { step: 'failed' });
    }
  };
  const stop = () => {
    if (state.step === 'stuck') under.current = { rung: state.was, abort: new AbortController() };
    leave('user', { step: 'idle' });
  };
  return { state, go: (to: Rung) => void go(to), stop };
}

/** Who wanted to leave, or had to, may still be in the call; who went on, or whose call has ended, is not. */
function stuckAfter(cause: StopCause, was: Rung, next: Monitoring): Monitoring {
  return cause === 'user' || cause === 'revoked' ? { step: 'stuck', was } : next;
}

'use client';
import { useEffect, useRef, useState } from 'react';
import { useAfterChange } from '../shared/useAfterChange.js';
import type { Rung } from './rungs.js';

/** Every reason for which somebody leaves a call that they were in. */
export const stopCauses = ['user', 'revoked', 'ended', 'moved', 'failed', 'unmounted'] as const;

/** Why somebody left: by hand, for a lost right, with the call, for another step, or because the page went away. */
export type StopCause = (typeof stopCauses)[number];

/** What an action is done with. */
export interface RungRequest {
  /** Aborted as soon as the action is no longer wanted, such as when its right is lost. */
  readonly signal: AbortSignal;
}

/** Where somebody is in a call, and how it is going. */
export type Monitoring =
  | { readonly step: 'idle' | 'failed' | 'ended' | 'taken' }
  | { readonly step: 'cut'; readonly was: Rung }
  | { readonly step: 'connecting' | 'on'; readonly rung: Rung };

/** What monitoring depends on. */
export interface MonitoringInputs {
  readonly may: Readonly<Record<Rung, boolean>>;
  readonly isLive: boolean;
  readonly start: (rung: Rung, request: RungRequest) => void | Promise<void>;
  readonly stop: (rung: Rung, cause: StopCause) => void;
}

/** Goes up and down the ladder one step at a time, and stops at once when the right or the call is gone (law 13). */
export function useMonitoring(inputs: MonitoringInputs) {
  const { may, isLive } = inputs;
  const [state, setState] = useState<Monitoring>({ step: 'idle' });
  const under = useRef<{ readonly rung: Rung; readonly abort: AbortController }>(undefined);
  const latest = useRef(inputs);
  useAfterChange(() => void (latest.current = inputs));

  const leave = (cause: StopCause, next: Monitoring) => {
    const left = under.current;
    if (!left) return;
    under.current = undefined;
    left.abort.abort();
    setState(next);
    latest.current.stop(left.rung, cause);
  };

  /** A call that was taken over is one's own by then, and ends all the same. */
  const end = () => {
    leave('ended', { step: 'ended' });
    setState((last) => (last.step === 'taken' ? { step: 'ended' } : last));
  };

  const rung = 'rung' in state ? state.rung : undefined;
  const isLost = rung !== undefined && !may[rung];
  useAfterChange(() => {
    if (isLost) leave('revoked', { step: 'cut', was: rung });
    else if (!isLive) end();
    // Only these two end it; `leave` reads everything else when it is called.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isLost, isLive]);
  useEffect(
    () => () => leave('unmounted', { step: 'idle' }),
    // When it goes away, and not before.
    // oxlint-disable-next-line react/exhaustive-deps
    [],
  );

  const go = async (to: Rung): Promise<void> => {
    if (!latest.current.may[to] || !latest.current.isLive || under.current?.rung === to) return;
    leave('moved', { step: 'idle' });
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
  return { state, go: (to: Rung) => void go(to), stop: () => leave('user', { step: 'idle' }) };
}

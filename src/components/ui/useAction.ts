'use client';
import { useEffect, useRef, useState } from 'react';

/** The state of an action of the application. */
export type ActionState = 'idle' | 'busy' | 'failed';

/** Something that the application does, one at a time. */
export interface Action<A extends readonly unknown[]> {
  readonly state: ActionState;
  /** Does it, unless it is being done; whether it was done. It never rejects. */
  readonly run: (...args: A) => Promise<boolean>;
  /** Forgets how it went; what is under way no longer counts. */
  readonly reset: () => void;
}

/** Follows a callback that may take a while and may fail. */
export function useAction<A extends readonly unknown[]>(
  act: (...args: A) => void | Promise<void>,
  onFailed?: () => void,
): Action<A> {
  const [state, setState] = useState<ActionState>('idle');
  const turn = useRef(0);
  const isBusy = useRef(false);
  const isGone = useRef(false);
  useEffect(() => {
    // React takes components off the page and puts them back, in strict mode each at once.
    isGone.current = false;
    return () => void (isGone.current = true);
  }, []);
  const settle = (mine: number, next: ActionState): boolean => {
    if (turn.current !== mine) return false;
    isBusy.current = false;
    setState(next);
    // Nobody is there to be told.
    return !isGone.current;
  };
  return {
    state,
    async run(...args) {
      if (isBusy.current) return false;
      isBusy.current = true;
      const mine = (turn.current += 1);
      setState('busy');
      try {
        await act(...args);
        return settle(mine, 'idle');
      } catch {
        if (settle(mine, 'failed')) onFailed?.();
        return false;
      }
    },
    reset() {
      turn.current += 1;
      isBusy.current = false;
      setState('idle');
    },
  };
}

'use client';
import { type FocusEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** What goes on the element inside which focus is kept. */
export interface FocusHome {
  readonly ref: RefObject<HTMLElement | null>;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

// A server has no layout, and older React says so with each rendering.
const useAfterChange = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/**
 * Keeps focus inside an element when another view takes away what had it (law 13): it goes to the first element
 * marked `data-home`.
 */
export function useKeepFocus(view: string): FocusHome {
  const ref = useRef<HTMLElement>(null);
  const focused = useRef<Element>(undefined);
  useAfterChange(() => {
    if (!focused.current || focused.current.isConnected || !isFree()) return;
    focused.current = undefined;
    ref.current?.querySelector<HTMLElement>('[data-home]')?.focus();
  }, [view]);
  return {
    ref,
    onFocus({ target, currentTarget }) {
      // A dialog's focus comes by here as well, though it is elsewhere on the page.
      focused.current = currentTarget.contains(target) ? target : undefined;
    },
    onBlur({ target, relatedTarget }) {
      if (relatedTarget) focused.current = undefined;
      // Without a target it was a click on nothing, another window, or the element is about to go.
      else queueMicrotask(() => forgetUnlessGone(target));
    },
  };

  function forgetUnlessGone(target: Element): void {
    if (focused.current === target && target.isConnected && document.hasFocus() && document.activeElement !== target)
      focused.current = undefined;
  }
}

function isFree(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

'use client';
import { type FocusEvent, type RefObject, useRef } from 'react';
import { useAfterChange } from '../shared/useAfterChange.js';

/** What goes on the element inside which focus is kept. */
export interface FocusHome {
  readonly ref: RefObject<HTMLElement | null>;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/**
 * Keeps focus inside an element when another view takes away what had it (law 13): it goes to the first element
 * marked `data-home`. A dialog that the element has opened elsewhere on the page counts as inside.
 */
export function useKeepFocus(view: string): FocusHome {
  const ref = useRef<HTMLElement>(null);
  const focused = useRef<Element>(undefined);
  useAfterChange(() => {
    const last = focused.current;
    if (!last) return undefined;
    if (ref.current && !last.isConnected) return takeIn(ref.current);
    // A dialog is about to close, and on its way tries to give focus back to what opened it and may be gone.
    return ref.current?.contains(last) ? undefined : afterFrames(2, () => takeIn(ref.current));
  }, [view]);
  return {
    ref,
    onFocus: ({ target }) => void (focused.current = target),
    onBlur({ target, relatedTarget }) {
      if (relatedTarget) focused.current = undefined;
      // Without a target it was a click on nothing, another window, or the element is about to go.
      else queueMicrotask(() => isLeft(target) && focused.current === target && (focused.current = undefined));
    },
  };
}

function takeIn(home: HTMLElement | null): void {
  const isFree = document.activeElement === null || document.activeElement === document.body;
  if (isFree) home?.querySelector<HTMLElement>('[data-home]')?.focus();
}

/** Whether focus has left an element that is still there. */
function isLeft(element: Element): boolean {
  return element.isConnected && document.hasFocus() && document.activeElement !== element;
}

function afterFrames(count: number, run: () => void): () => void {
  let frame = 0;
  const next = (left: number) => {
    frame = requestAnimationFrame(() => (left > 1 ? next(left - 1) : run()));
  };
  next(count);
  return () => cancelAnimationFrame(frame);
}

'use client';
import { type FocusEvent, type RefObject, useRef } from 'react';
import { controlsIn } from '../../react/announce/focusPlace.js';
import { hasFocus, isFocusFree } from '../../react/dom/rootOf.js';
import { useAfterChange } from './useAfterChange.js';

/** Props for the element inside which focus is kept. */
export interface FocusHome<E extends HTMLElement> {
  readonly ref: RefObject<E | null>;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/** What has focus, and where focus could go from there. */
interface Focused {
  readonly element: Element;
  /** What comes next inside of the home, then what came before, the nearest first. */
  readonly stops: readonly HTMLElement[];
}

/**
 * Keeps focus inside an element when another view takes away what had it (law 13): it goes to what is marked
 * `data-home`, else to the next control, else to the element itself. A dialog that the element has opened elsewhere
 * on the page counts as inside. The provider does as much for what the grants take away; this is for everything else
 * that does, such as the end of a call.
 */
export function useKeepFocus<E extends HTMLElement>(view: string): FocusHome<E> {
  const ref = useRef<E>(null);
  const focused = useRef<Focused>(undefined);
  useAfterChange(() => {
    const last = focused.current;
    const home = ref.current;
    if (!last || !home) return undefined;
    if (!last.element.isConnected) return takeIn(home, last.stops);
    // A dialog is about to close, and on its way tries to give focus back to what opened it and may be gone.
    return home.contains(last.element) ? undefined : afterFrames(2, () => takeIn(home, []));
  }, [view]);
  return {
    ref,
    onFocus({ target }) {
      focused.current = { element: target, stops: ref.current ? stopsAround(target, ref.current) : [] };
    },
    onBlur({ target, relatedTarget }) {
      if (relatedTarget) focused.current = undefined;
      // Without a target it was a click on nothing, another window, or the element is about to go.
      else queueMicrotask(() => isLeft(target) && focused.current?.element === target && (focused.current = undefined));
    },
  };
}

function stopsAround(element: Element, home: Element): HTMLElement[] {
  const others = controlsIn(home).filter((each) => each !== element);
  const isAfter = (each: Element) => (element.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return [...others.filter(isAfter), ...others.filter((each) => !isAfter(each)).reverse()];
}

function takeIn(home: HTMLElement, stops: readonly HTMLElement[]): void {
  if (!isFocusFree() || !home.isConnected) return;
  const marked = home.querySelector<HTMLElement>('[data-home]');
  if (marked) return marked.focus();
  if (stops.some((stop) => stop.isConnected && stop.tabIndex >= 0 && takesFocus(stop))) return;
  home.tabIndex = -1;
  home.focus();
}

/** The browser knows best what is hidden, inert or disabled. */
function takesFocus(element: HTMLElement): boolean {
  element.focus();
  return hasFocus(element);
}

/** Whether focus has left an element that is still there. */
function isLeft(element: Element): boolean {
  return element.isConnected && document.hasFocus() && !hasFocus(element);
}

function afterFrames(count: number, run: () => void): () => void {
  let frame = 0;
  const next = (left: number) => {
    frame = requestAnimationFrame(() => (left > 1 ? next(left - 1) : run()));
  };
  next(count);
  return () => cancelAnimationFrame(frame);
}

'use client';
import { useContext, useRef, useSyncExternalStore } from 'react';
import { attempt } from '../sources/attempt.js';
import { StoreContext } from './PermissionContext.js';
import type { PermissionView } from './PermissionView.js';

/**
 * The one bridge from the store to React: reads one answer, and renders again only when that answer changes.
 * Answers that are made anew each time need `isSame`, and keep their reference for as long as it holds.
 */
export function useAnswer<T>(read: (view: PermissionView) => T, isSame?: (a: T, b: T) => boolean): T {
  const { view } = useContext(StoreContext);
  const last = useRef<T>(undefined);
  // React asks for the same view several times in one rendering.
  let asked: PermissionView | undefined;
  let told: T;
  const answer = (current: PermissionView): T => {
    if (asked === current) return told;
    const next = read(current);
    asked = current;
    if (!isSame) return (told = next);
    return (told = last.current = last.current !== undefined && isSame(last.current, next) ? last.current : next);
  };
  return useSyncExternalStore(
    view.subscribe,
    () => answer(view.get()),
    () => answer(view.getInitial()),
  );
}

/**
 * A reading that answers `closed` where there is no answer, or where what is asked about cannot be read: records,
 * names and lists come from outside, and nothing throws while rendering (law 1).
 */
export function orClosed<T>(closed: T, read: (view: PermissionView) => T | undefined): (view: PermissionView) => T {
  return (view) => attempt(() => read(view)) ?? closed;
}

'use client';
import { useContext, useRef, useSyncExternalStore } from 'react';
import { attempt } from '../../base/attempt.js';
import type { Evaluator } from '../../evaluator/decide/createEvaluator.js';
import { StoreContext } from '../store/PermissionContext.js';
import type { PermissionView } from '../store/PermissionView.js';
import { warnOfQuestion } from '../store/warnOf.js';
import { warnOfNoProvider } from '../store/warnOfNoProvider.js';

/**
 * The one bridge from the store to React: reads one answer, and renders again only when that answer changes.
 * Answers that are a new object each time need `isSame`, and keep their reference for as long as it holds.
 */
export function useAnswer<T>(read: (view: PermissionView) => T, isSame?: (a: T, b: T) => boolean): T {
  const store = useContext(StoreContext);
  if (process.env.NODE_ENV !== 'production') warnOfNoProvider(store);
  const { view } = store;
  const last = useRef<T>(undefined);
  const once = askOnce(read);
  const answer = (current: PermissionView): T => {
    const next = once(current);
    if (!isSame) return next;
    return (last.current = last.current !== undefined && isSame(last.current, next) ? last.current : next);
  };
  return useSyncExternalStore(
    view.subscribe,
    () => answer(view.get()),
    () => answer(view.getInitial()),
  );
}

/** Reads a view once, though React asks for the same view several times in one rendering. */
function askOnce<T>(read: (view: PermissionView) => T): (view: PermissionView) => T {
  let asked: { readonly view: PermissionView; readonly answer: T } | undefined;
  return (view) => {
    if (asked?.view !== view) asked = { view, answer: read(view) };
    return asked.answer;
  };
}

/** The evaluator of a view, for a question that is not about one record. */
export function aboutAny(view: PermissionView, permission: string): Evaluator | undefined {
  if (process.env.NODE_ENV !== 'production') warnOfQuestion(view, { permission, isAboutOne: false });
  return view.evaluator;
}

/**
 * A reading that answers `closed` where there is no answer, or where what is asked about cannot be read: records,
 * names and lists come from outside, and nothing throws while rendering (law 1).
 */
export function orClosed<T>(closed: T, read: (view: PermissionView) => T | undefined): (view: PermissionView) => T {
  return (view) => attempt(() => read(view)) ?? closed;
}

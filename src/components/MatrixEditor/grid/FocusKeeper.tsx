'use client';
import { type ReactNode, type RefObject, useLayoutEffect, useSyncExternalStore } from 'react';
import { hasFocus } from '../../../react/dom/rootOf.js';
import { useCellContext } from '../state/MatrixContext.js';
import { controlAt } from './useFlags.js';

interface FocusKeeperProps {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly isByKeyboard: RefObject<boolean>;
}

/**
 * Keeps keyboard focus on the place in focus while the grid is in use: after what the keyboard changed was rendered,
 * and after the render that mounts a cell that had to be scrolled to.
 */
export function FocusKeeper({ scroller, isByKeyboard }: FocusKeeperProps): ReactNode {
  const { grid } = useCellContext();
  useSyncExternalStore(grid.subscribe, grid.get, grid.get);
  useLayoutEffect(() => {
    // Read here: a place that was followed to is newer than this render.
    const { focus, active, editing } = grid.get();
    if (!active || editing || !scroller.current) return;
    const control = controlAt(scroller.current, focus);
    if (!control || hasFocus(control)) return;
    control.focus({ preventScroll: true });
    // The grid has scrolled, and the page around it may have to; not under the pointer, which is about to press.
    if (isByKeyboard.current) control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  return null;
}

'use client';
import { type ReactNode, type RefObject, useLayoutEffect, useSyncExternalStore } from 'react';
import { useCellContext } from '../MatrixContext.js';
import { controlAt } from './useFlags.js';

/**
 * Keeps keyboard focus on the place in focus while the grid is in use: after what the keyboard changed was rendered,
 * and after the render that mounts a cell that had to be scrolled to.
 */
export function FocusKeeper({ scroller }: { readonly scroller: RefObject<HTMLElement | null> }): ReactNode {
  const { grid } = useCellContext();
  useSyncExternalStore(grid.subscribe, grid.get, grid.get);
  useLayoutEffect(() => {
    // Read here: a place that was followed to is newer than this render.
    const { focus, active, editing } = grid.get();
    if (!active || editing || !scroller.current) return;
    const control = controlAt(scroller.current, focus);
    if (control && control !== document.activeElement) control.focus({ preventScroll: true });
  });
  return null;
}

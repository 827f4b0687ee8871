'use client';
import { type RefObject, useLayoutEffect, useSyncExternalStore } from 'react';
import { flags, flagsAt, type GridStore } from './createGridStore.js';
import type { Place } from './gridKeys.js';

/** What the grid says about one place, as bits of `flags`; a place renders only when its own bits change. */
export function useFlags(grid: GridStore, { row, col }: Place): number {
  const read = () => flagsAt(grid.get(), { row, col });
  return useSyncExternalStore(grid.subscribe, read, read);
}

/** Takes keyboard focus to an element while its place is the one in focus and the grid is in use. */
export function useGridFocus(grid: GridStore, element: RefObject<HTMLElement | null>, bits: number): void {
  const isHere = (bits & flags.focus) !== 0;
  const isEditing = (bits & flags.editing) !== 0;
  useLayoutEffect(() => {
    if (isHere && !isEditing && grid.get().active && document.activeElement !== element.current)
      element.current?.focus({ preventScroll: true });
  }, [grid, element, isHere, isEditing]);
}

/** The place as an attribute, so that events know where they happened. */
export function placeText({ row, col }: Place): string {
  return `${row}:${col}`;
}

/** The place that an event happened at. */
export function placeOf(event: { readonly target: EventTarget }): Place | undefined {
  const element = event.target instanceof Element ? event.target.closest('[data-place]') : null;
  const [row, col] = element?.getAttribute('data-place')?.split(':').map(Number) ?? [];
  return row === undefined || col === undefined ? undefined : { row, col };
}

'use client';
import { useSyncExternalStore } from 'react';
import { flagsAt, type GridStore, type Identity } from './createGridStore.js';
import type { Place } from './gridKeys.js';

/** What the grid says about one place, as bits of `flags`; a place renders only when its own bits change. */
export function useFlags(grid: GridStore, place: Place, cell?: Identity): number {
  const read = () => flagsAt(grid.get(), place, cell);
  return useSyncExternalStore(grid.subscribe, read, read);
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

/** What has focus at a place: its control, or the header itself. */
export function controlAt(root: ParentNode, place: Place): HTMLElement | undefined {
  const element = root.querySelector<HTMLElement>(`[data-place="${placeText(place)}"]`);
  return element?.querySelector<HTMLElement>('[tabindex]') ?? element ?? undefined;
}

'use client';
import { useSyncExternalStore } from 'react';
import { flagsAt, type GridState, type GridStore, type Identity } from '../state/createGridStore.js';
import type { Place } from '../state/gridKeys.js';

/** The flags of one place, as bits of `flags`; a place renders only when its own bits change. */
export function useFlags(grid: GridStore, place: Place, cell?: Identity | 'row'): number {
  const read = () => flagsAt(grid.get(), place, cell);
  return useSyncExternalStore(grid.subscribe, read, read);
}

/** The place as an attribute, so that events know where they happened. */
export function placeText({ row, col }: Place): string {
  return `${row}:${col}`;
}

/** The place that an event happened at; a heading that is its whole row is in whichever column the grid is. */
export function placeOf(event: { readonly target: EventTarget }, { focus }: GridState): Place | undefined {
  const element = event.target instanceof Element ? event.target.closest('[data-place]') : null;
  const [row, col] = element?.getAttribute('data-place')?.split(':').map(Number) ?? [];
  if (row === undefined || col === undefined) return undefined;
  return element?.hasAttribute('aria-colspan') && row === focus.row ? focus : { row, col };
}

/** The element that takes focus at a place: its control, the header itself, or the heading of the whole row. */
export function controlAt(root: ParentNode, place: Place): HTMLElement | undefined {
  const at = (attributes: string) => root.querySelector<HTMLElement>(`[data-place=${attributes}`);
  const element = at(`"${placeText(place)}"]`) ?? at(`"${placeText({ row: place.row, col: 0 })}"][aria-colspan]`);
  return element?.querySelector<HTMLElement>('[tabindex]') ?? element ?? undefined;
}

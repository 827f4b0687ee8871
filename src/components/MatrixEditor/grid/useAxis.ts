'use client';
import { defaultRangeExtractor, type Range, useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useMemo } from 'react';

/** The rows or columns of one axis that are mounted, and their places. */
export interface Axis {
  readonly items: readonly Pick<VirtualItem, 'index' | 'start' | 'size'>[];
  readonly total: number;
  readonly scrollTo: (index: number) => void;
}

/** Options of `useAxis`. */
export interface AxisOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly count: number;
  readonly size: number;
  /** The size of the sticky header, in CSS pixels. */
  readonly padding: number;
  readonly horizontal: boolean;
  readonly windowed: boolean;
  readonly rtl: boolean;
  /** The index in focus, which stays mounted wherever the grid is scrolled; -1 for a header. */
  readonly focused: () => number;
}

/** Windows one axis of the grid, or lays all of it out. */
export function useAxis({ scroller, count, size, padding, horizontal, windowed, rtl, focused }: AxisOptions): Axis {
  const rangeExtractor = useCallback(
    (range: Range) => {
      const inView = defaultRangeExtractor(range);
      const index = focused();
      // INVARIANT: the cell in focus is never unmounted, or focus would fall back to the page.
      const isAway = index >= 0 && index < range.count && !inView.includes(index);
      return isAway ? [...inView, index].sort((a, b) => a - b) : inView;
    },
    [focused],
  );
  const virtualizer = useVirtualizer({
    count,
    horizontal,
    isRtl: horizontal && rtl,
    enabled: windowed,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    paddingStart: padding,
    scrollPaddingStart: padding,
    overscan: horizontal ? 2 : 4,
    rangeExtractor,
  });
  const all = useMemo(
    () =>
      windowed ? [] : Array.from({ length: count }, (_, index) => ({ index, start: padding + index * size, size })),
    [windowed, count, padding, size],
  );
  return {
    items: windowed ? virtualizer.getVirtualItems() : all,
    total: padding + count * size,
    scrollTo: (index) => {
      if (windowed) virtualizer.scrollToIndex(index, { align: 'auto' });
      else scrollInto(scroller.current, padding + index * size, size, padding, horizontal, rtl);
    },
  };
}

function scrollInto(
  element: HTMLElement | null,
  start: number,
  size: number,
  padding: number,
  horizontal: boolean,
  rtl: boolean,
) {
  if (!element) return;
  const room = horizontal ? element.clientWidth : element.clientHeight;
  const sign = horizontal && rtl ? -1 : 1;
  const at = (horizontal ? element.scrollLeft : element.scrollTop) * sign;
  const to = start < at + padding ? start - padding : start + size > at + room ? start + size - room : at;
  if (to !== at) element.scrollTo(horizontal ? { left: to * sign } : { top: to });
}

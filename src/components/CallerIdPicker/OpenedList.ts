import { type LayoutInfo, ListLayout, type Rect } from 'react-aria-components';
import type { CallerIdSection } from './arrange.js';

/**
 * Draws the rows around the option in use first. A list begins at its top, and the rows there would be drawn in vain
 * where it is about to go to that option.
 */
export class OpenedList extends ListLayout<CallerIdSection> {
  private isThere = false;

  override getVisibleLayoutInfos(rect: Rect): LayoutInfo[] {
    this.isThere ||= (this.virtualizer?.visibleRect.y ?? 0) > 0;
    return super.getVisibleLayoutInfos(this.isThere ? rect : this.aroundInUse(rect));
  }

  /** Where `InUse` will scroll to; focus is on the option in use when the list opens, and is kept. */
  private aroundInUse(rect: Rect): Rect {
    const [key] = this.virtualizer?.persistedKeys ?? [];
    const place = key === undefined ? null : this.getLayoutInfo(key)?.rect;
    if (!place || place.maxY <= rect.maxY) return rect;
    const moved = rect.copy();
    moved.y = place.y + (place.height - rect.height) / 2;
    return moved;
  }
}

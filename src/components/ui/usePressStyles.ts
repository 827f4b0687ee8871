'use client';
import { useAfterChange } from './useAfterChange.js';

/** The id by which react-aria finds its style element for what can be pressed, and makes none. */
const id = 'react-aria-pressable-style';

/**
 * Gives the page the one rule that react-aria puts into its head in a style element when something can be pressed. A
 * strict content security policy forbids that element, and does not forbid a sheet that a script adopts.
 */
export function usePressStyles(): void {
  useAfterChange(() => {
    if (document.getElementById(id)) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('@layer { [data-react-aria-pressable] { touch-action: pan-x pan-y pinch-zoom; } }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const mark = document.createElement('meta');
    mark.id = id;
    document.head.append(mark);
  }, []);
}

import type { CSSProperties } from 'react';
import { rootOf } from '../../react/dom/rootOf.js';

/** Props that put a popover or dialog of react-aria where the component is that opens it. */
export interface OverlayHome {
  readonly UNSTABLE_portalContainer?: Element;
  readonly style?: CSSProperties;
}

/**
 * Where something is drawn that floats over an element. In its shadow root, where it is in one: no style sheet and no
 * focus reaches beyond. In its colour scheme, since it may be a dark section of a light page.
 */
export function overlayHome(element: Element | null): OverlayHome {
  if (!element) return {};
  const root = rootOf(element);
  const style = { colorScheme: getComputedStyle(element).colorScheme };
  // React draws into a shadow root as well; the type of the prop speaks of elements only.
  return isShadow(root) ? { style, UNSTABLE_portalContainer: root as Node as Element } : { style };
}

function isShadow(root: Document | ShadowRoot): root is ShadowRoot {
  return 'host' in root;
}

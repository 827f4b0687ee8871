import { focusedElement, hasFocus, isFocusFree, rootOf } from '../dom/rootOf.js';

/** The place of focus before a change: the element, its ancestors, and the stops that focus could go to from there. */
export interface FocusPlace {
  readonly element: HTMLElement;
  readonly name: string;
  readonly wasDisabled: boolean;
  /** From the inside out. */
  readonly ancestors: readonly Element[];
  /** What comes next, then what came before, the nearest first. */
  readonly stops: readonly HTMLElement[];
}

const focusable =
  'a[href],button,input,select,textarea,summary,audio[controls],video[controls],[contenteditable],[tabindex]';
const container =
  'dialog,form,fieldset,search,nav,main,aside,header,footer,section,article,ul,ol,table,body,[role~=dialog],[role~=alertdialog],[role~=toolbar],[role~=group],[role~=region],[role~=menu],[role~=listbox],[role~=grid],[role~=tablist]';

/** The controls inside an element that can have focus, in document order. */
export function controlsIn(root: ParentNode): HTMLElement[] {
  return Array.from(root.querySelectorAll<HTMLElement>(focusable));
}

/** Gives focus to the control that an event came from. */
export function focusControlAt(target: EventTarget): void {
  const control = target instanceof Element && target.closest(focusable);
  if (control instanceof HTMLElement) control.focus();
}

/**
 * Looks where focus is, just before the page changes; nothing where nothing has it. Inside of a shadow root it can
 * only go elsewhere in there.
 */
export function rememberFocus(from: Node | null): FocusPlace | null {
  const element = focusedElement(from);
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  const others = controlsIn(rootOf(element)).filter((each) => each.tabIndex >= 0);
  const isAfter = (each: Element) => (element.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const after = others.filter(isAfter);
  const before = others.filter((each) => each !== element && !isAfter(each)).reverse();
  return {
    element,
    name: nameOf(element),
    wasDisabled: isMarkedDisabled(element),
    ancestors: ancestorsOf(element),
    stops: [...after, ...before],
  };
}

/** Whether what had focus is gone from the page or can no longer have it, and nobody has taken focus since. */
export function hasLostFocus({ element }: FocusPlace): boolean {
  const isFree = isFocusFree() || hasFocus(element);
  return isFree && (!element.isConnected || element.matches(':disabled') || element.getClientRects().length === 0);
}

/** Whether what has focus was disabled by the change, and still has it. */
export function wasDisabledInPlace({ element, wasDisabled }: FocusPlace): boolean {
  return !wasDisabled && hasFocus(element) && isMarkedDisabled(element);
}

/**
 * Puts focus on the next stop inside the nearest container that has one, else on the one before; where no
 * container has any left, on the innermost element around it that is still there.
 */
export function moveFocus({ ancestors, stops }: FocusPlace): void {
  const remaining = ancestors.filter((each) => each.isConnected);
  for (const home of remaining.filter((each) => each.matches(container))) {
    if (stops.some((stop) => home.contains(stop) && takesFocus(stop))) return;
  }
  const [around] = remaining;
  if (!(around instanceof HTMLElement) || around === document.body) return;
  around.tabIndex = -1;
  around.focus();
}

/** The browser knows best what is hidden, inert or disabled. */
function takesFocus(element: HTMLElement): boolean {
  element.focus();
  return hasFocus(element);
}

function ancestorsOf(element: Element): Element[] {
  const { parentElement } = element;
  return parentElement ? [parentElement, ...ancestorsOf(parentElement)] : [];
}

function isMarkedDisabled(element: Element): boolean {
  return element.getAttribute('aria-disabled') === 'true';
}

function nameOf(element: HTMLElement): string {
  const label = 'labels' in element && element.labels instanceof NodeList ? element.labels[0]?.textContent : undefined;
  return (element.getAttribute('aria-label') || label || element.textContent || element.title).trim().slice(0, 60);
}

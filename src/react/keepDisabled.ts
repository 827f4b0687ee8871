import { controlsIn } from './focusPlace.js';

const watched = ['aria-disabled', 'aria-describedby', 'readonly'];

/**
 * Marks every control inside a gate as disabled for as long as the returned function is not called: they can be
 * focused and say why, and nothing can be typed into them. It works on the page rather than on props, because not
 * every component passes these on, and it marks again what renders or changes by itself.
 */
export function keepDisabled(gate: Element, reasonId: string): () => void {
  const undo = new Map<Element, Map<string, string | null>>();
  const markAll = () => {
    for (const control of controlsIn(gate)) {
      const before = undo.get(control) ?? new Map<string, string | null>();
      undo.set(control, before);
      for (const [name, value] of marksFor(control, reasonId)) {
        const current = control.getAttribute(name);
        if (current === value) continue;
        before.set(name, current);
        control.setAttribute(name, value);
      }
    }
  };
  markAll();
  const observer = new MutationObserver(markAll);
  observer.observe(gate, { subtree: true, childList: true, attributes: true, attributeFilter: watched });
  return () => {
    observer.disconnect();
    for (const [control, before] of undo) for (const [name, value] of before) restore(control, name, value);
  };
}

function marksFor(control: Element, reasonId: string): [string, string][] {
  const described = withReason(control.getAttribute('aria-describedby'), reasonId);
  const isField = control.matches('input,textarea');
  return [
    ['aria-disabled', 'true'],
    ['aria-describedby', described],
    ...(isField ? [['readonly', ''] satisfies [string, string]] : []),
  ];
}

/** A list of descriptions with the reason at its end. */
export function withReason(describedBy: string | null | undefined, reasonId: string): string {
  const ids = describedBy?.split(' ').filter((id) => id !== '' && id !== reasonId) ?? [];
  return [...ids, reasonId].join(' ');
}

function restore(control: Element, name: string, value: string | null): void {
  if (value === null) control.removeAttribute(name);
  else control.setAttribute(name, value);
}

import { controlsIn } from '../announce/focusPlace.js';
import { rootOf } from '../dom/rootOf.js';
import { withReason } from './withReason.js';

const watched = ['aria-disabled', 'aria-describedby', 'readonly', 'contenteditable'];

/** The gates that are kept disabled now, and how the controls of each are marked again. */
const kept = new WeakMap<Node, () => void>();

/** One observer for all gates: thousands of them would cost more than the gates themselves. */
let observer: MutationObserver | undefined;

/**
 * Marks every control inside a gate as disabled for as long as the returned function is not called: they can be
 * focused and say why, and nothing can be typed into them. It works on the page rather than on props, because not
 * every component passes these on, and it marks again what renders or changes by itself.
 */
export function keepDisabled(gate: HTMLElement, reasonId: string): () => void {
  const undo = new Map<Element, Map<string, string | null>>();
  const markAll = () => {
    for (const control of editableIn(gate)) {
      for (const [name, value] of marksFor(control, reasonId)) {
        const current = control.getAttribute(name);
        if (current === value) continue;
        const before = undo.get(control) ?? new Map<string, string | null>();
        undo.set(control, before.set(name, current));
        control.setAttribute(name, value);
      }
    }
  };
  markAll();
  kept.set(gate, markAll);
  observer ??= new MutationObserver(markAgain);
  observer.observe(gate, { subtree: true, childList: true, attributes: true, attributeFilter: watched });
  const endGuard = guard(rootOf(gate));
  return () => {
    kept.delete(gate);
    endGuard();
    for (const [control, before] of undo) for (const [name, value] of before) restore(control, name, value);
  };
}

/** The controls of a gate; and the gate itself where it stands in a text that is edited. */
function editableIn(gate: HTMLElement): HTMLElement[] {
  // Not `isContentEditable`: it makes the browser work out the styles of the page, for each gate again.
  const around = gate.parentElement?.closest('[contenteditable]');
  return around && isEditable(around) ? [gate, ...controlsIn(gate)] : controlsIn(gate);
}

function isEditable(element: Element): boolean {
  const editable = element.getAttribute('contenteditable');
  return editable !== null && editable !== 'false';
}

/**
 * What React does not pass on where it happens, or not for every element. `beforeinput` has the last word on what is
 * typed, pasted, dropped, dictated or undone.
 */
const guarded = [
  'beforeinput',
  'input',
  'change',
  'keypress',
  'compositionstart',
  'compositionupdate',
  'compositionend',
] as const;

/** How many gates each document or shadow root has that are kept disabled. */
const counts = new WeakMap<Node, number>();

/** Listens once for all gates of a document or shadow root, until the last of them ends. */
function guard(root: Document | ShadowRoot): () => void {
  const add = (by: number) => {
    const count = (counts.get(root) ?? 0) + by;
    counts.set(root, count);
    return count;
  };
  if (add(1) === 1) for (const type of guarded) root.addEventListener(type, refuseInGates, true);
  return () => {
    if (add(-1) === 0) for (const type of guarded) root.removeEventListener(type, refuseInGates, true);
  };
}

function refuseInGates(event: Event): void {
  if (!event.composedPath().some((node) => node instanceof Node && kept.has(node))) return;
  event.preventDefault();
  event.stopPropagation();
}

/** A gate that is no longer kept may still be observed: an observer cannot let go of one node alone. */
function markAgain(records: readonly MutationRecord[]): void {
  const gates = new Set<() => void>();
  for (const { target } of records) {
    for (let node: Node | null = target; node; node = node.parentNode) {
      const mark = kept.get(node);
      if (mark) gates.add(mark);
    }
  }
  for (const mark of gates) mark();
}

function marksFor(control: HTMLElement, reasonId: string): [string, string][] {
  if (control.classList.contains('hs-can')) return [['contenteditable', 'false']];
  const marks: [string, string][] = [
    ['aria-disabled', 'true'],
    ['aria-describedby', withReason(control.getAttribute('aria-describedby'), reasonId)],
  ];
  if (control.matches('input,textarea')) marks.push(['readonly', '']);
  if (isEditable(control)) {
    // Before it stops being editable, so that it can have focus all the time.
    if (!control.hasAttribute('tabindex')) marks.push(['tabindex', '0']);
    marks.push(['contenteditable', 'false']);
  }
  return marks;
}

function restore(control: Element, name: string, value: string | null): void {
  if (value === null) control.removeAttribute(name);
  else control.setAttribute(name, value);
}

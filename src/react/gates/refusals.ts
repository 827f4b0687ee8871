import type { DragEvent, HTMLAttributes, KeyboardEvent, SyntheticEvent } from 'react';
import { focusControlAt } from '../announce/focusPlace.js';
import { rootOf } from '../dom/rootOf.js';

export { keepDisabled } from './keepDisabled.js';

type Announce = (text: string) => void;

/** The handlers of all gates that speak in one place: a gate more costs none of its own. */
const made = new WeakMap<Announce, HTMLAttributes<HTMLElement>>();

export function refusals(announce: Announce): HTMLAttributes<HTMLElement> {
  const known = made.get(announce) ?? makeRefusals(announce);
  made.set(announce, known);
  return known;
}

/** It goes no further. The browser does what it does: moves focus, scrolls. */
const stop = (event: SyntheticEvent) => event.stopPropagation();

/** It goes no further, and the browser does nothing either. */
const refuse = (event: SyntheticEvent) => {
  event.stopPropagation();
  event.preventDefault();
};

/**
 * Handlers that reach an event before anything inside the gate does. They are React's, because what a control has
 * opened in a portal is inside its gate for React alone.
 */
function makeRefusals(announce: Announce): HTMLAttributes<HTMLElement> {
  const tellWhy = ({ currentTarget: gate }: SyntheticEvent<HTMLElement>) => announce(reasonIn(gate)?.textContent ?? '');
  const refuseAndTell = (event: SyntheticEvent<HTMLElement>) => {
    refuse(event);
    // Not every browser focuses what is clicked, and the reason shows on focus.
    focusControlAt(event.target);
    tellWhy(event);
  };
  const refuseOfPickers = (event: SyntheticEvent) => (isPicker(event.target) ? refuse(event) : stop(event));
  return {
    onClickCapture: refuseAndTell,
    onAuxClickCapture: refuse,
    onDoubleClickCapture: refuse,
    onContextMenuCapture: stop,
    onSubmitCapture: refuse,
    onResetCapture: refuse,
    onKeyDownCapture(event) {
      if (event.key === 'Escape') hideReason(event.currentTarget);
      if (actsOnKey(event)) refuse(event);
      if (event.key === 'Enter' || event.key === ' ') tellWhy(event);
    },
    onKeyUpCapture: (event) => actsOnKey(event) && refuse(event),
    // Some controls act when they are pressed or let go, not when they are clicked: a push-to-talk button, a slider.
    onPointerDownCapture: stop,
    onPointerUpCapture: stop,
    onMouseDownCapture: refuseOfPickers,
    onMouseUpCapture: refuseOfPickers,
    onTouchStartCapture: stop,
    // Without its end a touch becomes no press, which is what opens a picker.
    onTouchEndCapture: (event) => (isPicker(event.target) ? refuseAndTell(event) : stop(event)),
    onWheelCapture: stop,
    onChangeCapture: stop,
    onPasteCapture: refuse,
    onCutCapture: refuse,
    onDragStartCapture: refuse,
    onDragEnterCapture: refuseDrop,
    onDragOverCapture: refuseDrop,
    onDropCapture: refuse,
    onFocus: ({ currentTarget: gate }) => showReason(gate),
    onBlur: ({ currentTarget: gate, relatedTarget: next }) => {
      if (!gate.contains(next) && !gate.matches(':hover')) hideReason(gate);
    },
    // Escape has sent it away for as long as focus stays.
    onPointerEnter: ({ currentTarget: gate }) => hasFocusIn(gate) || showReason(gate),
    onPointerLeave: ({ currentTarget: gate }) => hasFocusIn(gate) || hideReason(gate),
  };
}

/** Says where something is dragged that it cannot be dropped, so that it is not. */
function refuseDrop(event: DragEvent): void {
  refuse(event);
  event.dataTransfer.dropEffect = 'none';
}

const leaving = /^(Tab|Escape|Shift|Control|Alt|Meta|F\d)/;
const moving = /^(Arrow|Home|End|Page)/;

/** Keys that leave a control, or move on from it to its neighbours, are left alone. */
function actsOnKey({ key, target, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !leaving.test(key) && (!moving.test(key) || isPicker(target));
}

/** A control whose value is picked: it has no read-only state of its own. */
function isPicker(target: EventTarget): boolean {
  return target instanceof Element && target.matches(pickers);
}

const pickers =
  'select,audio,video,[type=radio],[type=range],[type=color],[role=slider],[role=spinbutton],[role=combobox],[role=listbox],[role=radio]';

/** The reason is there for screen readers all the time, and on the screen while focus or the pointer is in the gate. */
function reasonIn(gate: HTMLElement): HTMLElement | undefined {
  const { lastElementChild: last } = gate;
  return last instanceof HTMLElement && last.className === 'hs-reason' ? last : undefined;
}

/** Shows the reason of a gate that was disabled under somebody's hands. */
export function showReasonInUse(gate: HTMLElement): void {
  if (hasFocusIn(gate)) showReason(gate);
}

function showReason(gate: HTMLElement): void {
  reasonIn(gate)?.removeAttribute('hidden');
}

function hideReason(gate: HTMLElement): void {
  reasonIn(gate)?.setAttribute('hidden', '');
}

function hasFocusIn(gate: HTMLElement): boolean {
  return gate.contains(rootOf(gate).activeElement);
}

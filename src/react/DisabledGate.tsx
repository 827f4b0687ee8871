'use client';
import {
  cloneElement,
  type FocusEvent,
  type HTMLAttributes,
  isValidElement,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type SyntheticEvent,
  useCallback,
  useContext,
  useId,
  useRef,
} from 'react';
import type { Decision } from '../model/decision.js';
import { focusControlAt } from './focusPlace.js';
import { keepDisabled, withReason } from './keepDisabled.js';
import { VoiceContext } from './PermissionContext.js';
import { rootOf } from './rootOf.js';
import { useExplain } from './useExplain.js';

interface DisabledGateProps {
  readonly decision: Decision;
  readonly children: ReactNode;
}

/**
 * Keeps its children in their place and, while they are not allowed, makes them do nothing and say why. The element
 * around them stays when the answer changes, so that a field keeps what was typed and a control keeps focus.
 */
export function DisabledGate({ decision, children }: DisabledGateProps): ReactNode {
  const id = useId();
  const reason = useExplain()(decision);
  const { announce } = useContext(VoiceContext);
  const isOff = decision.status !== 'allowed';
  return (
    <span
      className="hs-can"
      data-mode="disable"
      data-status={decision.status}
      ref={useMarks(isOff, id)}
      {...(isOff && refusals(() => announce(reason)))}
    >
      {isOff ? markInMarkup(children, id) : children}
      {isOff && (
        <span className="hs-reason" role="tooltip" id={id}>
          {reason}
        </span>
      )}
    </span>
  );
}

/**
 * A ref that marks the controls below it; unlike an effect it says nothing when it is rendered on a server. It also
 * takes away the gate's box, so that its child is laid out as if the gate were not there: without the kit's style
 * sheet as well, and not by an attribute, which a strict content security policy forbids where a server sends it.
 */
function useMarks(isOff: boolean, id: string): (gate: HTMLElement | null) => void {
  const stop = useRef<() => void>(undefined);
  return useCallback(
    (gate) => {
      stop.current?.();
      if (gate) gate.style.display = 'contents';
      stop.current = gate && isOff ? keepDisabled(gate, id) : undefined;
    },
    [isOff, id],
  );
}

const markable = new Set<unknown>(['a', 'button', 'input', 'select', 'textarea']);

/** A plain element is marked in what a server sends already, before there is a page to mark. */
function markInMarkup(child: ReactNode, id: string): ReactNode {
  if (!isValidElement<HTMLAttributes<Element>>(child) || !markable.has(child.type)) return child;
  return cloneElement(child, {
    'aria-disabled': true,
    'aria-describedby': withReason(child.props['aria-describedby'], id),
  });
}

const stop = (event: SyntheticEvent) => event.stopPropagation();

/** Handlers that reach an event before anything inside the gate does. */
function refusals(tellWhy: () => void): HTMLAttributes<HTMLElement> {
  const refuse = (event: SyntheticEvent) => {
    event.stopPropagation();
    event.preventDefault();
  };
  return {
    onClickCapture(event) {
      refuse(event);
      // Not every browser focuses what is clicked, and the reason shows on focus.
      focusControlAt(event.target);
      tellWhy();
    },
    onKeyDownCapture(event) {
      if (event.key === 'Escape') event.currentTarget.dataset['dismissed'] = '';
      if (actsOnKey(event)) refuse(event);
      if (event.key === 'Enter' || event.key === ' ') tellWhy();
    },
    onAuxClickCapture: refuse,
    onDoubleClickCapture: refuse,
    onSubmitCapture: refuse,
    // Some controls act when they are pressed, not when they are clicked: a push-to-talk button, a slider.
    onPointerDownCapture: stop,
    onTouchStartCapture: stop,
    onMouseDownCapture: (event) => (isPicker(event.target) ? refuse(event) : stop(event)),
    onChangeCapture: stop,
    onFocus: showAgain,
    onPointerEnter: showAgain,
  };
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

/** The reason was sent away with Escape; it shows again when focus comes, or the pointer while focus is elsewhere. */
function showAgain({ currentTarget: gate, type }: FocusEvent<HTMLElement> | PointerEvent<HTMLElement>): void {
  if (type === 'focus' || !gate.contains(rootOf(gate).activeElement)) delete gate.dataset['dismissed'];
}

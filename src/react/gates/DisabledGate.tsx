'use client';
import {
  cloneElement,
  type HTMLAttributes,
  isValidElement,
  type ReactNode,
  type SyntheticEvent,
  useCallback,
  useContext,
  useId,
  useRef,
} from 'react';
import { later } from '../../base/later.js';
import type { Decision } from '../../model/decision.js';
import { useExplain } from '../hooks/useExplain.js';
import { useLater } from '../hooks/useLater.js';
import { VoiceContext } from '../store/PermissionContext.js';
import { withReason } from './withReason.js';

/** The parts that let a disabled control be focused, say why, and do nothing. */
export const refusing = /* @__PURE__ */ later(() => import('./refusals.js'));

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
  const explain = useExplain();
  const { announce } = useContext(VoiceContext);
  const parts = useLater(refusing);
  const isOff = decision.status !== 'allowed';
  return (
    <span
      className="hs-can"
      data-mode="disable"
      data-status={decision.status}
      ref={useMarks(isOff, id, parts)}
      {...(isOff && (parts ? parts.refusals(announce) : refuseAll))}
    >
      {isOff ? markInMarkup(children, id) : children}
      {isOff && (
        <span className="hs-reason" role="tooltip" id={id} hidden>
          {explain(decision)}
        </span>
      )}
    </span>
  );
}

type Parts = ReturnType<typeof refusing.get>;

/**
 * A ref that marks the controls below it; unlike an effect it says nothing when it is rendered on a server. It also
 * takes away the gate's box, so that its child is laid out as if the gate were not there: without the kit's style
 * sheet as well, and not by an attribute, which a strict content security policy forbids where a server sends it.
 */
function useMarks(isOff: boolean, id: string, parts: Parts): (gate: HTMLElement | null) => void {
  const stop = useRef<() => void>(undefined);
  return useCallback(
    (gate) => {
      stop.current?.();
      if (gate) gate.style.display = 'contents';
      stop.current = gate && isOff ? (parts?.keepDisabled ?? keepInert)(gate, id) : undefined;
      if (gate && isOff) parts?.showReasonInUse(gate);
    },
    [isOff, id, parts],
  );
}

/** Keeps a gate closed until the parts are there that let its controls say why: nothing in it can be used. */
function keepInert(gate: HTMLElement): () => void {
  gate.inert = true;
  return () => void (gate.inert = false);
}

const refuse = (event: SyntheticEvent) => {
  event.stopPropagation();
  event.preventDefault();
};

/** A portal that a control has opened is inside its gate for React alone. */
const refuseAll: HTMLAttributes<HTMLElement> = {
  onClickCapture: refuse,
  onKeyDownCapture: refuse,
  onPointerDownCapture: refuse,
  onSubmitCapture: refuse,
};

const markable = new Set<unknown>(['a', 'button', 'input', 'select', 'textarea']);

/** A plain element is marked in what a server sends already, before there is a page to mark. */
function markInMarkup(child: ReactNode, id: string): ReactNode {
  if (!isValidElement<HTMLAttributes<Element>>(child) || !markable.has(child.type)) return child;
  return cloneElement(child, {
    'aria-disabled': true,
    'aria-describedby': withReason(child.props['aria-describedby'], id),
  });
}

'use client';
import type { ReactNode } from 'react';
import type { PermissionId, RegisteredCatalog, RightId, ScopedRightId } from '../../model/catalog.js';
import type { Decision, Denied, Pending, Unknown } from '../../model/decision.js';
import { DisabledGate } from './DisabledGate.js';
import { Explanation } from './Explanation.js';
import { canIn } from '../hooks/useCan.js';
import { decisionIn, isSameDecision } from '../hooks/useCheck.js';
import { useAnswer } from '../hooks/useAnswer.js';

/**
 * What a gate does with what is not allowed: leaves it out; leaves it in its place, disabled, with the reason;
 * puts the reason in its place; or puts the reason and a way to ask for access in its place.
 */
export type GateMode = 'hide' | 'disable' | 'explain' | 'request';

/** Something to show for one kind of decision, perhaps made from the decision itself. */
export type Slot<D extends Decision> = ReactNode | ((decision: D) => ReactNode);

/** What is shown instead of what the mode does. */
interface Slots {
  /** While the answer is not there yet. */
  readonly pending?: Slot<Pending>;
  readonly denied?: Slot<Denied>;
  /** When the answer cannot be known now. */
  readonly unknown?: Slot<Unknown>;
}

/** What a gate is given. */
export type CanProps<P extends RightId<RegisteredCatalog>> = RecordProps<P> &
  Slots & {
    readonly permission: P;
    /** `hide` unless told. */
    readonly mode?: GateMode | undefined;
    /** What needs the permission. It is rendered when that is allowed; in mode `disable` always. */
    readonly children?: Slot<Decision>;
  };

/** The record that a scoped right is asked about (law 3). */
type RecordProps<P> =
  string extends PermissionId<RegisteredCatalog>
    ? { readonly on?: object | undefined }
    : P extends ScopedRightId<RegisteredCatalog>
      ? { readonly on: object }
      : { readonly on?: undefined };

/**
 * Shows its children to those who may use them.
 *
 * ```tsx
 * <Can permission="recordings.download" on={recording} mode="disable">
 *   <button type="button">Download</button>
 * </Can>
 * ```
 */
export function Can<P extends RightId<RegisteredCatalog>>(props: CanProps<P>): ReactNode {
  const { permission, on, mode = 'hide', children, pending, denied, unknown } = props;
  const isPlain = mode === 'hide' && typeof children !== 'function' && !pending && !denied && !unknown;
  // A plain gate asks for yes or no only: that is quicker, and another reason for the same answer renders nothing.
  const answer = useAnswer<boolean | Decision>(
    (view) => (isPlain ? canIn(view, permission, on) : decisionIn(view, permission, on)),
    isSameAnswer,
  );
  if (answer === false) return null;
  if (answer === true) return typeof children === 'function' ? null : children;
  const slot = fillSlot(props, answer);
  if (slot !== undefined) return slot;
  if (mode === 'disable') return <DisabledGate decision={answer}>{fill(children, answer)}</DisabledGate>;
  if (answer.status === 'allowed') return fill(children, answer);
  return mode === 'hide' || answer.status === 'pending' ? null : (
    <Explanation request={{ permission, record: on, decision: answer }} mode={mode} />
  );
}

function isSameAnswer(a: boolean | Decision, b: boolean | Decision): boolean {
  return typeof a === 'object' && typeof b === 'object' ? isSameDecision(a, b) : a === b;
}

function fillSlot({ pending, denied, unknown }: Slots, decision: Decision): ReactNode {
  switch (decision.status) {
    case 'allowed':
      return undefined;
    case 'pending':
      return fill(pending, decision);
    case 'denied':
      return fill(denied, decision);
    case 'unknown':
      return fill(unknown, decision);
  }
}

function fill<D extends Decision>(slot: Slot<D>, decision: D): ReactNode {
  return typeof slot === 'function' ? slot(decision) : slot;
}

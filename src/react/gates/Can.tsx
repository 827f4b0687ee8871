'use client';
import { type ReactNode, useContext } from 'react';
import { isSame } from '../../base/isSame.js';
import type { PermissionId, RegisteredCatalog, RightId, ScopedRightId } from '../../model/catalog.js';
import type { Decision, Denied, Pending, Unknown } from '../../model/decision.js';
import { DisabledGate } from './DisabledGate.js';
import { Explanation } from './Explanation.js';
import { canIn } from '../hooks/useCan.js';
import { decisionIn } from '../hooks/useCheck.js';
import { deniedModeOf } from '../hooks/deniedMode.js';
import { useAnswer } from '../hooks/useAnswer.js';
import { StoreContext } from '../store/PermissionContext.js';

/**
 * How a gate treats what is not allowed: `hide` leaves it out, `disable` keeps it in its place with the reason,
 * `explain` shows the reason instead, and `request` shows the reason and a button that requests access.
 */
export type GateMode = 'hide' | 'disable' | 'explain' | 'request';

/** Content for one kind of decision, or a function that makes it from the decision. */
export type Fallback<D extends Decision> = ReactNode | ((decision: D) => ReactNode);

/** Content in place of what the mode does. */
interface Fallbacks {
  /** Shown while there is no answer yet. */
  readonly pending?: Fallback<Pending>;
  /** Shown when the answer is no. */
  readonly denied?: Fallback<Denied>;
  /** Shown when the answer cannot be known now. */
  readonly unknown?: Fallback<Unknown>;
}

/** Props of `Can`. */
export type CanProps<P extends RightId<RegisteredCatalog>> = RecordProps<P> &
  Fallbacks & {
    readonly permission: P;
    /** Default: what the catalog says of the permission (`whenDenied`: `freeze` is `disable`), else `hide`. */
    readonly mode?: GateMode | undefined;
    /** Content that needs the permission. It is rendered when that is allowed; in mode `disable` always. */
    readonly children?: Fallback<Decision>;
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
  const { permission, on, children, pending, denied, unknown } = props;
  const { catalog } = useContext(StoreContext);
  const mode = props.mode ?? deniedModeOf(catalog, permission);
  const isPlain = mode === 'hide' && typeof children !== 'function' && !pending && !denied && !unknown;
  // A plain gate asks for yes or no only: that is quicker, and another reason for the same answer renders nothing.
  const answer = useAnswer<boolean | Decision>(
    (view) => (isPlain ? canIn(view, permission, on) : decisionIn(view, permission, on)),
    isSame,
  );
  if (answer === false) return null;
  if (answer === true) return typeof children === 'function' ? null : children;
  const fallback = fallbackFor(props, answer);
  if (fallback !== undefined) return fallback;
  if (mode === 'disable') return <DisabledGate decision={answer}>{fill(children, answer)}</DisabledGate>;
  if (answer.status === 'allowed') return fill(children, answer);
  return mode === 'hide' || answer.status === 'pending' ? null : (
    <Explanation request={{ permission, record: on, decision: answer }} mode={mode} />
  );
}

function fallbackFor({ pending, denied, unknown }: Fallbacks, decision: Decision): ReactNode {
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

function fill<D extends Decision>(content: Fallback<D>, decision: D): ReactNode {
  return typeof content === 'function' ? content(decision) : content;
}

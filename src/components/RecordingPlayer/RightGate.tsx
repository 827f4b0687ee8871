'use client';
import type { ReactNode } from 'react';
import { DisabledGate } from '../../react/gates/DisabledGate.js';
import type { DeniedMode } from '../../react/hooks/deniedMode.js';
import type { RecordingRight } from './rights.js';
import type { RecordingPlayerBehavior } from './useRecordingPlayer.js';

interface RightGateProps {
  readonly player: RecordingPlayerBehavior;
  readonly right: RecordingRight;
  /** Default: what the catalog says of the right. */
  readonly mode: DeniedMode | undefined;
  readonly children: ReactNode;
}

/** Holds back what a right is missing for: leaves it out, or leaves it in its place with the reason. */
export function RightGate({ player, right, mode, children }: RightGateProps): ReactNode {
  if ((mode ?? player.modes[right]) === 'disable')
    return <DisabledGate decision={player.decisions[right]}>{children}</DisabledGate>;
  return player.may[right] ? children : null;
}

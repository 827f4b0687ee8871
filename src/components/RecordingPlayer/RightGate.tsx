'use client';
import type { ReactNode } from 'react';
import { DisabledGate } from '../../react/gates/DisabledGate.js';
import type { RecordingRight } from './rights.js';
import type { RecordingPlayerBehavior } from './useRecordingPlayer.js';

interface RightGateProps {
  readonly player: RecordingPlayerBehavior;
  readonly right: RecordingRight;
  readonly mode: 'hide' | 'disable';
  readonly children: ReactNode;
}

/** Holds back what a right is missing for: leaves it out, or leaves it in its place with the reason. */
export function RightGate({ player, right, mode, children }: RightGateProps): ReactNode {
  if (mode === 'disable') return <DisabledGate decision={player.decisions[right]}>{children}</DisabledGate>;
  return player.may[right] ? children : null;
}

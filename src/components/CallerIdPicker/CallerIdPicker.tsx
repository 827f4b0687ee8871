'use client';
import { type ReactNode, useId } from 'react';
import { usePressStyles } from '../ui/usePressStyles.js';
import type { CallerIdSection } from './arrange.js';
import type { CallerNumber } from './callerNumber.js';
import { CallerIdBox } from './CallerIdBox.js';
import { CallerIdFrame } from './CallerIdFrame.js';
import { CallerIdRows } from './CallerIdRows.js';
import { Rehearsal } from './Rehearsal.js';
import type { CallerId } from './useCallerIdPicker.js';

/** Props of `CallerIdPicker`. */
export interface CallerIdPickerProps<N extends CallerNumber> {
  /** The result of `useCallerIdPicker`; the dialer around the picker reads the same. */
  readonly callerId: CallerId<N>;
  /** Loads the numbers again, where that failed. */
  readonly onRetry?: (() => void) | undefined;
}

/**
 * Shows the caller ID in use, and lets one choose another where that is allowed.
 *
 * ```tsx
 * const callerId = useCallerIdPicker({ purpose: 'call', to, numbers });
 * <CallerIdPicker callerId={callerId} />
 * ```
 */
export function CallerIdPicker<N extends CallerNumber>({ callerId, onRetry }: CallerIdPickerProps<N>): ReactNode {
  const { sections, words } = callerId;
  const labelId = useId();
  usePressStyles();
  return (
    <CallerIdFrame callerId={callerId} onRetry={onRetry} labelId={labelId}>
      <CallerIdBox callerId={callerId} labelId={labelId} />
      <Rehearsal>
        <CallerIdRows aria-labelledby={labelId} items={firstOf(sections)} words={words} height={40} areShort />
      </Rehearsal>
    </CallerIdFrame>
  );
}

/** About as much as is in view when the list opens. */
function firstOf<N extends CallerNumber>(sections: readonly CallerIdSection<N>[]): readonly CallerIdSection<N>[] {
  return sections.slice(0, 2).map((section) => ({ ...section, options: section.options.slice(0, 10) }));
}

'use client';
import type { ReactNode } from 'react';
import { Icon } from '../ui/Icon.js';
import * as icons from '../ui/icons.js';
import type { CallerNumber } from './callerNumber.js';
import type { CallerId } from './useCallerIdPicker.js';
import { useShowsNumberField } from './useNumberField.js';

interface DialRefusalProps<N extends CallerNumber> {
  /** The result of `useCallerIdPicker`. */
  readonly callerId: CallerId<N>;
}

/**
 * Why the number that was typed cannot be called, below its field. Without it, the picker shows what a right or the
 * plan refuses, and nothing says that a number is not whole.
 *
 * ```tsx
 * <input type="tel" value={to} onChange={(event) => setTo(event.target.value)} {...callerId.numberField.props} />
 * <DialRefusal callerId={callerId} />
 * ```
 */
export function DialRefusal<N extends CallerNumber>({ callerId }: DialRefusalProps<N>): ReactNode {
  const { numberField } = callerId;
  useShowsNumberField(numberField);
  return (
    // There before it is needed, so that what comes into it is read out.
    <p className="hs-caller-refusal" id={numberField.id} aria-live="polite">
      {numberField.text && (
        <>
          <Icon path={icons.alert} />
          <span>{numberField.text}</span>
        </>
      )}
    </p>
  );
}

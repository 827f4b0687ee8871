'use client';
import { type ReactNode, useId } from 'react';
import type { CallerNumber } from './callerNumber.js';
import { CallerIdFrame } from './CallerIdFrame.js';
import type { CallerIdPickerProps } from './CallerIdPicker.js';

/**
 * The same as `CallerIdPicker` as the browser's own list: no search, and what phones and readers know best.
 *
 * ```tsx
 * <CallerIdSelect callerId={useCallerIdPicker({ purpose: 'call', to, numbers })} />
 * ```
 */
export function CallerIdSelect<N extends CallerNumber>({ callerId, onRetry }: CallerIdPickerProps<N>): ReactNode {
  const { selected, sections, select } = callerId;
  const labelId = useId();
  return (
    <CallerIdFrame callerId={callerId} onRetry={onRetry} labelId={labelId}>
      <select
        className="hs-caller-select"
        aria-labelledby={labelId}
        value={selected?.key ?? ''}
        onChange={({ target }) => select(target.value)}
      >
        {sections.map((section) => (
          <optgroup key={section.key} label={section.label}>
            {section.options.map(({ key, spoken }) => (
              <option key={key} value={key}>
                {spoken}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </CallerIdFrame>
  );
}

import { type ReactNode, useState } from 'react';
import {
  type CallerIdOptions,
  CallerIdPicker,
  CallerIdSelect,
  type CallerNumber,
  DialRefusal,
  useCallerIdPicker,
} from '../../../../src/components/CallerIdPicker/index.js';

export interface DialerProps extends Partial<CallerIdOptions<CallerNumber>> {
  readonly variant?: 'combobox' | 'select';
  readonly onDial?: (from: string) => void;
  /** Draws the field of the number as well, with what is said below it. */
  readonly hasField?: boolean;
}

/** What an application makes of the hook and a picker: a field and a button that calls. */
export function Dialer({ variant = 'combobox', onDial, hasField = false, ...options }: DialerProps): ReactNode {
  const [typed, setTyped] = useState(options.to ?? '');
  const callerId = useCallerIdPicker({
    purpose: 'call',
    numbers: undefined,
    ...options,
    ...(hasField && { to: typed }),
  });
  const Picker = variant === 'combobox' ? CallerIdPicker : CallerIdSelect;
  return (
    <main>
      {hasField && (
        <>
          <input
            type="tel"
            aria-label="Number to call"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            {...callerId.numberField.props}
          />
          <DialRefusal callerId={callerId} />
        </>
      )}
      <Picker callerId={callerId} />
      <button
        type="button"
        disabled={!callerId.canDial}
        onClick={() => onDial?.(callerId.selected?.number?.id ?? 'anonymous')}
      >
        Dial
      </button>
      <p data-testid="refusal" data-code={callerId.refusal?.code}>
        {callerId.refusal?.text}
      </p>
    </main>
  );
}

import type { ReactNode } from 'react';
import {
  type CallerIdOptions,
  CallerIdPicker,
  CallerIdSelect,
  type CallerNumber,
  useCallerId,
} from '../../../../src/components/CallerIdPicker/index.js';

export interface DialerProps extends Partial<CallerIdOptions<CallerNumber>> {
  readonly variant?: 'combobox' | 'select';
  readonly onDial?: (from: string) => void;
}

/** What an application makes of the hook and a picker: a field and a button that calls. */
export function Dialer({ variant = 'combobox', onDial, ...options }: DialerProps): ReactNode {
  const callerId = useCallerId({ purpose: 'call', numbers: undefined, ...options });
  const Picker = variant === 'combobox' ? CallerIdPicker : CallerIdSelect;
  return (
    <main>
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

import type { ReactNode } from 'react';
import {
  type CallerIdOptions,
  CallerIdPicker,
  CallerIdSelect,
  type CallerNumber,
  useCallerId,
} from '../../../src/components/CallerIdPicker/index.js';

interface DialerProps<N extends CallerNumber> extends CallerIdOptions<N> {
  readonly variant?: 'combobox' | 'select';
}

/** What an application makes of a picker: the button beside it reads the same answer. */
export function Dialer<N extends CallerNumber>({ variant = 'combobox', ...options }: DialerProps<N>): ReactNode {
  const callerId = useCallerId(options);
  const Picker = variant === 'combobox' ? CallerIdPicker : CallerIdSelect;
  return (
    <div style={{ display: 'grid', gap: 'var(--hs-space-3)', maxInlineSize: '24rem' }}>
      <Picker callerId={callerId} onRetry={() => {}} />
      <button
        type="button"
        className="hs-button"
        data-tone="accent"
        style={{ justifySelf: 'start' }}
        aria-disabled={!callerId.canDial}
      >
        {callerId.purpose === 'call' ? 'Call' : 'Send'}
      </button>
    </div>
  );
}

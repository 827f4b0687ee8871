import { type CSSProperties, type ReactNode, useId, useState } from 'react';
import {
  type CallerIdOptions,
  CallerIdPicker,
  CallerIdSelect,
  DialRefusal,
  type CallerNumber,
  useCallerIdPicker,
} from '../../../src/components/CallerIdPicker/index.js';

// As a page of the product draws its own fields.
const label: CSSProperties = { fontSize: 'var(--hs-text-s)', color: 'var(--hs-color-text-muted)' };
const field: CSSProperties = {
  minBlockSize: 'var(--hs-control)',
  paddingInline: 'var(--hs-space-3)',
  border: '1px solid var(--hs-color-border)',
  borderRadius: 'var(--hs-radius-m)',
  background: 'var(--hs-color-surface)',
  color: 'inherit',
  font: 'inherit',
  fontSize: 'var(--hs-text-m)',
};

interface DialerProps<N extends CallerNumber> extends CallerIdOptions<N> {
  /** Draws the field of the number as well, with what is said below it. */
  readonly hasField?: boolean;
  readonly variant?: 'combobox' | 'select';
}

/** What an application makes of a picker: the button beside it reads the same answer. */
export function Dialer<N extends CallerNumber>({
  variant = 'combobox',
  hasField = false,
  ...options
}: DialerProps<N>): ReactNode {
  const [typed, setTyped] = useState(options.to ?? '');
  const callerId = useCallerIdPicker({ ...options, ...(hasField && { to: typed }) });
  const fieldId = useId();
  const Picker = variant === 'combobox' ? CallerIdPicker : CallerIdSelect;
  return (
    <div style={{ display: 'grid', gap: 'var(--hs-space-3)', maxInlineSize: '24rem' }}>
      {hasField && (
        <div style={{ display: 'grid', gap: 'var(--hs-space-1)' }}>
          <label htmlFor={fieldId} style={label}>
            Number to call
          </label>
          <input
            id={fieldId}
            type="tel"
            style={field}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            {...callerId.numberField.props}
          />
          <DialRefusal callerId={callerId} />
        </div>
      )}
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

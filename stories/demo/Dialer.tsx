import {
  CallerIdPicker,
  type CallerNumber,
  DialRefusal,
  useCallerIdPicker,
} from 'hookswitch/components/CallerIdPicker';
import { type ReactNode, useId, useState } from 'react';
import { omnivoiceTenant } from '../../src/msw/demo/omnivoice.js';

const numbers: readonly CallerNumber[] = (omnivoiceTenant.directory?.['number'] ?? []).map(({ id, label }) => ({
  id,
  number: id,
  display: label,
}));

/** The outgoing side of a phone: whom to call, and from which of the numbers that one may use. */
export function Dialer(): ReactNode {
  const [to, setTo] = useState('');
  const [callee, setCallee] = useState<string>();
  const isInCall = callee !== undefined;
  const callerId = useCallerIdPicker({ purpose: 'call', to, numbers, country: 'US', isInCall });
  const field = useId();
  return (
    <form
      className="demo-dialer"
      onSubmit={(event) => {
        event.preventDefault();
        if (isInCall) setCallee(undefined);
        else if (callerId.numberField.check() && to !== '') setCallee(to);
      }}
    >
      <h2>Call</h2>
      <label htmlFor={field}>Number to call</label>
      <input
        id={field}
        type="tel"
        autoComplete="off"
        placeholder="(617) 555-0122"
        value={to}
        readOnly={isInCall}
        onChange={(event) => setTo(event.target.value)}
        {...callerId.numberField.props}
      />
      <DialRefusal callerId={callerId} />
      <CallerIdPicker callerId={callerId} />
      <button
        type="submit"
        className="hs-button"
        data-tone={isInCall ? undefined : 'accent'}
        aria-disabled={!isInCall && (!callerId.canDial || to === '')}
      >
        {isInCall ? 'Hang up' : 'Call'}
      </button>
      <p role="status" className="demo-count">
        {isInCall && `In a call with ${callee}.`}
      </p>
    </form>
  );
}

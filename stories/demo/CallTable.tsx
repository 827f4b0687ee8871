import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { ReactNode } from 'react';
import { omnivoiceMembers, omnivoiceTenant, type OmnivoiceCall } from '../../src/mocks/demo/omnivoice.js';

const time = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'America/New_York',
});
const names = new Map(omnivoiceMembers.map(({ id, name }) => [id, name]));
const labels = new Map(
  Object.values(omnivoiceTenant.directory ?? {})
    .flat()
    .map(({ id, label }) => [id, label]),
);

/** Calls as the demo shows them; a list that scrolls by itself and by keyboard. */
export function CallTable({ calls }: { readonly calls: readonly OmnivoiceCall[] }): ReactNode {
  return (
    <div className="demo-scroll" role="region" aria-label="List of calls" tabIndex={0}>
      <table className="demo-table">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Direction</th>
            <th scope="col">Business number</th>
            <th scope="col">Customer</th>
            <th scope="col">Landed in</th>
            <th scope="col">Who</th>
            <th scope="col">Length</th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.id} data-call={call.id}>
              <td>{time.format(call.startedAt)}</td>
              <td>{call.direction === 'inbound' ? 'In' : 'Out'}</td>
              <td>{labels.get(call.number) ?? call.number}</td>
              <td>{parsePhoneNumberFromString(call.customer)?.formatInternational() ?? call.customer}</td>
              <td>
                {call.groups.map((group) => labels.get(group) ?? group).join(', ') || (call.callFlow ? 'Menu' : '—')}
              </td>
              <td>{names.get(call.ownerId ?? '') ?? '—'}</td>
              <td data-outcome={call.outcome}>{call.outcome === 'answered' ? length(call.seconds) : call.outcome}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function length(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

import type { ReactNode } from 'react';
import { omnivoiceMembers, omnivoiceTenant, type OmnivoiceCall } from '../../src/msw/demo/omnivoice.js';
import { customerOf, lengthOf, timeOf } from './callWords.js';

const names = new Map(omnivoiceMembers.map(({ id, name }) => [id, name]));
const labels = new Map(
  Object.values(omnivoiceTenant.directory ?? {})
    .flat()
    .map(({ id, label }) => [id, label]),
);

interface CallTableProps {
  readonly calls: readonly OmnivoiceCall[];
  /** The id of the call whose recording is open. */
  readonly opened: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
}

/** Calls as the demo shows them; a list that scrolls by itself and by keyboard. */
export function CallTable({ calls, opened, onOpen }: CallTableProps): ReactNode {
  return (
    <div className="demo-scroll" role="region" aria-label="List of calls" tabIndex={0}>
      <table className="demo-table">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">In/out</th>
            <th scope="col">Business number</th>
            <th scope="col">Customer</th>
            <th scope="col">Landed in</th>
            <th scope="col">Who</th>
            <th scope="col">Length</th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.id} data-call={call.id} data-opened={call.id === opened || undefined}>
              <td>{timeOf(call)}</td>
              <td>{call.direction === 'inbound' ? 'In' : 'Out'}</td>
              <td>
                <bdi dir="ltr">{labels.get(call.number) ?? call.number}</bdi>
              </td>
              <td>
                <bdi dir="ltr">{customerOf(call)}</bdi>
              </td>
              <td>
                {call.groups.map((group) => labels.get(group) ?? group).join(', ') || (call.callFlow ? 'Menu' : '—')}
              </td>
              <td>{names.get(call.ownerId ?? '') ?? '—'}</td>
              <td data-outcome={call.outcome}>
                {call.recording ? (
                  <button
                    type="button"
                    aria-label={`Recording of the call with ${customerOf(call)}, ${timeOf(call)}, ${lengthOf(call)}`}
                    aria-expanded={call.id === opened}
                    onClick={() => onOpen(call.id === opened ? undefined : call.id)}
                  >
                    <span aria-hidden="true">▶</span> {lengthOf(call)}
                  </button>
                ) : (
                  (call.outcome === 'answered' && lengthOf(call)) || call.outcome
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

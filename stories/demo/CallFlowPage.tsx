import { Can, PermissionProvider, useCanSome, usePermissionStatus, useVisible } from 'hookswitch';
import { demoHeaders } from 'hookswitch/msw';
import { omnivoice } from 'hookswitch/presets';
import { httpSource } from 'hookswitch/sources';
import { type ReactNode, useId, useMemo, useState } from 'react';
import {
  omnivoiceCalls,
  omnivoicePeople,
  omnivoiceTenant,
  type OmnivoiceCall,
} from '../../src/mocks/demo/omnivoice.js';
import { CallTable } from './CallTable.js';
import { CallFlowDiagram } from './CallFlowDiagram.js';
import { StatusLine } from './StatusLine.js';
import './demo.css';

/** The page of seed 004 come alive: who looks decides what is there. */
export function CallFlowPage({
  baseUrl,
  first = 'john',
}: {
  readonly baseUrl: string;
  readonly first?: string;
}): ReactNode {
  const [id, setId] = useState(first);
  const member = omnivoicePeople.find((person) => person.id === id) ?? omnivoicePeople[0];
  const source = useMemo(
    () => member && httpSource({ url: baseUrl, user: member.id, headers: () => demoHeaders(member) }),
    [baseUrl, member],
  );
  if (!member || !source) return null;
  return (
    <PermissionProvider catalog={omnivoice} source={source} subject={member}>
      <div className="demo-page">
        <header className="demo-header">
          <h1>Switchboard</h1>
          <MemberSelect value={id} onChange={setId} />
          <StatusLine />
        </header>
        <Navigation />
        <main className="demo-main">
          <CallFlowDiagram />
          <VisibleCalls />
        </main>
        <aside className="demo-aside" aria-label="Outbound calls">
          <CallFrom />
        </aside>
      </div>
    </PermissionProvider>
  );
}

function MemberSelect({ value, onChange }: { readonly value: string; readonly onChange: (id: string) => void }) {
  const label = useId();
  return (
    <div className="demo-signed-in">
      <label htmlFor={label}>Signed in as</label>
      <select id={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {omnivoicePeople.map(({ id, name, extensions, roles }) => (
          <option key={id} value={id}>
            {`${extensions[0]} ${name}, ${roleLabel(roles[0])}`}
          </option>
        ))}
      </select>
    </div>
  );
}

function roleLabel(id: string | undefined): string {
  const roles: Readonly<Record<string, { readonly label: string }>> = omnivoice.roles;
  return roles[id ?? '']?.label ?? 'no role';
}

/** Every place of the product, with the right that opens it: data, so that a new place is a line. */
const places = [
  ['calls.view', 'Calls'],
  ['voicemails.listen', 'Voicemail'],
  ['contacts.manage', 'Contacts'],
  ['callFlows.manage', 'Call flows'],
  ['crm.manage', 'Integrations'],
  ['billing.manage', 'Billing'],
] as const;

function Navigation() {
  return (
    <nav aria-label="Product" className="demo-nav">
      <ul>
        {places.map(([permission, label]) => (
          <Place key={permission} permission={permission} label={label} />
        ))}
      </ul>
    </nav>
  );
}

function Place({ permission, label }: { readonly permission: string; readonly label: string }) {
  const may = useCanSome(permission);
  return may ? (
    <li>
      <a href={`#${permission}`} aria-current={permission === 'calls.view' ? 'page' : undefined}>
        {label}
      </a>
    </li>
  ) : null;
}

function countText(count: number, state: string, revision: number | undefined): string {
  if (state === 'loading') return 'Asking what you may see…';
  if (revision === undefined) return 'What you may see is not known, so nothing is shown.';
  return `${count} of ${omnivoiceCalls.length} calls are yours to see.`;
}

function VisibleCalls() {
  const visible = useVisible<OmnivoiceCall>('calls.view', omnivoiceCalls);
  const { state, revision } = usePermissionStatus();
  const heading = useId();
  return (
    <section aria-labelledby={heading} aria-busy={state === 'loading'}>
      <h2 id={heading}>Calls</h2>
      <p role="status" className="demo-count">
        {countText(visible.length, state, revision)}
      </p>
      {visible.length > 0 && <CallTable calls={visible} />}
    </section>
  );
}

const numbers = omnivoiceTenant.directory?.['number'] ?? [];

function CallFrom() {
  const own = useVisible('numbers.callFrom', numbers);
  const { revision } = usePermissionStatus();
  return (
    <>
      <h2>Call from</h2>
      {own.length > 0 ? (
        <ul className="demo-numbers">
          {own.map(({ id, label }) => (
            <li key={id}>{label}</li>
          ))}
        </ul>
      ) : (
        <p>{revision === undefined ? 'Not known yet.' : 'No number to call from.'}</p>
      )}
      <Can permission="numbers.manage" mode="explain">
        <button type="button">Buy a number</button>
      </Can>
    </>
  );
}

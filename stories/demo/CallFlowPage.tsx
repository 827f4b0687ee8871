import { Can, PermissionProvider, useCanSome, usePermissionStatus, useFilter } from 'hookswitch';
import { demoHeaders } from 'hookswitch/msw';
import { omnivoice } from 'hookswitch/presets';
import { httpSource } from 'hookswitch/sources';
import { type ReactNode, useId, useMemo, useState } from 'react';
import { omnivoiceCalls, omnivoicePeople, type OmnivoiceCall } from '../../src/msw/demo/omnivoice.js';
import { CallTable } from './CallTable.js';
import { CallFlowDiagram } from './CallFlowDiagram.js';
import { Dialer } from './Dialer.js';
import { RecordedCall } from './RecordedCall.js';
import { StatusLine } from './StatusLine.js';
import './demo.css';

interface CallFlowPageProps {
  /** Where the permission API is. */
  readonly baseUrl: string;
  /** Where the recordings are. */
  readonly recordingsUrl: string;
  readonly first?: string;
}

/** The sample call flow of the product's page come alive: who looks decides what is there. */
export function CallFlowPage({ baseUrl, recordingsUrl, first = 'john' }: CallFlowPageProps): ReactNode {
  const [id, setId] = useState(first);
  const member = omnivoicePeople.find((person) => person.id === id) ?? omnivoicePeople[0];
  const signedIn = useMemo(() => {
    if (!member) return undefined;
    const headers = demoHeaders(member);
    return { headers, source: httpSource({ url: baseUrl, user: member.id, headers }) };
  }, [baseUrl, member]);
  if (!member || !signedIn) return null;
  return (
    <PermissionProvider catalog={omnivoice} source={signedIn.source} subject={member}>
      <div className="demo-page">
        <header className="demo-header">
          <h1>Switchboard</h1>
          <MemberSelect value={id} onChange={setId} />
          <StatusLine />
        </header>
        <Navigation />
        <main className="demo-main">
          <CallFlowDiagram />
          <VisibleCalls key={id} recordingsUrl={recordingsUrl} headers={signedIn.headers} />
        </main>
        <aside className="demo-aside" aria-label="Outbound calls">
          <Dialer key={id} />
          <Can permission="numbers.manage" mode="disable">
            <button type="button">Buy a number</button>
          </Can>
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

interface VisibleCallsProps {
  readonly recordingsUrl: string;
  readonly headers: Readonly<Record<string, string>>;
}

function VisibleCalls({ recordingsUrl, headers }: VisibleCallsProps) {
  const visible = useFilter<OmnivoiceCall>('calls.view', omnivoiceCalls);
  const { state, revision } = usePermissionStatus();
  const [opened, setOpened] = useState<string>();
  // Of all calls: whether its recording may still be heard is for the player to ask.
  const call = omnivoiceCalls.find((each) => each.id === opened);
  const heading = useId();
  return (
    <section aria-labelledby={heading} aria-busy={state === 'loading'}>
      <h2 id={heading}>Calls</h2>
      <p role="status" className="demo-count">
        {countText(visible.length, state, revision)}
      </p>
      {visible.length > 0 && <CallTable calls={visible} opened={opened} onOpen={setOpened} />}
      {call?.recording && (
        <RecordedCall call={call} recordingId={call.recording.id} recordingsUrl={recordingsUrl} headers={headers} />
      )}
    </section>
  );
}

import { Can, PermissionProvider, useCheck, useFilter } from 'hookswitch';
import { demoHeaders } from 'hookswitch/msw';
import { httpSource } from 'hookswitch/sources';
import { type ReactNode, useId, useMemo, useState } from 'react';
import { calls, type CallRecord, catalog, featureIds, people, queues } from './ringcentralData.js';
import { StatusLine } from './StatusLine.js';
import './demo.css';

/** A dashboard on RingCentral's own answers: its parts appear, freeze or vanish as the user's rights say. */
export function RingcentralPage({ baseUrl }: { readonly baseUrl: string }): ReactNode {
  const [id, setId] = useState(people[0]?.id);
  const label = useId();
  const member = people.find((person) => person.id === id) ?? people[0];
  const source = useMemo(
    () => member && httpSource({ url: baseUrl, user: member.id, headers: () => demoHeaders(member), events: false }),
    [baseUrl, member],
  );
  if (!member || !source) return null;
  return (
    <PermissionProvider catalog={catalog} source={source} subject={member}>
      <div className="demo-page">
        <header className="demo-header">
          <h1>Desk</h1>
          <div className="demo-signed-in">
            <label htmlFor={label}>Signed in as</label>
            <select id={label} value={id} onChange={(event) => setId(event.target.value)}>
              {people.map((person) => (
                <option key={person.id} value={person.id}>
                  {person.name}
                </option>
              ))}
            </select>
          </div>
          <StatusLine />
        </header>
        <nav aria-label="Desk" className="demo-nav">
          <ul>
            <Can permission="feature.ReadExtensionCallLog">
              <li>
                <a href="#calls" aria-current="page">
                  Calls
                </a>
              </li>
            </Can>
            <Can permission="feature.Voicemail">
              <li>
                <a href="#voicemail">Voicemail</a>
              </li>
            </Can>
            <Can permission="feature.ReadBillingInfo">
              <li>
                <a href="#billing">Billing</a>
              </li>
            </Can>
            <Can permission="feature.EditUsers">
              <li>
                <a href="#users">Users</a>
              </li>
            </Can>
          </ul>
        </nav>
        <main className="demo-main">
          <Dialer />
          <CallLog />
          <Queues />
        </main>
        <aside className="demo-aside" aria-label="Features">
          <Features />
        </aside>
      </div>
    </PermissionProvider>
  );
}

/** What can be done with a number: each button on its own feature, frozen with the reason where it is not there. */
const actions = [
  ['feature.DomesticCalling', 'Call'],
  ['feature.InternationalCalling', 'Call abroad'],
  ['feature.SMSSending', 'Send SMS'],
  ['feature.CallPark', 'Park'],
  ['feature.AutoOutboundCallRecording', 'Record every call'],
  ['feature.ReassignPhoneNumbers', 'Reassign number'],
] as const;

function Dialer() {
  return (
    <section aria-labelledby="demo-dialer">
      <h2 id="demo-dialer">Dialer</h2>
      <div className="demo-actions">
        {actions.map(([permission, label]) => (
          <Can key={permission} permission={permission} mode="disable">
            <button type="button">{label}</button>
          </Can>
        ))}
      </div>
    </section>
  );
}

function CallLog() {
  const visible = useFilter<CallRecord>('permission.ReadCallLog', calls);
  return (
    <section aria-labelledby="demo-log">
      <h2 id="demo-log">Call log of extension 101</h2>
      <p role="status" className="demo-count">{`${visible.length} of ${calls.length} calls`}</p>
      {visible.length > 0 && (
        <div className="demo-scroll" role="region" aria-label="Call log" tabIndex={0}>
          <table className="demo-table">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">From</th>
                <th scope="col">To</th>
                <th scope="col">Result</th>
                <th scope="col">Seconds</th>
                <th scope="col">Log entry</th>
              </tr>
            </thead>
            <tbody>
              {visible.map((call) => (
                <CallRow key={call.id} call={call} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const time = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

function CallRow({ call }: { readonly call: CallRecord }) {
  return (
    <tr data-call={call.id}>
      <td>{time.format(new Date(call.startTime))}</td>
      <td>{partyName(call.from)}</td>
      <td>{partyName(call.to)}</td>
      <td>{call.result}</td>
      <td>{call.duration}</td>
      <td>
        <DeleteButton call={call} />
      </td>
    </tr>
  );
}

function DeleteButton({ call }: { readonly call: CallRecord }) {
  return (
    <Can permission="permission.EditCallLog" on={call} mode="disable">
      <button type="button">Delete</button>
    </Can>
  );
}

function partyName(party: CallRecord['from'] | CallRecord['to']): string {
  const { name, phoneNumber, extensionNumber }: { name?: string; phoneNumber?: string; extensionNumber?: string } =
    party;
  return name ?? phoneNumber ?? `extension ${extensionNumber ?? 'unknown'}`;
}

function Queues() {
  const mine = useFilter('extension.callQueueSetup', queues);
  return (
    <section aria-labelledby="demo-queues">
      <h2 id="demo-queues">Queues that this person may set up</h2>
      <ul className="demo-numbers">
        {mine.map(({ id, name, extensionNumber }) => (
          <li key={id} data-queue={id}>{`${extensionNumber} ${name}`}</li>
        ))}
      </ul>
      {mine.length === 0 && <p>None.</p>}
    </section>
  );
}

function Features() {
  const [query, setQuery] = useState('recording');
  const label = useId();
  const found = featureIds.filter((id) => id.toLowerCase().includes(query.trim().toLowerCase()));
  return (
    <>
      <h2>Features</h2>
      <label htmlFor={label}>Find a feature</label>
      <input id={label} type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
      <p role="status" className="demo-count">{`${found.length} of ${featureIds.length}`}</p>
      <ul className="demo-features">
        {found.slice(0, 30).map((id) => (
          <Feature key={id} id={id} />
        ))}
      </ul>
    </>
  );
}

function Feature({ id }: { readonly id: string }) {
  const permission = `feature.${id}`;
  const { status } = useCheck(permission);
  return (
    <li data-feature={id} data-status={status}>
      <span>{catalog.permissions[permission]?.label ?? id}</span>
      <Can permission={permission} mode="explain">
        <span className="demo-yes">Available</span>
      </Can>
    </li>
  );
}

// Copied beside an installed tarball and bundled there: every component on one page, over the permission API.
import { PermissionProvider } from 'hookswitch';
import { AfterCallForm } from 'hookswitch/components/AfterCallForm';
import { CallerIdPicker, useCallerIdPicker } from 'hookswitch/components/CallerIdPicker';
import { createHttpBackend, MatrixEditor } from 'hookswitch/components/MatrixEditor';
import { LiveCallControls } from 'hookswitch/components/LiveCallControls';
import { MaskedNumber } from 'hookswitch/components/MaskedNumber';
import { RecordButton } from 'hookswitch/components/RecordButton';
import { RecordingPlayer } from 'hookswitch/components/RecordingPlayer';
import { WaitingList } from 'hookswitch/components/WaitingList';
import { defineCatalog, resolveGrants } from 'hookswitch/core';
import { adminNonAdmin } from 'hookswitch/presets';
import { createPermissionApi, memoryStore } from 'hookswitch/server';
import { httpSource, staticSource } from 'hookswitch/sources';
import { createRoot } from 'react-dom/client';
import { ada, as, authenticate, harbour } from './organisation.js';

const rights = [
  'callerId.choose',
  'recordings.play',
  'recordings.seek',
  'recordings.delete',
  'calls.listen',
  'recording.allow',
  'recording.control',
  'waitingList.view',
  'waitingList.pickUp',
];
const catalog = defineCatalog({
  id: 'peers',
  dimensions: {},
  resources: {},
  permissions: Object.fromEntries(rights.map((id) => [id, { kind: 'right', label: id }])),
  roles: { admin: { label: 'Admin', unrestricted: true } },
});
const grants = resolveGrants(catalog, ada);

const store = memoryStore({ tenants: [harbour] });
const api = createPermissionApi({ store, catalog: adminNonAdmin, authenticate });
const options = {
  url: 'https://phone.example',
  headers: as('ada'),
  fetch: (/** @type {RequestInfo | URL} */ input, /** @type {RequestInit | undefined} */ init) =>
    api(new Request(input, init)),
};
const source = httpSource({ ...options, user: 'ada', events: false });
const backend = createHttpBackend({ ...options, catalog: adminNonAdmin });

const numbers = [
  { id: '1', number: '+33142685300', label: 'Reception' },
  { id: '2', number: '+33142685301', label: 'Sales' },
];
const peaks = [Array.from({ length: 40 }, (_, i) => (i % 10) / 10)];
const getSource = async () => ({ url: '/recording.mp3', duration: 21, peaks });

function Dialer() {
  const callerId = useCallerIdPicker({ purpose: 'call', to: '01 42 68 53 09', numbers, country: 'FR' });
  return <CallerIdPicker callerId={callerId} />;
}

const nothing = async () => {};
const box = document.createElement('div');
document.body.append(box);
createRoot(box).render(
  <PermissionProvider catalog={catalog} source={staticSource(grants)}>
    <Dialer />
    <MaskedNumber number="+33612345678" />
    <RecordButton callId="1" isRecording={false} onStart={nothing} onStop={nothing} />
    <LiveCallControls call={{ id: '1' }} name="Nina" onListen={nothing} onStop={nothing} />
    <WaitingList calls={[{ id: '1', number: '+33612345678', since: Date.now() }]} onPickUp={nothing} />
    <AfterCallForm endedAt={Date.now()} tags={[]} onClose={nothing} />
    <RecordingPlayer
      recording={{ id: '7', title: 'Call with Nina', duration: 21 }}
      getSource={getSource}
      onDelete={nothing}
    />
    <PermissionProvider catalog={adminNonAdmin} source={source}>
      <MatrixEditor label="Permissions" backend={backend} columns="members" />
    </PermissionProvider>
  </PermissionProvider>,
);

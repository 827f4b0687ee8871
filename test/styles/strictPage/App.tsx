import { type ReactNode, useState } from 'react';
import { AfterCallForm } from '../../../src/components/AfterCallForm/index.js';
import { LiveCallControls } from '../../../src/components/LiveCallControls/index.js';
import { MaskedNumber } from '../../../src/components/MaskedNumber/index.js';
import { MatrixEditor } from '../../../src/components/MatrixEditor/index.js';
import { RecordButton } from '../../../src/components/RecordButton/index.js';
import { type GetSource, RecordingPlayer } from '../../../src/components/RecordingPlayer/index.js';
import { WaitingList } from '../../../src/components/WaitingList/index.js';
import { Can, PermissionProvider } from '../../../src/index.js';
import type { Catalog } from '../../../src/model/catalog.js';
import { pushSource, staticSource } from '../../../src/sources/index.js';
import {
  defaultNumber,
  jasminesCall,
  noon,
  someNumbers,
  someTags,
  waitingCalls,
} from '../../../stories/components/phone/fixtures.js';
import { type Given, phoneCatalog, phoneGrants } from '../../../stories/components/phone/phoneCatalog.js';
import {
  grantsOf as recordingGrants,
  recordingsCatalog,
  salesCall,
  usualRights,
} from '../../../stories/components/recording/recordingsCatalog.js';
import { Dialer } from '../../components/CallerIdPicker/support/Dialer.js';
import { grantsOf, person, phones } from '../../matrix/support/phones.js';
import { realApi } from '../../matrix/support/realApi.js';

const rights: readonly Given[] = [
  'callerId.choose',
  'waitingList.view',
  'waitingList.pickUp',
  'calls.listen',
  'calls.tag',
  'recording.allow',
  'recording.start',
];
const grants = phoneGrants(rights);
const phone: Catalog = phoneCatalog;

const getSource: GetSource = async () => ({
  url: '/recording.mp3',
  duration: 21,
  peaks: [0, 1].map((lane) => Array.from({ length: 200 }, (_, i) => Math.abs(Math.sin(i / (7 + lane))))),
  channels: [
    { id: 'agent', label: 'Agent' },
    { id: 'customer', label: 'Customer' },
  ],
  redactions: [{ start: 5, end: 8 }],
});

const boss = person('boss', 'admin');
const api = realApi(phones, [boss, person('chief', 'owner'), person('ann', 'agent', { extensions: ['11'] })]);
const backend = api.backendOf(boss, undefined, 60_000);

// The same moment on the server and in the browser.
const stopped = { now: () => noon, after: () => () => {} };

/** Everything that the kit draws, on one page. */
export function App(): ReactNode {
  const [source] = useState(() => pushSource('strict'));
  return (
    <>
      <PermissionProvider catalog={phone} source={source} initialGrants={grants}>
        <button type="button" id="lose" onClick={() => source.push(phoneGrants(rights.slice(1), { revision: 2 }))}>
          Lose the choice
        </button>
        <div id="row">
          <Can permission="recording.stop" mode="disable">
            <button type="button">Stop</button>
          </Can>
        </div>
        <Can permission="calls.barge" on={jasminesCall} mode="explain" />
        <Can permission="calls.barge" on={jasminesCall} mode="request" />
        <Dialer numbers={someNumbers} defaultId={defaultNumber} />
        <LiveCallControls call={jasminesCall} name="Jasmine" onListen={async () => {}} onStop={async () => {}} />
        <RecordButton callId="call-1" isRecording={false} onStart={() => {}} onStop={() => {}} />
        <WaitingList calls={waitingCalls} onPickUp={() => {}} clock={stopped} />
        <AfterCallForm endedAt={0} tags={someTags} onClose={() => {}} clock={stopped} />
        <MaskedNumber number="+33612345678" />
      </PermissionProvider>
      <PermissionProvider
        catalog={recordingsCatalog}
        source={staticSource(recordingGrants(usualRights))}
        initialGrants={recordingGrants(usualRights)}
      >
        <RecordingPlayer
          recording={{ id: '7', title: 'Billing question', duration: 21 }}
          on={salesCall}
          getSource={getSource}
          onDelete={async () => {}}
        />
      </PermissionProvider>
      <PermissionProvider catalog={phones} source={staticSource(grantsOf(boss))} initialGrants={grantsOf(boss)}>
        <MatrixEditor label="Permissions" backend={backend} />
        <MatrixEditor label="Roles" backend={backend} columns="roles" virtualize="off" />
        <MatrixEditor label="List" backend={backend} layout="list" />
      </PermissionProvider>
    </>
  );
}

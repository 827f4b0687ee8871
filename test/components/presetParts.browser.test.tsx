import { screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, test } from 'vitest';
import {
  AfterCallForm,
  LiveCallControls,
  MaskedNumber,
  RecordButton,
  RecordingPlayer,
  WaitingList,
} from '../../src/components/index.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import type { Catalog } from '../../src/model/catalog.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import type { Member, Override } from '../../src/model/member.js';
import { adminNonAdmin, omnivoice, onoff, orgSettings, ringover } from '../../src/presets/index.js';
import { noon, someTags } from '../../stories/components/phone/fixtures.js';
import { ada, lines, onLines } from '../../stories/components/phone/people.js';
import { Dialer } from './CallerIdPicker/support/Dialer.js';
import { mountPhone } from './phone/mountPhone.js';

/** A record that holds the fields of every preset: Bob's, through an IVR. */
const bobs = {
  id: '7',
  userId: 'bob',
  ownerId: 'bob',
  extension: '200',
  queue: 'sales',
  number: '+33142685301',
  groups: ['sales'],
  group: 'sales',
  ivr: 'sales',
  line: 'ivr',
  consents: ['supervision.beListenedTo'],
};
const adas = { ...bobs, userId: 'ada', ownerId: 'ada', extension: '100' };

const set = (permission: string, more: Partial<Override> = {}) => ({ permission, ...more });

function mount(catalog: Catalog, member: Member, content: ReactNode) {
  mountPhone(content, resolveGrants(catalog, member, { issuedAt: Date.now() }), { catalog });
}

const getSource = () => Promise.resolve({ url: '/recording.mp3', duration: 21 });
const onDelete = () => Promise.resolve();
const player = (on: object = bobs) => (
  <RecordingPlayer recording={{ id: '7', duration: 21 }} {...{ on, getSource, onDelete }} fallback="no recording" />
);
const ready = () =>
  waitFor(() => expect(screen.getByRole('button', { name: 'Play' })).toBeEnabled(), { timeout: 20_000 });
const live = (
  <LiveCallControls call={bobs} onListen={() => {}} onWhisper={() => {}} onBarge={() => {}} onStop={() => {}} />
);
const after = (
  <AfterCallForm endedAt={0} tags={someTags} onClose={() => {}} clock={{ now: () => 0, after: () => () => {} }} />
);
const dialer = <Dialer numbers={lines} variant="select" to="0142685399" country="FR" />;
const texter = <Dialer purpose="message" numbers={lines} variant="select" />;

const button = (name: string) => screen.queryByRole('button', { name });
const buttons = () => screen.queryAllByRole('button').map((each) => each.textContent);
const offered = () =>
  [...screen.getByRole<HTMLSelectElement>('combobox').options].map(({ text }) => text.split(',')[0]);

describe('the parts of onoff, with no word on which permission is which', () => {
  test('let an Admin listen, download and delete', async () => {
    mount(onoff, ada('admin', {}), player());
    await ready();
    await waitFor(() => expect(button('Download')).toBeVisible());
    await waitFor(() => expect(button('Delete')).toBeVisible());
  });

  test('show a User no recording', () => {
    mount(onoff, ada('user', {}), player(adas));
    expect(screen.getByText('no recording')).toBeVisible();
  });

  test('offer an Admin to listen to a live call and to whisper, and no more', () => {
    mount(onoff, ada('admin', {}), live);
    expect(buttons()).toEqual(['Listen', 'Whisper']);
  });

  test('offer a User no live call, and the tags of a call', () => {
    mount(
      onoff,
      ada('user', {}),
      <>
        {live}
        {after}
      </>,
    );
    expect(button('Listen')).toBeNull();
    expect(screen.getByRole('checkbox', { name: 'Complaint' })).toBeVisible();
  });
});

describe('the parts of orgSettings, with no word on which permission is which', () => {
  const telephony = ada('user', { overrides: [set('telephony.manage')] });

  test('give the Telephony tab the recordings, to hear, download and delete', async () => {
    mount(orgSettings, telephony, player());
    await ready();
    await waitFor(() => expect(button('Download')).toBeVisible());
    await waitFor(() => expect(button('Delete')).toBeVisible());
  });

  test('show others no recording', () => {
    mount(orgSettings, ada('user', {}), player());
    expect(screen.getByText('no recording')).toBeVisible();
  });
});

describe('the parts of adminNonAdmin, with no word on which permission is which', () => {
  test('play recordings to those with Full Call Report Access, and offer no download', async () => {
    mount(adminNonAdmin, ada('nonAdmin', { overrides: [set('reports.full')] }), player());
    await ready();
    expect(button('Download')).toBeNull();
  });

  test('play none to others', () => {
    mount(adminNonAdmin, ada('nonAdmin', {}), player(adas));
    expect(screen.getByText('no recording')).toBeVisible();
  });

  const withSms = { licenses: ['sms'], overrides: [onLines('numbers.manage', 'sales', 'partner'), set('sms.use')] };

  test('let somebody with SMS write from the numbers that it has access to', () => {
    mount(adminNonAdmin, ada('nonAdmin', withSms), texter);
    expect(offered()).toEqual(['Sales', 'Partner']);
    expect(button('Dial')).toBeEnabled();
  });

  test('let nobody write without SMS, who can call all the same', () => {
    const withoutSms = ada('nonAdmin', { overrides: [onLines('numbers.manage', 'sales', 'partner')] });
    mount(adminNonAdmin, withoutSms, texter);
    expect(button('Dial')).toBeDisabled();
    mount(adminNonAdmin, withoutSms, dialer);
    expect(screen.getAllByRole('button', { name: 'Dial' })[1]).toBeEnabled();
  });
});

describe('the parts of ringover, with no word on which permission is which', () => {
  const page = [
    <WaitingList key="waiting" calls={[{ ...bobs, since: noon }]} onPickUp={() => {}} fallback="no list" />,
    <RecordButton key="record" callId="7" isRecording={false} onStart={() => {}} onStop={() => {}} />,
    <MaskedNumber key="number" number="+33612345678" />,
  ];

  test('show what an administrator has switched on', () => {
    const overrides = ['waitingList.view', 'waitingList.pickUp', 'recording.allow', 'recording.control'];
    mount(ringover, ada('none', { overrides: overrides.map((id) => set(id)) }), page);
    expect(screen.getByRole('button', { name: /Pick up|Answer/ })).toBeVisible();
    expect(button('Record')).not.toHaveAttribute('aria-disabled');
    expect(screen.getByText('+33 6 12 34 56 78')).toBeVisible();
  });

  test('show nothing that is switched off, and hide numbers where that is a duty', () => {
    mount(ringover, ada('none', { overrides: [set('numbers.anonymise', { value: true })] }), page);
    expect(screen.getByText('no list')).toBeVisible();
    expect(button('Record')).toHaveAttribute('aria-disabled', 'true');
    expect(screen.queryByText('+33 6 12 34 56 78')).toBeNull();
  });

  test('ask for tag and note after the call where these are duties, within the allotted time', () => {
    const overrides = [
      set('calls.tag'),
      set('tags.required', { value: true }),
      set('notes.required', { value: true }),
      set('afterCall.duration', { value: 90 }),
    ];
    mount(ringover, ada('none', { overrides }), after);
    expect(button('Save and close')).toHaveAccessibleDescription('Before you close: Choose a tag. Write a note.');
    expect(screen.getByText('1:30 left')).toBeVisible();
  });

  test('offer a Supervisor to listen and to whisper, and others nothing', () => {
    mount(ringover, ada('supervisor', {}), live);
    expect(buttons()).toEqual(['Listen', 'Whisper']);
    mount(ringover, ada('none', {}), live);
    expect(buttons()).toEqual(['Listen', 'Whisper']);
  });
});

describe('the parts of omnivoice, with no word on which permission is which', () => {
  const company = { plan: 'company', memberships: { group: ['sales'] } };
  const inGroup = { ...company, overrides: [set('access.level', { value: 'callingGroup' })] };

  test('play a VM to those whose access level reaches it', async () => {
    mount(omnivoice, ada('agent', inGroup), player());
    await ready();
  });

  test('play none to those whose level was taken', () => {
    mount(omnivoice, ada('agent', { ...company, overrides: [set('access.level', { value: 'none' })] }), player());
    expect(screen.getByText('no recording')).toBeVisible();
  });

  test('let one call and write from the numbers that one was given for each', () => {
    const overrides = [
      onLines('numbers.callFrom', 'sales', 'support'),
      onLines('numbers.messageFrom', 'partner', 'direct'),
    ];
    mount(omnivoice, ada('agent', { ...company, overrides }), dialer);
    expect(offered()).toEqual(['Sales', 'Support']);
  });

  test('let one write from those for messages', () => {
    const overrides = [onLines('numbers.messageFrom', 'partner', 'direct')];
    mount(omnivoice, ada('agent', { ...company, overrides }), texter);
    expect(offered()).toEqual(['Direct line', 'Partner']);
    mount(omnivoice, ada('agent', { ...company, overrides }), dialer);
    expect(screen.getAllByRole('button', { name: 'Dial' })[1]).toBeDisabled();
  });
});

describe('a control whose right is missing, in a component without a mode,', () => {
  const on = { ...bobs, ivr: 'sales' };
  const freezing = (id: string): Catalog => {
    const permissions = {
      ...ringover.permissions,
      [id]: { ...ringover.permissions[id as 'calls.whisper'], whenDenied: 'freeze' },
    };
    return checkCatalog({ ...ringover, permissions });
  };

  test('stays in its place where the catalog freezes it: a step of a live call', () => {
    mount(freezing('calls.whisper'), ada('none', {}), live);
    expect(buttons()).toEqual(['Whisper']);
    expect(button('Whisper')).toHaveAttribute('aria-disabled', 'true');
  });

  test('stays in its place where the catalog freezes it: the button of a waiting call', () => {
    const list = <WaitingList calls={[{ ...bobs, since: noon }]} onPickUp={() => {}} />;
    mount(freezing('waitingList.pickUp'), ada('none', { overrides: [set('waitingList.view')] }), list);
    expect(screen.getByRole('button', { name: /Answer|Pick up/ })).toHaveAttribute('aria-disabled', 'true');
  });

  test('stays in its place where the catalog freezes it: the download of a recording', async () => {
    const overrides = [set('recordings.access', { value: 'all' })];
    mount(freezing('recordings.download'), ada('none', { overrides }), player(on));
    await ready();
    await waitFor(() => expect(button('Download')).toHaveAttribute('aria-disabled', 'true'));
  });

  test('is left out where the application says so, whatever the catalog says', () => {
    mount(
      freezing('calls.whisper'),
      ada('none', {}),
      <LiveCallControls call={bobs} mode="hide" onWhisper={() => {}} onStop={() => {}} />,
    );
    expect(buttons()).toEqual([]);
  });
});

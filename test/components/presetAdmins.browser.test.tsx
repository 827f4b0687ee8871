import { screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { RecordButton, RecordingPlayer } from '../../src/components/index.js';
import { resolveGrants } from '../../src/evaluator/resolve/resolveGrants.js';
import type { Catalog } from '../../src/model/catalog.js';
import { defineCatalog } from '../../src/model/defineCatalog.js';
import { adminNonAdmin, omnivoice, onoff, orgSettings, ringover } from '../../src/presets/index.js';
import { ada, lines } from '../../stories/components/phone/people.js';
import { Dialer } from './CallerIdPicker/support/Dialer.js';
import { mountPhone } from './phone/mountPhone.js';

const admins: readonly (readonly [name: string, catalog: Catalog, role: string, plan: string | undefined])[] = [
  ['onoff', onoff, 'admin', undefined],
  ['orgSettings', orgSettings, 'administrator', undefined],
  ['adminNonAdmin', adminNonAdmin, 'admin', undefined],
  ['omnivoice', omnivoice, 'administrator', 'company'],
  ['ringover', ringover, 'admin', undefined],
];

const french = { country: 'FR', planCountries: ['FR'], numbers: lines, defaultId: 'direct' };
const dial = () => screen.getByRole('button', { name: 'Dial' });

describe.each(admins)('an administrator of %s', (_name, catalog, role, plan) => {
  const grants = resolveGrants(catalog, ada(role, plan === undefined ? {} : { plan }));

  test.each(['0800 123 456', '3639', '+44 20 7946 0123', '0890 12 34 56', '01 42 68 53 99', '204', '*67 0142685399'])(
    'can call %s',
    (to) => {
      mountPhone(<Dialer {...french} to={to} />, grants, { catalog });
      expect(screen.getByTestId('refusal').dataset['code']).toBeUndefined();
      expect(dial()).toBeEnabled();
    },
  );

  test('cannot call what is no number', () => {
    mountPhone(<Dialer {...french} to="hello" />, grants, { catalog });
    expect(dial()).toBeDisabled();
  });
});

describe.each([
  ['onoff', onoff, 'user'],
  ['orgSettings', orgSettings, 'user'],
] as const)('%s, which says nothing about caller IDs,', (_name, catalog: Catalog, role) => {
  const grants = resolveGrants(catalog, ada(role, {}));
  const picker = () => screen.getByRole('group', { name: 'Call with' });

  test('leaves the default number in use, and no other can be chosen', () => {
    mountPhone(<Dialer {...french} to="0142685399" />, grants, { catalog });
    expect(picker()).toHaveAttribute('data-mode', 'frozen');
    expect(picker()).toHaveTextContent('Direct line');
    expect(dial()).toBeEnabled();
  });

  test('gives nobody a number where there is no default', () => {
    mountPhone(<Dialer {...french} defaultId={undefined} to="0142685399" />, grants, { catalog });
    expect(picker()).toHaveAttribute('data-mode', 'none');
    expect(dial()).toBeDisabled();
  });

  test('gives nobody a number where the application has named a right that it lacks', () => {
    mountPhone(<Dialer {...french} permissions={{ choose: 'no.such' }} to="0142685399" />, grants, { catalog });
    expect(dial()).toBeDisabled();
  });

  test('gives nobody a number before the grants are there', () => {
    mountPhone(<Dialer {...french} to="0142685399" />, undefined, { catalog });
    expect(dial()).toBeDisabled();
  });
});

describe('where the catalog has the right', () => {
  test.each([
    ['0890 12 34 56', 'special'],
    ['+44 20 7946 0123', 'out-of-plan'],
  ])('%s is refused to those without it: %s', (to, code) => {
    mountPhone(<Dialer {...french} to={to} />, resolveGrants(ringover, ada('none', {})), { catalog: ringover });
    expect(screen.getByTestId('refusal').dataset['code']).toBe(code);
    expect(dial()).toBeDisabled();
  });

  test('a number after a code that hides the caller ID needs the right to be anonymous', () => {
    const { give } = mountPhone(<Dialer {...french} to="*67 01 42 68 53 99" />, ['callerId.choose']);
    expect(screen.getByTestId('refusal').dataset['code']).toBe('hidden');
    expect(dial()).toBeDisabled();
    give(['callerId.choose', 'callerId.anonymous']);
    expect(dial()).toBeEnabled();
  });
});

test('an emergency is never refused, with or without a number of one’s own or any grants', () => {
  for (const to of ['112', '+112', '911', '+911', '15', '*67 112']) {
    const { unmount, give } = mountPhone(<Dialer {...french} numbers={[]} to={to} />);
    expect(dial()).toBeEnabled();
    give([]);
    expect(dial()).toBeEnabled();
    unmount();
  }
});

describe('recording', () => {
  const button = (name: string) => screen.getByRole('button', { name });
  const record = (more = {}) => (
    <RecordButton callId="7" isRecording={false} onStart={() => {}} onStop={() => {}} {...more} />
  );

  test('can be started by hand where the catalog only says that it is allowed', () => {
    const only: Catalog = defineCatalog({
      id: 'only',
      dimensions: {},
      resources: {},
      permissions: { 'recording.allow': { kind: 'right', label: 'Recording' } },
      roles: { none: { label: 'None' } },
    });
    const grants = resolveGrants(only, ada('none', { overrides: [{ permission: 'recording.allow', scope: 'all' }] }));
    mountPhone(record(), grants, { catalog: only });
    expect(button('Record')).not.toHaveAttribute('aria-disabled');
  });

  test('cannot be started where the catalog has no right to record at all', () => {
    mountPhone(record(), resolveGrants(omnivoice, ada('administrator', { plan: 'company' })), { catalog: omnivoice });
    expect(button('Record')).toHaveAttribute('aria-disabled', 'true');
  });
});

test.each(admins.filter(([name]) => /onoff|adminNonAdmin|ringover/.test(name)))(
  'an administrator of %s who may listen can go to another moment and change the speed',
  async (_name, catalog, role) => {
    const getSource = () => Promise.resolve({ url: '/recording.mp3', duration: 21 });
    const on = { id: '7', userId: 'ada', extension: '100' };
    mountPhone(
      <RecordingPlayer recording={{ id: '7', duration: 21 }} on={on} getSource={getSource} />,
      resolveGrants(catalog, ada(role, {})),
      { catalog },
    );
    expect(await screen.findByRole('slider')).not.toHaveAttribute('aria-disabled');
    expect(screen.getByRole('combobox', { name: 'Speed' })).toBeVisible();
  },
);

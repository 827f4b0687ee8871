import { render, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { Catalog } from '../../../src/model/catalog.js';
import type { Member, Override } from '../../../src/model/member.js';
import { PermissionProvider } from '../../../src/index.js';
import { onoff, ringover } from '../../../src/presets/index.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import { staticSource } from '../../../src/sources/index.js';
import { RecordingPlayer, type RecordingPlayerProps } from '../../../src/components/RecordingPlayer/index.js';
import { ready, recording } from './support/mountPlayer.js';

const ada: Member = {
  id: 'ada',
  tenant: 'harbour',
  roles: [],
  packages: [],
  overrides: [],
  extensions: [],
  memberships: {},
  licenses: [],
};
const hers = { userId: 'ada' };
const fromStandard = { userId: 'bob', ivr: 'main' };
const direct = { userId: 'bob', line: 'direct' };

const set = (permission: string, more: Partial<Override>): Override => ({ permission, effect: 'allow', ...more });

function mount(catalog: Catalog, member: Partial<Member>, props: Partial<RecordingPlayerProps>) {
  const grants = resolveGrants(catalog, { ...ada, ...member }, { issuedAt: Date.now() });
  const getSource = () => Promise.resolve({ url: '/recording.mp3', duration: 21 });
  render(
    <PermissionProvider catalog={catalog} source={staticSource(grants)} initialGrants={grants}>
      <RecordingPlayer recording={recording} getSource={getSource} fallback="nothing here" {...props} />
    </PermissionProvider>,
  );
}

describe('“Play recordings” of the ringover preset, with no word on which permission is which', () => {
  test.each([
    ['none', hers, false],
    ['own', hers, true],
    ['own', fromStandard, false],
    ['all', hers, true],
    ['all', fromStandard, true],
    ['all', direct, false],
  ])('set to %s, on %j: %s', async (value, on, isPlayed) => {
    mount(ringover, { roles: ['none'], overrides: [set('recordings.access', { value })] }, { on });
    if (isPlayed) await ready();
    expect(screen.queryByText('nothing here') === null).toBe(isPlayed);
  });

  test.each([true, false])('“Show download button” shows or hides it: %s', async (isOn) => {
    const overrides = [
      set('recordings.access', { value: 'own' }),
      ...(isOn ? [set('recordings.download', { scope: 'all' })] : []),
    ];
    mount(ringover, { roles: ['none'], overrides }, { on: hers });
    await ready();
    expect(screen.queryByRole('button', { name: 'Download' }) !== null).toBe(isOn);
  });
});

describe('the rows on recordings of the onoff preset', () => {
  const onDelete = () => Promise.resolve();

  test.each(['owner', 'admin'])('let an %s listen, download and delete', async (role) => {
    mount(onoff, { roles: [role] }, { on: direct, onDelete });
    await ready();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Download' })).toBeVisible());
    await waitFor(() => expect(screen.getByRole('button', { name: 'Delete' })).toBeVisible());
  });

  test('show a user nothing, and not one’s own recordings either', () => {
    mount(onoff, { roles: ['user'] }, { on: hers, onDelete });
    expect(screen.getByText('nothing here')).toBeVisible();
  });
});

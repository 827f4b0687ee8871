import { QueryClient } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { LiveCallControls } from '../../src/components/LiveCallControls/LiveCallControls.js';
import { RecordingPlayer } from '../../src/components/RecordingPlayer/RecordingPlayer.js';
import { WaitingList } from '../../src/components/WaitingList/WaitingList.js';
import type { Catalog } from '../../src/model/catalog.js';
import { Can } from '../../src/react/gates/Can.js';
import { PermissionProvider } from '../../src/react/PermissionProvider.js';
import { staticSource } from '../../src/sources/staticSource.js';
import { grantsOf } from '../matrix/support/phones.js';

const choice = { kind: 'choice', label: 'Play', default: 'none' };

/** What a program without types, or a service, may hand over in place of a catalog that `defineCatalog` has checked. */
const unchecked: Readonly<Record<string, unknown>> = {
  'nothing in it': {},
  'no table of permissions': { id: 'x', permissions: null },
  'a permission that is nothing': { id: 'x', permissions: { 'calls.view': null } },
  'a choice without options': { id: 'x', permissions: { 'calls.view': choice } },
  'an option that is nothing': { id: 'x', permissions: { 'calls.view': { ...choice, options: [null] } } },
  'parts that are no table': { id: 'x', permissions: {}, parts: 5 },
};

test.each(Object.keys(unchecked))('a catalog with %s shows nothing that is gated, and throws nothing', async (name) => {
  const catalog = unchecked[name] as Catalog;
  render(
    <PermissionProvider
      catalog={catalog}
      source={staticSource(
        grantsOf({
          id: 'ann',
          tenant: 'acme',
          roles: [],
          packages: [],
          overrides: [],
          extensions: [],
          memberships: {},
          licenses: [],
        }),
      )}
      client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
      subject={{ tenant: 'acme', id: 'ann' }}
    >
      <Can permission="calls.view" on={{ id: 1 }}>
        secret
      </Can>
      <RecordingPlayer
        recording={{ id: '1', duration: 1 }}
        on={{ id: 1 }}
        getSource={() => Promise.reject(new Error('nobody asked'))}
        fallback="no recording"
      />
      <WaitingList calls={[]} fallback="no list" />
      <LiveCallControls call={{ id: '1' }} />
      <p>the page</p>
    </PermissionProvider>,
  );
  expect(await screen.findByText('the page')).toBeVisible();
  expect(screen.queryByText('secret')).toBeNull();
});

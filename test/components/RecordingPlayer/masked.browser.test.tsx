import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { defineCatalog } from '../../../src/core.js';
import type { Catalog } from '../../../src/model/catalog.js';
import { grantsOf, recordingsCatalog, usualRights } from '../../../stories/components/recording/recordingsCatalog.js';
import type { Desk } from '../../../stories/components/recording/createDesk.js';
import type { SourceRequest } from '../../../src/components/RecordingPlayer/index.js';
import { mountPlayer, ready } from './support/mountPlayer.js';
import { withNetwork } from './support/network.js';

withNetwork();

/** The recordings of a phone system that can hide the numbers of callers. */
const catalog: Catalog = defineCatalog({
  ...recordingsCatalog,
  permissions: {
    ...recordingsCatalog.permissions,
    'numbers.anonymise': { kind: 'duty', label: 'Anonymise phone numbers' },
  },
});
const open = grantsOf(usualRights, { revision: 2 });
const hidden = {
  ...open,
  grants: [
    ...open.grants,
    { permission: 'numbers.anonymise', effect: 'allow', value: true, from: 'role:supervisor' } as const,
  ],
};
const number = '+33 6 12 34 56 78';
const recording = { id: '7', title: `Call with ${number}`, duration: 21 };

/** What the desk sends, with the number in every text of it. */
const props = ({ getSource }: Desk) => ({
  recording,
  onDelete: () => Promise.resolve(),
  onAnnotate: () => {},
  annotations: [{ id: 'a', at: 3, text: `Call ${number} back`, author: number }],
  getSource: async (request: SourceRequest) => ({
    ...(await getSource(request)),
    channels: [
      { id: 'agent', label: 'Agent' },
      { id: 'customer', label: number },
    ],
    transcript: [{ start: 1, end: 20, party: 'customer', text: `My number is ${number}.` }],
  }),
});

function everything(): string {
  const parts = [...document.querySelectorAll('*')].flatMap((element) =>
    [...element.attributes].map(({ value }) => value),
  );
  return [document.body.textContent, ...parts].join('\n').replace(/[\s().-]/g, '');
}

test('a number that must not be shown is in no name, no word and no attribute of the player', async () => {
  mountPlayer({ props, provider: { catalog, initialGrants: hidden } });
  const slider = await ready();
  await waitFor(() => expect(screen.getByText(/My number is/)).toBeVisible());
  slider.focus();
  await userEvent.keyboard('2');
  await userEvent.click(page.getByRole('button', { name: 'Delete' }));
  await screen.findByRole('alertdialog', { name: /Call with .*78/ });
  expect(everything()).not.toContain('33612345');
});

test('a number that may be shown is', async () => {
  mountPlayer({ props, provider: { catalog, initialGrants: open } });
  await ready();
  await waitFor(() => expect(screen.getByText(`My number is ${number}.`)).toBeVisible());
  expect(screen.getByText(`Call with ${number}`)).toBeVisible();
});

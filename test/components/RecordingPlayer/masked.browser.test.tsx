import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { leaks } from '../../../stories/components/phone/leaks.js';
import { type Held, usualRights } from '../../../stories/components/recording/recordingsCatalog.js';
import { withNumber } from '../../../stories/components/recording/withNumber.js';
import { mountPlayer, ready } from './support/mountPlayer.js';
import { withNetwork } from './support/network.js';

withNetwork();

const number = '+33 6 12 34 56 78';
const mount = (...more: readonly Held[]) =>
  mountPlayer({
    rights: [...usualRights, ...more],
    props: ({ getSource }) => ({
      ...withNumber(number, getSource),
      onDelete: () => Promise.resolve(),
      onAnnotate: () => {},
    }),
  });

test('a number that must not be shown is in no name, no word and no attribute of the player', async () => {
  mount('numbers.anonymise');
  const slider = await ready();
  await waitFor(() => expect(screen.getByText(/My number is/)).toBeVisible());
  slider.focus();
  await userEvent.keyboard('2');
  expect(slider).toHaveAttribute('aria-valuetext', '4 seconds of 21 seconds, hidden number ending in 78');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Mute hidden number ending in 78' })).toBeVisible());
  await userEvent.click(page.getByRole('button', { name: 'Delete' }));
  await screen.findByRole('alertdialog', { name: /Call with .*78/ });
  expect(leaks(number)).toEqual([]);
});

test('a number that may be shown is', async () => {
  mount();
  await ready();
  await waitFor(() => expect(screen.getByText(`My number is ${number}.`)).toBeVisible());
  await waitFor(() => expect(screen.getByText(`Call with ${number}`)).toBeVisible());
  expect(leaks(number)).not.toEqual([]);
});

test('a number that is spoken across two segments, or stands for a party, is masked in the transcript', async () => {
  const segment = (start: number, party: string, text: string) => ({ start, end: start + 1, party, text });
  const transcript = [
    segment(0, 'customer', 'My number is 06 12'),
    segment(1, 'agent', 'Yes.'),
    segment(2, 'customer', '34 56 78, thank you.'),
    segment(3, '+33 6 12 34 56 78', 'At 10:30, then.'),
  ];
  mountPlayer({
    rights: [...usualRights, 'numbers.anonymise'],
    props: ({ getSource }) => ({
      getSource: async (request) => ({ ...(await getSource(request)), transcript }),
    }),
  });
  await ready();
  await waitFor(() => expect(screen.getByText('My number is •• ••')).toBeVisible());
  await waitFor(() => expect(screen.getByText('•• •• •8, thank you.')).toBeVisible());
  await waitFor(() => expect(screen.getByText('At 10:30, then.')).toBeVisible());
  expect(leaks(number)).toEqual([]);
});

test('a file is not named after a number that must not be shown, though the recording’s id is one', async () => {
  const names: string[] = [];
  const save = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download);
  });
  mountPlayer({ rights: [...usualRights, 'numbers.anonymise'], props: { recording: { id: number, duration: 21 } } });
  await ready();
  await userEvent.click(page.getByRole('button', { name: 'Download' }));
  await waitFor(() => expect(names).toHaveLength(1));
  save.mockRestore();
  expect(names[0]).toMatch(/78$/);
  expect(names[0]?.replace(/\D/g, '')).toBe('78');
});

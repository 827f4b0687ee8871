import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
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
  expect(await screen.findByText(/My number is/)).toBeVisible();
  slider.focus();
  await userEvent.keyboard('2');
  expect(slider).toHaveAttribute('aria-valuetext', '4 seconds of 21 seconds, hidden number ending in 78');
  expect(screen.getByRole('button', { name: 'Mute hidden number ending in 78' })).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Delete' }));
  await screen.findByRole('alertdialog', { name: /Call with .*78/ });
  expect(leaks(number)).toEqual([]);
});

test('a number that may be shown is', async () => {
  mount();
  await ready();
  expect(await screen.findByText(`My number is ${number}.`)).toBeVisible();
  expect(screen.getByText(`Call with ${number}`)).toBeVisible();
  expect(leaks(number)).not.toEqual([]);
});

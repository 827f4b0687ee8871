import { waitFor } from '@testing-library/react';
import { expect } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { mountPlayer, type MountedPlayer, type MountOptions, ready } from './mountPlayer.js';

/** Puts up a player and presses play; comes back when it can be heard. */
export async function playing(options: MountOptions = {}): Promise<MountedPlayer> {
  const player = mountPlayer(options);
  await ready();
  await userEvent.click(page.getByRole('button', { name: 'Play', exact: true }));
  await heard(player);
  return player;
}

/** Waits until playing goes on from where it is. */
export async function heard({ audio }: MountedPlayer): Promise<void> {
  const from = audio().currentTime;
  await waitFor(() => expect(audio().currentTime).toBeGreaterThan(from + 0.2));
}

import { waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { mountPlayer, ready } from './support/mountPlayer.js';
import { withNetwork } from './support/network.js';
import { heard } from './support/playing.js';

withNetwork();

test('where the drawing library cannot be loaded, the slider works alone and nothing fails', async () => {
  const failures: unknown[] = [];
  const keep = ({ type }: Event) => failures.push(type);
  window.addEventListener('error', keep);
  window.addEventListener('unhandledrejection', keep);
  let asked = 0;
  const player = mountPlayer({
    handlers: () => [
      http.get('*wavesurfer*', () => {
        asked += 1;
        return HttpResponse.error();
      }),
    ],
  });
  const slider = await ready();
  await waitFor(() => expect(asked).toBe(1));

  slider.focus();
  await userEvent.keyboard('4');
  await waitFor(() => expect(player.audio().currentTime).toBeCloseTo(8.4, 1));
  expect(slider).toHaveAttribute('aria-valuetext', '8 seconds of 21 seconds, Agent');
  await userEvent.click(page.getByRole('button', { name: 'Play', exact: true }));
  await heard(player);
  expect(player.root().querySelector('.hs-recording-waveform canvas')).toBeNull();
  expect(player.root().querySelector('.hs-recording-waveform > div')).toBeNull();
  await expect(import('wavesurfer.js')).rejects.toThrow('Failed to fetch dynamically imported module');
  expect(failures).toEqual([]);
});

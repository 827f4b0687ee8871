import { act, screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { largestWhole } from '../../../src/player/fetchWhole.js';
import { recordingFacts, recordingFiles } from '../../../src/msw/demo/recordingFiles.js';
import { usualRights } from '../../../stories/components/recording/recordingsCatalog.js';
import { mountPlayer, type MountOptions, ready } from './support/mountPlayer.js';
import { type Network, withNetwork } from './support/network.js';
import { heard } from './support/playing.js';

withNetwork();

const press = (name: string) => userEvent.click(page.getByRole('button', { name, exact: true }));
const slider = () => screen.getByRole<HTMLInputElement>('slider');

type Answer = (bytes: ArrayBuffer, count: number) => Response | Promise<Response>;

/** A player in front of a server that sends the whole file whatever is asked for, and what it was asked. */
function mount(answer: Answer, more: MountOptions = {}) {
  let count = 0;
  const handlers = ({ baseUrl }: Network) => [
    http.get(`${baseUrl}/plain.mp3`, async () => {
      const bytes = await (await fetch(recordingFiles.redacted.audio)).arrayBuffer();
      return answer(bytes, (count += 1));
    }),
  ];
  const player = mountPlayer({ handlers, ...more });
  const getSource = () => Promise.resolve({ ...recordingFacts, url: `${player.network.baseUrl}/plain.mp3` });
  player.rerender({ getSource, recording: { id: 'plain', title: 'Plain', duration: 21 } });
  return { ...player, asked: () => count };
}

const whole: Answer = (bytes) =>
  new HttpResponse(bytes, { headers: { 'Content-Type': 'audio/mpeg', 'Content-Length': `${bytes.byteLength}` } });

describe('a server that does not send parts of a file', () => {
  test('is asked for the whole of it, and one gets to any moment', async () => {
    const player = mount(whole);
    await ready();
    await press('Play');
    await heard(player);
    slider().focus();
    await userEvent.keyboard('7');
    await waitFor(() => expect(player.audio().src).toMatch(/^blob:/));
    await waitFor(() => expect(player.audio().currentTime).toBeGreaterThan(14.7));
    await heard(player);
    const asked = player.asked();
    await userEvent.keyboard('2');
    await waitFor(() => expect(player.audio().currentTime).toBeLessThan(6));
    await heard(player);
    expect(player.audio().currentTime).toBeGreaterThan(4.1);
    expect(player.asked()).toBe(asked);
  });

  test('is not asked for it before somebody goes elsewhere', async () => {
    const player = mount(whole);
    await ready();
    expect(player.asked()).toBe(0);
    slider().focus();
    await userEvent.keyboard('5');
    await waitFor(() => expect(player.audio().src).toMatch(/^blob:/));
    expect(slider().valueAsNumber).toBeCloseTo(10.5, 1);
    await press('Play');
    await heard(player);
    expect(player.audio().currentTime).toBeGreaterThan(10.4);
  });

  test.each([
    [
      'is too large',
      (bytes: ArrayBuffer, count: number) =>
        count === 1
          ? whole(bytes, count)
          : new HttpResponse(bytes, {
              headers: { 'Content-Type': 'audio/mpeg', 'Content-Length': `${largestWhole + 1}` },
            }),
    ],
    [
      'sends it no second time',
      (bytes: ArrayBuffer, count: number) =>
        count === 1 ? whole(bytes, count) : new HttpResponse(null, { status: 410 }),
    ],
  ])('and %s: playing goes on where it was, nothing offers to go elsewhere, and that is said', async (_why, answer) => {
    const player = mount(answer);
    await ready();
    await press('Play');
    await heard(player);
    slider().focus();
    await userEvent.keyboard('7');
    await waitFor(() => expect(slider()).toHaveAttribute('aria-disabled', 'true'));
    const text = /can only be played from its beginning/;
    expect(slider()).toHaveAccessibleDescription(text);
    expect(player.root()).toHaveTextContent(text);
    await waitFor(() => expect(player.said()).toMatch(text));
    expect(screen.queryByRole('button', { name: 'Forward 10 seconds' })).toBeNull();
    await heard(player);
    expect(player.audio().currentTime).toBeLessThan(14);
    const at = player.audio().currentTime;
    await userEvent.keyboard('7');
    await heard(player);
    expect(player.audio().currentTime).toBeGreaterThan(at);
  });

  test('is no longer asked when the right to listen goes, and nothing of the file is left', async () => {
    let send = () => {};
    const answer: Answer = (bytes, count) =>
      count === 1 ? whole(bytes, count) : new Promise((resolve) => (send = () => resolve(whole(bytes, count))));
    const player = mount(answer);
    await ready();
    await press('Play');
    await heard(player);
    slider().focus();
    await userEvent.keyboard('7');
    await waitFor(() => expect(player.asked()).toBe(2));
    player.give(usualRights.filter((right) => right !== 'listen'));
    await act(async () => send());
    await waitFor(() => expect(player.root()).toHaveAttribute('data-view', 'denied'));
    expect(player.audio()).not.toHaveAttribute('src');
    expect(player.audio().paused).toBe(true);
  });
});

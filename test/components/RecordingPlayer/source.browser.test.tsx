import { act, screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type {
  GetSource,
  PlaybackFailure,
  SourceReason,
  SourceRequest,
} from '../../../src/components/RecordingPlayer/index.js';
import type { Desk } from '../../../stories/components/recording/createDesk.js';
import { mountPlayer, ready } from './support/mountPlayer.js';
import { type Network, withNetwork } from './support/network.js';
import { heard, playing } from './support/playing.js';

withNetwork();

const pressPlay = () => userEvent.click(page.getByRole('button', { name: 'Play', exact: true }));
const pressPause = () => userEvent.click(page.getByRole('button', { name: 'Pause', exact: true }));

/** The desk's own source with some facts changed, and the reasons that it was asked for. */
function counted(facts: (count: number) => object) {
  const reasons: SourceReason[] = [];
  const props = ({ getSource }: Desk) => ({
    getSource: async (request: SourceRequest) => {
      reasons.push(request.reason);
      const change = facts(reasons.length);
      return { ...(await getSource(request)), ...change };
    },
  });
  return { reasons, props };
}

describe('when the address has expired', () => {
  test('it is asked for once more, however many wait for it, and the position is kept', async () => {
    let expiresAt = Date.now() + 60_000;
    const { reasons, props } = counted(() => ({ expiresAt }));
    const save = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    const player = await playing({ props });
    await pressPause();
    const at = player.audio().currentTime;
    const asked = reasons.length;
    const old = player.audio().src;
    const now = vi.spyOn(Date, 'now').mockReturnValue(expiresAt);
    expiresAt += 60_000;

    // Both wait for the same new address.
    act(() => {
      screen.getByRole('button', { name: 'Download' }).click();
      screen.getByRole('button', { name: 'Play' }).click();
    });
    await waitFor(() => expect(player.audio().src).not.toBe(old));
    await waitFor(() => expect(player.audio().paused).toBe(false));
    now.mockRestore();
    await heard(player);
    expect(reasons.slice(asked)).toEqual(['download']);
    expect(save).toHaveBeenCalledTimes(1);
    expect(player.audio().currentTime).toBeGreaterThanOrEqual(at);
    save.mockRestore();
  });

  test('audio that the server refuses in the middle goes on from there with a new address', async () => {
    const { reasons, props } = counted((count) => (count <= 2 ? { url: '/no-such-recording.mp3' } : {}));
    const { audio } = mountPlayer({ props });
    const slider = await ready();
    slider.focus();
    await userEvent.keyboard('5');
    await pressPlay();
    await waitFor(() => expect(audio().currentTime).toBeGreaterThan(10.6));
    expect(reasons.at(-1)).toBe('expired');
  });

  test('a recording that is refused twice is an error with another try, and the error is told', async () => {
    const onFailure = vi.fn<(failure: PlaybackFailure) => void>();
    let change: object = { url: '/no-such-recording.mp3' };
    const { reasons, props } = counted(() => change);
    const { audio, said } = mountPlayer({ props: (desk) => ({ ...props(desk), onFailure }) });
    await ready();
    await pressPlay();
    expect(await screen.findByText('The recording could not be loaded.')).toBeVisible();
    expect(reasons.filter((reason) => reason === 'expired')).toHaveLength(1);
    expect(onFailure).toHaveBeenCalledTimes(1);
    expect(onFailure.mock.calls[0]?.[0]).toMatchObject({ at: 'audio' });
    expect(said()).toContain('The recording could not be loaded.');
    expect(audio()).not.toHaveAttribute('src');

    change = {};
    await userEvent.click(page.getByRole('button', { name: 'Try again' }));
    await ready();
    expect(reasons.at(-1)).toBe('retry');
    expect(screen.getByRole('button', { name: 'Play' })).toHaveFocus();
    await pressPlay();
    await waitFor(() => expect(audio().currentTime).toBeGreaterThan(0.1));
  });
});

describe('when the service fails', () => {
  test('it is an error with another try, and the try counts', async () => {
    const refuse = (network: Network) => [
      http.get(`${network.baseUrl}/recordings/:id/source`, () => new HttpResponse(null, { status: 503 })),
    ];
    const { network, desk, said } = mountPlayer({ handlers: refuse });
    const retry = await screen.findByRole('button', { name: 'Try again' });
    expect(said()).toMatch(/^The recording could not be loaded\. The connection/);
    network.use(...desk.handlers);
    retry.focus();
    await userEvent.keyboard('{Enter}');
    await ready();
    expect(screen.getByRole('button', { name: 'Play' })).toHaveFocus();
  });

  test.each([
    ['a link that runs script', { url: 'javascript:alert(1)' }],
    ['neither a url nor a blob', {}],
    ['a status that does not exist', { status: 'gone' }],
  ])('%s is an error and not used', async (_, answer) => {
    const onFailure = vi.fn<(failure: PlaybackFailure) => void>();
    const getSource = () => Promise.resolve(answer as Awaited<ReturnType<GetSource>>);
    const { audio } = mountPlayer({ props: { getSource, onFailure } });
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
    expect(audio()).not.toHaveAttribute('src');
    expect(String(onFailure.mock.calls[0]?.[0]?.error)).toMatch(/getSource answered/);
  });
});

describe('a download', () => {
  test('is saved under the name of the recording, from an address that works', async () => {
    const links: HTMLAnchorElement[] = [];
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      links.push(this);
    });
    const { said } = mountPlayer({ props: { recording: { id: '7', title: 'Call: 3/11 "Ada"', duration: 21 } } });
    await ready();
    await userEvent.click(page.getByRole('button', { name: 'Download' }));
    await waitFor(() => expect(said()).toBe('The download has started.'));
    expect(links[0]?.download).toBe('Call 3 11 Ada');
    expect(links[0]?.href).toMatch(/\/audio\/7-\d+\.mp3$/);
    click.mockRestore();
  });

  test('that fails says so and can be tried again', async () => {
    const { network, said, root } = mountPlayer({ props: { load: 'play' } });
    await ready();
    network.use(http.get(`${network.baseUrl}/recordings/:id/source`, () => new HttpResponse(null, { status: 500 })));
    await userEvent.click(page.getByRole('button', { name: 'Download' }));
    expect(await within(root()).findByText('The recording could not be downloaded. Try again.')).toBeVisible();
    expect(said()).toBe('The recording could not be downloaded. Try again.');
  });
});

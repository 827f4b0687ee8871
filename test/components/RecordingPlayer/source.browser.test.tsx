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
import { recordingFiles } from '../../../src/msw/demo/recordingFiles.js';
import type { Desk } from '../../../stories/components/recording/createDesk.js';
import { usualRights } from '../../../stories/components/recording/recordingsCatalog.js';
import { type MountedPlayer, mountPlayer, ready } from './support/mountPlayer.js';
import { type Network, settledRequests, withNetwork } from './support/network.js';
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
    // A browser seeks to whole microseconds, and so to a hair before the moment it was asked for.
    expect(player.audio().currentTime).toBeGreaterThan(at - 1e-5);
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

  test('audio whose rest is refused while it plays goes on without a gap, by one new address', async () => {
    const { reasons, props } = counted(() => ({}));
    const only: string[] = [];
    const firstPart = async ({ request, params }: { request: Request; params: { ticket?: unknown } }) => {
      only.push(String(params.ticket));
      if (params.ticket !== only[0]) return undefined;
      if (!request.headers.get('range')?.startsWith('bytes=0-')) return new HttpResponse(null, { status: 403 });
      const bytes = await (await fetch(recordingFiles.redacted.audio)).arrayBuffer();
      const headers = { 'Content-Type': 'audio/mpeg', 'Content-Range': `bytes 0-29999/${bytes.byteLength}` };
      return new HttpResponse(bytes.slice(0, 30_000), { status: 206, headers });
    };
    const player = await playing({
      props,
      handlers: ({ baseUrl }) => [http.get(`${baseUrl}/audio/:ticket`, firstPart)],
    });
    const times: number[] = [];
    player.audio().addEventListener('seeked', ({ target }) => times.push((target as HTMLAudioElement).currentTime));
    // 30,000 of the 105,680 bytes are the first six seconds.
    await waitFor(() => expect(player.audio().currentTime).toBeGreaterThan(7), { timeout: 30_000 });
    expect(reasons.filter((reason) => reason === 'expired')).toHaveLength(1);
    expect(new Set(only).size).toBe(2);
    expect(times.every((at) => at > 3)).toBe(true);
    expect(player.root()).toHaveAttribute('data-playing');
  });

  test('a recording that is refused twice is an error with another try, and the error is told', async () => {
    const onFailure = vi.fn<(failure: PlaybackFailure) => void>();
    let change: object = { url: '/no-such-recording.mp3' };
    const { reasons, props } = counted(() => change);
    const { audio, said } = mountPlayer({ props: (desk) => ({ ...props(desk), onFailure }) });
    await ready();
    await pressPlay();
    await waitFor(() => expect(screen.getByText('The recording could not be loaded.')).toBeVisible());
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

describe('on a computer whose clock is ahead', () => {
  test('every address is out of date when it comes, and each press of play asks for one and no more', async () => {
    const { reasons, props } = counted(() => ({ expiresAt: Date.now() - 600_000 }));
    const { audio } = mountPlayer({ props });
    (await ready()).focus();
    await pressPlay();
    await userEvent.keyboard('5');
    await waitFor(() => expect(audio().currentTime).toBeGreaterThan(10.7));
    expect(reasons.filter((reason) => reason !== 'load')).toEqual(['play']);
  });
});

describe('audio that breaks at the same place again and again', () => {
  test('is an error and not a storm of requests', async () => {
    const { reasons, props } = counted(() => ({}));
    const { audio } = mountPlayer({ props });
    await ready();
    const element = audio();
    element.addEventListener('playing', () => element.dispatchEvent(new Event('error')));
    await pressPlay();
    await waitFor(() => expect(screen.getByText('The recording could not be loaded.')).toBeVisible());
    expect(reasons.filter((reason) => reason === 'expired')).toHaveLength(1);
  });
});

describe('while a new address is on its way', () => {
  test.each([
    [
      'the right to listen is lost',
      (player: MountedPlayer) => player.give(usualRights.filter((one) => one !== 'listen')),
    ],
    ['the player leaves the page', (player: MountedPlayer) => player.unmount()],
  ])('and %s, it is called off and never used', async (_, act) => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const requests: SourceRequest[] = [];
    const props = ({ getSource }: Desk) => ({
      // Careless: it goes on though it was called off.
      getSource: async (request: SourceRequest) => {
        const answer = await getSource({ ...request, signal: new AbortController().signal });
        requests.push(request);
        if (request.reason === 'expired') await gate;
        return answer;
      },
    });
    const player = await playing({ props });
    const element = player.audio();
    element.dispatchEvent(new Event('error'));
    await waitFor(() => expect(requests.at(-1)?.reason).toBe('expired'));
    act(player);
    expect(requests.at(-1)?.signal.aborted).toBe(true);
    const before = await settledRequests(player.network);
    open();
    expect(await settledRequests(player.network)).toEqual(before);
    expect(element).not.toHaveAttribute('src');
    expect(element.paused).toBe(true);
  });

  test('a right to the transcript that comes brings it', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => (open = resolve));
    const props = ({ getSource }: Desk) => ({
      getSource: async (request: SourceRequest) => {
        const answer = await getSource(request);
        if (request.reason === 'expired') await gate;
        return answer;
      },
    });
    const { audio, give, root, network } = mountPlayer({
      props,
      rights: usualRights.filter((right) => right !== 'transcript'),
    });
    await ready();
    const before = network.requests().length;
    audio().dispatchEvent(new Event('error'));
    await waitFor(() => expect(network.requests().length).toBeGreaterThan(before));
    give(usualRights);
    open();
    await waitFor(() => expect(root()).toHaveTextContent('charged twice'));
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
    await waitFor(() => expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible());
    expect(audio()).not.toHaveAttribute('src');
    expect(String(onFailure.mock.calls[0]?.[0]?.error)).toMatch(/getSource answered/);
  });
});

describe('a careless answer', () => {
  const answering =
    (facts: object) =>
    ({ getSource }: Desk) => ({
      getSource: async (request: SourceRequest) => ({ ...(await getSource(request)), ...facts }),
    });

  test.each([
    ['nothing where something could be', { peaks: null, channels: null, transcript: null, redactions: null }],
    ['something else than promised', { peaks: {}, channels: 'two', transcript: [null, { text: 3 }], duration: '21' }],
    ['lists of lists that are none', { peaks: [null, ['a', 2]], channels: [null, { id: 7 }], transcript: {} }],
  ])('with %s is played without it', async (_, facts) => {
    const { audio } = mountPlayer({ props: answering(facts) });
    await ready();
    await pressPlay();
    await waitFor(() => expect(audio().currentTime).toBeGreaterThan(0.1));
  });

  test.each([[[{ start: 'x', end: 3 }]], [[{ start: 5, end: 3 }]], [{}], [[null]]])(
    'whose redactions cannot be read (%j) is not played at all',
    async (redactions) => {
      const { audio } = mountPlayer({ props: answering({ redactions }) });
      await waitFor(() => expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible());
      expect(audio()).not.toHaveAttribute('src');
    },
  );

  test('in which redacted words are marked otherwise than promised does not show them', async () => {
    const transcript = [{ start: 1, end: 2, party: 'agent', text: 'four two four two', redacted: 1 }];
    const { root } = mountPlayer({ props: answering({ transcript }) });
    await ready();
    await waitFor(() => expect(root()).toHaveTextContent('These words are redacted'));
    expect(root()).not.toHaveTextContent('four two');
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

  test('from another origin does not take the place of the page', async () => {
    const links: HTMLAnchorElement[] = [];
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      links.push(this);
    });
    const elsewhere = 'https://recordings.example/7.mp3';
    mountPlayer({ props: { getSource: () => Promise.resolve({ url: elsewhere, duration: 21 }) } });
    await ready();
    await userEvent.click(page.getByRole('button', { name: 'Download' }));
    await waitFor(() => expect(links[0]?.href).toBe(elsewhere));
    expect(links[0]?.target).toBe('_blank');
    expect(links[0]?.rel).toContain('noopener');
    click.mockRestore();
  });

  test('of a recording that turns out to be gone says so', async () => {
    const { network, root, said } = mountPlayer({ props: { load: 'play' } });
    await ready();
    network.use(http.get(`${network.baseUrl}/recordings/:id/source`, () => HttpResponse.json({ status: 'expired' })));
    await userEvent.click(page.getByRole('button', { name: 'Download' }));
    await waitFor(() => expect(root()).toHaveAttribute('data-view', 'expired'));
    expect(said()).toContain('This recording has expired.');
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

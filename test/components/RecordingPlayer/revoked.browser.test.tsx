import { screen, waitFor } from '@testing-library/react';
import { delay, http } from 'msw';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { GetSource, RecordingHeartbeat, SourceRequest } from '../../../src/components/RecordingPlayer/index.js';
import { recordingFacts, recordingFiles } from '../../../src/msw/demo/recordingFiles.js';
import { usualRights } from '../../../stories/components/recording/recordingsCatalog.js';
import { mountPlayer, ready } from './support/mountPlayer.js';
import { loadedFrom, settledRequests, withNetwork } from './support/network.js';
import { heard, playing } from './support/playing.js';

withNetwork();
afterEach(() => vi.restoreAllMocks());

const withoutListen = usualRights.filter((right) => right !== 'listen');
/** Waits until something has been said, and its moment is over: what is said in the same one is joined to it. */
async function saidAlone(said: () => string, text: RegExp): Promise<void> {
  await waitFor(() => expect(said()).toMatch(text));
  await new Promise((resolve) => setTimeout(resolve));
}

const denial = 'You cannot listen to this recording. Your role does not include this.';

describe('when the right to listen is lost while it plays', () => {
  test('playing stops at once and the element lets go of its audio', async () => {
    const { give, audio } = await playing();
    const element = audio();
    give(withoutListen);
    expect(element.paused).toBe(true);
    expect(element.hasAttribute('src')).toBe(false);
    expect(element.buffered).toHaveLength(0);
    expect(element.readyState).toBe(HTMLMediaElement.HAVE_NOTHING);
    await waitFor(() => expect(element.networkState).toBe(HTMLMediaElement.NETWORK_EMPTY));
  });

  test('it has stopped before the browser does anything else', async () => {
    const { desk, audio } = await playing();
    const element = audio();
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', false);
    const { port1, port2 } = new MessageChannel();
    let isLater = false;
    port1.addEventListener('message', () => (isLater = true));
    port1.start();
    port2.postMessage('the next task');
    desk.give(withoutListen);
    for (let i = 0; i < 50 && !element.paused; i += 1) await Promise.resolve();
    expect([element.paused, element.hasAttribute('src'), isLater]).toEqual([true, false, false]);
    vi.unstubAllGlobals();
  });

  test('peaks, transcript and everything that controls it are gone from the page', async () => {
    const { give, root } = await playing();
    await waitFor(() => expect(root().querySelector('.hs-recording-waveform > div')?.shadowRoot).toBeTruthy());
    give(withoutListen);
    expect(root().querySelector('.hs-recording-waveform')).toBeNull();
    expect(root()).not.toHaveTextContent('charged twice');
    expect(screen.queryByRole('slider')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Play' })).toBeNull();
  });

  test('nothing can be played or sought any more, and no request leaves the page', async () => {
    const { give, audio, network } = await playing();
    const element = audio();
    give(withoutListen);
    const before = await settledRequests(network);
    expect(before.some((path) => path.startsWith('/audio/'))).toBe(true);
    expect(loadedFrom(network)).not.toEqual([]);
    const since = performance.now();

    screen.getByText('You cannot listen to this recording.').closest<HTMLElement>('[tabindex]')?.focus();
    await userEvent.keyboard(' klj59{Home}{End}{ArrowRight}m<');
    element.play().catch(() => {});
    element.currentTime = 5;
    expect(element.seekable).toHaveLength(0);
    expect(element.readyState).toBe(HTMLMediaElement.HAVE_NOTHING);

    expect(await settledRequests(network)).toEqual(before);
    expect(loadedFrom(network, since)).toEqual([]);
  });

  test('the reason is announced and shown, and focus stays in the player', async () => {
    const { give, root, said } = await playing({
      around: (player) => [
        player,
        <button key="other" type="button">
          Elsewhere
        </button>,
      ],
    });
    expect(screen.getByRole('button', { name: 'Pause' })).toHaveFocus();
    give(withoutListen);
    await waitFor(() => expect(said()).toMatch(new RegExp(`^Playing was stopped at 0:0\\d\\. ${denial}$`)));
    expect(root()).toContainElement(document.activeElement as HTMLElement);
    expect(document.activeElement).toHaveTextContent('Your role does not include this.');
  });

  test('focus stays where it is when it was not in the player', async () => {
    const { give } = await playing({
      around: (player) => [
        player,
        <button key="other" type="button">
          Elsewhere
        </button>,
      ],
    });
    await userEvent.click(page.getByRole('button', { name: 'Elsewhere' }));
    give(withoutListen);
    expect(screen.getByRole('button', { name: 'Elsewhere' })).toHaveFocus();
  });

  test('what is on its way is called off, and its answer is not used', async () => {
    let request: SourceRequest | undefined;
    let answer: (source: Awaited<ReturnType<GetSource>>) => void = () => {};
    const getSource: GetSource = (asked) => {
      request = asked;
      return new Promise((resolve) => (answer = resolve));
    };
    const { give, audio } = mountPlayer({ props: { getSource } });
    await waitFor(() => expect(request).toBeDefined());
    give(withoutListen);
    expect(request?.signal.aborted).toBe(true);
    answer({ url: recordingFiles.redacted.audio, ...recordingFacts });
    await Promise.resolve();
    expect(audio().hasAttribute('src')).toBe(false);
  });

  test('an object URL that was made for it no longer leads anywhere', async () => {
    const blob = await (await fetch(recordingFiles.redacted.audio)).blob();
    const { give, audio } = await playing({ props: { getSource: () => Promise.resolve({ blob, ...recordingFacts }) } });
    const url = audio().src;
    expect(url).toMatch(/^blob:/);
    give(withoutListen);
    await expect(fetch(url)).rejects.toThrow('Failed to fetch');
  });

  test('what was heard until then is told, with who heard it and why it ended', async () => {
    const onHeartbeat = vi.fn<(heartbeat: RecordingHeartbeat) => void>();
    const { give, audio } = await playing({ props: { onHeartbeat } });
    const at = audio().currentTime;
    give(withoutListen);
    expect(onHeartbeat).toHaveBeenCalledTimes(1);
    const [heartbeat] = onHeartbeat.mock.calls[0] ?? [];
    expect(heartbeat).toMatchObject({
      cause: 'revoked',
      listener: { id: 'ada', tenant: 'harbour' },
      recording: { id: '7' },
    });
    expect(heartbeat?.heard).toHaveLength(1);
    expect(heartbeat?.seconds).toBeGreaterThanOrEqual(at - 0.1);
  });

  test('granted again, it does not start by itself, and goes on where it was when asked to', async () => {
    const { give, audio, said } = await playing();
    const at = audio().currentTime;
    give(withoutListen);
    await saidAlone(said, /^Playing was stopped at 0:0\d\. You cannot listen/);
    give(usualRights);
    await ready();
    await waitFor(() => expect(said()).toMatch(/^You may listen again\. Playing goes on at 0:0\d\.$/));
    expect(audio().paused).toBe(true);
    await userEvent.click(page.getByRole('button', { name: 'Play', exact: true }));
    await waitFor(() => expect(audio().paused).toBe(false));
    await waitFor(() => expect(audio().currentTime).toBeGreaterThanOrEqual(at));
  });

  test('granted again, a new address is asked for and the old one is never used again', async () => {
    const { give, network } = await playing();
    give(withoutListen);
    const before = await settledRequests(network);
    give(usualRights);
    await ready();
    await userEvent.click(page.getByRole('button', { name: 'Play', exact: true }));
    await waitFor(() =>
      expect(
        network
          .requests()
          .filter((path) => path.startsWith('/audio/'))
          .at(-1),
      ).not.toBe(before.at(-1)),
    );
    const since = (await settledRequests(network)).slice(before.length);
    const old = new Set(before.filter((path) => path.startsWith('/audio/')));
    expect(since[0]).toMatch(/^\/recordings\//);
    expect(since.filter((path) => old.has(path))).toEqual([]);
  });
});

describe('when the right to listen is lost again after somebody went elsewhere', () => {
  test('neither the page nor the live region tells of the place where it was stopped before', async () => {
    const { give, root, said } = await playing();
    give(withoutListen);
    await saidAlone(said, /^Playing was stopped at 0:0\d\./);
    give(usualRights);
    (await ready()).focus();
    await userEvent.keyboard('7');
    await saidAlone(said, /^You may listen again\./);
    give(withoutListen);
    await saidAlone(said, /^You cannot listen/);
    expect(root()).not.toHaveTextContent('Playing was stopped');
    give(usualRights);
    expect(screen.getByRole<HTMLInputElement>('slider').valueAsNumber).toBeCloseTo(14.7, 0);
    await waitFor(() => expect(said()).toBe('You may listen again.'));
  });
});

describe('when the right to listen is lost and given back in a hurry', () => {
  test('each loss takes effect, and in the end one source is in use and plays', async () => {
    const signals: AbortSignal[] = [];
    const player = await playing({
      props: ({ getSource }) => ({
        getSource: (request: SourceRequest) => {
          signals.push(request.signal);
          return getSource(request);
        },
      }),
    });
    for (let i = 0; i < 12; i += 1) {
      player.give(withoutListen);
      expect(player.audio()).not.toHaveAttribute('src');
      player.give(usualRights);
    }
    await ready();
    expect(signals.filter(({ aborted }) => !aborted)).toHaveLength(1);
    expect(player.audio().paused).toBe(true);
    await userEvent.click(page.getByRole('button', { name: 'Play', exact: true }));
    await heard(player);
  });
});

describe('when another person signs in while it plays', () => {
  test('it stops, tells who heard it, and nothing of the position is left for the other', async () => {
    const onHeartbeat = vi.fn<(heartbeat: RecordingHeartbeat) => void>();
    const { give, audio } = await playing({ props: { onHeartbeat } });
    give(usualRights, {
      subject: { id: 'bob', tenant: 'harbour', roles: [], extensions: [], memberships: {}, licenses: [] },
    });
    await waitFor(() => expect(screen.getByRole('slider')).toHaveValue('0'));
    await ready();
    expect(audio().paused).toBe(true);
    expect(audio().currentTime).toBe(0);
    expect(onHeartbeat.mock.calls.map(([heartbeat]) => heartbeat.listener.id)).toEqual(['ada']);
  });
});

describe('when the right to see it is lost', () => {
  test('not even its name is left, and focus has somewhere to be', async () => {
    const { give, root, said } = await playing();
    give([]);
    expect(root()).toHaveTextContent('You no longer have access to this recording.');
    expect(root()).not.toHaveTextContent('Billing question');
    expect(document.querySelector('audio')).not.toHaveAttribute('src');
    expect(root()).toContainElement(document.activeElement as HTMLElement);
    await waitFor(() => expect(said()).toContain('You no longer have access to this recording.'));
  });
});

describe('when the right to see it is lost while it plays', () => {
  test('that is why it ended, and granted again it goes on from there', async () => {
    const onHeartbeat = vi.fn<(heartbeat: RecordingHeartbeat) => void>();
    const { give, said } = await playing({ props: { onHeartbeat } });
    give([]);
    await saidAlone(said, /^Playing was stopped at 0:0\d\./);
    expect(onHeartbeat.mock.calls.map(([heartbeat]) => heartbeat.cause)).toEqual(['revoked']);
    give(usualRights);
    await ready();
    await waitFor(() => expect(said()).toMatch(/^You may listen again\. Playing goes on at 0:0\d\.$/));
  });
});

describe('when the application fails while a right is lost', () => {
  test('audio is dropped and the reason shown all the same, and its error is reported', async () => {
    const reported = vi.spyOn(window, 'reportError').mockImplementation(() => {});
    const broken = new Error('The audit log is full.');
    const onHeartbeat = () => {
      throw broken;
    };
    const { give, audio, root } = await playing({ props: { onHeartbeat } });
    give(withoutListen);
    expect(root()).toHaveTextContent('You cannot listen to this recording.');
    expect(audio()).not.toHaveAttribute('src');
    expect(reported).toHaveBeenCalledWith(broken);
  });
});

describe('when the right to listen is lost during a download', () => {
  test('the reason is said, and not that the download failed', async () => {
    const { network, give, said, root } = mountPlayer({ props: { load: 'play' } });
    await ready();
    network.use(
      http.get(`${network.baseUrl}/recordings/:id/source`, async () => {
        await delay('infinite');
      }),
    );
    await userEvent.click(page.getByRole('button', { name: 'Download' }));
    await waitFor(() => expect(network.requests()).toHaveLength(1));
    give(withoutListen);
    await waitFor(() => expect(said()).toBe(denial));
    await settledRequests(network);
    expect(said()).toBe(denial);
    expect(root()).not.toHaveTextContent('could not be downloaded');
  });
});

describe('when another right is lost while it plays', () => {
  test('without the right to change the speed it plays at its own, whatever the element is told', async () => {
    const { give, audio } = await playing();
    await userEvent.keyboard('>>');
    expect(audio().playbackRate).toBe(1.5);
    give(usualRights.filter((right) => right !== 'speed'));
    expect(audio().playbackRate).toBe(1);
    audio().playbackRate = 2;
    await waitFor(() => expect(audio().playbackRate).toBe(1));
    expect(audio().paused).toBe(false);
  });

  test('without the right to seek a loop ends, and a jump that a media key makes is taken back', async () => {
    const player = await playing();
    const { give, audio, root } = player;
    await userEvent.keyboard(']');
    expect(root().querySelector('.hs-recording-loop')).not.toBeNull();
    give(usualRights.filter((right) => right !== 'seek'));
    expect(root().querySelector('.hs-recording-loop')).toBeNull();
    audio().currentTime = 15;
    await waitFor(() => expect(audio().currentTime).toBeLessThan(5));
    await heard(player);
    expect(audio().currentTime).toBeLessThan(10);
  });

  test('without the right to the transcript its words go, and playing goes on with no new request', async () => {
    const player = await playing();
    const { give, root, network } = player;
    const before = await settledRequests(network);
    give(usualRights.filter((right) => right !== 'transcript'));
    expect(root()).not.toHaveTextContent('charged twice');
    await heard(player);
    expect((await settledRequests(network)).filter((path) => path.startsWith('/recordings'))).toEqual(
      before.filter((path) => path.startsWith('/recordings')),
    );
    give(usualRights);
    await waitFor(() => expect(root()).toHaveTextContent('charged twice'));
    await heard(player);
  });

  test('without the right to hear what is redacted the whole recording is dropped and the redacted one comes', async () => {
    const { give, audio, network, root, said } = await playing({ rights: [...usualRights, 'unredacted'] });
    expect(root()).toHaveTextContent('Four, two, four, two.');
    const element = audio();
    give(usualRights);
    expect(element.paused).toBe(true);
    expect(root()).not.toHaveTextContent('Four, two, four, two.');
    await ready();
    await waitFor(() => expect(root()).toHaveTextContent('These words are redacted'));
    expect((await settledRequests(network)).filter((path) => path.startsWith('/recordings')).at(-1)).toContain(
      'unredacted=false',
    );
    await waitFor(() => expect(said()).toContain('redacted'));
  });
});

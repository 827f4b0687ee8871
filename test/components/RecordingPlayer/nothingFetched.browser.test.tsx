import { render, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { RecordingPlayer, type RecordingPlayerProps } from '../../../src/components/RecordingPlayer/index.js';
import { pushSource } from '../../../src/sources/index.js';
import { grantsOf, usualRights } from '../../../stories/components/recording/recordingsCatalog.js';
import { mountPlayer, type MountOptions, ready, recording } from './support/mountPlayer.js';
import { loadedFrom, settledRequests, withNetwork } from './support/network.js';

withNetwork();

const withoutListen = usualRights.filter((right) => right !== 'listen');
const never = () => pushSource(`never-${Math.random()}`);
const conditional = grantsOf(usualRights).grants.map((grant) =>
  grant.permission === 'recordings.play' ? { ...grant, conditional: true as const } : grant,
);

const closed: Readonly<Record<string, MountOptions>> = {
  'grants are not there yet': { provider: { source: never(), initialGrants: undefined } },
  'the right to listen is not granted': { rights: withoutListen },
  'the grant does not reach this call': { props: { on: { id: 'call-2', queue: 'support' } } },
  'only the server can decide': { provider: { source: never(), initialGrants: grantsOf([], { grants: conditional }) } },
  'the grants are out of date': {
    provider: { source: never(), initialGrants: grantsOf(usualRights, { expiresAt: 1 }) },
  },
  'the catalog has no permission for it': { props: { permissions: { listen: 'recordings.hear' } } },
  'the recording itself may not be seen': { rights: usualRights.filter((right) => right !== 'see') },
  'the recording has expired': { props: { recording: { ...recording, status: 'expired' } } },
};

describe('nothing is asked for', () => {
  test.each(Object.entries(closed))('while %s', async (_, options) => {
    const { network, root } = mountPlayer(options);
    document.querySelector<HTMLElement>('.hs-recording [tabindex]')?.focus();
    await userEvent.keyboard(' kl5');
    expect(screen.queryByRole('slider')).toBeNull();
    expect(await settledRequests(network)).toEqual([]);
    expect(loadedFrom(network)).toEqual([]);
    if (document.querySelector('audio')) expect(root().querySelector('audio')).not.toHaveAttribute('src');
  });

  test('without a provider', async () => {
    const asked: string[] = [];
    const props: RecordingPlayerProps = {
      recording,
      getSource: ({ reason }) => {
        asked.push(reason);
        return Promise.reject(new Error('unexpected'));
      },
      fallback: 'nothing to see',
    };
    render(<RecordingPlayer {...props} />);
    expect(screen.getByText('nothing to see')).toBeInTheDocument();
    expect(asked).toEqual([]);
  });
});

describe('as soon as listening is allowed', () => {
  test('the source is asked for once, and no audio before play', async () => {
    const { give, network } = mountPlayer({ rights: withoutListen });
    expect(await settledRequests(network)).toEqual([]);
    give(usualRights);
    await ready();
    expect(await settledRequests(network)).toEqual(['/recordings/7/source?transcript=true&unredacted=false']);
  });

  test('the waveform is drawn without any of the audio', async () => {
    const { network, root } = mountPlayer();
    await ready();
    const drawn = () =>
      root().querySelector('.hs-recording-waveform > div')?.shadowRoot?.querySelectorAll('canvas') ?? [];
    await waitFor(() => expect(drawn().length).toBeGreaterThanOrEqual(2));
    expect((await settledRequests(network)).filter((path) => path.startsWith('/audio'))).toEqual([]);
  });

  test('a long list asks for nothing before the first play', async () => {
    const { network, audio } = mountPlayer({ props: { load: 'play' } });
    await ready();
    expect(await settledRequests(network)).toEqual([]);
    await userEvent.click(page.getByRole('button', { name: 'Play', exact: true }));
    await waitFor(() => expect(audio().currentTime).toBeGreaterThan(0.1));
    expect((await settledRequests(network))[0]).toMatch(/^\/recordings/);
  });

  test('one can choose a place and a speed before anything was asked for, and playing begins there', async () => {
    const { network, audio } = mountPlayer({ props: { load: 'play' } });
    (await ready()).focus();
    await userEvent.keyboard('5>');
    expect(screen.getByRole('slider')).toHaveValue('10.5');
    expect(await settledRequests(network)).toEqual([]);
    await userEvent.keyboard('k');
    await waitFor(() => expect(audio().currentTime).toBeGreaterThan(10.6));
    expect(audio().playbackRate).toBe(1.25);
  });

  test('a transcript is not asked for without the right to it', async () => {
    const { network, root } = mountPlayer({ rights: usualRights.filter((right) => right !== 'transcript') });
    await ready();
    const asked = await settledRequests(network);
    // Strict mode mounts twice; both times the question is the same.
    expect([...new Set(asked)]).toEqual(['/recordings/7/source?transcript=false&unredacted=false']);
    expect(root()).not.toHaveTextContent('charged twice');
  });

  test('what a careless server sends without the right to it does not reach the page', async () => {
    const { root } = mountPlayer({
      rights: usualRights,
      props: {
        getSource: () =>
          Promise.resolve({
            url: '/nowhere.mp3',
            duration: 21,
            transcript: [{ start: 1, end: 2, party: 'customer', text: 'four two four two', redacted: true }],
          }),
      },
    });
    await ready();
    expect(root()).toHaveTextContent('These words are redacted');
    expect(root()).not.toHaveTextContent('four two');
  });
});

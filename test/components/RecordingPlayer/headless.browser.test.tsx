import { act, render, screen, waitFor } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PermissionProvider } from '../../../src/index.js';
import { useRecordingPlayer, usePosition } from '../../../src/components/RecordingPlayer/index.js';
import { createDesk, type Desk } from '../../../stories/components/recording/createDesk.js';
import { recordingsCatalog, salesCall, usualRights } from '../../../stories/components/recording/recordingsCatalog.js';
import { mountPlayer, ready, recording } from './support/mountPlayer.js';
import { createNetwork, settledRequests, withNetwork } from './support/network.js';

withNetwork();

function Own({ desk }: { readonly desk: Desk }) {
  const { attachAudio, ...player } = useRecordingPlayer({ recording, on: salesCall, getSource: desk.getSource });
  const second = usePosition(player.position, 1);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- as the documentation shows it
    <div onKeyDown={player.onKeyDown} data-testid="own" data-view={player.view}>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- as the documentation shows it */}
      <audio ref={attachAudio} />
      {player.view === 'ready' && (
        <button type="button" onClick={player.toggle}>
          {player.playback.isPlaying ? 'Stop' : 'Start'} at {second}
        </button>
      )}
      {player.view === 'denied' && <p>Not for you</p>}
    </div>
  );
}

describe('with markup of one’s own', () => {
  test('it plays, takes keys and stops when the right is lost', async () => {
    const network = createNetwork();
    const desk = createDesk({ baseUrl: network.baseUrl, rights: usualRights });
    network.use(...desk.handlers);
    const { container } = render(
      <PermissionProvider catalog={recordingsCatalog} source={desk.source} initialGrants={desk.initialGrants}>
        <Own desk={desk} />
      </PermissionProvider>,
    );
    await userEvent.click(page.getByRole('button', { name: 'Start at 0' }));
    const audio = container.querySelector('audio');
    await waitFor(() => expect(audio?.currentTime).toBeGreaterThan(0.2));
    await userEvent.keyboard('5');
    await screen.findByRole('button', { name: /Stop at 1\d/ });
    act(() => desk.give(usualRights.filter((right) => right !== 'listen')));
    expect(audio?.paused).toBe(true);
    expect(audio?.hasAttribute('src')).toBe(false);
    await waitFor(() => expect(screen.getByText('Not for you')).toBeVisible());
    const before = await settledRequests(network);
    expect(await settledRequests(network)).toEqual(before);
  });
});

describe('when the browser does not let it play', () => {
  test('it says so, and the next press tries again', async () => {
    const play = vi.spyOn(HTMLMediaElement.prototype, 'play');
    play.mockRejectedValueOnce(new DOMException('No gesture', 'NotAllowedError'));
    const onFailure = vi.fn();
    const { root, audio, said } = mountPlayer({ props: { onFailure } });
    await ready();
    await userEvent.click(page.getByRole('button', { name: 'Play', exact: true }));
    await waitFor(() => expect(root()).toHaveTextContent('Your browser blocked playback. Press Play.'));
    await waitFor(() => expect(said()).toBe('Your browser blocked playback. Press Play.'));
    expect(onFailure).toHaveBeenCalledWith(expect.objectContaining({ at: 'browser' }));
    play.mockRestore();
    await userEvent.click(page.getByRole('button', { name: 'Play', exact: true }));
    await waitFor(() => expect(audio().currentTime).toBeGreaterThan(0.1));
    expect(root()).not.toHaveTextContent('Your browser blocked playback');
  });
});

describe('another recording under the same hook', () => {
  const ofBilling = { id: 'call-2', queue: 'billing' };

  function Switching({ desk, of, on }: { readonly desk: Desk; readonly of: string; readonly on: object }) {
    const { attachAudio, ...player } = useRecordingPlayer({
      recording: { id: of, duration: 21 },
      on,
      getSource: desk.getSource,
      onShare: () => {},
      onDelete: () => Promise.resolve(),
    });
    return (
      <>
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- as the documentation shows it */}
        <audio ref={attachAudio} />
        <output>{player.view}</output>
        <p>{player.outcome?.text}</p>
        <button type="button" onClick={player.share}>
          Share
        </button>
        <button
          type="button"
          onClick={player.deletion.step === 'asking' ? player.deletion.confirm : player.deletion.ask}
        >
          {player.deletion.step}
        </button>
      </>
    );
  }

  function mount() {
    const network = createNetwork();
    const desk = createDesk({ baseUrl: network.baseUrl, rights: usualRights });
    network.use(...desk.handlers);
    const page = (of: string, on: object = salesCall) => (
      <PermissionProvider catalog={recordingsCatalog} source={desk.source} initialGrants={desk.initialGrants}>
        <Switching desk={desk} of={of} on={on} />
      </PermissionProvider>
    );
    const { rerender } = render(page('a'));
    const view = () => document.querySelector('output')?.textContent;
    return { show: (of: string, on?: object) => rerender(page(of, on)), view };
  }

  test('is not deleted because the last one is, and not asked about because the last one was', async () => {
    const { show, view } = mount();
    await userEvent.click(page.getByRole('button', { name: 'none' }));
    show('b');
    await waitFor(() => expect(screen.getByRole('button', { name: 'none' })).toBeVisible());
    show('a');
    await userEvent.click(page.getByRole('button', { name: 'asking' }));
    await waitFor(() => expect(view()).toBe('deleted'));
    show('b');
    await waitFor(() => expect(view()).toBe('ready'));
    show('a');
    expect(view()).toBe('deleted');
  });

  test('has nothing of how sharing the last one went', async () => {
    const { show } = mount();
    await userEvent.click(page.getByRole('button', { name: 'Share' }));
    await screen.findByText('Shared.', { selector: 'p' });
    show('b');
    expect(screen.queryByText('Shared.', { selector: 'p' })).toBeNull();
  });

  test('that may not be seen is hidden, as if there were none, and nothing is said of it', async () => {
    const { show, view } = mount();
    await waitFor(() => expect(view()).toBe('ready'));
    show('b', ofBilling);
    expect(view()).toBe('hidden');
    expect(document.querySelector('[role=status][style]')).toHaveTextContent(/^$/);
  });
});

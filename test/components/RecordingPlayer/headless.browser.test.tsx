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
    expect(screen.getByText('Not for you')).toBeVisible();
    const before = await settledRequests(network);
    expect(await settledRequests(network)).toEqual(before);
  });
});

describe('when the browser does not let it play', () => {
  test('it says so, and the next press tries again', async () => {
    const play = vi.spyOn(HTMLMediaElement.prototype, 'play');
    play.mockRejectedValueOnce(new DOMException('No gesture', 'NotAllowedError'));
    const onFailure = vi.fn();
    const { root, audio } = mountPlayer({ props: { onFailure } });
    await ready();
    await userEvent.click(page.getByRole('button', { name: 'Play', exact: true }));
    await waitFor(() => expect(root()).toHaveTextContent('The browser did not let it play. Press play again.'));
    expect(onFailure).toHaveBeenCalledWith(expect.objectContaining({ at: 'browser' }));
    play.mockRestore();
    await userEvent.click(page.getByRole('button', { name: 'Play', exact: true }));
    await waitFor(() => expect(audio().currentTime).toBeGreaterThan(0.1));
    expect(root()).not.toHaveTextContent('The browser did not let it play');
  });
});

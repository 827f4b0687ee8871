import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { RecordingPlayer } from '../../../src/components/RecordingPlayer/index.js';
import { salesCall } from '../../../stories/components/recording/recordingsCatalog.js';
import { mountPlayer, type MountedPlayer } from './support/mountPlayer.js';
import { withNetwork } from './support/network.js';

withNetwork();

interface Two {
  readonly player: MountedPlayer;
  readonly regions: () => readonly HTMLElement[];
  readonly audios: () => readonly HTMLAudioElement[];
  readonly press: (which: number, name: string) => Promise<void>;
}

/** Two players on one page, under one provider. */
async function mountTwo(more: { readonly playsBesideOthers?: boolean } = {}): Promise<Two> {
  let second: React.ReactNode;
  const player = mountPlayer({
    props: (desk) => {
      second = (
        <RecordingPlayer
          recording={{ id: '8', title: 'Second call', duration: 21 }}
          on={salesCall}
          getSource={desk.getSource}
          {...more}
        />
      );
      return more;
    },
    around: (first) => (
      <>
        {first}
        {second}
      </>
    ),
  });
  const regions = () => [...document.querySelectorAll<HTMLElement>('.hs-recording')];
  await waitFor(() => expect(regions().map(({ dataset }) => dataset['view'])).toEqual(['ready', 'ready']));
  const audios = () => [...document.querySelectorAll('audio')];
  const press = (which: number, name: string) => {
    const region = regions()[which];
    if (!region) throw new Error(`There is no player ${which}.`);
    return userEvent.click(within(region).getByRole('button', { name }));
  };
  return { player, regions, audios, press };
}

const isSounding = (audio: HTMLAudioElement | undefined) =>
  audio !== undefined && !audio.paused && audio.currentTime > 0;

describe('two recordings on one page', () => {
  test('are heard one at a time: starting one pauses the other, and that is said', async () => {
    const { player, regions, audios, press } = await mountTwo();
    await press(0, 'Play');
    await waitFor(() => expect(isSounding(audios()[0])).toBe(true));
    await press(1, 'Play');
    expect(audios()[0]?.paused).toBe(true);
    await waitFor(() => expect(isSounding(audios()[1])).toBe(true));
    expect(regions()[0]).not.toHaveAttribute('data-playing');
    expect(player.said()).toBe('“Billing question” was paused because another recording started.');
    await press(0, 'Play');
    await waitFor(() => expect(isSounding(audios()[0])).toBe(true));
    expect(audios()[1]?.paused).toBe(true);
  });

  test('that is started by a media key pauses the other as well', async () => {
    const { audios, press } = await mountTwo();
    await press(1, 'Play');
    await waitFor(() => expect(isSounding(audios()[1])).toBe(true));
    await press(1, 'Pause');
    await press(0, 'Play');
    await waitFor(() => expect(isSounding(audios()[0])).toBe(true));
    void audios()[1]?.play();
    await waitFor(() => expect(audios()[0]?.paused).toBe(true));
    expect(isSounding(audios()[1])).toBe(true);
  });

  test('are heard together where the application wants them to be', async () => {
    const { audios, press } = await mountTwo({ playsBesideOthers: true });
    await press(0, 'Play');
    await press(1, 'Play');
    await waitFor(() => expect(audios().every(isSounding)).toBe(true));
    expect(screen.getAllByRole('button', { name: 'Pause' })).toHaveLength(2);
  });
});

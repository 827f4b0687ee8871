import { fireEvent, screen, waitFor } from '@testing-library/react';
import * as React from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { RecordingHeartbeat } from '../../../src/components/RecordingPlayer/index.js';
import { recordingFacts, recordingFiles } from '../../../src/msw/demo/recordingFiles.js';
import { usualRights } from '../../../stories/components/recording/recordingsCatalog.js';
import { type Levels, listenToLevels } from './support/levels.js';
import { type MountedPlayer, mountPlayer, ready } from './support/mountPlayer.js';
import { withNetwork } from './support/network.js';
import { playing } from './support/playing.js';

withNetwork();

let levels: Levels;
beforeEach(() => (levels = listenToLevels()));
afterEach(() => levels.stop());

const press = (name: string) => userEvent.click(page.getByRole('button', { name, exact: true }));
const pressed = (name: string) => screen.getByRole('button', { name }).getAttribute('aria-pressed');

/** Plays round and round what the agent says in the beginning, alone and on the left channel. */
async function playingAgent(): Promise<MountedPlayer> {
  const player = await playing();
  for (const [value, key] of [
    [0.6, '['],
    [2.8, ']'],
  ] as const) {
    fireEvent.change(screen.getByRole('slider'), { target: { value } });
    fireEvent.keyDown(screen.getByRole('slider'), { key });
  }
  return player;
}

/** How loud it is at most in either ear, from one jump back of a loop to the next. */
function loudestRound(audio: HTMLAudioElement): Promise<number> {
  return new Promise((resolve) => {
    let loudest: number | undefined;
    const timer = setInterval(
      () => (loudest = loudest === undefined ? loudest : Math.max(loudest, ...levels.read())),
      10,
    );
    audio.addEventListener('seeked', () => {
      if (loudest === undefined) return void (loudest = 0);
      clearInterval(timer);
      resolve(loudest);
    });
  });
}

/** A place that keeps what is in it while one is elsewhere. */
function Kept({ children }: { readonly children: React.ReactNode }) {
  const [isThere, setThere] = React.useState(true);
  return (
    <>
      <React.Activity mode={isThere ? 'visible' : 'hidden'}>{children}</React.Activity>
      <button type="button" onClick={() => setThere(!isThere)}>
        Leave or come back
      </button>
    </>
  );
}

describe('the parties', () => {
  test('each has a lane with its name', async () => {
    const { root } = mountPlayer();
    await ready();
    expect([...root().querySelectorAll('.hs-recording-party')].map((each) => each.textContent)).toEqual([
      'Agent',
      'Customer',
    ]);
  });

  test('one is heard alone, in both ears, and the other one not at all', async () => {
    const { audio } = await playingAgent();
    await press('Solo Agent');
    await waitFor(() => {
      const [left, right] = levels.read();
      expect(left).toBeGreaterThan(0.05);
      expect(right).toBeCloseTo(left, 2);
    });
    expect([pressed('Solo Agent'), pressed('Mute Customer'), pressed('Mute Agent')]).toEqual(['true', 'true', 'false']);

    await press('Solo Customer');
    expect(await loudestRound(audio())).toBe(0);
  });

  test('both are heard again, each in its ear', async () => {
    const { audio } = await playingAgent();
    await press('Mute Agent');
    expect(await loudestRound(audio())).toBe(0);
    await press('Mute Agent');
    await waitFor(() => {
      const [left, right] = levels.read();
      expect(left).toBeGreaterThan(0.05);
      expect(right).toBeLessThan(0.01);
    });
  });

  // oxlint-disable-next-line vitest/no-conditional-tests -- React keeps nothing out of sight before 19: there is nothing to test
  if ('Activity' in React) {
    test('are all heard again by whoever comes back to a player that was kept out of sight', async () => {
      const { audio } = await playing({ around: (player) => <Kept>{player}</Kept> });
      await press('Solo Agent');
      await waitFor(() => expect(levels.read()[1]).toBeGreaterThan(0.05));
      await press('Leave or come back');
      expect(audio().paused).toBe(true);
      expect(audio()).not.toHaveAttribute('src');
      await press('Leave or come back');
      await ready();
      expect(pressed('Solo Agent')).toBe('false');
      await press('Play');
      await waitFor(() => {
        const [left, right] = levels.read();
        expect(left).toBeGreaterThan(0.05);
        expect(right).toBeLessThan(0.01);
      });
    });
  }

  test('cannot be told apart where the browser may not read the audio, and nobody offers to', async () => {
    const getSource = () => Promise.resolve({ ...recordingFacts, url: 'https://elsewhere.example/recording.mp3' });
    const { root } = mountPlayer({ props: { getSource } });
    await ready();
    expect(root()).toHaveTextContent('Customer');
    expect(screen.queryByRole('button', { name: 'Solo Agent' })).toBeNull();
  });
});

describe('what is redacted', () => {
  /** A server that sends the whole recording to everybody, and only says what is redacted. */
  const careless = {
    getSource: async () => ({
      ...recordingFacts,
      peaks: recordingFiles.unredacted.peaks,
      blob: await (await fetch(recordingFiles.unredacted.audio)).blob(),
    }),
  };

  /** Whether the element was muted, by tenths of a second; what is not in it was not played. */
  const listen = async (audio: HTMLAudioElement, until: number) => {
    const muted = new Map<number, boolean>();
    const note = () =>
      muted.set(
        Math.floor(audio.currentTime * 10),
        audio.muted || (muted.get(Math.floor(audio.currentTime * 10)) ?? false),
      );
    const timer = setInterval(note, 5);
    await waitFor(() => expect(audio.currentTime).toBeGreaterThan(until), { timeout: 30_000 });
    clearInterval(timer);
    return muted;
  };
  /** The demo's redaction lasts from 11 to 12.8 seconds. */
  const within = (tenth: number) => tenth >= 111 && tenth < 127;
  const outside = (tenth: number) => tenth < 108 || tenth >= 130;

  test('is drawn over and not heard', async () => {
    const { root, audio } = mountPlayer({ props: careless });
    (await ready()).focus();
    expect(root().querySelectorAll('.hs-recording-redaction')).toHaveLength(1);
    await userEvent.keyboard('5');
    await press('Play');
    const muted = await listen(audio(), 13.4);
    const heard = [...muted].filter(([tenth, isMuted]) => within(tenth) && !isMuted);
    expect([...muted.keys()].some(within)).toBe(true);
    expect(heard).toEqual([]);
    expect([...muted].filter(([tenth, isMuted]) => outside(tenth) && isMuted)).toEqual([]);
  });

  test('is not heard by jumping into it, nor by unmuting', async () => {
    const { audio } = mountPlayer({ props: careless });
    (await ready()).focus();
    await userEvent.keyboard('5{Shift>}{ArrowRight}{/Shift}');
    await waitFor(() => expect(audio().muted).toBe(true));
    await userEvent.keyboard('m');
    await userEvent.keyboard('m');
    expect(audio().muted).toBe(true);
    expect(pressed('Mute')).toBe('false');
  });

  test('is not heard by a media key that jumps into it', async () => {
    const { audio } = mountPlayer({ props: careless });
    await ready();
    await press('Play');
    await waitFor(() => expect(audio().currentTime).toBeGreaterThan(0.2));
    const element = audio();
    // Before the element has sought: from then on it sounds.
    const isMuted = new Promise((resolve) =>
      element.addEventListener('seeking', () => resolve(element.muted), { once: true }),
    );
    element.currentTime = 11.5;
    expect(await isMuted).toBe(true);
  });

  test('is told in words as well as drawn', async () => {
    const { root } = mountPlayer({ props: careless });
    await ready();
    expect(root()).toHaveTextContent('Some parts are redacted');
  });

  test('does not count as heard', async () => {
    const onHeartbeat = vi.fn<(heartbeat: RecordingHeartbeat) => void>();
    const { audio } = mountPlayer({ props: { ...careless, onHeartbeat } });
    (await ready()).focus();
    await userEvent.keyboard('5');
    await press('Play');
    await waitFor(() => expect(audio().currentTime).toBeGreaterThan(13.2), { timeout: 30_000 });
    await press('Pause');
    await waitFor(() => expect(onHeartbeat).toHaveBeenCalled());
    const spans = onHeartbeat.mock.calls.flatMap(([heartbeat]) => heartbeat.heard);
    expect(spans.some(({ start, end }) => start < 12.8 && end > 11)).toBe(false);
    expect(spans).toHaveLength(2);
  });

  test('is heard, and not drawn over, with the right to it', async () => {
    const { root, audio } = mountPlayer({ props: careless, rights: [...usualRights, 'unredacted'] });
    (await ready()).focus();
    expect(root().querySelector('.hs-recording-redaction')).toBeNull();
    await userEvent.keyboard('5{Shift>}{ArrowRight}{/Shift}');
    await press('Play');
    const muted = await listen(audio(), 12.4);
    expect([...muted.values()].some(Boolean)).toBe(false);
    expect(root()).not.toHaveTextContent('Some parts are redacted');
  });
});

describe('silence', () => {
  test('is passed over when asked for', async () => {
    const { audio } = mountPlayer();
    (await ready()).focus();
    await press('Skip silence');
    await userEvent.click(page.getByRole('button', { name: /One moment/ }));
    await press('Play');
    // Nobody speaks from 15.1 to 17 seconds.
    const seen: number[] = [];
    const element = audio();
    // It may tell the time once more after the test has taken it off the page.
    element.addEventListener('timeupdate', () => seen.push(element.currentTime));
    await waitFor(() => expect(audio().currentTime).toBeGreaterThan(16.8), { timeout: 30_000 });
    expect(seen.filter((at) => at > 15.6 && at < 16.7)).toEqual([]);
  });
});

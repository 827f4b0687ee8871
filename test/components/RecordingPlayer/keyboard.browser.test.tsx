import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { usualRights } from '../../../stories/components/recording/recordingsCatalog.js';
import { countNews } from './support/countNews.js';
import { mountPlayer, ready } from './support/mountPlayer.js';
import { withNetwork } from './support/network.js';

withNetwork();

const value = () => screen.getByRole<HTMLInputElement>('slider').valueAsNumber;

async function onSlider(options?: Parameters<typeof mountPlayer>[0]) {
  const player = mountPlayer(options);
  (await ready()).focus();
  return player;
}

describe('with the focus on the slider', () => {
  test.each([
    ['5', 10.5],
    ['0', 0],
    ['9', 18.9],
    ['{End}', 21],
    ['5{Home}', 0],
    ['5{ArrowRight}', 15.5],
    ['5{ArrowLeft}', 5.5],
    ['5{ArrowUp}', 15.5],
    ['5{ArrowDown}', 5.5],
    ['5{Shift>}{ArrowRight}{/Shift}', 11.5],
    ['5{Shift>}{ArrowLeft}{/Shift}', 9.5],
    ['5j', 0.5],
    ['5l', 20.5],
    ['5L', 20.5],
    ['{PageUp}', 21],
    ['9{PageDown}', 0],
    ['{ArrowLeft}', 0],
    ['9{ArrowRight}{ArrowRight}', 21],
  ])('%s goes to %d seconds', async (keys, seconds) => {
    await onSlider();
    await userEvent.keyboard(keys);
    await waitFor(() => expect(value()).toBeCloseTo(seconds, 0));
  });

  test('the space bar and K play and pause', async () => {
    const { audio } = await onSlider();
    await userEvent.keyboard(' ');
    await waitFor(() => expect(audio().paused).toBe(false));
    await userEvent.keyboard('k');
    await waitFor(() => expect(audio().paused).toBe(true));
    await userEvent.keyboard('k');
    await waitFor(() => expect(audio().paused).toBe(false));
  });

  test('< and > change the speed within its bounds', async () => {
    const { audio } = await onSlider();
    await userEvent.keyboard('>');
    await waitFor(() => expect(audio().playbackRate).toBe(1.25));
    await userEvent.keyboard('<<');
    await waitFor(() => expect(audio().playbackRate).toBe(0.75));
    await userEvent.keyboard('<<<<');
    await waitFor(() => expect(audio().playbackRate).toBe(0.5));
    await userEvent.keyboard('>>>>>>>>>>>>');
    await waitFor(() => expect(audio().playbackRate).toBe(3));
    expect(screen.getByRole('combobox', { name: 'Speed' })).toHaveValue('3');
  });

  test('M mutes and unmutes', async () => {
    const { audio } = await onSlider();
    await userEvent.keyboard('m');
    await waitFor(() => expect(audio().muted).toBe(true));
    await userEvent.keyboard('m');
    await waitFor(() => expect(audio().muted).toBe(false));
  });

  test('the brackets mark a loop, which is named and then played round and round', async () => {
    const { audio } = await onSlider();
    await userEvent.keyboard('2[[3]]');
    const loop = await screen.findByRole('button', { name: 'Loop from 0:04 to 0:06' });
    expect(loop).toHaveAttribute('aria-pressed', 'true');
    await userEvent.keyboard('{ArrowLeft}{Shift>}{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}{/Shift} ');
    await waitFor(() => expect(audio().currentTime).toBeGreaterThan(5.5));
    await waitFor(() => expect(audio().currentTime).toBeLessThan(5));
    expect(audio().paused).toBe(false);
    expect(audio().currentTime).toBeGreaterThanOrEqual(4.2);
  });

  test('its value is spoken as time and speaker', async () => {
    const { audio } = await onSlider();
    expect(screen.getByRole('slider')).toHaveAttribute('aria-valuetext', '0 seconds of 21 seconds, Agent');
    await userEvent.keyboard('2');
    expect(screen.getByRole('slider')).toHaveAttribute('aria-valuetext', '4 seconds of 21 seconds, Customer');
    await userEvent.keyboard('5{Shift>}{ArrowRight}{/Shift}');
    expect(screen.getByRole('slider')).toHaveAttribute('aria-valuetext', '11 seconds of 21 seconds, redacted');
    await userEvent.keyboard('7{Shift>}{ArrowRight}{/Shift}');
    expect(screen.getByRole('slider')).toHaveAttribute('aria-valuetext', '15 seconds of 21 seconds');
    expect(audio().paused).toBe(true);
  });
});

describe('a key that is held down', () => {
  const hold = (key: string) => {
    for (let i = 0; i < 6; i += 1) fireEvent.keyDown(screen.getByRole('slider'), { key, repeat: i > 0 });
  };

  test('plays or pauses once', async () => {
    const { root } = await onSlider();
    hold('k');
    await waitFor(() => expect(root()).toHaveAttribute('data-playing'));
  });

  test('mutes once', async () => {
    await onSlider();
    hold('m');
    expect(screen.getByRole('button', { name: 'Mute' })).toHaveAttribute('aria-pressed', 'true');
  });

  test('goes on seeking', async () => {
    await onSlider();
    hold('ArrowRight');
    await waitFor(() => expect(value()).toBeCloseTo(21, 0));
  });
});

test('a loop is not made of next to no time', async () => {
  await onSlider();
  await userEvent.keyboard('5[[');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Loop from 0:10 to 0:21' })).toBeVisible());
  fireEvent.change(screen.getByRole('slider'), { target: { value: 10.55 } });
  await userEvent.keyboard(']]');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Loop from 0:10 to 0:21' })).toBeVisible());
});

describe('elsewhere in the player', () => {
  test('the keys work on every control, and a button keeps its own space bar', async () => {
    const { audio } = mountPlayer();
    await ready();
    screen.getByRole('button', { name: 'Mute' }).focus();
    await userEvent.keyboard('5');
    await waitFor(() => expect(value()).toBeCloseTo(10.5, 0));
    await userEvent.keyboard(' ');
    await waitFor(() => expect(audio().muted).toBe(true));
    expect(audio().paused).toBe(true);
  });

  test('what is typed into a field stays there', async () => {
    const { audio } = mountPlayer({ props: { onAnnotate: () => {} } });
    await ready();
    await userEvent.click(page.getByRole('searchbox'));
    await userEvent.keyboard('k 5m');
    expect(screen.getByRole('searchbox')).toHaveValue('k 5m');
    await userEvent.click(page.getByRole('textbox', { name: 'Note at 0:00' }));
    await userEvent.keyboard('k 5m');
    expect(value()).toBe(0);
    expect(audio().paused).toBe(true);
    expect(audio().muted).toBe(false);
  });

  test('PageUp and PageDown are left to the page', async () => {
    mountPlayer();
    await ready();
    screen.getByRole('button', { name: 'Play' }).focus();
    await userEvent.keyboard('5{PageUp}');
    await waitFor(() => expect(value()).toBeCloseTo(10.5, 0));
  });

  test('a key with Control is left to the browser', async () => {
    await onSlider();
    await userEvent.keyboard('{Control>}5{/Control}');
    expect(value()).toBe(0);
  });
});

describe('without the right', () => {
  test('to seek, no key moves it, and the reason is said', async () => {
    const { said } = await onSlider({ rights: usualRights.filter((right) => right !== 'seek') });
    await userEvent.keyboard('5{ArrowRight}{End}l');
    expect(value()).toBe(0);
    expect(said()).toBe('Your role does not include this.');
    expect(screen.getByRole('slider')).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByRole('slider')).toHaveAccessibleDescription('Your role does not include this.');
  });

  test('to seek, the slider does not follow a finger either', async () => {
    await onSlider({ rights: usualRights.filter((right) => right !== 'seek') });
    await userEvent.click(page.getByRole('slider'), { force: true });
    expect(value()).toBe(0);
  });

  test('to seek, the reason is said once for one drag of the slider', async () => {
    await onSlider({ rights: usualRights.filter((right) => right !== 'seek') });
    const spoken = countNews();
    for (let at = 1; at <= 12; at += 1) fireEvent.change(screen.getByRole('slider'), { target: { value: at } });
    expect(await spoken()).toBe(1);
    expect(value()).toBe(0);
  });

  test('to change the speed, it stays at its own', async () => {
    const { audio } = await onSlider({ rights: usualRights.filter((right) => right !== 'speed') });
    await userEvent.keyboard('>>');
    expect(audio().playbackRate).toBe(1);
    expect(screen.queryByRole('combobox', { name: 'Speed' })).toBeNull();
  });
});

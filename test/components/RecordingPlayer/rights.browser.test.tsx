import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { RecordingRight } from '../../../src/components/RecordingPlayer/index.js';
import { usualRights } from '../../../stories/components/recording/recordingsCatalog.js';
import { mountPlayer, ready } from './support/mountPlayer.js';
import { withNetwork } from './support/network.js';

withNetwork();

const offers = { onShare: () => {}, onAnnotate: () => {}, onDelete: () => Promise.resolve() };

/** What on the page belongs to which right. */
const controls: readonly (readonly [RecordingRight, string, string])[] = [
  ['seek', 'button', 'Back 30 seconds'],
  ['seek', 'button', 'Forward 5 seconds'],
  ['seek', 'button', 'Loop'],
  ['seek', 'button', 'Skip silence'],
  ['speed', 'combobox', 'Speed'],
  ['download', 'button', 'Download'],
  ['transcript', 'searchbox', 'Search the transcript'],
  ['share', 'button', 'Share'],
  ['delete', 'button', 'Delete'],
  ['annotate', 'textbox', 'Note at 0:00'],
];

describe.each(controls)('%s: the %s “%s”', (right, role, name) => {
  test('is there with the right', async () => {
    mountPlayer({ rights: ['see', 'listen', right], props: offers });
    await ready();
    await waitFor(() => expect(screen.getByRole(role, { name })).toBeVisible());
  });

  test('is not there without it, though every other right is held', async () => {
    mountPlayer({ rights: usualRights.filter((each) => each !== right), props: offers });
    await ready();
    expect(screen.queryByRole(role, { name })).toBeNull();
  });
});

describe('in mode disable', () => {
  test.each(controls.filter(([, role]) => role === 'button'))(
    '%s: the %s “%s” stays, does nothing and says why',
    async (right, role, name) => {
      const props = { ...offers, onShare: vi.fn(), onDelete: vi.fn(), mode: 'disable' } as const;
      const { said, audio } = mountPlayer({ rights: usualRights.filter((each) => each !== right), props });
      await ready();
      const control = screen.getByRole(role, { name });
      expect(control).toHaveAttribute('aria-disabled', 'true');
      expect(control).toHaveAccessibleDescription('Your role does not include this.');
      await userEvent.click(page.elementLocator(control), { force: true });
      expect(said()).toBe('Your role does not include this.');
      expect(screen.queryByRole('alertdialog')).toBeNull();
      expect(props.onShare).not.toHaveBeenCalled();
      expect(audio().currentTime).toBe(0);
    },
  );

  test.each(['Forward 10 seconds', 'Skip silence'])('the reason stands at “%s” while it has focus', async (name) => {
    mountPlayer({ rights: ['see', 'listen'], props: { mode: 'disable' } });
    await ready();
    const button = screen.getByRole('button', { name });
    // As with the Tab key: a ring is drawn.
    await userEvent.keyboard('{Shift}');
    button.focus();
    const reason = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    await waitFor(() => expect(reason).toBeVisible());
    const middle = (element: Element | null) => {
      const { left, right } = element?.getBoundingClientRect() ?? new DOMRect();
      return (left + right) / 2;
    };
    expect(Math.abs(middle(reason) - middle(button))).toBeLessThan(2);
  });

  test('the keys work on a button that does nothing as well', async () => {
    const { root } = mountPlayer({ rights: ['see', 'listen'], props: { mode: 'disable' } });
    await ready();
    screen.getByRole('button', { name: 'Back 30 seconds' }).focus();
    await userEvent.keyboard('mk');
    expect(screen.getByRole('button', { name: 'Mute' })).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() => expect(root()).toHaveAttribute('data-playing'));
  });

  test('the transcript is named, and why it is not there', async () => {
    mountPlayer({ rights: usualRights.filter((each) => each !== 'transcript'), props: { mode: 'disable' } });
    await ready();
    expect(screen.getByRole('button', { name: 'Transcript' })).toHaveAccessibleDescription(
      'Your role does not include this.',
    );
  });
});

describe('which permission stands for which right', () => {
  test('a permission that the catalog lacks is denied, not assumed', async () => {
    mountPlayer({ props: { ...offers, permissions: { share: 'recordings.publish' } } });
    await ready();
    expect(screen.queryByRole('button', { name: 'Share' })).toBeNull();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Delete' })).toBeVisible());
  });

  test('one permission can stand for several rights', async () => {
    mountPlayer({
      rights: ['see', 'listen'],
      props: { permissions: { seek: 'recordings.play', speed: 'recordings.play' } },
    });
    (await ready()).focus();
    await userEvent.keyboard('5');
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>('slider').valueAsNumber).toBeCloseTo(10.5, 0));
    await waitFor(() => expect(screen.getByRole('combobox', { name: 'Speed' })).toBeVisible());
  });

  test('what the application has no way to do is not offered, whatever the rights', async () => {
    mountPlayer();
    await ready();
    for (const name of ['Share', 'Delete', 'Add note']) expect(screen.queryByRole('button', { name })).toBeNull();
  });
});

describe('sharing', () => {
  test('is the application’s to do, and how it went is said', async () => {
    const onShare = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('no')).mockResolvedValueOnce();
    const { said, root } = mountPlayer({ props: { onShare } });
    await ready();
    await userEvent.click(page.getByRole('button', { name: 'Share' }));
    await waitFor(() => expect(said()).toBe('The recording was not shared. Try again.'));
    await userEvent.click(page.getByRole('button', { name: 'Share' }));
    await waitFor(() => expect(said()).toBe('Shared.'));
    await waitFor(() => expect(within(root()).getByText('Shared.')).toBeVisible());
    expect(onShare).toHaveBeenCalledWith(expect.objectContaining({ id: '7' }));
  });
});

describe('a note', () => {
  test('is kept at the moment at which one began to write, and where that fails nothing is lost', async () => {
    const onAnnotate = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('no')).mockResolvedValueOnce();
    const { said } = mountPlayer({ props: { onAnnotate } });
    (await ready()).focus();
    await userEvent.keyboard('5');
    const field = page.getByRole('textbox', { name: 'Note at 0:10' });
    await userEvent.fill(field, '  Ask billing ');
    await userEvent.click(page.getByRole('button', { name: 'Forward 5 seconds' }));
    await userEvent.click(page.getByRole('button', { name: 'Add note' }));
    await waitFor(() => expect(said()).toBe('The note was not saved. Try again.'));
    expect(screen.getByRole('textbox', { name: 'Note at 0:10' })).toHaveValue('  Ask billing ');
    await userEvent.click(page.getByRole('button', { name: 'Add note' }));
    await waitFor(() => expect(said()).toBe('The note is saved.'));
    expect(onAnnotate).toHaveBeenLastCalledWith({ at: 10, text: 'Ask billing' });
    expect(screen.getByRole('textbox', { name: 'Note at 0:15' })).toHaveValue('');
  });

  test('leads to its moment', async () => {
    const { audio } = mountPlayer({ props: { annotations: [{ id: 'a', at: 12, text: 'Hm', author: 'Bo' }] } });
    await ready();
    await userEvent.click(page.getByRole('button', { name: 'Go to 0:12' }));
    await waitFor(() => expect(audio().currentTime).toBeCloseTo(12, 0));
  });
});

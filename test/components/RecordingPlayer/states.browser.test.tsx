import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import {
  type RecordingHeartbeat,
  type RecordingStatus,
  recordingStatuses,
  type SourceRequest,
} from '../../../src/components/RecordingPlayer/index.js';
import { recordingFacts, recordingFiles } from '../../../src/msw/demo/recordingFiles.js';
import { usualRights } from '../../../stories/components/recording/recordingsCatalog.js';
import { mountPlayer, ready, recording } from './support/mountPlayer.js';
import { type Network, settledRequests, withNetwork } from './support/network.js';
import { heard, playing } from './support/playing.js';

withNetwork();

const answering = (status: string) => (network: Network) => [
  http.get(`${network.baseUrl}/recordings/:id/source`, () => HttpResponse.json({ status })),
];

const titles = {
  processing: 'This recording is being processed.',
  empty: 'This recording is empty.',
  missing: 'This recording cannot be found.',
  expired: 'This recording has expired.',
} as const;

describe.each(recordingStatuses.filter((status) => status !== 'ready'))('a recording that is %s', (status) => {
  test('is shown as such when the application says so, and nothing is asked for', async () => {
    const { network, root } = mountPlayer({ props: { recording: { ...recording, status } } });
    await waitFor(() => expect(screen.getByText(titles[status])).toBeVisible());
    expect(root()).toHaveAttribute('data-view', status);
    expect(await settledRequests(network)).toEqual([]);
  });

  test('is shown as such, and said, when the service says so', async () => {
    const { said, root } = mountPlayer({ handlers: answering(status) });
    await waitFor(() => expect(root()).toHaveTextContent(titles[status]));
    expect(said()).toContain(titles[status]);
    expect(screen.queryByRole('button', { name: 'Play' })).toBeNull();
  });
});

describe('a recording that was processed', () => {
  test('can be asked for again, and is played', async () => {
    const { network, desk } = mountPlayer({ handlers: answering('processing') });
    const again = await screen.findByRole('button', { name: 'Check again' });
    network.use(...desk.handlers);
    again.focus();
    await userEvent.keyboard('{Enter}');
    await ready();
    expect(screen.getByRole('button', { name: 'Play' })).toHaveFocus();
  });

  test('is played as soon as the application says that it is ready', async () => {
    const { rerender } = mountPlayer({ props: { recording: { ...recording, status: 'processing' } } });
    rerender({ recording });
    await ready();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Play' })).toBeVisible());
  });
});

describe('a recording that is no more', () => {
  test.each(['missing', 'expired'] as const)('%s, has nothing left to share or delete', (status) => {
    const offers = { onShare: () => {}, onDelete: () => Promise.resolve() };
    mountPlayer({ props: { ...offers, recording: { ...recording, status } } });
    expect(screen.getByText(titles[status])).toBeVisible();
    for (const name of ['Share', 'Delete']) expect(screen.queryByRole('button', { name })).toBeNull();
  });
});

describe('another recording in the same place', () => {
  test('and another, as fast as one can choose, leaves one player with nothing of the others', async () => {
    const signals: AbortSignal[] = [];
    const made = vi.spyOn(URL, 'createObjectURL');
    const revoked = vi.spyOn(URL, 'revokeObjectURL');
    const blob = await (await fetch(recordingFiles.redacted.audio)).blob();
    const getSource = async ({ signal }: SourceRequest) => {
      signals.push(signal);
      await Promise.resolve();
      return { blob, ...recordingFacts };
    };
    const player = mountPlayer({ props: { getSource } });
    for (let i = 0; i < 30; i += 1) player.rerender({ recording: { ...recording, id: `${i}` } });
    await ready();
    expect(signals.filter(({ aborted }) => !aborted)).toHaveLength(1);
    await userEvent.click(page.getByRole('button', { name: 'Play', exact: true }));
    await heard(player);
    player.unmount();
    expect(revoked.mock.calls.map(([url]) => url)).toEqual(made.mock.results.map(({ value }) => value as string));
    vi.restoreAllMocks();
  });

  test('starts anew', async () => {
    const { rerender, audio } = await playing();
    rerender({ recording: { ...recording, id: '8', title: 'Another call' } });
    await ready();
    expect(audio().paused).toBe(true);
    expect(screen.getByRole('slider')).toHaveValue('0');
    await waitFor(() => expect(screen.getByText('Another call')).toBeVisible());
  });
});

describe('when the player leaves the page', () => {
  test('it stops, lets go of the audio, calls off what is on its way, and tells what was heard', async () => {
    const onHeartbeat = vi.fn<(heartbeat: RecordingHeartbeat) => void>();
    const { unmount, audio } = await playing({ props: { onHeartbeat } });
    const element = audio();
    unmount();
    expect(element.paused).toBe(true);
    expect(element.hasAttribute('src')).toBe(false);
    expect(onHeartbeat).toHaveBeenCalledTimes(1);
    expect(onHeartbeat.mock.calls[0]?.[0]).toMatchObject({ cause: 'leave' });
  });
});

describe('heartbeats', () => {
  test('come after so many heard seconds and at every stop, and tell each second once', async () => {
    const onHeartbeat = vi.fn<(heartbeat: RecordingHeartbeat) => void>();
    const { audio } = await playing({ props: { onHeartbeat, heartbeatEvery: 1 } });
    await waitFor(() => expect(onHeartbeat.mock.calls.length).toBeGreaterThanOrEqual(2), { timeout: 20_000 });
    await userEvent.click(page.getByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(onHeartbeat.mock.calls.at(-1)?.[0].cause).toBe('pause'));
    const beats = onHeartbeat.mock.calls.map(([beat]) => beat);
    expect(beats.slice(0, -1).every(({ cause }) => cause === 'interval')).toBe(true);
    const seconds = beats.reduce((sum, beat) => sum + beat.seconds, 0);
    expect(seconds).toBeCloseTo(audio().currentTime, 0);
    const starts = beats.flatMap(({ heard }) => heard.map(({ start }) => start));
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });

  test('tell what was heard on both sides of a jump, and not what was jumped over', async () => {
    const onHeartbeat = vi.fn<(heartbeat: RecordingHeartbeat) => void>();
    const { audio } = await playing({ props: { onHeartbeat, heartbeatEvery: 100 } });
    await userEvent.keyboard('9');
    await waitFor(() => expect(audio().currentTime).toBeGreaterThan(19.3));
    await userEvent.click(page.getByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(onHeartbeat).toHaveBeenCalledTimes(1));
    const [before, after, ...more] = onHeartbeat.mock.calls[0]?.[0].heard ?? [];
    expect(before?.end).toBeLessThan(10);
    expect(after?.start).toBeGreaterThan(18);
    expect(more).toEqual([]);
  });

  test('end with the recording', async () => {
    const onHeartbeat = vi.fn<(heartbeat: RecordingHeartbeat) => void>();
    const { audio } = await playing({ props: { onHeartbeat } });
    await userEvent.keyboard('9{Shift>}{ArrowRight}{/Shift}');
    await waitFor(() => expect(onHeartbeat.mock.calls.some(([beat]) => beat.cause === 'end')).toBe(true), {
      timeout: 20_000,
    });
    expect(audio().ended).toBe(true);
    // Play starts it again from the beginning, without the right to seek as well.
    await userEvent.click(page.getByRole('button', { name: 'Play', exact: true }));
    await waitFor(() => expect(audio().currentTime).toBeLessThan(5));
  });
});

describe('what a backend sends', () => {
  test('that is no status is nothing to play, and not a broken page', async () => {
    const status = JSON.parse('"archived"') as RecordingStatus;
    const { root, network } = mountPlayer({ props: { recording: { ...recording, status } } });
    expect(root()).toHaveAttribute('data-view', 'missing');
    expect(await settledRequests(network)).toEqual([]);
  });
});

describe('deleting', () => {
  const undoable = (desk: { remove: () => Promise<{ undo: () => Promise<void> }> }) => ({ onDelete: desk.remove });
  const question = () => screen.findByRole('alertdialog', { name: 'Delete “Billing question”?' });
  const ask = async () => {
    await userEvent.click(page.getByRole('button', { name: 'Delete' }));
    return question();
  };
  const answer = (name: string) => userEvent.click(page.getByRole('alertdialog').getByRole('button', { name }));

  test('asks first, and Cancel or Escape keeps the recording', async () => {
    const onDelete = vi.fn();
    mountPlayer({ props: { onDelete } });
    await ready();
    await ask();
    await answer('Cancel');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    await waitFor(() => expect(screen.getByRole('button', { name: 'Delete' })).toHaveFocus());
    await ask();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(onDelete).not.toHaveBeenCalled();
  });

  test('drops the audio, says so, and can be undone where the phone system can', async () => {
    const { audio, network, said, root } = await playing({ props: undoable });
    await ask();
    await answer('Delete');
    await waitFor(() => expect(said()).toBe('The recording is deleted.'));
    expect(audio()).not.toHaveAttribute('src');
    expect(root()).toHaveAttribute('data-view', 'deleted');
    await waitFor(() => expect(root()).toContainElement(document.activeElement as HTMLElement));
    await userEvent.click(page.getByRole('button', { name: 'Undo' }));
    await ready();
    expect(await settledRequests(network)).toContain('/recordings/7/restore');
    expect(said()).toBe('The recording is back.');
  });

  test('that fails says so in the question and can be tried again', async () => {
    const onDelete = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('no')).mockResolvedValueOnce();
    const { said } = mountPlayer({ props: { onDelete } });
    await ready();
    await ask();
    await answer('Delete');
    expect(await screen.findByRole('alert')).toHaveTextContent('The recording was not deleted');
    await answer('Delete');
    await waitFor(() => expect(said()).toBe('The recording is deleted.'));
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  test('an undo that fails says so and can be tried again', async () => {
    const undo = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error('no')).mockResolvedValueOnce();
    const { root } = mountPlayer({ props: { onDelete: () => Promise.resolve({ undo }) } });
    await ready();
    await ask();
    await answer('Delete');
    await userEvent.click(page.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(root()).toHaveTextContent('The recording could not be brought back. Try again.'));
    await userEvent.click(page.getByRole('button', { name: 'Undo' }));
    await ready();
  });

  test('a right that is lost while it asks takes the question away', async () => {
    const { give, root } = mountPlayer({ props: undoable });
    await ready();
    await ask();
    give(usualRights.filter((right) => right !== 'delete'));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    await waitFor(() => expect(root()).toContainElement(document.activeElement as HTMLElement));
  });

  test('a right that is lost while it is being done and refused is told as such', async () => {
    let refuse = () => {};
    const onDelete = () => new Promise<void>((_, reject) => (refuse = () => reject(new Error('403'))));
    const { give, said } = mountPlayer({ props: { onDelete } });
    await ready();
    await ask();
    await answer('Delete');
    give(usualRights.filter((right) => right !== 'delete'));
    refuse();
    await waitFor(() => expect(said()).toMatch(/^The recording was not deleted/));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  });

  test('a legal hold freezes it, with the reason', async () => {
    const onDelete = vi.fn();
    mountPlayer({ props: { onDelete, recording: { ...recording, hold: { reason: 'Dispute 2291.' } } } });
    await ready();
    const button = screen.getByRole('button', { name: 'Delete' });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(button).toHaveAccessibleDescription('Legal hold This recording cannot be deleted. Dispute 2291.');
    await userEvent.click(page.elementLocator(button), { force: true });
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(onDelete).not.toHaveBeenCalled();
  });

  test('a legal hold that comes while it asks takes the question away', async () => {
    const { rerender } = mountPlayer({ props: undoable });
    await ready();
    await ask();
    rerender({ recording: { ...recording, hold: { reason: 'Dispute 2291.' } } });
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  });
});

import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type {
  RecordingSource,
  SourceRequest,
  TranscriptSegment,
} from '../../../src/components/RecordingPlayer/index.js';
import { recordingFacts } from '../../../src/msw/demo/recordingFiles.js';
import type { Desk } from '../../../stories/components/recording/createDesk.js';
import { mountPlayer, ready, recording } from './support/mountPlayer.js';
import { withNetwork } from './support/network.js';

withNetwork();
afterEach(() => vi.restoreAllMocks());

const pressPlay = () => userEvent.click(page.getByRole('button', { name: 'Play', exact: true }));

/** The lowest that browsers play: an hour of it is 11 MB. */
const samplesPerSecond = 3_000;

/** A sound file in which nobody speaks. */
function silence(seconds: number): Blob {
  const samples = seconds * samplesPerSecond;
  const head = new DataView(new ArrayBuffer(44));
  const word = (at: number, text: string) => new Uint8Array(head.buffer).set(new TextEncoder().encode(text), at);
  const numbers: readonly (readonly [number, number, 2 | 4])[] = [
    [4, 36 + samples, 4],
    [16, 16, 4],
    [20, 1, 2],
    [22, 1, 2],
    [24, samplesPerSecond, 4],
    [28, samplesPerSecond, 4],
    [32, 1, 2],
    [34, 8, 2],
    [40, samples, 4],
  ];
  word(0, 'RIFF');
  word(8, 'WAVEfmt ');
  word(36, 'data');
  for (const [at, value, size] of numbers) head[size === 2 ? 'setUint16' : 'setUint32'](at, value, true);
  return new Blob([head.buffer, new Uint8Array(samples).fill(128)], { type: 'audio/wav' });
}

describe('a length that the application does not know', () => {
  test.each([NaN, -3, 0, Infinity, '21', null])('%s, breaks nothing, and the source is believed', async (duration) => {
    const errors: unknown[] = [];
    const keep = ({ message }: ErrorEvent) => errors.push(message);
    vi.spyOn(console, 'error').mockImplementation((...said) => errors.push(said));
    window.addEventListener('error', keep);
    // What a backend sends is not what the types say.
    const props = { recording: { ...recording, duration: duration as number }, load: 'play' } as const;
    const { audio } = mountPlayer({ props });
    (await ready()).focus();
    expect(screen.getByRole('slider')).toHaveAttribute('max', '0');
    await userEvent.keyboard('5]k');
    await waitFor(() => expect(audio().currentTime).toBeGreaterThan(0.1));
    await waitFor(() => expect(screen.getByRole('slider').getAttribute('max')).toMatch(/^21/));
    window.removeEventListener('error', keep);
    expect(errors).toEqual([]);
  });

  test('is no reason to go back to the start when one steps on, and parts of it lead nowhere', async () => {
    const props = ({ getSource }: Desk) => ({
      recording: { id: '7' },
      getSource: async (request: SourceRequest) => {
        const { duration: _duration, ...source } = (await getSource(request)) as RecordingSource;
        return source;
      },
      load: 'play' as const,
    });
    const { audio } = mountPlayer({ props });
    (await ready()).focus();
    const element = audio();
    const begins = new Promise((resolve) =>
      element.addEventListener('playing', () => resolve(Math.floor(element.currentTime)), { once: true }),
    );
    await userEvent.keyboard('{ArrowRight}5k');
    expect(await begins).toBe(5);
  });
});

/** A sound whose file does not say how long it is, as browsers record calls. */
async function streamOf(chunks: number): Promise<Blob> {
  const context = new AudioContext();
  const to = context.createMediaStreamDestination();
  const tone = context.createOscillator();
  tone.connect(to);
  tone.start();
  await context.resume();
  const recorder = new MediaRecorder(to.stream);
  const parts: Blob[] = [];
  const done = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
  recorder.addEventListener('dataavailable', ({ data }) => {
    parts.push(data);
    if (parts.length === chunks) recorder.stop();
  });
  recorder.start(250);
  await done;
  await context.close();
  return new Blob(parts, { type: recorder.mimeType });
}

describe('a length that nobody knows, since the file does not say it', () => {
  test('is spoken and shown as unknown, and what was heard can be gone back to', async () => {
    const blob = await streamOf(16);
    const getSource = () => Promise.resolve({ blob });
    const { root, audio } = mountPlayer({ props: { recording: { id: 'stream' }, getSource } });
    const slider = await ready();
    await waitFor(() => expect(audio().duration).toBe(Infinity));
    expect(slider).toHaveAttribute('aria-valuetext', '0 seconds, length unknown');
    expect(root()).toHaveTextContent('0:00 / length unknown');
    await pressPlay();
    await waitFor(() => expect(slider).toHaveAttribute('aria-valuetext', '1 second, length unknown'));
    const { value, max } = screen.getByRole<HTMLInputElement>('slider');
    expect(Number(value)).toBeGreaterThan(0.9);
    expect(max).toBe(value);
    slider.focus();
    await userEvent.keyboard('{Home}');
    await waitFor(() => expect(audio().currentTime).toBeLessThan(0.9));
  });

  test('can be heard round and round', async () => {
    const blob = await streamOf(4);
    const getSource = () => Promise.resolve({ blob });
    const { audio } = mountPlayer({ props: { recording: { id: 'stream' }, getSource } });
    await ready();
    await userEvent.click(page.getByRole('button', { name: 'Loop' }));
    const element = audio();
    const again = new Promise((resolve) => element.addEventListener('seeked', resolve));
    await pressPlay();
    await again;
    await waitFor(() => expect(element.paused).toBe(false));
  });
});

test('a file without any sound has a length of nothing, and playing it ends at once', async () => {
  const getSource = () => Promise.resolve({ blob: silence(0) });
  const { root, audio } = mountPlayer({ props: { recording: { id: '7' }, getSource } });
  await ready();
  const ended = new Promise((resolve) => audio().addEventListener('ended', resolve, { once: true }));
  await pressPlay();
  await ended;
  await waitFor(() => expect(root()).not.toHaveAttribute('data-playing'));
  expect(screen.getByRole('slider')).toHaveAttribute('aria-valuetext', '0 seconds of 0 seconds');
});

test('a file that is no sound is an error with another try', async () => {
  const onFailure = vi.fn();
  const getSource = () => Promise.resolve({ blob: new Blob(['no sound']), ...recordingFacts });
  mountPlayer({ props: { getSource, onFailure } });
  // Some browsers find out before anybody presses play.
  (await screen.findByRole('button', { name: 'Play' })).click();
  await waitFor(() => expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible());
  expect(onFailure).toHaveBeenCalledTimes(1);
  expect(onFailure.mock.calls[0]?.[0]).toMatchObject({ at: 'audio' });
});

test('three hours are sought, spoken in hours, and read', async () => {
  const length = 3 * 3_600;
  const peaks = length * 20;
  const transcript = Array.from({ length: 1_500 }, (_, i): TranscriptSegment => ({
    start: i * 7,
    end: i * 7 + 6,
    party: i % 2 ? 'customer' : 'agent',
    text: `Sentence ${i}`,
  }));
  const source = {
    blob: silence(length),
    duration: length,
    channels: recordingFacts.channels,
    peaks: [0, 1].map((lane) => Array.from({ length: peaks }, (_, i) => (Math.floor(i / 40) % 2 === lane ? 0.5 : 0))),
    transcript,
  };
  mountPlayer({ props: { recording: { id: '7', duration: length }, getSource: () => Promise.resolve(source) } });
  (await ready()).focus();
  await userEvent.keyboard('{PageUp}');
  expect(screen.getByRole('slider')).toHaveAttribute('aria-valuetext', '30 seconds of 3 hours, Agent');
  await userEvent.keyboard('9');
  expect(screen.getByRole('slider')).toHaveAttribute('aria-valuetext', '2 hours 42 minutes of 3 hours, Agent');
  await waitFor(() => expect(document.querySelector('[aria-current]')).toHaveTextContent('2:41:56AgentSentence 1388'));
  await userEvent.fill(page.getByRole('searchbox'), 'sentence 1499');
  await waitFor(() => expect(screen.getByText('1 of 1')).toBeVisible());
});

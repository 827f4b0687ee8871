import { waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { mountPlayer, ready } from './support/mountPlayer.js';
import { withNetwork } from './support/network.js';

withNetwork();
afterEach(() => document.documentElement.style.removeProperty('color-scheme'));

const canvases = (root: HTMLElement) => [
  ...(root.querySelector('.hs-recording-waveform > div')?.shadowRoot?.querySelectorAll('canvas') ?? []),
];

/** The colours that a canvas is painted with, as `r,g,b`. */
function colours(canvas: HTMLCanvasElement | undefined): Set<string> {
  const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  const found = new Set<string>();
  for (let i = 0; i < pixels.length; i += 4) {
    if (pixels[i + 3] === 255) found.add(`${pixels[i]},${pixels[i + 1]},${pixels[i + 2]}`);
  }
  return found;
}

describe('the waveform', () => {
  test('is drawn with a lane of its own colour for each party', async () => {
    const { root } = mountPlayer();
    await ready();
    await waitFor(() => expect(canvases(root()).length).toBeGreaterThanOrEqual(2));
    const [agent, customer] = canvases(root()).map(colours);
    expect(agent?.size).toBeGreaterThan(0);
    expect(customer?.size).toBeGreaterThan(0);
    expect(agent).not.toEqual(customer);
  });

  test('takes the colours of another theme', async () => {
    document.documentElement.style.colorScheme = 'light';
    const { root } = mountPlayer();
    await ready();
    await waitFor(() => expect(colours(canvases(root())[0]).size).toBeGreaterThan(0));
    const light = colours(canvases(root())[0]);
    document.documentElement.style.colorScheme = 'dark';
    await waitFor(() => {
      const dark = colours(canvases(root())[0]);
      expect(dark.size).toBeGreaterThan(0);
      expect([...dark].filter((colour) => light.has(colour))).toEqual([]);
    });
  });

  test('is hidden from readers, and leaves the pointer to the slider over it', async () => {
    const { root, audio } = mountPlayer();
    await ready();
    await waitFor(() => expect(canvases(root()).length).toBeGreaterThanOrEqual(2));
    expect(root().querySelector('.hs-recording-waveform')).toHaveAttribute('aria-hidden', 'true');
    const { left, top, width, height } =
      root().querySelector('.hs-recording-track')?.getBoundingClientRect() ?? new DOMRect();
    expect(document.elementFromPoint(left + width / 2, top + height / 2)).toHaveAttribute('type', 'range');
    await userEvent.click(page.getByRole('slider'));
    await waitFor(() => expect(audio().currentTime).toBeCloseTo(10.5, 0));
  });
});

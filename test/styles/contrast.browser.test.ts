import { afterEach, describe, expect, test } from 'vitest';
import '../../src/styles.css';

/** Which colours are seen on which grounds, and how far apart they must be (WCAG 2.2: 1.4.3 and 1.4.11). */
const grounds = ['sunken', 'canvas', 'surface', 'raised'];
const tones = ['accent', 'positive', 'caution', 'critical'];
const pairs: readonly (readonly [color: string, ground: string, ratio: number])[] = [
  ...grounds.flatMap((ground) => [
    ...['text', 'text-muted', ...tones].map((color) => [color, ground, 4.5] as const),
    ...['border', 'lane-agent', 'lane-customer'].map((color) => [color, ground, 3] as const),
  ]),
  ...tones.flatMap((tone) => [
    [`on-${tone}`, tone, 4.5] as const,
    [tone, `${tone}-soft`, 4.5] as const,
    ['text', `${tone}-soft`, 4.5] as const,
    ['text-muted', `${tone}-soft`, 4.5] as const,
  ]),
  ['on-tooltip', 'tooltip', 4.5],
  ['focus', 'surface', 3],
];

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

/** The colour as the screen shows it: red, green and blue from 0 to 1. */
function shown(token: string, within: HTMLElement): readonly number[] {
  within.style.setProperty('color', `var(--hs-color-${token})`);
  if (!canvas) throw new Error('This browser draws nothing, so no colour can be read. Start it with a canvas.');
  canvas.fillStyle = getComputedStyle(within).color;
  canvas.fillRect(0, 0, 1, 1);
  return Array.from(canvas.getImageData(0, 0, 1, 1).data.slice(0, 3), (each) => each / 255);
}

function luminance(color: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = color.map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: readonly number[], b: readonly number[]): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

/** The pairs that are too close, with how far apart they are. */
function tooClose(scheme: string, brand: Readonly<Record<string, string>>): readonly string[] {
  const theme = document.createElement('div');
  theme.className = 'hs-theme';
  theme.style.colorScheme = scheme;
  for (const [name, value] of Object.entries(brand)) theme.style.setProperty(name, value);
  document.body.append(theme);
  const ratios = pairs.map(([color, ground, least]) => {
    return { color, ground, least, ratio: contrast(shown(color, theme), shown(ground, theme)) };
  });
  theme.remove();
  return ratios
    .filter(({ ratio, least }) => ratio < least)
    .map(({ color, ground, ratio, least }) => `${color} on ${ground}: ${ratio.toFixed(2)}, needs ${least}`);
}

describe.each(['light', 'dark'])('in the %s scheme', (scheme) => {
  afterEach(() => document.querySelectorAll('body > .hs-theme').forEach((each) => each.remove()));

  test('all colours stand out from what they are seen on', () => {
    expect(tooClose(scheme, {})).toEqual([]);
  });

  test.each(['0.05', '0.095', '0.13', '0.16'])('they do so for every hue of a brand of chroma %s', (chroma) => {
    const hues = Array.from({ length: 24 }, (_, i) => String(i * 15));
    const found = hues.flatMap((hue) =>
      tooClose(scheme, { '--hs-brand-hue': hue, '--hs-brand-chroma': chroma, '--hs-neutral-hue': hue }).map(
        (each) => `hue ${hue}: ${each}`,
      ),
    );
    expect(found).toEqual([]);
  });
});

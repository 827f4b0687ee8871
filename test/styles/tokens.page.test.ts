import { readFile } from 'node:fs/promises';
import { defineConfig, Logger, parse } from '@terrazzo/parser';
import { expect, test } from 'vitest';
import { fromRoot } from '../../scripts/paths.js';
import { tokensOf, tokensText } from '../../scripts/tokens.js';

const filename = new URL('file:///tokens.json');

/** The tokens as a tool of the format reads them; throws where they are not of the format. */
async function read(src: string) {
  const logger = new Logger({ level: 'silent' });
  const config = defineConfig({}, { cwd: new URL('file:///'), logger });
  const { tokens } = await parse([{ filename, src }], { config, logger });
  return tokens;
}

test('tokens.json says what the style sheet says', async () => {
  expect(await readFile(fromRoot('src/tokens.json'), 'utf8')).toBe(await tokensText());
}, 60_000);

test('tokens.json is of the Design Tokens format, and a tool of that format reads each token', async () => {
  const tokens = await read(await readFile(fromRoot('src/tokens.json'), 'utf8'));
  expect(tokens['color.light.accent']).toMatchObject({ $type: 'color', $value: { colorSpace: 'oklch', alpha: 1 } });
  expect(tokens['density.roomy.control']).toMatchObject({ $type: 'dimension', $value: { value: 2.75, unit: 'rem' } });
  expect(Object.keys(tokens).filter((id) => id.startsWith('color.light.')).length).toBeGreaterThan(25);
});

test('what is not of the format is refused', async () => {
  await expect(read('{ "color": { "$type": "color", "accent": { "$value": 7 } } }')).rejects.toThrow(/color/i);
});

test('three inputs make another brand: the accent and the greys follow, what means danger stays', async () => {
  const css = await readFile(fromRoot('src/styles.css'), 'utf8');
  const brand = ':root { --hs-brand-hue: 30; --hs-brand-chroma: 0.13; --hs-neutral-hue: 60; }';
  const [own, other] = await Promise.all([tokensOf(css), tokensOf(`${css}\n${brand}`)]);
  const light = async (tokens: typeof own, name: string) =>
    (await read(JSON.stringify(tokens)))[`color.light.${name}`]?.$value;
  expect(await light(other, 'accent')).toMatchObject({ components: [0.48, 0.13, 30] });
  expect(await light(other, 'text')).toMatchObject({ components: [0.24, 0.02, 60] });
  expect(await light(other, 'critical')).toEqual(await light(own, 'critical'));
}, 60_000);

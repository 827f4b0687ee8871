// npm run tokens: src/styles.css → src/tokens.json, the design tokens in the format of the Design Tokens Community Group
// (2025.10), for design tools. A browser works out what each token is; `tokens.page.test.ts` compares the two.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { format } from 'prettier';
import { chromiumArgs, findChromium } from './chromium.js';
import { fromRoot } from './paths.js';

/** @typedef {{ $type?: string, $value?: unknown, $description?: string }} Token */
/** @typedef {{ [name: string]: Token | Group | string }} Group */
/** @typedef {{ $value: { colorSpace: string, components: number[], alpha: number, hex: string } }} ColorToken */

const file = fromRoot('src/tokens.json');
const schemes = ['light', 'dark'];
const densities = ['compact', 'cosy', 'roomy'];

/** @param {number} value */
const short = (value) => Math.round(value * 1e5) / 1e5;

/** @param {string} css a length in rem @returns {Token} */
const dimension = (css) => ({ $value: { value: short(Number.parseFloat(css)), unit: 'rem' } });

/** @param {string} css a time in milliseconds @returns {Token} */
const duration = (css) => ({ $value: { value: Number.parseFloat(css), unit: 'ms' } });

/** @param {string} css @returns {Token} */
const number = (css) => ({ $value: Number(css) });

/** @param {string} css @returns {Token} */
const curve = (css) => ({ $value: (css.match(/-?[\d.]+/g) ?? []).map(Number) });

/**
 * Which custom properties go into which group, and how each is read.
 * @type {readonly { group: string, type: string, prefix: string, read: (css: string) => Token }[]}
 */
const plain = [
  { group: 'space', type: 'dimension', prefix: '--hs-space-', read: dimension },
  { group: 'radius', type: 'dimension', prefix: '--hs-radius-', read: dimension },
  { group: 'text', type: 'dimension', prefix: '--hs-text-', read: dimension },
  { group: 'leading', type: 'number', prefix: '--hs-leading', read: number },
  { group: 'weight', type: 'fontWeight', prefix: '--hs-weight-', read: number },
  { group: 'duration', type: 'duration', prefix: '--hs-duration', read: duration },
  { group: 'ease', type: 'cubicBezier', prefix: '--hs-ease', read: curve },
];
const byDensity = ['control', 'row', 'chip', 'text-m'];

/**
 * Runs in the page: each colour of the theme in one scheme, as the browser says it and as eight bits a channel.
 * @param {{ scheme: string, names: string[] }} asked
 */
const colorsIn = ({ scheme, names }) => {
  const theme = document.body.appendChild(document.createElement('div'));
  theme.style.colorScheme = scheme;
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const colors = names.map((name) => {
    theme.style.color = `var(${name})`;
    const said = getComputedStyle(theme).color;
    if (!canvas) throw new Error('This browser draws nothing, so no colour can be read. Use the one of this project.');
    canvas.clearRect(0, 0, 1, 1);
    // Without its alpha, which would take away from what can be read back.
    canvas.fillStyle = said.replace(/ \/ [\d.]+\)$/, ')').replace(/^rgba\((.*), [\d.]+\)$/, 'rgb($1)');
    canvas.fillRect(0, 0, 1, 1);
    return { name, said, rgb: Array.from(canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)) };
  });
  theme.remove();
  return colors;
};

/**
 * @param {{ said: string, rgb: number[] }} color
 * @returns {ColorToken}
 */
const colorToken = ({ said, rgb }) => {
  const [first = 0, second = 0, third = 0, alpha = 1] = (said.match(/[\d.]+/g) ?? []).map(Number);
  const isOklch = said.startsWith('oklch');
  const components = isOklch ? [first, second, third] : [first / 255, second / 255, third / 255];
  const hex = `#${rgb.map((each) => each.toString(16).padStart(2, '0')).join('')}`;
  return {
    $value: { colorSpace: isOklch ? 'oklch' : 'srgb', components: components.map(short), alpha: short(alpha), hex },
  };
};

/** @param {import('playwright').Page} page @param {readonly string[]} names @returns {Promise<Map<string, string>>} */
const valuesOf = async (page, names) =>
  new Map(
    await page.evaluate(
      (all) => all.map((name) => [name, getComputedStyle(document.documentElement).getPropertyValue(name).trim()]),
      /** @type {string[]} */ ([...names]),
    ),
  );

/** @param {string} name @param {string} prefix */
const nameIn = (name, prefix) => name.slice(prefix.length).replace(/^-/, '') || 'base';

/**
 * The tokens of a style sheet.
 * @param {string} css
 * @returns {Promise<Group>}
 */
export const tokensOf = async (css) => {
  const { path } = await findChromium();
  const browser = await chromium.launch({ executablePath: path, args: [...chromiumArgs] });
  try {
    const page = await browser.newPage();
    // What it imports is not needed: all tokens stand in this one file.
    await page.setContent(`<!doctype html><style>${css.replaceAll(/@import[^;]*;/g, '')}</style><body></body>`);
    const names = [...new Set(css.match(/--hs-[\w-]+(?=:)/g))];
    const colorNames = names.filter((name) => name.startsWith('--hs-color-'));
    /** @type {Group} */
    const tokens = { $description: 'The design tokens of hookswitch. Written by npm run tokens from src/styles.css.' };
    /** @type {Group} */
    const color = { $type: 'color' };
    for (const scheme of schemes) {
      const seen = await page.evaluate(colorsIn, { scheme, names: colorNames });
      color[scheme] = Object.fromEntries(seen.map((each) => [nameIn(each.name, '--hs-color-'), colorToken(each)]));
    }
    tokens['color'] = color;
    const values = await valuesOf(page, names);
    for (const { group, type, prefix, read } of plain) {
      const own = names.filter((name) => name.startsWith(prefix) && !byDensity.includes(name.slice('--hs-'.length)));
      tokens[group] = {
        $type: type,
        ...Object.fromEntries(own.map((name) => [nameIn(name, prefix), read(values.get(name) ?? '')])),
      };
    }
    /** @type {Group} */
    const density = { $type: 'dimension' };
    for (const each of densities) {
      await page.evaluate((name) => document.documentElement.setAttribute('data-density', name), each);
      const sizes = await valuesOf(
        page,
        byDensity.map((name) => `--hs-${name}`),
      );
      density[each] = Object.fromEntries(byDensity.map((name) => [name, dimension(sizes.get(`--hs-${name}`) ?? '')]));
    }
    tokens['density'] = density;
    return tokens;
  } finally {
    await browser.close();
  }
};

/** The text of src/tokens.json as it should be. */
export const tokensText = async () => {
  const tokens = await tokensOf(await readFile(fromRoot('src/styles.css'), 'utf8'));
  return format(JSON.stringify(tokens), { parser: 'json', printWidth: 120 });
};

if (process.argv[1] === join(import.meta.dirname, 'tokens.js')) {
  await writeFile(file, await tokensText());
  console.log('src/tokens.json is written.');
}

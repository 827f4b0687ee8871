import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import type { InlineConfig } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromRoot } from '../../scripts/paths.js';
import { buildAndServe, createApp, launch, removeApp, type Served, serve } from './pages.js';

type Scheme = 'light' | 'dark';

/** Ways of saying which scheme a page has: something in its head, on its `html`, on a section of it, in its CSS. */
interface SetUp {
  readonly head?: string;
  readonly html?: string;
  readonly section?: string;
  readonly css?: string;
  /** What the page and the section then are, for readers whose system is light and dark. */
  readonly page: Readonly<Record<Scheme, Scheme>>;
  readonly inside?: Readonly<Record<Scheme, Scheme>>;
}

const always = (scheme: Scheme) => ({ light: scheme, dark: scheme });
const followed = { light: 'light', dark: 'dark' } as const;

const setUps: readonly (readonly [string, SetUp])[] = Object.entries<SetUp>({
  'nothing said': { page: always('light') },
  'meta light dark': { head: '<meta name="color-scheme" content="light dark">', page: followed },
  'meta dark': { head: '<meta name="color-scheme" content="dark">', page: always('dark') },
  'style on html, dark': { html: 'style="color-scheme: dark"', page: always('dark') },
  'style on html, light': { html: 'style="color-scheme: light"', page: always('light') },
  'root light dark': { css: ':root { color-scheme: light dark; }', page: followed },
  'root dark': { css: ':root { color-scheme: dark; }', page: always('dark') },
  'root in a media query': {
    css: '@media (prefers-color-scheme: dark) { :root { color-scheme: dark; } }',
    page: followed,
  },
  class: { html: 'class="dark"', css: '.dark { color-scheme: dark; }', page: always('dark') },
  'data attribute': {
    html: 'data-theme="dark"',
    css: "[data-theme='dark'] { color-scheme: dark; }",
    page: always('dark'),
  },
  'dark section, nothing else said': {
    section: 'class="dark"',
    css: '.dark { color-scheme: dark; }',
    page: always('light'),
    inside: always('dark'),
  },
  'dark section by style in a page that follows': {
    section: 'style="color-scheme: dark"',
    css: ':root { color-scheme: light dark; }',
    page: followed,
    inside: always('dark'),
  },
  'light section in a dark page': {
    html: 'style="color-scheme: dark"',
    section: 'data-theme="light"',
    css: "[data-theme='light'] { color-scheme: light; }",
    page: always('dark'),
    inside: always('light'),
  },
});

const pathOf = (name: string) => `${name.replaceAll(/\W+/g, '-')}.html`;

/** A pair of colours, up to the parenthesis that ends it: what is inside has parentheses of its own. */
const pairOf =
  /(--hs-color-[\w-]+):\s*light-dark\(\s*var\(\s*--hs-pair,((?:[^();]|\((?:[^();]|\([^();]*\))*\))*)\)\s*\)/g;

/** What each token is, as written in the style sheet. */
async function readPairs(): Promise<readonly { token: string; light: string; dark: string }[]> {
  const css = await readFile(fromRoot('src/styles.css'), 'utf8');
  return Array.from(css.matchAll(pairOf), ([, token = '', both = '']) => {
    const [light = '', dark = ''] = both.split(',').map((each) => each.trim());
    return { token, light, dark };
  });
}

const pairs = await readPairs();
const parts = ['hs-button', 'hs-caller-field', 'hs-after-call', 'hs-recording', 'hs-modal', 'hs-matrix-grid'];

function pageOf(
  { head = '', html = '', section = '', css = '' }: SetUp,
  name: string,
): readonly (readonly [string, string])[] {
  const probes = [
    ...pairs.flatMap(({ token, light, dark }) => [
      `<i data-probe="${token}" style="background: var(${token})"></i>`,
      `<i data-probe="light ${token}" style="background: ${light}"></i>`,
      `<i data-probe="dark ${token}" style="background: ${dark}"></i>`,
    ]),
    '<i data-probe="--hs-shadow-1" style="box-shadow: var(--hs-shadow-1)"></i>',
    '<i data-probe="--hs-shadow-2" style="box-shadow: var(--hs-shadow-2)"></i>',
    ...parts.map((part) => `<div data-probe="${part}" class="${part}">words</div>`),
  ].join('\n');
  const script = `${name.replace('.html', '')}.js`;
  return [
    [
      name,
      `<!doctype html><html lang="en" ${html}><head>${head}<title>${name}</title></head><body>
      <main>${probes}</main><section ${section}>${probes}</section>
      <script type="module" src="/${script}"></script></body></html>`,
    ],
    [
      script,
      `import 'hookswitch/styles.css';\nimport './${script.replace('.js', '.css')}';\ndocument.documentElement.dataset.ready = '';`,
    ],
    [script.replace('.js', '.css'), `${css}\nbody { margin: 1rem; }`],
  ];
}

type Colors = Readonly<Record<string, readonly string[]>>;
type Look = Readonly<Record<Scheme, Readonly<Record<'page' | 'inside', Colors>>>>;

async function look(browser: Browser, url: string): Promise<Look> {
  // Without motion, since a colour on its way from one to the other is neither.
  const page = await browser.newPage({ reducedMotion: 'reduce', colorScheme: 'light' });
  try {
    await page.goto(url);
    await page.waitForSelector('[data-ready]');
    const light = await page.evaluate(readColors);
    await page.emulateMedia({ colorScheme: 'dark' });
    return { light, dark: await page.evaluate(readColors) };
  } finally {
    await page.close();
  }
}

/** Runs in the page. */
function readColors() {
  const read = (within: string) =>
    Object.fromEntries(
      Array.from(document.querySelectorAll<HTMLElement>(`${within} > [data-probe]`), (element) => {
        const { backgroundColor, color, borderTopColor, borderTopWidth, boxShadow } = getComputedStyle(element);
        return [element.dataset['probe'] ?? '', [backgroundColor, color, borderTopColor, borderTopWidth, boxShadow]];
      }),
    );
  return { page: read('main'), inside: read('section') };
}

let browser: Browser;
let folder: string;
let developed: Served;
const looks = new Map<string, Promise<Look>>();

/** What a page looks like in development, once for each. */
function lookInDevelopment(name: string): Promise<Look> {
  const known = looks.get(name) ?? look(browser, developed.url + pathOf(name));
  looks.set(name, known);
  return known;
}

beforeAll(async () => {
  browser = await launch();
  folder = await createApp(Object.fromEntries(setUps.flatMap(([name, setUp]) => pageOf(setUp, pathOf(name)))));
  developed = await serve(folder);
}, 120_000);

afterAll(async () => {
  await developed.close();
  await browser.close();
  await removeApp(folder);
});

/** The tools that write a page's CSS anew, as Vite is set up to use them. */
const tools: Readonly<Record<string, InlineConfig>> = {
  "Vite's defaults": {},
  'esbuild as minifier': { build: { cssMinify: 'esbuild' } },
  'Lightning CSS for everything': { css: { transformer: 'lightningcss' } },
  'targets of 2020': { build: { target: ['chrome87', 'safari14', 'firefox78'] } },
};

describe.each(Object.entries(tools))('a page that is built with %s', (_tool, config) => {
  let built: Served;
  beforeAll(async () => {
    const input = setUps.map(([name]) => join(folder, pathOf(name)));
    built = await buildAndServe(folder, { ...config, build: { ...config.build, rollupOptions: { input } } });
  }, 120_000);
  afterAll(() => built.close());

  test.each(setUps)(
    'has the colours that it has in development, and the right ones: %s',
    async (name, { page, inside = page }) => {
      const seen = await look(browser, built.url + pathOf(name));
      expect(seen).toEqual(await lookInDevelopment(name));
      for (const system of ['light', 'dark'] as const) {
        for (const { token } of pairs) {
          const [there, within] = [seen[system].page, seen[system].inside];
          expect([system, token, there[token]?.[0]]).toEqual([system, token, there[`${page[system]} ${token}`]?.[0]]);
          expect([system, token, within[token]?.[0]]).toEqual([
            system,
            token,
            within[`${inside[system]} ${token}`]?.[0],
          ]);
          expect(there[`light ${token}`]?.[0]).not.toBe('rgba(0, 0, 0, 0)');
        }
      }
    },
  );
});

describe('the style sheets that are shipped', () => {
  test('write no pair of colours in a way that a build tool could rewrite', async () => {
    expect(pairs.length).toBeGreaterThan(25);
    const sheets = (await readdir(fromRoot('src'), { recursive: true })).filter((path) => path.endsWith('.css'));
    for (const sheet of sheets) {
      const css = (await readFile(fromRoot('src', sheet), 'utf8')).replaceAll(/\/\*[\s\S]*?\*\//g, '');
      const exposed = css.match(/light-dark\((?!\s*var\(\s*--hs-pair,|red, red\))[^;]*/g);
      expect([sheet, exposed]).toEqual([sheet, null]);
    }
  });

  test('are all part of the one that is imported', async () => {
    const sheets = (await readdir(fromRoot('src'), { recursive: true })).filter((path) => path.endsWith('.css'));
    const entry = await readFile(fromRoot('src/styles.css'), 'utf8');
    const imported = Array.from(entry.matchAll(/@import '\.\/([^']+)'/g), ([, path]) => path);
    expect(new Set(imported)).toEqual(new Set(sheets.filter((path) => path !== 'styles.css')));
  });
});

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright';
import { compile } from 'tailwindcss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromRoot } from '../../scripts/paths.js';
import { buildAndServe, createApp, launch, removeApp, type Served, serve } from './pages.js';

const { resolve } = createRequire(import.meta.url);
/** The line that docs/theming.md gives to pages with Tailwind 4. */
const order = await readOrder();

async function readOrder(): Promise<string> {
  const docs = await readFile(fromRoot('docs/theming.md'), 'utf8');
  return /^@layer .*hookswitch.*;$/m.exec(docs)?.[0] ?? '';
}

/** Compiles as Tailwind's own plugins do, for these utilities; every other import is left for the bundler. */
async function tailwind(css: string): Promise<string> {
  const { build } = await compile(css, {
    base: dirname(resolve('tailwindcss/package.json')),
    loadStylesheet: async (id, base) => {
      const path =
        id === 'hookswitch/styles.css'
          ? fromRoot('src/styles.css')
          : id === 'tailwindcss'
            ? resolve('tailwindcss/index.css')
            : join(base, id);
      return { path, base: dirname(path), content: await readFile(path, 'utf8') };
    },
  });
  return build(['p-8', 'bg-red-500', 'border-4', 'shadow-lg', 'rounded-none']);
}

const bare = ['hs-button', 'hs-caller-field', 'hs-recording', 'hs-modal', 'hs-after-call'];
const html = (script: string) => `<!doctype html><html lang="en"><head><title>Tailwind</title></head><body>
  ${bare.map((name) => `<div data-probe="${name}" class="${name}">words</div>`).join('\n')}
  <button data-probe="button" class="hs-button" type="button">words</button>
  <button data-probe="utilities" class="hs-button p-8 bg-red-500 border-4 shadow-lg rounded-none" type="button">words</button>
  <script type="module" src="/${script}"></script></body></html>`;

const kit = `@import 'hookswitch/styles.css';`;
const byScript = `import 'hookswitch/styles.css';`;
const all = `@import 'tailwindcss';`;
/** Each way to bring both into a page, without the line. */
const ways: Readonly<Record<string, (line: string) => Promise<readonly string[]>>> = {
  'the kit first, by script': async (line) => [line, byScript, await tailwind(all)],
  'Tailwind first, by script': async (line) => [line, await tailwind(all), byScript],
  'the kit first, in one style sheet': async (line) => [await tailwind(`${line}\n${kit}\n${all}`)],
  'Tailwind first, in one style sheet': async (line) => [await tailwind(`${line}\n${all}\n${kit}`)],
};

let browser: Browser;
let folder: string;
let developed: Served;
let built: Served;

const slug = (name: string) => name.replaceAll(/\W+/g, '-');

beforeAll(async () => {
  browser = await launch();
  const files: Record<string, string> = {};
  const add = (name: string, sheets: readonly string[]) => {
    files[`${name}.html`] = html(`${name}.js`);
    const imports = sheets.map((sheet, i) => (sheet === byScript ? sheet : `import './${name}.${i}.css';`));
    files[`${name}.js`] = [...imports, "document.documentElement.dataset.ready = '';"].join('\n');
    sheets.forEach((sheet, i) => (files[`${name}.${i}.css`] = sheet));
  };
  add('alone', [byScript]);
  for (const [name, sheets] of Object.entries(ways)) add(slug(name), await sheets(order));
  folder = await createApp(files);
  developed = await serve(folder);
  const input = ['alone', ...Object.keys(ways).map(slug)].map((name) => join(folder, `${name}.html`));
  built = await buildAndServe(folder, { build: { rollupOptions: { input } } });
}, 240_000);

afterAll(async () => {
  await Promise.all([developed.close(), built.close(), browser.close()]);
  await removeApp(folder);
});

type Look = Readonly<Record<string, Readonly<Record<string, string>>>>;

async function look(url: string): Promise<Look> {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  try {
    await page.goto(url);
    await page.waitForSelector('[data-ready]', { state: 'attached' });
    return await page.evaluate(() => {
      const names = [
        'paddingTop',
        'paddingLeft',
        'borderTopWidth',
        'borderTopColor',
        'backgroundColor',
        'borderTopLeftRadius',
        'fontSize',
        'boxShadow',
        'display',
      ] as const;
      return Object.fromEntries(
        Array.from(document.querySelectorAll<HTMLElement>('[data-probe]'), (element) => {
          const style = getComputedStyle(element);
          return [element.dataset['probe'] ?? '', Object.fromEntries(names.map((name) => [name, style[name]]))];
        }),
      );
    });
  } finally {
    await page.close();
  }
}

test.each(Object.keys(ways))(
  'the kit looks as without Tailwind 4, and its utilities have effect: %s',
  async (name) => {
    expect(order).not.toBe('');
    const { utilities: _, ...alone } = await look(`${developed.url}alone.html`);
    for (const { url } of [developed, built]) {
      const { utilities, ...rest } = await look(`${url}${slug(name)}.html`);
      expect(rest).toEqual(alone);
      expect(utilities).toMatchObject({
        paddingTop: '32px',
        paddingLeft: '32px',
        borderTopWidth: '4px',
        borderTopLeftRadius: '0px',
      });
      expect(utilities?.['backgroundColor']).toMatch(/oklch|251, 44, 54/);
      expect(utilities?.['boxShadow']).not.toBe('none');
    }
  },
  120_000,
);

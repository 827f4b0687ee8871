// node scripts/screenshot.js <storyId…>: pictures of stories, from a static Storybook build.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { chromiumArgs, findChromium } from './chromium.js';
import { root } from './paths.js';
import { buildStorybook, builtStorybook, isStorybookFresh } from './storybook.js';

const help = `node scripts/screenshot.js [options] <storyId or start of one> …
  --out <folder>     where the PNG files go (default: test/screenshots, git-ignored)
  --width, --height  size of the window in CSS pixels (default: 1024 × 768; the picture is as tall as the page)
  --scheme <scheme>  light or dark: the theme of the toolbar and the system's colour scheme (default: light)
  --forced-colors    as in Windows high contrast mode
  --reduced-motion   as asked for in the system's settings
  --rtl              right to left
  --wait <selector>  wait until this is visible before the picture is taken
  --url <address>    use a Storybook that is running already instead of a static build
  --rebuild          build even if the last build is newer than src/, stories/ and .storybook/
Without a story id it lists the ids.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'test/screenshots' },
    width: { type: 'string', default: '1024' },
    height: { type: 'string', default: '768' },
    scheme: { type: 'string', default: 'light' },
    'forced-colors': { type: 'boolean', default: false },
    'reduced-motion': { type: 'boolean', default: false },
    rtl: { type: 'boolean', default: false },
    wait: { type: 'string' },
    url: { type: 'string' },
    rebuild: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** @returns {Promise<{ url: string, close: () => Promise<void> }>} */
const serve = async () => {
  if (values.url) return { url: values.url, close: async () => {} };
  if (values.rebuild || !(await isStorybookFresh())) {
    console.log('Building Storybook (about 10 seconds) …');
    await buildStorybook();
  }
  const server = await preview({
    configFile: false,
    root,
    logLevel: 'error',
    build: { outDir: builtStorybook },
    preview: { port: 0, open: false },
  });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('The static Storybook could not be served: no address. Is another server in the way?');
  return { url, close: () => server.close() };
};

/**
 * @param {string} url
 * @returns {Promise<string[]>} ids of all stories
 */
const listStories = async (url) => {
  /** @type {{ entries: Record<string, { id: string, type: string }> }} */
  const { entries } = await (await fetch(new URL('index.json', url))).json();
  return Object.values(entries)
    .filter(({ type }) => type === 'story')
    .map(({ id }) => id);
};

/**
 * @param {import('playwright').Page} page
 * @param {string} url
 * @param {string} id
 */
const shoot = async (page, url, id) => {
  const globals = `theme:${values.scheme};direction:${values.rtl ? 'rtl' : 'ltr'}`;
  await page.goto(new URL(`iframe.html?id=${id}&viewMode=story&globals=${globals}`, url).href);
  await page.waitForSelector('body.sb-show-main #storybook-root > *, body.sb-show-errordisplay', { state: 'attached' });
  if (values.wait) await page.locator(values.wait).first().waitFor({ state: 'visible' });
  // A page that listens to an event stream is never idle: it has had its time by then.
  await page.waitForLoadState('networkidle', { timeout: 8000 }).catch(() => undefined);
  const look = [values.scheme, values.rtl && 'rtl', values['forced-colors'] && 'forced', values.width]
    .filter(Boolean)
    .join('-');
  const path = join(resolve(values.out), `${id}.${look}.png`);
  await page.screenshot({ path, fullPage: true });
  console.log(path);
};

const main = async () => {
  if (values.help) return console.log(help);
  const { url, close } = await serve();
  const { path: executablePath } = await findChromium();
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  try {
    const all = await listStories(url);
    if (positionals.length === 0) return console.log(`${help}\n\nStories:\n  ${all.join('\n  ')}`);
    const chosen = all.filter((id) => positionals.some((start) => id.startsWith(start)));
    if (chosen.length === 0)
      throw new Error(`No story begins with ${positionals.join(' or ')}. There are:\n  ${all.join('\n  ')}`);
    await mkdir(values.out, { recursive: true });
    const page = await browser.newPage({
      viewport: { width: Number(values.width), height: Number(values.height) },
      colorScheme: values.scheme === 'dark' ? 'dark' : 'light',
      forcedColors: values['forced-colors'] ? 'active' : 'none',
      reducedMotion: values['reduced-motion'] ? 'reduce' : 'no-preference',
    });
    page.on('pageerror', (error) => console.error(`The page reports: ${error.message}`));
    for (const id of chosen) await shoot(page, url, id);
  } finally {
    await browser.close();
    await close();
  }
};

await main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

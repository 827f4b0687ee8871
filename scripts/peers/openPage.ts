// Bundles page.jsx against what a folder has installed, opens it in Chromium, and looks for every component.
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { chromium, type Page } from 'playwright';
import { chromiumArgs, findChromium } from '../chromium.js';
import { fromRoot } from '../paths.js';

/** What has to be seen on the page, and what is done first so that it can be. */
const parts: readonly { what: string; selector: string; first?: (page: Page) => Promise<void> }[] = [
  { what: 'a button to record', selector: '.hs-record button' },
  { what: 'a button to listen in', selector: '.hs-live button' },
  { what: 'the call that waits', selector: '.hs-waiting li' },
  { what: 'the form after a call', selector: '.hs-after-call' },
  { what: 'a phone number as it is written', selector: 'text=+33 6 12 34 56 78' },
  { what: 'the waveform', selector: '.hs-recording-waveform canvas' },
  { what: 'the cells of the matrix', selector: '[role=gridcell]' },
  {
    what: 'the list of caller IDs',
    selector: '[role=option]',
    first: (page) => page.getByRole('combobox', { name: 'Call with' }).click(),
  },
  {
    what: 'the question before a recording is deleted',
    selector: '[role=alertdialog]',
    first: async (page) => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Delete' }).click();
    },
  },
];

const html =
  '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="stylesheet" href="/page.css"><body><script type="module" src="/page.js"></script>';

const textOf = async (options: BuildOptions) => {
  const { outputFiles } = await build({ bundle: true, format: 'esm', jsx: 'automatic', ...options, write: false });
  return outputFiles[0]?.text ?? '';
};

/** What is wrong with the page of a folder; empty when nothing is. */
export async function openPage(folder: string): Promise<string> {
  const define = { 'process.env.NODE_ENV': '"development"' };
  const script = await textOf({ entryPoints: [join(folder, 'page.jsx')], define });
  const styles = await textOf({
    stdin: { contents: "@import 'hookswitch/styles.css';", loader: 'css', resolveDir: folder },
  });
  const { path: executablePath } = await findChromium();
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  try {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    await page.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
      if (pathname === '/page.js') return route.fulfill({ contentType: 'text/javascript', body: script });
      if (pathname === '/page.css') return route.fulfill({ contentType: 'text/css', body: styles });
      return route.fulfill({ contentType: 'audio/mpeg', path: fromRoot('src/msw/demo/recording.mp3') });
    });
    await page.goto('http://localhost/');
    for (const { what, selector, first } of parts) {
      try {
        await first?.(page);
        await page.locator(selector).first().waitFor({ timeout: 30_000 });
      } catch {
        faults.push(`Not seen: ${what} (${selector}).`);
      }
    }
    return faults.join('\n');
  } finally {
    await browser.close();
  }
}

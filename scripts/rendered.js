// The React example of README.md, bundled from the installed tarball and looked at in Chromium.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright';
import { chromiumArgs, findChromium } from './chromium.js';

/** @typedef {import('./consumer.js').Check} Check */

const main = `import { createRoot } from 'react-dom/client';
import { createElement } from 'react';
import { Recording } from './example.js';
createRoot(document.body.appendChild(document.createElement('main'))).render(createElement(Recording));`;

/**
 * @param {string} folder
 * @param {string} code
 * @returns {Promise<{ script: string, styles: string }>}
 */
const bundleExample = async (folder, code) => {
  await writeFile(join(folder, 'example.tsx'), code);
  const { outputFiles } = await build({
    stdin: { contents: main, resolveDir: folder },
    bundle: true,
    write: false,
    outdir: folder,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"development"' },
  });
  const textOf = (/** @type {string} */ end) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  return { script: textOf('.js'), styles: textOf('.css') };
};

const reason = 'Your role does not include this.';

/**
 * @param {import('playwright').Page} page
 * @param {{ script: string, styles: string }} bundle
 * @returns {Promise<string[]>} what is not as README.md says
 */
const look = async (page, { script, styles }) => {
  await page.setContent(`<!doctype html><html lang="en"><title>Example</title><style>${styles}</style><body>`);
  await page.addScriptTag({ type: 'module', content: script });
  const download = page.getByRole('button', { name: 'Download' });
  await download.waitFor();
  const play = page.getByRole('button', { name: 'Play' });
  await play.waitFor();
  const told = page.getByText(reason);
  /** @type {[boolean, string][]} */
  const promises = [
    [(await play.getAttribute('aria-disabled')) === null, 'Play is disabled'],
    [(await download.getAttribute('aria-disabled')) === 'true', 'Download is not disabled'],
    [!(await told.isVisible()), 'the reason is there before anybody asks'],
  ];
  await download.hover();
  promises.push([await told.isVisible(), 'the reason does not show under the pointer']);
  await page.mouse.move(600, 600);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  promises.push([await told.isVisible(), 'the reason does not show when the keyboard is there']);
  return promises.flatMap(([holds, fault]) => (holds ? [] : [fault]));
};

/**
 * @param {string} folder with the tarball and its peers
 * @param {string} code of the example
 * @returns {Promise<Check[]>}
 */
export const checkRendered = async (folder, code) => {
  const bundle = await bundleExample(folder, code);
  const { path: executablePath } = await findChromium();
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  try {
    /** @param {string} name @param {{ script: string, styles: string }} what @returns {Promise<Check>} */
    const check = async (name, what) => {
      const faults = await look(await browser.newPage(), what);
      return { name, ok: faults.length === 0, detail: faults.join('\n') };
    };
    return [
      await check('the React example of README.md shows what is said of it', bundle),
      await check('without the style sheet, the reason shows only to those who ask as well', { ...bundle, styles: '' }),
    ];
  } finally {
    await browser.close();
  }
};

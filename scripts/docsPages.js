// What is promised of Storybook's docs pages, seen in the static build: each story looks as on its own page, no two of a
// page look the same, the table of props has rows, and the code that is shown compiles against the package.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { preview } from 'vite';
import { chromiumArgs, findChromium } from './chromium.js';
import { bin, cache, root } from './paths.js';
import { run } from './run.js';
import { builtStorybook, listPages } from './storybook.js';

/** @typedef {{ id: string, direction: string, scheme: string, looks: string, code: string }} Shown */
/** @typedef {{ id: string, props: number, stories: Shown[], errors: string[] }} DocsPage */

/**
 * @param {(page: import('playwright').Page, url: string) => Promise<T>} work
 * @returns {Promise<T>}
 * @template T
 */
const withPage = async (work) => {
  const server = await preview({
    configFile: false,
    root,
    logLevel: 'error',
    build: { outDir: builtStorybook },
    preview: { port: 0 },
  });
  const { path: executablePath } = await findChromium();
  const browser = await chromium.launch({ executablePath, args: chromiumArgs });
  try {
    return await work(await browser.newPage(), server.resolvedUrls?.local[0] ?? '');
  } finally {
    await browser.close();
    await server.close();
  }
};

/**
 * @param {import('playwright').Page} page
 * @param {string} url
 * @param {string} id
 * @returns {Promise<DocsPage>}
 */
const readPage = async (page, url, id) => {
  /** @type {string[]} */
  const errors = [];
  const keep = (/** @type {Error} */ error) => errors.push(error.message);
  page.on('pageerror', keep);
  await page.goto(new URL(`iframe.html?id=${id}&viewMode=docs`, url).href);
  await page.locator('.docblock-argstable').first().waitFor({ timeout: 60_000 });
  // Every story of the page has been drawn.
  const isDrawn = () =>
    [...document.querySelectorAll('.sb-anchor')].every((each) => each.querySelector('.story-ground'));
  await page.waitForFunction(isDrawn, undefined, { timeout: 60_000 });
  await page.waitForLoadState('networkidle', { timeout: 10_000 }).catch(() => undefined); // event streams stay open
  for (const button of await page.locator('.docblock-code-toggle').all()) await button.click();
  const isPrinted = () =>
    [...document.querySelectorAll('.docblock-code-toggle')].every((button) =>
      document.getElementById(button.getAttribute('aria-controls') ?? '')?.querySelector('pre'),
    );
  await page.waitForFunction(isPrinted, undefined, { timeout: 60_000 });
  const { props, stories } = await page.evaluate(() => {
    const blocks = [...document.querySelectorAll('.sb-anchor')].filter(({ id }) => !id.includes('primary--'));
    return {
      props: document.querySelectorAll('.docblock-argstable-body tr').length,
      stories: blocks.map((block) => {
        const ground = block.querySelector('.story-ground') ?? block;
        const { direction, color, backgroundColor } = getComputedStyle(ground);
        const [red = 0, green = 0, blue = 0] = backgroundColor.match(/\d+/g)?.map(Number) ?? [];
        const looks = ground.innerHTML.replace(
          /\b(id|for|name|aria-[a-z]+by|aria-controls|data-key)="[^"]*"|style="[^"]*"/g,
          '',
        );
        return {
          id: block.id.replace('anchor--', ''),
          direction,
          scheme: backgroundColor === 'rgba(0, 0, 0, 0)' ? 'no' : red + green + blue < 3 * 128 ? 'dark' : 'light',
          looks: [direction, color, backgroundColor, looks].join('\n'),
          code:
            document
              .getElementById(block.querySelector('.docblock-code-toggle')?.getAttribute('aria-controls') ?? '')
              ?.querySelector('pre')?.textContent ?? '',
        };
      }),
    };
  });
  page.off('pageerror', keep);
  return { id, props, stories, errors };
};

/** @param {DocsPage} page @param {ReadonlySet<string>} driven stories that have a play function */
const faultsOf = ({ id, props, stories, errors }, driven) => [
  ...errors.map((error) => `${id}: the page reports ${error}`),
  ...(props > 0 ? [] : [`${id}: the table of props is empty; set \`component\` in its meta`]),
  ...(stories.length > 0 ? [] : [`${id}: there is no story on it`]),
  ...stories.flatMap(({ id: story, direction, scheme, looks, code }) => {
    const twin = driven.has(story) ? stories.find((other) => other.id !== story && other.looks === looks) : undefined;
    return [
      ...(direction === (/right-to-left/.test(story) ? 'rtl' : 'ltr') ? [] : [`${story}: is written ${direction}`]),
      ...(scheme === (/dark/.test(story) ? 'dark' : 'light') ? [] : [`${story}: stands on a ${scheme} ground`]),
      ...(twin
        ? [
            `${story}: looks as ${twin.id} does, since docs pages press nothing; make its state by arguments, or tag it !autodocs`,
          ]
        : []),
      ...(code === '' ? [`${story}: there is no code to show`] : []),
    ];
  }),
];

/**
 * @param {readonly Shown[]} stories
 * @returns {Promise<string>} what the compiler says of what a reader would paste
 */
const compileCode = async (stories) => {
  const folder = join(cache, 'shown');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const { id, code } of stories) await writeFile(join(folder, `${id}.tsx`), code);
  const compilerOptions = { types: ['vite/client'], noUnusedLocals: true, noEmit: true, rootDir: root };
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions,
    include: ['*.tsx', join(root, 'scripts/env.d.ts')],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const { code, output } = await run(bin('tsc'), ['-p', folder], { quiet: true });
  return code === 0 ? '' : output;
};

/** @returns {Promise<string[]>} what is wrong; empty when nothing is */
export const checkDocsPages = async () => {
  const all = await listPages();
  const ids = all.filter(({ type }) => type === 'docs').map(({ id }) => id);
  const driven = new Set(all.filter(({ tags }) => tags.includes('play-fn')).map(({ id }) => id));
  const pages = await withPage(async (page, url) => {
    /** @type {DocsPage[]} */
    const read = [];
    for (const id of ids) read.push(await readPage(page, url, id));
    return read;
  });
  const stories = pages.flatMap((page) => page.stories);
  const compiled = await compileCode(stories);
  console.log(`${pages.length} docs pages with ${stories.length} stories were looked at`);
  return [...pages.flatMap((page) => faultsOf(page, driven)), ...(compiled ? [compiled] : [])];
};

if (process.argv[1] === join(import.meta.dirname, 'docsPages.js')) {
  const faults = await checkDocsPages();
  for (const fault of faults) console.error(`✗ ${fault}`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bin, fromRoot } from './paths.js';
import { run } from './run.js';

/** Where the static Storybook lies; git-ignored. */
export const builtStorybook = fromRoot('storybook-static');

const newest = async (/** @type {string} */ folder) => {
  const paths = existsSync(folder) ? await readdir(folder, { recursive: true }) : [];
  const times = await Promise.all(paths.map(async (path) => (await stat(join(folder, path))).mtimeMs));
  return Math.max(0, ...times);
};

/** Whether the last static build is newer than everything it is made of. */
export const isStorybookFresh = async () => {
  const index = join(builtStorybook, 'index.json');
  if (!existsSync(index)) return false;
  const sources = await Promise.all(['src', 'stories', '.storybook'].map((folder) => newest(fromRoot(folder))));
  return (await stat(index)).mtimeMs > Math.max(...sources);
};

/**
 * Builds the static Storybook, quietly.
 * @throws an Error with Storybook's output
 */
export const buildStorybook = async () => {
  const args = ['build', '--quiet', '--disable-telemetry', '--output-dir', builtStorybook];
  const { code, output } = await run(bin('storybook'), args, { quiet: true });
  if (code !== 0) throw new Error(`Storybook does not build:\n${output}`);
};

/**
 * The pages of the static build, in the order of the sidebar.
 * @returns {Promise<{ id: string, title: string, type: 'story' | 'docs', tags: string[] }[]>}
 */
export const listPages = async () => {
  /** @type {{ entries: Record<string, { id: string, title: string, type: 'story' | 'docs', tags: string[] }> }} */
  const { entries } = JSON.parse(await readFile(join(builtStorybook, 'index.json'), 'utf8'));
  return Object.values(entries);
};

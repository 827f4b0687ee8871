// npm run build: src/ → dist/, one module per file, with declarations and source maps.
import { cp, readdir, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { bin, fromRoot } from './paths.js';
import { run } from './run.js';

const isAsset = (/** @type {string} */ path) => extname(path) !== '' && !/\.tsx?$/.test(path);

/**
 * Empties dist/, compiles, and copies what the compiler leaves behind (styles, sounds, the JSON Schema).
 * @returns {Promise<{ code: number, output: string }>}
 */
export const build = async () => {
  await rm(fromRoot('dist'), { recursive: true, force: true });
  const compiled = await run(bin('tsc'), ['-p', 'scripts/tsconfig.build.json']);
  const assets = (await readdir(fromRoot('src'), { recursive: true })).filter(isAsset);
  await Promise.all(assets.map((path) => cp(fromRoot('src', path), fromRoot('dist', path))));
  return compiled;
};

if (process.argv[1] === join(import.meta.dirname, 'build.js')) {
  console.log('Building src/ into dist/ …');
  const { code } = await build();
  console.log(
    code === 0 ? 'dist/ is ready.' : 'The build failed: see the errors above. Nothing in dist/ can be relied on.',
  );
  process.exitCode = code;
}

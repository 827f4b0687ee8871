// npm run sizes: what the kit costs a page before it can show anything, minified and gzipped, held against
// scripts/budgets.json. React, react-dom and TanStack Query are not counted. It measures dist/ as an application would.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { fromRoot, root } from './paths.js';

/** @typedef {{ first: number, later: number }} Size bytes that a page loads at once, and beside or after that */
/** @typedef {{ name: string, import: string, kB: number }} Budget */

const givens = ['react', 'react-dom', 'react/jsx-runtime', '@tanstack/react-query'];

const gzipped = (/** @type {Uint8Array} */ bytes) => gzipSync(bytes, { level: 9 }).length;

/**
 * @param {string} code an import or an export, as an application writes it
 * @param {readonly string[]} [conditions] for the manifest; without them dist/ is measured
 * @returns {Promise<Size>}
 */
export const sizeOf = async (code, conditions = []) => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: root, loader: code.startsWith('@import') ? 'css' : 'ts' },
    absWorkingDir: root,
    outdir: 'out',
    bundle: true,
    splitting: true,
    write: false,
    minify: true,
    metafile: true,
    format: 'esm',
    jsx: 'automatic',
    conditions: [...conditions],
    define: { 'process.env.NODE_ENV': '"production"' },
    external: givens,
  });
  const { outputs } = metafile;
  /** @type {Set<string>} */
  const atOnce = new Set();
  /** @param {string | undefined} path */
  const visit = (path) => {
    if (path === undefined || atOnce.has(path)) return;
    atOnce.add(path);
    for (const each of outputs[path]?.imports ?? [])
      if (each.kind === 'import-statement' && !each.external) visit(each.path);
  };
  visit(Object.keys(outputs).find((path) => outputs[path]?.entryPoint === '<stdin>'));
  const sizes = outputFiles.map(({ path, contents }) => ({
    isFirst: atOnce.has(path.slice(root.length + 1)),
    bytes: gzipped(contents),
  }));
  const sum = (/** @type {boolean} */ isFirst) =>
    sizes.filter((each) => each.isFirst === isFirst).reduce((total, { bytes }) => total + bytes, 0);
  return { first: sum(true), later: sum(false) };
};

const kB = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(1)} kB`;

/** @returns {Promise<import('./steps.js').Result>} */
export const checkSizes = async () => {
  /** @type {Budget[]} */
  const budgets = JSON.parse(await readFile(fromRoot('scripts/budgets.json'), 'utf8'));
  let failed = 0;
  for (const budget of budgets) {
    const { first, later } = await sizeOf(budget.import);
    const isOver = first > budget.kB * 1024;
    if (isOver) failed += 1;
    const rest = later > 0 ? `, ${kB(later)} later` : '';
    console.log(`${isOver ? '✗' : '✓'} ${budget.name}: ${kB(first)} of ${budget.kB} kB${rest}`);
  }
  if (failed > 0)
    console.error('A page loads more than scripts/budgets.json allows. Load it later, or say in review why not.');
  return { passed: budgets.length - failed, failed };
};

if (process.argv[1] === join(import.meta.dirname, 'sizes.js'))
  process.exitCode = (await checkSizes()).failed > 0 ? 1 : 0;

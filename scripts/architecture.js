// node scripts/architecture.js: writes the drawing in docs/architecture.md from the imports in src/. With `--check` it
// only compares them, so that the page shows what is, not what was meant.
import { readFile, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { importsOf } from './imports.js';
import { layerOf, readTree } from './layers.js';
import { fromRoot } from './paths.js';

const page = fromRoot('docs/architecture.md');
const [begin, end] = ['<!-- drawing: begin -->', '<!-- drawing: end -->'];

/**
 * The arrows between layers, without those that others imply.
 * @param {ReadonlyMap<string, string>} files path below src/ → source text
 * @returns {(readonly [string, string])[]} from where, to where
 */
export const arrowsBetweenLayers = (files) => {
  /** @type {Map<string, Set<string>>} */
  const graph = new Map();
  for (const [file, text] of files) {
    const from = layerOf(file);
    if (from && !graph.has(from)) graph.set(from, new Set());
    for (const specifier of importsOf(file, text)) {
      const to = specifier.startsWith('.') ? layerOf(posix.join(posix.dirname(file), specifier)) : undefined;
      if (from && to && from !== to) graph.get(from)?.add(to);
    }
  }
  /** @param {string} from @param {string} to @returns {boolean} */
  const leadsTo = (from, to) => [...(graph.get(from) ?? [])].some((next) => next === to || leadsTo(next, to));
  return [...graph].flatMap(([from, below]) =>
    [...below]
      .filter((to) => ![...below].some((other) => other !== to && leadsTo(other, to)))
      .sort()
      .map((to) => /** @type {const} */ ([from, to])),
  );
};

/** @param {ReadonlyMap<string, string>} files */
export const drawing = (files) => {
  const arrows = arrowsBetweenLayers(files);
  const folders = [...new Set(arrows.flat())].sort();
  const id = (/** @type {string} */ folder) => folder.replaceAll(/[^a-z]/gi, '_');
  const groups = [...new Set(folders.map((folder) => folder.split('/')[0] ?? folder))];
  const nodes = groups.flatMap((group) => {
    const members = folders.filter((folder) => folder === group || folder.startsWith(`${group}/`));
    const lines = members.map((folder) => `${id(folder)}["${folder}"]`);
    if (members.length === 1) return lines.map((line) => `  ${line}`);
    return [`  subgraph ${group}_ ["${group}/"]`, ...lines.map((line) => `    ${line}`), '  end'];
  });
  const edges = arrows.map(([from, to]) => `  ${id(from)} --> ${id(to)}`);
  return ['```mermaid', 'flowchart TD', ...nodes, ...edges, '```'].join('\n');
};

/** The page as it is, and with the drawing as it is now. */
const readPage = async () => {
  const text = await readFile(page, 'utf8');
  const [before, rest = ''] = text.split(begin);
  const [, after] = rest.split(end);
  return { text, current: `${before}${begin}\n\n${drawing(await readTree(fromRoot('src')))}\n\n${end}${after}` };
};

if (process.argv[1] === join(import.meta.dirname, 'architecture.js')) {
  const { text, current } = await readPage();
  if (!process.argv.includes('--check')) await writeFile(page, current);
  else if (text !== current) {
    console.error('docs/architecture.md draws other imports than src/ has. Run npm run architecture.');
    process.exitCode = 1;
  }
}

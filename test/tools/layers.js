// node test/tools/layers.js: arrows point down only, no cycles, no folder imports its own barrel.
import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { importsOf } from './imports.js';
import { entries, layers } from './layers.config.js';
import { fromRoot } from './paths.js';

/** @typedef {import('./layers.config.js').Layer} Layer */
/** @typedef {{ file: string, imports: string, why: string, todo: string }} Violation */
/** @typedef {{ file: string, specifier: string, target: string | undefined }} Arrow */

const isSource = (/** @type {string} */ path) => /\.tsx?$/.test(path);
const firstFolder = (/** @type {string} */ path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : undefined);
const packageOf = (/** @type {string} */ specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/**
 * Checks a tree of source files against the layers.
 * @param {ReadonlyMap<string, string>} files path below src/ → source text
 * @returns {Violation[]} empty when all is well
 */
export const findViolations = (files) => {
  const arrows = [...files].flatMap(([file, text]) => arrowsOf(files, file, text));
  const perFile = arrows.flatMap((arrow) => [...checkPlace(arrow), ...checkBarrel(arrow), ...checkLayer(arrow)]);
  return [...unknownFolders(files), ...perFile, ...findCycles(arrows)];
};

/**
 * @param {ReadonlyMap<string, string>} files
 * @param {string} file
 * @param {string} text
 * @returns {Arrow[]}
 */
const arrowsOf = (files, file, text) =>
  importsOf(file, text).map((specifier) => ({ file, specifier, target: resolveInside(files, file, specifier) }));

/**
 * @param {ReadonlyMap<string, string>} files
 * @param {string} file
 * @param {string} specifier
 */
const resolveInside = (files, file, specifier) => {
  if (!specifier.startsWith('.')) return undefined;
  const path = posix.join(posix.dirname(file), specifier);
  return (
    [path.replace(/\.js$/, '.ts'), path.replace(/\.jsx?$/, '.tsx'), path].find((candidate) => files.has(candidate)) ??
    path
  );
};

/**
 * @param {Arrow} arrow
 * @returns {Violation[]}
 */
const checkPlace = ({ file, specifier, target }) => {
  if (packageOf(specifier) === 'hookswitch') {
    return [
      {
        file,
        imports: specifier,
        why: 'the package may not import itself by name: layers would be invisible',
        todo: 'import the file by its relative path',
      },
    ];
  }
  if (!target?.startsWith('..')) return [];
  return [
    {
      file,
      imports: specifier,
      why: 'it lies outside src/ and is not shipped',
      todo: 'move what is needed into src/, or the importing code out of it',
    },
  ];
};

// A barrel imports its files; a file that imports the barrel closes the circle and pulls in everything.
/**
 * @param {Arrow} arrow
 * @returns {Violation[]}
 */
const checkBarrel = ({ file, specifier, target }) => {
  if (!target || !/(^|\/)index\.tsx?$/.test(target)) return [];
  if (!posix.dirname(file).concat('/').startsWith(posix.dirname(target).concat('/')) && posix.dirname(target) !== '.')
    return [];
  return [
    {
      file,
      imports: specifier,
      why: "it is the barrel of the importing file's own folder",
      todo: 'import the file that defines the name',
    },
  ];
};

/**
 * @param {Arrow} arrow
 * @returns {Violation[]}
 */
const checkLayer = ({ file, specifier, target }) => {
  const from = firstFolder(file);
  const layer = from ? layers[from] : entries[file];
  if (!layer || target?.startsWith('..') || packageOf(specifier) === 'hookswitch') return [];
  return target ? checkFolder(file, specifier, target, layer) : checkPackage(file, specifier, layer);
};

/**
 * @param {string} file
 * @param {string} specifier
 * @param {string} target
 * @param {Layer} layer
 * @returns {Violation[]}
 */
const checkFolder = (file, specifier, target, layer) => {
  const from = firstFolder(file) ?? file;
  const to = firstFolder(target);
  if (to && (to === from || layer.below.includes(to))) return [];
  if (!to && isAllowedEntryImport(from)) return [];
  const allowed = layer.below.length > 0 ? `only ${layer.below.join(', ')}` : 'nothing outside itself';
  return [
    {
      file,
      imports: specifier,
      why: `${from} may import ${allowed}; arrows point down only, types too`,
      todo: `move the shared part down, or pass it in from above`,
    },
  ];
};

// Entries may build on each other (index.ts re-exports core.ts); folders may not import an entry.
const isAllowedEntryImport = (/** @type {string} */ from) => from in entries;

/**
 * @param {string} file
 * @param {string} specifier
 * @param {Layer} layer
 * @returns {Violation[]}
 */
const checkPackage = (file, specifier, layer) => {
  if (layer.packages?.includes(packageOf(specifier))) return [];
  const from = firstFolder(file) ?? file;
  const allowed = layer.packages ? `only ${layer.packages.join(', ')}` : 'no package at all';
  return [
    {
      file,
      imports: specifier,
      why: `${from} may use ${allowed}`,
      todo: 'use it in a higher layer, or add it to test/tools/layers.config.js and docs/dependencies.md with the reason',
    },
  ];
};

/**
 * @param {ReadonlyMap<string, string>} files
 * @returns {Violation[]}
 */
const unknownFolders = (files) => {
  const places = new Set([...files.keys()].map((file) => firstFolder(file) ?? file));
  return [...places]
    .filter((place) => !(place in layers) && !(place in entries))
    .map((place) => ({
      file: place,
      imports: '…',
      why: 'it has no place among the layers',
      todo: 'give it one in test/tools/layers.config.js',
    }));
};

/**
 * @param {Arrow[]} arrows
 * @returns {Violation[]} one for each cycle found, told as a path
 */
const findCycles = (arrows) => {
  /** @type {Map<string, string[]>} */
  const graph = new Map();
  for (const { file, target } of arrows) if (target) graph.set(file, [...(graph.get(file) ?? []), target]);
  /** @type {Violation[]} */
  const cycles = [];
  /** @type {Set<string>} */
  const done = new Set();
  /** @param {string} file @param {string[]} trail */
  const visit = (file, trail) => {
    const start = trail.indexOf(file);
    if (start >= 0) cycles.push(cycleOf([...trail.slice(start), file]));
    if (start >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
};

/**
 * @param {string[]} trail
 * @returns {Violation}
 */
const cycleOf = (trail) => ({
  file: trail[0] ?? '',
  imports: trail.slice(1).join(' → '),
  why: 'it is a cycle: none of these files can be understood, tested or loaded alone',
  todo: 'move what both sides need into a file that imports neither',
});

/**
 * @param {string} folder
 * @returns {Promise<Map<string, string>>} every source file below the folder
 */
export const readTree = async (folder) => {
  const paths = (await readdir(folder, { recursive: true })).filter(isSource).sort();
  return new Map(
    await Promise.all(
      paths.map(async (path) => /** @type {const} */ ([path, await readFile(join(folder, path), 'utf8')])),
    ),
  );
};

/** @param {Violation} violation */
export const describeViolation = ({ file, imports, why, todo }) =>
  `src/${file}\n  imports  ${imports}\n  but      ${why}\n  instead  ${todo}\n`;

if (process.argv[1] === join(import.meta.dirname, 'layers.js')) {
  const files = await readTree(fromRoot('src'));
  const violations = findViolations(files);
  for (const violation of violations) console.error(describeViolation(violation));
  console.log(
    violations.length === 0
      ? `${files.size} files in src/ keep to the layers.`
      : `${violations.length} imports in src/ break the layers.`,
  );
  process.exitCode = violations.length === 0 ? 0 : 1;
}

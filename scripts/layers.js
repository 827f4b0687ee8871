// node scripts/layers.js: arrows point down only, no cycles, no folder imports its own barrel.
import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { importsOf } from './imports.js';
import { aliases, entries, layers } from './layers.config.js';
import { fromRoot } from './paths.js';

/** @typedef {import('./layers.config.js').Layer} Layer */
/** @typedef {{ file: string, imports: string, why: string, todo: string }} Violation */
/** @typedef {{ file: string, specifier: string, target: string | undefined }} Arrow */

const isSource = (/** @type {string} */ path) => /\.tsx?$/.test(path);
const places = Object.keys(layers).sort((a, b) => b.length - a.length);
/** The layer that a file belongs to, if it lies in one. */
export const layerOf = (/** @type {string} */ path) => places.find((place) => path.startsWith(`${place}/`));
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
  return [...unknownFolders(files), ...perFile, ...findCycles(arrows), ...findFolderCycles(files, arrows)];
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
  if (specifier in aliases) return aliases[specifier];
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
  const from = layerOf(file);
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
  const from = layerOf(file) ?? file;
  const to = layerOf(target);
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
  const from = layerOf(file) ?? file;
  const allowed = layer.packages ? `only ${layer.packages.join(', ')}` : 'no package at all';
  return [
    {
      file,
      imports: specifier,
      why: `${from} may use ${allowed}`,
      todo: 'use it in a higher layer, or add it to scripts/layers.config.js and docs/dependencies.md with the reason',
    },
  ];
};

/**
 * @param {ReadonlyMap<string, string>} files
 * @returns {Violation[]}
 */
const unknownFolders = (files) => {
  const unknown = [...files.keys()].filter((file) => !layerOf(file) && !(file in entries));
  return [...new Set(unknown.map((file) => (file.includes('/') ? posix.dirname(file) : file)))].map((place) => ({
    file: place,
    imports: '…',
    why: 'it has no place among the layers',
    todo: 'give it one in scripts/layers.config.js',
  }));
};

/**
 * @param {Arrow[]} arrows
 * @returns {Violation[]} one for each cycle of files
 */
const findCycles = (arrows) =>
  cyclesIn(arrows.flatMap(({ file, target }) => (target ? [[file, target]] : []))).map((trail) => ({
    ...told(trail),
    why: 'it is a cycle: none of these files can be understood, tested or loaded alone',
    todo: 'move what both sides need into a file that imports neither',
  }));

/**
 * Barrels belong to nobody's folder: they only say what others may import.
 * @param {ReadonlyMap<string, string>} files
 * @param {Arrow[]} arrows
 * @returns {Violation[]} one for each cycle of folders
 */
const findFolderCycles = (files, arrows) => {
  const isBarrel = (/** @type {string} */ path) => /(^|\/)index\.tsx?$/.test(path) || !path.includes('/');
  const between = arrows.flatMap(({ file, target }) => {
    if (!target || !files.has(target) || isBarrel(file) || isBarrel(target)) return [];
    const pair = [posix.dirname(file), posix.dirname(target)];
    return pair[0] === pair[1] ? [] : [pair];
  });
  return cyclesIn(between).map((trail) => ({
    ...told(trail),
    why: `it is a circle of folders, through ${exampleOf(arrows, trail)}`,
    todo: 'move what both folders need into a folder that imports neither',
  }));
};

/** @param {Arrow[]} arrows @param {string[]} trail */
const exampleOf = (arrows, [from, to]) => {
  const arrow = arrows.find(({ file, target = '' }) => posix.dirname(file) === from && posix.dirname(target) === to);
  return `${arrow?.file} → ${arrow?.target}`;
};

/** @param {string[]} trail */
const told = (trail) => ({ file: trail[0] ?? '', imports: trail.slice(1).join(' → ') });

/**
 * @param {readonly string[][]} arrows pairs: from where, to where
 * @returns {string[][]} the cycles, each as a path that ends where it begins
 */
const cyclesIn = (arrows) => {
  /** @type {Map<string, Set<string>>} */
  const graph = new Map();
  for (const [from = '', to = ''] of arrows) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  /** @type {string[][]} */
  const cycles = [];
  /** @type {Set<string>} */
  const done = new Set();
  /** @param {string} place @param {string[]} trail */
  const visit = (place, trail) => {
    const start = trail.indexOf(place);
    if (start >= 0) cycles.push([...trail.slice(start), place]);
    if (start >= 0 || done.has(place)) return;
    for (const next of graph.get(place) ?? []) visit(next, [...trail, place]);
    done.add(place);
  };
  for (const place of graph.keys()) visit(place, []);
  return cycles;
};

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

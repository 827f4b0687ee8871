// What a consumer does with the installed package in its own folder: import it and compile against it.
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { examplesOf } from './examples.js';
import { bin, fromRoot } from './paths.js';
import { run } from './run.js';

/** @typedef {{ name: string, ok: boolean, detail: string }} Check */

/**
 * Puts packages beside the tarball without fetching them.
 * @param {string} folder
 * @param {readonly string[]} names
 * @param {string} [from] the node_modules to link to
 */
export const link = async (folder, names, from = 'node_modules') => {
  for (const name of names) {
    const target = join(folder, 'node_modules', name);
    await mkdir(dirname(target), { recursive: true });
    await symlink(fromRoot(from, name), target).catch(ignoreExisting);
  }
};

const ignoreExisting = (/** @type {NodeJS.ErrnoException} */ error) => {
  if (error.code !== 'EEXIST') throw error;
};

const specifier = (/** @type {string} */ entry) => `hookswitch${entry.slice(1)}`;

/** Every package at the top of node_modules. */
export const installedNames = async () => {
  const names = (await readdir(fromRoot('node_modules'))).filter((name) => !name.startsWith('.'));
  const inScopes = names.filter((name) => name.startsWith('@'));
  const scoped = await Promise.all(
    inScopes.map(async (scope) => (await readdir(fromRoot('node_modules', scope))).map((name) => `${scope}/${name}`)),
  );
  return [...names.filter((name) => !name.startsWith('@')), ...scoped.flat()];
};

/**
 * @param {string} folder
 * @param {readonly string[]} entries
 * @param {string} when
 * @param {readonly string[]} [flags] for node
 * @returns {Promise<Check>}
 */
export const importEntries = async (folder, entries, when, flags = []) => {
  const names = entries.map(specifier);
  const script = `for (const name of ${JSON.stringify(names)}) {
  const found = Object.keys(await import(name));
  if (found.length === 0) throw new Error(name + ' exports nothing');
}`;
  await writeFile(join(folder, 'import.js'), script);
  const { code, output } = await run(process.execPath, [...flags, 'import.js'], { cwd: folder, quiet: true });
  return { name: `${names.join(', ')} can be imported ${when}`, ok: code === 0, detail: output };
};

/**
 * @param {string} folder
 * @param {readonly string[]} entries
 * @param {'bundler' | 'nodenext'} resolution
 * @returns {Promise<Check>}
 */
export const checkEntryTypes = async (folder, entries, resolution) => {
  const imports = entries.map(
    (entry, index) => `import * as entry${index} from '${specifier(entry)}';\nconsole.log(Object.keys(entry${index}));`,
  );
  const file = `${resolution}.ts`;
  await writeFile(join(folder, file), ["import 'hookswitch/styles.css';", ...imports].join('\n'));
  const { code, output } = await typeCheck(folder, [file], resolution);
  return {
    name: `a consumer type-checks under ${resolution}, libraries and the style sheet included`,
    ok: code === 0,
    detail: output,
  };
};

/**
 * @param {string} folder
 * @param {string} [when]
 * @param {Record<string, unknown>} [options] for the compiler
 * @returns {Promise<Check>}
 */
export const checkExamples = async (folder, when = 'with the current React', options = {}) => {
  const examples = (await Promise.all((await pagesWithExamples()).map(readExamples))).flat();
  for (const { file, code } of examples) await writeFile(join(folder, file), code);
  const files = examples.map(({ file }) => file);
  const { code, output } = await typeCheck(folder, files, 'bundler', options);
  return {
    name: `the ${examples.length} examples of README.md and of the presets' pages compile ${when}`,
    ok: code === 0 && examples.length > 0,
    detail: output,
  };
};

const pagesWithExamples = async () => [
  'README.md',
  ...(await readdir(fromRoot('docs/presets'))).map((page) => `docs/presets/${page}`),
];

/** @param {string} page */
const readExamples = async (page) =>
  examplesOf(await readFile(fromRoot(page), 'utf8')).map(({ line, extension, code }) => ({
    file: `${page.replaceAll('/', '.')}.line${line}.${extension}`,
    code,
  }));

/**
 * @param {string} folder
 * @param {readonly string[]} files
 * @param {'bundler' | 'nodenext'} resolution
 * @param {Record<string, unknown>} [options] for the compiler
 */
const typeCheck = async (folder, files, resolution, options = {}) => {
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    module: resolution === 'bundler' ? 'esnext' : 'nodenext',
    moduleResolution: resolution,
    types: [],
    jsx: 'react-jsx',
    strict: true,
    noEmit: true,
    ...options,
  };
  const project = join(folder, 'tsconfig.json');
  await writeFile(project, JSON.stringify({ compilerOptions, files }));
  return run(bin('tsc'), ['-p', project], { cwd: folder, quiet: true });
};

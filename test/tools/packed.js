// Packs the package, installs the tarball in an empty folder, and uses it there as a consumer would.
// Nothing is fetched: the package has no dependencies, and its peers are linked from node_modules.
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { examplesOf } from './examples.js';
import { bin, fromRoot } from './paths.js';
import { run } from './run.js';

/** @typedef {{ name: string, ok: boolean, detail: string }} Check */
/** @typedef {{ exports: Record<string, string | Record<string, string>>, peerDependencies: Record<string, string>, peerDependenciesMeta?: Record<string, { optional?: boolean }> }} Manifest */

/** @returns {Promise<import('./steps.js').Result>} */
export const checkPacked = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hookswitch-packed-'));
  try {
    const checks = await checkIn(folder);
    for (const { name, ok, detail } of checks) console.log(ok ? `✓ ${name}` : `✗ ${name}\n${detail}`);
    const passed = checks.filter(({ ok }) => ok).length;
    return { passed, failed: checks.length - passed };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/**
 * @param {string} folder
 * @returns {Promise<Check[]>}
 */
const checkIn = async (folder) => {
  /** @type {Manifest} */
  const manifest = JSON.parse(await readFile(fromRoot('package.json'), 'utf8'));
  const installed = await install(folder);
  if (!installed.ok) return [installed];
  const modules = Object.keys(manifest.exports).filter((entry) => isModule(manifest, entry));
  const required = Object.keys(manifest.peerDependencies).filter(
    (name) => !manifest.peerDependenciesMeta?.[name]?.optional,
  );
  const alone = [await importEntries(folder, ['./core'], 'with no other package installed')];
  await link(folder, required);
  const small = [await importEntries(folder, ['.', './core'], 'with the required peers only')];
  await link(folder, [...Object.keys(manifest.peerDependencies), '@types/react', '@types/react-dom', 'csstype']);
  return [
    installed,
    ...alone,
    ...small,
    await importEntries(folder, modules, 'with every peer'),
    await checkEntryTypes(folder, modules, 'bundler'),
    await checkEntryTypes(folder, modules, 'nodenext'),
    await checkExamples(folder),
    await checkFiles(folder, manifest),
    await checkDirectives(folder),
  ];
};

/**
 * @param {Manifest} manifest
 * @param {string} entry
 */
const isModule = (manifest, entry) => {
  const target = manifest.exports[entry];
  return typeof target === 'object' && target['default']?.endsWith('.js') === true;
};

/**
 * @param {string} folder
 * @returns {Promise<Check>}
 */
const install = async (folder) => {
  const name = 'the tarball installs without a registry';
  const packed = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    quiet: true,
  });
  const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (packed.code !== 0 || !tarball) return { name, ok: false, detail: packed.output };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  const flags = ['--offline', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { code, output } = await run('npm', ['install', ...flags, `./${tarball}`], { cwd: folder, quiet: true });
  return { name, ok: code === 0, detail: output };
};

/**
 * @param {string} folder
 * @param {readonly string[]} names
 */
const link = async (folder, names) => {
  for (const name of names) {
    const target = join(folder, 'node_modules', name);
    await mkdir(dirname(target), { recursive: true });
    await symlink(fromRoot('node_modules', name), target).catch(ignoreExisting);
  }
};

const ignoreExisting = (/** @type {NodeJS.ErrnoException} */ error) => {
  if (error.code !== 'EEXIST') throw error;
};

const specifier = (/** @type {string} */ entry) => `hookswitch${entry.slice(1)}`;

/**
 * @param {string} folder
 * @param {readonly string[]} entries
 * @param {string} when
 * @returns {Promise<Check>}
 */
const importEntries = async (folder, entries, when) => {
  const names = entries.map(specifier);
  const script = `for (const name of ${JSON.stringify(names)}) {
  const found = Object.keys(await import(name));
  if (found.length === 0) throw new Error(name + ' exports nothing');
}`;
  await writeFile(join(folder, 'import.js'), script);
  const { code, output } = await run(process.execPath, ['import.js'], { cwd: folder, quiet: true });
  return { name: `${names.join(', ')} can be imported ${when}`, ok: code === 0, detail: output };
};

/**
 * @param {string} folder
 * @param {readonly string[]} entries
 * @param {'bundler' | 'nodenext'} resolution
 * @returns {Promise<Check>}
 */
const checkEntryTypes = async (folder, entries, resolution) => {
  const imports = entries.map(
    (entry, index) => `import * as entry${index} from '${specifier(entry)}';\nconsole.log(Object.keys(entry${index}));`,
  );
  const file = `${resolution}.ts`;
  await writeFile(join(folder, file), imports.join('\n'));
  const { code, output } = await typeCheck(folder, [file], resolution);
  return { name: `a consumer type-checks under ${resolution}, libraries included`, ok: code === 0, detail: output };
};

/**
 * @param {string} folder
 * @returns {Promise<Check>}
 */
const checkExamples = async (folder) => {
  const examples = examplesOf(await readFile(fromRoot('README.md'), 'utf8'));
  const files = examples.map(({ line, extension }) => `README.md.line${line}.${extension}`);
  for (const [index, { code }] of examples.entries()) await writeFile(join(folder, files[index] ?? ''), code);
  const { code, output } = await typeCheck(folder, files, 'bundler');
  return {
    name: `the ${examples.length} examples of README.md compile`,
    ok: code === 0 && examples.length > 0,
    detail: output,
  };
};

/**
 * @param {string} folder
 * @param {readonly string[]} files
 * @param {'bundler' | 'nodenext'} resolution
 */
const typeCheck = async (folder, files, resolution) => {
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    module: resolution === 'bundler' ? 'esnext' : 'nodenext',
    moduleResolution: resolution,
    types: [],
    jsx: 'react-jsx',
    strict: true,
    noEmit: true,
  };
  const project = join(folder, 'tsconfig.json');
  await writeFile(project, JSON.stringify({ compilerOptions, files }));
  return run(bin('tsc'), ['-p', project], { cwd: folder, quiet: true });
};

/**
 * @param {string} folder
 * @param {Manifest} manifest
 * @returns {Promise<Check>}
 */
const checkFiles = async (folder, manifest) => {
  const home = join(folder, 'node_modules/hookswitch');
  const files = new Set((await readdir(home, { recursive: true })).map((path) => `./${path}`));
  const targets = Object.values(manifest.exports).flatMap((target) =>
    typeof target === 'string' ? [target] : Object.values(target),
  );
  const missing = [...targets, './README.md', './LICENSE'].filter(
    (target) => ![...files].some((file) => matches(target, file)),
  );
  const stray = [...files].filter((file) => /\.(test|stories|test-d)\.tsx?$|tsconfig/.test(file));
  const detail = [
    ...missing.map((path) => `missing: ${path}`),
    ...stray.map((path) => `does not belong: ${path}`),
  ].join('\n');
  return { name: 'the tarball holds what the manifest promises and no tests', ok: detail === '', detail };
};

/** @param {string} target perhaps with one `*` @param {string} file */
const matches = (target, file) => {
  const [start = '', end] = target.split('*');
  return end === undefined ? file === target : file.startsWith(start) && file.endsWith(end);
};

/**
 * @param {string} folder
 * @returns {Promise<Check>}
 */
const checkDirectives = async (folder) => {
  const home = join(folder, 'node_modules/hookswitch');
  const sources = (await readdir(join(home, 'src'), { recursive: true })).filter((path) => /\.tsx?$/.test(path));
  /** @param {string} path */
  const isClient = async (path) =>
    /^(\s|\/\/.*|\/\*[\s\S]*?\*\/)*['"]use client['"]/.test(await readFile(path, 'utf8'));
  /** @type {string[]} */
  const lost = [];
  for (const path of sources) {
    const built = join(home, 'dist', path.replace(/\.tsx?$/, '.js'));
    if ((await isClient(join(home, 'src', path))) && !(await isClient(built))) lost.push(path);
  }
  return { name: "'use client' survives the build", ok: lost.length === 0, detail: lost.join('\n') };
};

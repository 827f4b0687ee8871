// Packs the package, installs the tarball in an empty folder, and uses it there as a consumer would.
// Nothing is fetched: the package has no dependencies, and its peers are linked from node_modules.
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkEntryTypes, checkExamples, importEntries, installedNames, link } from './consumer.js';
import { examplesOf } from './examples.js';
import { checkNeeds } from './needs.js';
import { fromRoot } from './paths.js';
import { checkRendered } from './rendered.js';
import { run } from './run.js';

/** @typedef {import('./consumer.js').Check} Check */
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
  const all = Object.keys(manifest.exports).filter((entry) => isModule(manifest, entry));
  const modules = all.filter((entry) => !entry.includes('*'));
  const required = Object.keys(manifest.peerDependencies).filter(
    (name) => !manifest.peerDependenciesMeta?.[name]?.optional,
  );
  const alone = await checkNeeds(folder, all);
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
    ...(await checkRendered(folder, await reactExample())),
    ...(await checkOnReact18(folder)),
    await checkFiles(folder, manifest),
    await checkDirectives(folder),
  ];
};

/** The first example of README.md that is React. */
const reactExample = async () =>
  examplesOf(await readFile(fromRoot('README.md'), 'utf8')).find(({ extension }) => extension === 'tsx')?.code ?? '';

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
 * The oldest React that the manifest admits. Everything is linked, and links are not followed, so that the
 * libraries beside the package find this React as well.
 * @param {string} folder
 * @returns {Promise<Check[]>}
 */
const checkOnReact18 = async (folder) => {
  const old = join(folder, 'react-18');
  await mkdir(join(old, 'node_modules'), { recursive: true });
  await rename(join(folder, 'node_modules/hookswitch'), join(old, 'node_modules/hookswitch'));
  await link(old, ['react', 'react-dom', '@types/react', '@types/react-dom'], 'test/react-18/node_modules');
  await link(old, await installedNames());
  await writeFile(join(old, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  const checks = [
    await importEntries(old, ['.', './core'], 'on React 18.2', ['--preserve-symlinks', '--preserve-symlinks-main']),
    await checkExamples(old, 'with React 18.2', { preserveSymlinks: true }),
  ];
  await rename(join(old, 'node_modules/hookswitch'), join(folder, 'node_modules/hookswitch'));
  return checks;
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

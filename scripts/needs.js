// Which packages each entry of the installed tarball needs: read off the built modules, compared with what the docs say,
// and tried with nothing else installed.
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { importEntries, link } from './consumer.js';
import { fromRoot } from './paths.js';
import { run } from './run.js';

/** @typedef {import('./consumer.js').Check} Check */
/** @typedef {{ entry: string, now: string[], later: string[] }} Needs `now` when it is imported, `later` when it is used */

const packageOf = (/** @type {string} */ specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const sorted = (/** @type {Iterable<string>} */ names) => [...new Set(names)].sort();

/**
 * @param {string} file of an entry
 * @returns {Promise<Omit<Needs, 'entry'>>}
 */
const needsOf = async (file) => {
  const { metafile } = await build({
    entryPoints: [file],
    outdir: dirname(file),
    bundle: true,
    write: false,
    splitting: true,
    metafile: true,
    format: 'esm',
    packages: 'external',
    // As Node and a bundler in development read it: an import that comes to nothing has to be found all the same.
    treeShaking: false,
    ignoreAnnotations: true,
  });
  const { outputs } = metafile;
  /** @type {string[]} */
  const now = [];
  const seen = new Set();
  /** @param {string | undefined} output and what it imports when it is loaded */
  const visit = (output) => {
    if (output === undefined || seen.has(output)) return;
    seen.add(output);
    for (const { path, kind, external } of outputs[output]?.imports ?? []) {
      if (kind === 'import-statement' && external) now.push(packageOf(path));
      if (kind === 'import-statement' && !external) visit(path);
    }
  };
  visit(Object.keys(outputs)[0]);
  const all = Object.values(outputs).flatMap(({ imports }) => imports.filter(({ external }) => external));
  const later = all.map(({ path }) => packageOf(path)).filter((name) => !now.includes(name));
  return { now: sorted(now), later: sorted(later) };
};

/** @param {string} home of the installed package @param {readonly string[]} entries @returns {Promise<Needs[]>} */
const readNeeds = async (home, entries) => {
  /** @type {{ exports: Record<string, { default: string }> }} */
  const { exports } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'));
  const inFolders = (await readdir(join(home, 'dist/components'))).filter((name) => /^[A-Z]/.test(name));
  const files = entries.flatMap((entry) => {
    const file = exports[entry]?.default ?? '';
    return entry.includes('*')
      ? inFolders.map((name) => [entry.replace('*', name), file.replace('*', name)])
      : [[entry, file]];
  });
  return Promise.all(files.map(async ([entry = '', file = '']) => ({ entry, ...(await needsOf(join(home, file))) })));
};

/** @returns {Promise<Map<string, Omit<Needs, 'entry'>>>} by entry, what docs/dependencies.md says */
const readDocumented = async () => {
  const text = await readFile(fromRoot('docs/dependencies.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `hookswitch(\/\S+)?` +\|([^|]*)\|([^|]*)\|$/gm)];
  const namesIn = (/** @type {string | undefined} */ cell) =>
    sorted([...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''));
  return new Map(rows.map(([, path = '', now, later]) => [`.${path}`, { now: namesIn(now), later: namesIn(later) }]));
};

/**
 * @param {string} folder with the tarball installed
 * @param {readonly string[]} entries
 * @returns {Promise<Check[]>}
 */
export const checkNeeds = async (folder, entries) => {
  const home = join(folder, 'node_modules/hookswitch');
  const needs = await readNeeds(home, entries);
  const alone = join(folder, 'alone');
  await mkdir(join(alone, 'node_modules'), { recursive: true });
  await writeFile(join(alone, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  await rename(home, join(alone, 'node_modules/hookswitch'));
  try {
    return [
      await checkDocumented(needs),
      await checkMissingDriver(alone),
      await checkBundle(alone),
      await checkImports(alone, needs),
    ];
  } finally {
    await rename(join(alone, 'node_modules/hookswitch'), home);
  }
};

/** @param {readonly Needs[]} needs @returns {Promise<Check>} */
const checkDocumented = async (needs) => {
  const documented = await readDocumented();
  const wrong = needs.filter(({ entry, ...found }) => JSON.stringify(documented.get(entry)) !== JSON.stringify(found));
  const detail = wrong.map((each) => JSON.stringify({ ...each, documented: documented.get(each.entry) })).join('\n');
  return { name: 'docs/dependencies.md says which packages each entry needs', ok: detail === '', detail };
};

/** @param {string} folder @param {readonly Needs[]} needs @returns {Promise<Check>} */
const checkImports = async (folder, needs) => {
  /** @type {Check[]} */
  const failed = [];
  for (const { entry, now } of needs) {
    await link(folder, now);
    const check = await importEntries(folder, [entry], 'with what it needs');
    if (!check.ok) failed.push(check);
    for (const name of now) await rm(join(folder, 'node_modules', name));
  }
  const detail = failed.map((check) => `${check.name}\n${check.detail}`).join('\n');
  return { name: 'each entry can be imported with the packages that it needs and no other', ok: detail === '', detail };
};

/** @param {string} folder @returns {Promise<Check>} */
const checkMissingDriver = async (folder) => {
  const script = `import { sqlStore } from 'hookswitch/server/sql';
for (const [options, command] of [
  [{ folder: 'memory://' }, 'npm install kysely @electric-sql/pglite'],
  [{ connectionString: 'postgres://localhost' }, 'npm install kysely pg'],
]) {
  const said = await sqlStore(options).then(() => 'It opened.', (error) => error.message);
  if (!said.includes(command)) throw new Error(said);
}`;
  await writeFile(join(folder, 'driver.js'), script);
  const { code, output } = await run(process.execPath, ['driver.js'], { cwd: folder, quiet: true });
  return { name: 'sqlStore without its packages names the command that installs them', ok: code === 0, detail: output };
};

/** @param {string} folder @returns {Promise<Check>} */
const checkBundle = async (folder) => {
  const name = 'the API over memoryStore bundles with no other package installed';
  const contents = "export { createPermissionApi, memoryStore } from 'hookswitch/server';";
  try {
    await build({
      bundle: true,
      write: false,
      logLevel: 'silent',
      format: 'esm',
      stdin: { contents, resolveDir: folder },
    });
    return { name, ok: true, detail: '' };
  } catch (error) {
    return { name, ok: false, detail: String(error) };
  }
};

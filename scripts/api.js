// npm run api: writes api/<entry>.txt, the names that each entry of the package exports, so that a change of the public
// surface is seen in review. test/tools/api.test.ts compares these lists with the sources.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { fromRoot } from './paths.js';

/** @typedef {import('oxc-parser').Statement} Statement */
/** @typedef {import('oxc-parser').ModuleExportName} ModuleExportName */
/** @typedef {{ kind: string, start: number, end: number }} Declared a kind, and where what a reader sees of it begins and ends */
/** @typedef {Declared & { file: string, local: string, text: string }} Declaration */
/** @typedef {{ entry: string, file: string, names: ReadonlyMap<string, Declaration>, faults: readonly string[] }} EntryApi */
/** @typedef {{ declared: Map<string, Declared>, imported: Map<string, [string, string]>, exported: Map<string, [string | undefined, string]>, stars: string[], text: string }} Module */

const folder = fromRoot('api');

/** @returns {[string, string][]} each entry that is a module, and its source file */
const entryFiles = () => {
  /** @type {{ exports: Record<string, string | Record<string, string>> }} */
  const { exports } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
  return Object.entries(exports).flatMap(([entry, target]) => {
    const file = typeof target === 'object' ? (target['hookswitch-source'] ?? '') : '';
    if (!/\.tsx?$/.test(file)) return [];
    if (!entry.includes('*')) return [/** @type {[string, string]} */ ([entry, file])];
    const [home = ''] = file.split('*');
    const places = readdirSync(fromRoot(home)).filter((name) => existsSync(fromRoot(file.replace('*', name))));
    return places.map((name) => /** @type {[string, string]} */ ([entry.replace('*', name), file.replace('*', name)]));
  });
};

/** @type {Map<string, Module>} */
const modules = new Map();

/** @param {string} file @returns {Module} what it declares, imports and exports */
const moduleOf = (file) => {
  const known = modules.get(file) ?? readModule(file);
  modules.set(file, known);
  return known;
};

/** @param {string} file @param {string} specifier */
const resolveFrom = (file, specifier) => {
  const path = join(dirname(file), specifier).replace(/\.js$/, '');
  return [`${path}.ts`, `${path}.tsx`].find((each) => existsSync(each)) ?? path;
};

/** @param {ModuleExportName} name */
const textOf = (name) => (name.type === 'Literal' ? name.value : name.name);

/**
 * What a statement declares. Bodies, and values whose type is not written, are not part of what a reader sees.
 * @param {Statement | null} node
 * @returns {[string, Declared][]}
 */
const declarationsIn = (node) => {
  if (node?.type === 'VariableDeclaration')
    return node.declarations.flatMap(({ id, init, start }) => {
      if (id.type !== 'Identifier') return [];
      const isFunction = init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression';
      return [[id.name, { kind: 'const', start, end: isFunction ? (init.body?.start ?? init.end) : id.end }]];
    });
  if (node?.type === 'FunctionDeclaration' && node.id)
    return [[node.id.name, { kind: 'function', start: node.start, end: node.body?.start ?? node.end }]];
  if (node?.type === 'ClassDeclaration' && node.id)
    return [[node.id.name, { kind: 'class', start: node.start, end: node.end }]];
  if (node?.type === 'TSInterfaceDeclaration' || node?.type === 'TSTypeAliasDeclaration')
    return [[node.id.name, { kind: 'type', start: node.start, end: node.end }]];
  return [];
};

/** @param {string} file @returns {Module} */
const readModule = (file) => {
  const text = readFileSync(file, 'utf8');
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message}`);
  /** @type {Module} */
  const found = { declared: new Map(), imported: new Map(), exported: new Map(), stars: [], text };
  for (const node of program.body) {
    for (const [name, declared] of declarationsIn(node)) found.declared.set(name, declared);
    if (node.type === 'ImportDeclaration' && node.source.value.startsWith('.'))
      for (const each of node.specifiers)
        if (each.type === 'ImportSpecifier')
          found.imported.set(each.local.name, [resolveFrom(file, node.source.value), textOf(each.imported)]);
    if (node.type === 'ExportAllDeclaration') found.stars.push(resolveFrom(file, node.source.value));
    if (node.type !== 'ExportNamedDeclaration') continue;
    for (const [name, declared] of declarationsIn(node.declaration)) {
      found.declared.set(name, declared);
      found.exported.set(name, [undefined, name]);
    }
    const from = node.source ? resolveFrom(file, node.source.value) : undefined;
    for (const each of node.specifiers) found.exported.set(textOf(each.exported), [from, textOf(each.local)]);
  }
  return found;
};

/** @param {string} file @param {string} local @returns {Declaration} where a name comes from */
const declarationOf = (file, local) => {
  const module = moduleOf(file);
  const declared = module.declared.get(local);
  if (declared) return { ...declared, file, local, text: module.text };
  const [from, name] = module.imported.get(local) ?? [];
  if (from === undefined || name === undefined)
    throw new Error(`${file} exports '${local}', which it does not declare.`);
  return exportOf(from, name);
};

/** @param {string} file @param {string} name @returns {Declaration} */
const exportOf = (file, name) => {
  const found = exportsOf(file).get(name);
  if (!found) throw new Error(`${file} does not export '${name}'.`);
  return found;
};

/** @param {string} file @returns {Map<string, Declaration>} */
const exportsOf = (file) => {
  const { exported, stars } = moduleOf(file);
  return new Map([
    ...stars.flatMap((star) => [...exportsOf(star)]),
    ...[...exported].map(
      ([name, [from, local]]) =>
        /** @type {const} */ ([name, from === undefined ? declarationOf(file, local) : exportOf(from, local)]),
    ),
  ]);
};

/**
 * The names of types in what a reader of a declaration sees.
 * @param {Declaration} declaration
 * @returns {string[]}
 */
const typesIn = ({ start, end, file, text }) => {
  /** @type {Set<string>} */
  const found = new Set();
  /** @param {{ type: string, name?: unknown, start: number, end: number }} name */
  const keep = (name) => {
    if (name.type === 'Identifier' && typeof name.name === 'string' && name.start >= start && name.end <= end)
      found.add(name.name);
  };
  new Visitor({
    TSTypeReference: (each) => keep(each.typeName),
    TSInterfaceHeritage: (each) => keep(each.expression),
    TSTypeQuery: (each) => keep(each.exprName),
  }).visit(parseSync(file, text).program);
  return [...found];
};

/** Entries whose types the others may speak of: each noun has one home. */
const homes = ['./core', './sources', './matrix', './player', './server', './demo'];

/** @param {ReadonlyMap<string, Declaration>} names */
const idsOf = (names) => [...names.values()].map(({ file, local }) => `${file} ${local}`);

/**
 * @param {ReadonlyMap<string, Declaration>} names of an entry
 * @param {ReadonlySet<string>} exported by it or by a home
 * @returns {string[]} types that the entry speaks of and that nobody can import
 */
const hiddenTypes = (names, exported) => {
  /** @type {Set<string>} */
  const hidden = new Set();
  for (const [name, declaration] of names) {
    const { file } = declaration;
    for (const type of typesIn(declaration)) {
      const module = moduleOf(file);
      // A type of the same file that is not exported is a part of the one that is: it has no name for a reader.
      const isOwn = module.declared.has(type) && !module.exported.has(type);
      if (isOwn || (!module.declared.has(type) && !module.imported.has(type))) continue;
      const target = declarationOf(file, type);
      if (target.kind === 'type' && !exported.has(`${target.file} ${target.local}`))
        hidden.add(`${name} speaks of ${target.local}, which is declared in ${relative(fromRoot(), target.file)}`);
    }
  }
  return [...hidden];
};

/** @returns {EntryApi[]} */
export const readApi = () => {
  const entries = entryFiles();
  const files = entries.map(([, file]) => fromRoot(file));
  const common = entries.flatMap(([entry, file]) => (homes.includes(entry) ? idsOf(exportsOf(fromRoot(file))) : []));
  return entries.map(([entry, path]) => {
    const file = fromRoot(path);
    const names = exportsOf(file);
    const stars = moduleOf(file).stars.filter((star) => !files.includes(star));
    const faults = [
      ...stars.map((star) => `exports all of ${relative(fromRoot(), star)}: name what is public`),
      ...hiddenTypes(names, new Set([...common, ...idsOf(names)])).map((fault) => `${fault}: export it here too`),
    ];
    return { entry, file: path, names, faults };
  });
};

/** @param {EntryApi} api @returns {[string, string]} the file below api/, and its text */
export const listOf = ({ entry, names }) => [
  `${entry === '.' ? 'index' : entry.slice(2)}.txt`,
  [...names]
    .map(([name, { kind }]) => `${kind} ${name}`)
    .sort()
    .join('\n')
    .concat('\n'),
];

/** @returns {Promise<Map<string, string>>} what is in api/ now */
export const readLists = async () => {
  const files = existsSync(folder)
    ? (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.txt'))
    : [];
  return new Map(
    await Promise.all(
      files.map(async (path) => /** @type {const} */ ([path, await readFile(join(folder, path), 'utf8')])),
    ),
  );
};

if (process.argv[1] === join(import.meta.dirname, 'api.js')) {
  const api = readApi();
  await rm(folder, { recursive: true, force: true });
  for (const [path, text] of api.map(listOf)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const faults = api.flatMap(({ entry, faults: each }) => each.map((fault) => `hookswitch${entry.slice(1)}: ${fault}`));
  for (const fault of faults) console.error(`✗ ${fault}`);
  console.log(`api/ lists the exports of ${api.length} entries.`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

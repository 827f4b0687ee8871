// npm run test:peers: the packed tarball with both ends of every peer range, on every Node that they run on. Packages
// come from the registry into temporary folders. `npm run test:peers -- newest 24` runs what has these in its name.
/* oxlint-disable no-console -- a program prints its results */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres, startPostgres } from '../test/server/postgres.js';
import { build } from './build.js';
import { fromRoot } from './paths.js';
import { openPage } from './peers/openPage.js';
import { run } from './run.js';

type End = 'lowest' | 'newest';

interface Scenario {
  readonly name: string;
  /** Packages, each at one end of its range. */
  readonly peers: Readonly<Record<string, End>>;
  /** The major version of Node; the one that runs this where it is not given. */
  readonly node?: number;
  /** What is wrong with it; empty when nothing is. */
  readonly attempt: (folder: string, node: string) => Promise<string>;
}

const { peerDependencies } = JSON.parse(await readFile(fromRoot('package.json'), 'utf8')) as {
  peerDependencies: Record<string, string>;
};

const runScript =
  (script: string, env: Record<string, string> = {}): Scenario['attempt'] =>
  async (cwd, node) => {
    const { code, output } = await run(node, [script], { cwd, env, quiet: true });
    return code === 0 ? '' : output;
  };

const onPostgres: Scenario['attempt'] = async (folder, node) => {
  const bin = findPostgres();
  if (!bin) return '';
  const postgres = await startPostgres(bin);
  try {
    return await runScript('server.js', { DATABASE_URL: postgres.connectionString })(folder, node);
  } finally {
    await postgres.remove();
  }
};

const server = runScript('server.js');
const mock = runScript('mock.js');

const peersOf = (end: End, ...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, end]));

const onPage = (end: End) =>
  peersOf(
    end,
    'react',
    'react-dom',
    '@tanstack/react-query',
    '@tanstack/react-virtual',
    'libphonenumber-js',
    'react-aria-components',
    'wavesurfer.js',
  );

// What needs a newer Node than development runs on says so: kysely 0.29 and msw 3.
const scenarios: readonly Scenario[] = [
  { name: 'components, lowest', peers: onPage('lowest'), attempt: openPage },
  { name: 'components, newest', peers: onPage('newest'), attempt: openPage },
  { name: 'SQL store on PGlite, lowest', peers: peersOf('lowest', 'kysely', '@electric-sql/pglite'), attempt: server },
  { name: 'SQL store on PostgreSQL, lowest', peers: peersOf('lowest', 'kysely', 'pg'), attempt: onPostgres },
  { name: 'mock, lowest', peers: peersOf('lowest', 'msw'), attempt: mock },
  ...[22, 24].flatMap((node): Scenario[] => [
    {
      name: `SQL store on PGlite, newest`,
      peers: peersOf('newest', 'kysely', '@electric-sql/pglite'),
      node,
      attempt: server,
    },
    { name: `SQL store on PostgreSQL, newest`, peers: peersOf('newest', 'kysely', 'pg'), node, attempt: onPostgres },
    { name: `mock, newest`, peers: peersOf('newest', 'msw'), node, attempt: mock },
  ]),
];

/** `kysely@0.28.0` or `kysely@>=0.28.0 <0.30.0`, of which npm takes the newest. */
const specOf = ([name, end]: [string, End]) => {
  const range = peerDependencies[name];
  if (range === undefined) throw new Error(`${name} is no peer of the package: take it out of scripts/peers.ts.`);
  return `${name}@${end === 'newest' ? range : (/\d+\.\d+\.\d+/.exec(range)?.[0] ?? range)}`;
};

const npm = async (cwd: string, ...args: readonly string[]) => {
  const { code, output } = await run('npm', ['--no-audit', '--no-fund', ...args], { cwd, quiet: true });
  if (code !== 0) throw new Error(output);
};

const perform = async (scenario: Scenario, tarball: string, home: string): Promise<string> => {
  const folder = await mkdtemp(join(home, 'consumer-'));
  await cp(fromRoot('scripts/peers'), folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }');
  const specs = Object.entries(scenario.peers).map(specOf);
  // `npm install` and not more force: it says itself where two ranges do not fit each other.
  await npm(folder, 'install', '--ignore-scripts', tarball, ...specs);
  const node = scenario.node === undefined ? process.execPath : await nodeOf(scenario.node, home);
  return scenario.attempt(folder, node);
};

/** Node itself is a package too: of each major version once. */
const nodes = new Map<number, Promise<string>>();
const nodeOf = (major: number, home: string) => {
  const fetched = nodes.get(major) ?? fetchNode(major, home);
  nodes.set(major, fetched);
  return fetched;
};

const fetchNode = async (major: number, home: string): Promise<string> => {
  const folder = await mkdtemp(join(home, `node-${major}-`));
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  await npm(folder, 'install', `node@${major}`);
  return join(folder, 'node_modules/node/bin/node');
};

const home = await mkdtemp(join(tmpdir(), 'hookswitch-peers-'));
let failed = 0;
try {
  await build();
  await npm(fromRoot(), 'pack', '--ignore-scripts', '--pack-destination', home);
  const tarball = join(home, (await readdir(home)).find((name) => name.endsWith('.tgz')) ?? '');
  const wanted = process.argv.slice(2);
  for (const scenario of scenarios) {
    const name = `${scenario.name}, Node ${scenario.node ?? process.versions.node}`;
    if (!wanted.every((word) => name.includes(word))) continue;
    const start = performance.now();
    const fault = await perform(scenario, tarball, home).catch(String);
    if (fault) failed += 1;
    console.log(`${fault ? '✗' : '✓'} ${name} (${((performance.now() - start) / 1000).toFixed(0)} s)\n${fault}`.trim());
  }
} finally {
  await rm(home, { recursive: true, force: true });
}
process.exitCode = failed > 0 ? 1 : 0;

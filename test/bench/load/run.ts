// npm run bench:load: what the permission API does on this machine, beside what the store alone does; docs/load.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPermissionApi } from '../../../src/server/createPermissionApi.js';
import { authenticate, catalog } from '../../server/desk.js';
import { findPostgres, startPostgres } from '../../server/postgres.js';
import { calls, inProcess, overHttp } from './calls.js';
import { openStore } from './openStore.js';
import { rate } from './rate.js';
import { measureStreams, type StreamFigures } from './streams.js';

const workers = 32;
const seconds = Number(process.env['LOAD_SECONDS'] ?? 5);

interface Row {
  readonly call: string;
  readonly store: number;
  readonly api: number;
  readonly http: number;
}

const startServer = async (where: string) => {
  const program = fileURLToPath(new URL('./server.ts', import.meta.url));
  const flags = ['--conditions=hookswitch-source', '--import', 'tsx'];
  const child = spawn(process.execPath, [...flags, program], {
    env: { ...process.env, NODE_ENV: 'production', STORE: where },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [address]: unknown[] = await once(child.stdout, 'data');
  const end = async () => {
    child.kill();
    await once(child, 'exit');
  };
  return { url: String(address).trim(), pid: child.pid ?? 0, end };
};

/** One store after the other, so that nothing else runs while it is measured; PGlite takes one process at a time. */
const measureStore = async (where: string): Promise<Row[]> => {
  const limits = { requestsPerMinute: 1e9, editsPerMinute: 1e9 };
  const { store, close } = await openStore(where);
  const send = inProcess(createPermissionApi({ store, catalog, authenticate, limits }));
  const here: { call: string; store: number; api: number }[] = [];
  for (const call of calls) {
    const alone = await rate(workers, seconds, call.store(store));
    here.push({ call: call.name, store: alone, api: await rate(workers, seconds, call.send(send)) });
  }
  await close();
  const server = await startServer(where);
  const rows: Row[] = [];
  for (const [i, row] of here.entries()) {
    const http = await rate(workers, seconds, calls[i]?.send(overHttp(server.url)) ?? (async () => {}));
    rows.push({ ...row, http });
  }
  await server.end();
  return rows;
};

const round = (value: number) => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en'));

const storeTable = (name: string, rows: readonly Row[]) =>
  [
    `## ${name}`,
    '',
    '| each second | the store alone | the API in its process | the API over HTTP |',
    '|---|--:|--:|--:|',
    ...rows.map(({ call, store, api, http }) => `| ${call} | ${round(store)} | ${round(api)} | ${round(http)} |`),
    '',
  ].join('\n');

const streamTable = (figures: readonly StreamFigures[]) =>
  [
    '## Event streams',
    '',
    'One edit of a role that every client holds, the store in memory, the best of five edits.',
    '',
    '| clients held | all have heard after | events a second | memory for each |',
    '|--:|--:|--:|--:|',
    ...figures.map(
      ({ held, lastHeard, perSecond, kilobytes }) =>
        `| ${round(held)} | ${round(lastHeard)} ms | ${round(perSecond)} | ${round(kilobytes)} kB |`,
    ),
    '',
  ].join('\n');

const sections: string[] = [];
const add = (section: string) => {
  console.log(section);
  sections.push(section);
};

console.log(
  `Each figure takes ${seconds + 1} s, with the filling of the stores about ten minutes in all. Leave the machine alone meanwhile.\n`,
);
add(storeTable('In memory', await measureStore('memory')));
const folder = await mkdtemp(join(tmpdir(), 'load-'));
add(storeTable('PGlite, in a folder', await measureStore(`pglite:${folder}`)));
await rm(folder, { recursive: true, force: true });
const bin = findPostgres();
if (bin !== undefined) {
  const postgres = await startPostgres(bin, { fsync: true });
  add(storeTable('PostgreSQL, over a socket on the same machine', await measureStore(postgres.connectionString)));
  await postgres.remove();
}
const server = await startServer('memory');
const figures: StreamFigures[] = [];
for (const held of [100, 1000, 5000]) figures.push(await measureStreams(server.url, server.pid, held));
await server.end();
add(streamTable(figures));

const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`;
const head = `# Load\n\nWritten by \`npm run bench:load\`: ${workers} callers at once, each waiting for its answer, ${seconds} s for each figure, clients and\nserver on the same machine. ${machine}.\n`;
await writeFile('docs/load.md', `${head}\n${sections.join('\n')}`);
console.log('Written to docs/load.md.');

// npm run bench:load: what the permission API does on this machine, beside what the store alone does; docs/load.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPermissionApi } from '../../../src/server/createPermissionApi.js';
import { authenticate, catalog } from '../../server/desk.js';
import { findPostgres, startPostgres } from '../../server/postgres.js';
import { bare, calls, inProcess, overHttp } from './calls.js';
import { openStore } from './openStore.js';
import { rates } from './rates.js';
import { unlimited } from '../../server/unlimited.js';
import { measureStreams, measureTelling, type StreamFigures } from './streams.js';

const workers = 32;
const clients = [100, 1000, 5000];
const seconds = Number(process.env['LOAD_SECONDS'] ?? 2);

interface Row {
  readonly call: string;
  readonly store: number;
  /** A fetch handler that answers with what the store alone does. */
  readonly bare: number;
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
  // Also where a measurement fails.
  process.once('exit', () => child.kill());
  const [address]: unknown[] = await once(child.stdout, 'data');
  const end = async () => {
    child.kill();
    await once(child, 'exit');
  };
  return { url: String(address).trim(), pid: child.pid ?? 0, end };
};

interface Figures {
  readonly name: string;
  readonly rows: readonly Row[];
  /** Milliseconds from the beginning of a role edit until the store alone has told its process of it. */
  readonly tells: number;
  readonly streams: readonly StreamFigures[];
}

/** One store after the other, so that nothing else runs while it is measured; PGlite takes one process at a time. */
const measureStore = async (name: string, where: string): Promise<Figures> => {
  const { store, close } = await openStore(where);
  const send = inProcess(createPermissionApi({ store, catalog, authenticate, limits: unlimited }));
  const here: Omit<Row, 'http'>[] = [];
  for (const call of calls) {
    const works = [call.store(store), bare(call.store(store)), call.send(send)];
    const [alone = 0, handler = 0, api = 0] = await rates(workers, seconds, works);
    here.push({ call: call.name, store: alone, bare: handler, api });
  }
  const tells = await measureTelling(store);
  await close();
  const server = await startServer(where);
  const rows: Row[] = [];
  for (const [i, row] of here.entries()) {
    const [http = 0] = await rates(workers, seconds, [calls[i]?.send(overHttp(server.url)) ?? (async () => {})]);
    rows.push({ ...row, http });
  }
  const streams: StreamFigures[] = [];
  for (const held of clients) streams.push(await measureStreams(server.url, server.pid, held));
  await server.end();
  return { name, rows, tells, streams };
};

const round = (value: number) => (value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en'));
const share = (part: number, whole: number) => `${(part / whole).toFixed(2)}×`;

/** A server's memory moves by some megabytes in any case, so that few clients do not show in it. */
const memory = (held: number, kilobytes: number) => (held < 5000 ? '—' : `${round(kilobytes)} kB`);

const tableOf = ({ name, rows, tells, streams }: Figures) =>
  [
    `## ${name}`,
    '',
    '| each second | the store alone | a bare handler | the API in its process | of the store | of the handler | the API over HTTP | of the store |',
    '|---|--:|--:|--:|--:|--:|--:|--:|',
    ...rows.map(
      ({ call, store, bare: handler, api, http }) =>
        `| ${call} | ${round(store)} | ${round(handler)} | ${round(api)} | ${share(api, store)} | ${share(api, handler)} | ${round(http)} | ${share(http, store)} |`,
    ),
    '',
    '| clients held | the store alone has told of a role edit after | all clients have heard after | events a second | memory for each |',
    '|--:|--:|--:|--:|--:|',
    ...streams.map(
      ({ held, lastHeard, perSecond, kilobytes }) =>
        `| ${round(held)} | ${round(tells)} ms | ${round(lastHeard)} ms | ${round(perSecond)} | ${memory(held, kilobytes)} |`,
    ),
    '',
  ].join('\n');

/** One line for each store: what the API in its process does, and what part of the store alone that is. */
const summaryOf = (all: readonly Figures[]) =>
  [
    '| store | grants read a second | of the store alone | of a bare handler | edits of one tenant a second | of the store alone | of a bare handler | clients held | events a second |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...all.map(({ name, rows, streams }) => {
      const [read, , edit] = rows.map(
        ({ api, store, bare: handler }) => `${round(api)} | ${share(api, store)} | ${share(api, handler)}`,
      );
      const last = streams.at(-1);
      return `| ${name} | ${read} | ${edit} | ${round(last?.held ?? 0)} | ${round(last?.perSecond ?? 0)} |`;
    }),
    '',
  ].join('\n');

const measured: Figures[] = [];
const measure = async (name: string, where: string) => {
  const figures = await measureStore(name, where);
  console.log(tableOf(figures));
  measured.push(figures);
};

const [before = 0] = loadavg();
console.log('This takes about eight minutes. Leave the machine alone meanwhile.\n');
await measure('In memory', 'memory');
const folder = await mkdtemp(join(tmpdir(), 'load-'));
await measure('PGlite, in a folder', `pglite:${folder}`);
await rm(folder, { recursive: true, force: true });
const bin = findPostgres();
if (bin !== undefined) {
  const postgres = await startPostgres(bin, { fsync: true });
  await measure('PostgreSQL, over a socket on the same machine', postgres.connectionString);
  await postgres.remove();
}

const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
const head = `# Load

Written by \`npm run bench:load\` on ${machine}.
${workers} callers at once, each waiting for its answer; the best of four rounds of ${seconds} s, the store alone and the API by turns.
One organisation of 1,006 members, or eight of them. Callers, server and database share the machine, so read the figures
as ratios: what the API keeps of what the store does alone in the same run. "The store alone" reads and writes the same
rows, an edit with its audit entry, and decides nothing: the API also finds out who asks and what that person may do, in
an edit as of the same moment as the edit. "A bare handler" takes a \`Request\`, finds out who asks, does what the store alone
does and answers with it as JSON: \`Request\` and \`Response\` take several times as long as a read from memory, so a store
in memory is compared with it. Over HTTP the callers take about half of the machine for themselves.

Clients are event streams, each a connection of its own. A role that all of them hold is edited; the best of five edits
counts. Memory is the server's resident memory.

The machine's load was ${before.toFixed(1)} when the run began${before < 1 ? '' : ': other work ran beside it, so what it could do alone is more'}.
`;
await writeFile('docs/load.md', [head, summaryOf(measured), ...measured.map(tableOf)].join('\n'));
console.log('Written to docs/load.md.');

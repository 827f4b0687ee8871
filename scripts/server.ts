// npm run server: the permission API as a team would run it, on Hono and Node, with the demo organisation in it.
/* oxlint-disable no-console -- a program prints its address */
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { demoAuthenticate } from 'hookswitch/msw';
import { omnivoice } from 'hookswitch/presets';
import { createPermissionApi, seedTenant } from 'hookswitch/server';
import { sqlStore, type SqlStore } from 'hookswitch/server/sql';
import { omnivoiceTenant } from '../src/msw/demo/omnivoice.js';
import { createReferenceApp, loopbackHosts } from './createReferenceApp.js';
import { cache } from './paths.js';

const {
  DATABASE_URL: connectionString,
  DATA: folder = join(cache, 'server'),
  HOST: hostname = '127.0.0.1',
} = process.env;
const port = Number(process.env['PORT'] ?? 8787);
const basePath = '/permissions';

const started = connectionString === undefined ? await openFolder(resolve(folder)) : await openServer(connectionString);
const isNew = await seedTenant(started.store, omnivoiceTenant);
console.log(isNew ? 'Put the demo organisation in.' : 'Found the demo organisation as it was left.');

const api = createPermissionApi({ store: started.store, catalog: omnivoice, authenticate: demoAuthenticate, basePath });
// Everybody may be anybody here, so only what this machine's user opens may come near: Storybook, unless ORIGINS and
// HOSTS list others.
const storybook = process.env['STORYBOOK_PORT'] ?? '6006';
const listed = (names: string | undefined) => names?.split(',').map((name) => name.trim());
const app = createReferenceApp({
  api,
  basePath,
  hosts: listed(process.env['HOSTS']) ?? loopbackHosts(port),
  origins: listed(process.env['ORIGINS']) ?? [`http://localhost:${storybook}`, `http://127.0.0.1:${storybook}`],
});

const server = serve({ fetch: app.fetch, port, hostname }, ({ port: at }) => {
  console.log(`The permission API is at http://${hostname}:${at}${basePath} (Ctrl+C ends it).`);
  console.log(
    'Everybody may sign in as anybody here, with a header such as `Authorization: Demo omnivoice-demo/dana`.',
  );
});

let isEnding = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());

/** Streams stay open for ever, so they are cut; edits under way are waited for by the store. */
async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
  await started.store.close();
  await started.release();
}

interface Started {
  readonly store: SqlStore;
  readonly release: () => Promise<void>;
}

async function openServer(url: string): Promise<Started> {
  console.log('Opening the store on the PostgreSQL server of DATABASE_URL …');
  return { store: await sqlStore({ connectionString: url, onError: console.error }), release: async () => {} };
}

async function openFolder(path: string): Promise<Started> {
  console.log(`Opening the embedded store in ${path}; this takes some seconds …`);
  await mkdir(path, { recursive: true });
  const lock = `${path}.lock`;
  await takeLock(lock);
  return { store: await sqlStore({ folder: path }), release: () => rm(lock, { force: true }) };
}

/** Two processes on one folder would destroy what is in it, so the second one does not start. */
async function takeLock(path: string): Promise<void> {
  try {
    const file = await open(path, 'wx');
    await file.write(String(process.pid));
    await file.close();
  } catch {
    const holder = Number(await readFile(path, 'utf8'));
    if (isRunning(holder))
      throw new Error(`Process ${holder} has the store open. End it, or set DATA to another folder.`);
    await rm(path, { force: true });
    await takeLock(path);
  }
}

/** A server that was killed leaves its lock behind. */
function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

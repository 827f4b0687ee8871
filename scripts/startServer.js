// npm run start:server: Storybook as with npm start, its demo page on a real server in place of the mocked network.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { fromRoot } from './paths.js';

const port = process.env['PORT'] ?? '8787';
const serverArgs = ['--conditions=hookswitch-source', '--import', 'tsx', fromRoot('scripts/server.ts')];
const server = spawn(process.execPath, serverArgs, {
  env: { ...process.env, PORT: port },
  stdio: ['inherit', 'pipe', 'inherit'],
});

/** @type {import('node:child_process').ChildProcess | undefined} */
let storybook;
server.stdout.on('data', (/** @type {Buffer} */ chunk) => {
  process.stdout.write(chunk);
  const [, url] = /The permission API is at (\S+)/.exec(chunk.toString()) ?? [];
  if (url === undefined || storybook) return;
  process.stdout.write(
    'Open Demo / Administration in one browser and Demo / Call flow in another: an edit shows in both.\n',
  );
  const env = { ...process.env, PORT: process.env['STORYBOOK_PORT'] ?? '6006', STORYBOOK_PERMISSION_API: url };
  storybook = spawn(process.execPath, [fromRoot('scripts/start.js')], { stdio: 'inherit', env });
  storybook.on('exit', end);
});
server.on('exit', end);

/** It ends with its starter: both go together. */
function end() {
  server.kill();
  storybook?.kill();
}
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, end);

// npm start: Storybook on this machine, the demo first.
import { spawn } from 'node:child_process';
import { bin, root } from './paths.js';

const port = process.env['PORT'] ?? '6006';
console.log(`Starting Storybook. In about ten seconds the demo is at http://localhost:${port}/ (Ctrl+C ends it) …`);
const args = ['dev', '--port', port, '--no-open', '--ci', '--disable-telemetry', ...process.argv.slice(2)];
const storybook = spawn(bin('storybook'), args, {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1' },
});
// It ends with its starter: a signal to this process alone must not leave Storybook behind.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => storybook.kill(signal));
storybook.on('exit', (code) => {
  process.exitCode = code ?? 0;
});

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { demoHeaders } from '../../src/msw/demoAuthenticate.js';
import { chromiumArgs, findChromium } from '../../scripts/chromium.js';
import { fromRoot } from '../../scripts/paths.js';

let demo: ChildProcess;
let browser: Browser;
let folder: string;
let output = '';

const ports = { api: '8791', storybook: '6091' };
const page = `http://localhost:${ports.storybook}/iframe.html?viewMode=story&id=demo-call-flow--who-looks-decides&args=first:`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'two-browsers-'));
  demo = spawn(process.execPath, [fromRoot('scripts/startServer.js')], {
    env: { ...process.env, PORT: ports.api, STORYBOOK_PORT: ports.storybook, DATA: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  demo.stdout?.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  const { path } = await findChromium();
  browser = await chromium.launch({ executablePath: path, args: [...chromiumArgs] });
  const isReady = () => {
    if (!output.includes('Storybook ready')) throw new Error(`Storybook is not ready: ${output}`);
  };
  await vi.waitFor(isReady, { timeout: 180_000, interval: 200 });
}, 240_000);

afterAll(async () => {
  await browser.close();
  demo.kill();
  await once(demo, 'exit');
  await rm(folder, { recursive: true, force: true });
});

const openAs = async (id: string): Promise<Page> => {
  const context = await browser.newContext();
  const opened = await context.newPage();
  await opened.goto(page + id);
  return opened;
};

const edit = async (value: string) => {
  const response = await fetch(`http://127.0.0.1:${ports.api}/permissions/members/jasmine`, {
    method: 'PATCH',
    headers: {
      ...demoHeaders({ tenant: 'omnivoice-demo', id: 'dana' }),
      'content-type': 'application/json',
      'if-match': '*',
    },
    body: JSON.stringify({ operations: [{ op: 'set', permission: 'access.level', value }] }),
  });
  expect(response.status).toBe(200);
};

test('an edit on the real server changes every browser that shows the person', { timeout: 240_000 }, async () => {
  const pages = [await openAs('jasmine'), await openAs('jasmine')];
  const says = (count: number) =>
    Promise.all(
      pages.map((each) => each.getByText(`${count} of 175 calls are yours to see.`).waitFor({ timeout: 60_000 })),
    );
  await says(23);
  await edit('callFlow');
  await says(119);
  await edit('personal');
  await says(23);
});

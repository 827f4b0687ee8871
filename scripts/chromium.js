import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium } from 'playwright';
import { cache } from './paths.js';

/** Switches for a browser that runs unattended, without a GPU, and perhaps as root in a container. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const systemApps = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const help = `Without it the component tests and the stories cannot run.
Do one of these, then run the command again:
  - set CHROMIUM_PATH to a Chrome or Chromium that is already on this machine
  - npx playwright install chromium
  - on 64-bit Linux: npm ci (it brings a headless Chromium as a development dependency)
  - install Chromium or Chrome with the package manager of this machine`;

/**
 * Finds a Chromium in this order: CHROMIUM_PATH, Playwright's own download, the one inside the npm
 * package (unpacked once), one installed on this machine.
 * @returns {Promise<{ path: string, from: string }>}
 * @throws an Error that says how to get one
 */
export const findChromium = async () => {
  const named = process.env['CHROMIUM_PATH'];
  if (named && existsSync(named)) return { path: named, from: 'CHROMIUM_PATH' };
  if (named) throw new Error(`CHROMIUM_PATH names ${named}, and there is no such file.\n${help}`);
  const downloaded = chromium.executablePath();
  if (existsSync(downloaded)) return { path: downloaded, from: "Playwright's download" };
  const shipped = await unpackShipped();
  if (shipped) return { path: shipped, from: 'the npm package @sparticuz/chromium' };
  const system = findSystem();
  if (system) return { path: system, from: 'this machine' };
  throw new Error(`No Chromium was found.\n${help}`);
};

/**
 * Starts what was found once, to ask its version: a missing system library shows here and not in the first test.
 * @param {string} path
 * @returns {string} the version
 * @throws an Error that says what is missing
 */
export const chromiumVersion = (path) => {
  try {
    return execFileSync(path, ['--version', '--no-sandbox'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(`${path} does not start: ${said}
On Debian or Ubuntu the libraries come with: apt-get install libnss3 libexpat1 fonts-liberation
${help}`);
  }
};

// One folder per user and version inside node_modules: the package's own helper unpacks to a folder
// that all users of a machine share, and that only the first of them can read.
const unpackShipped = async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const home = shippedHome();
  if (!home) return undefined;
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'));
  const target = join(cache, `chromium-${version}`);
  if (existsSync(target)) return target;
  console.log(`Unpacking Chromium from @sparticuz/chromium ${version}, once (about 3 seconds, 200 MB) …`);
  await mkdir(cache, { recursive: true });
  const partial = `${target}.${process.pid}`;
  await pipeline(createReadStream(join(home, 'bin/chromium.br')), createBrotliDecompress(), createWriteStream(partial));
  await chmod(partial, 0o755);
  await rename(partial, target); // two runs at once: each finishes its own file, the last one stays
  return target;
};

const shippedHome = () => {
  const { resolve } = createRequire(import.meta.url);
  try {
    return dirname(dirname(dirname(resolve('@sparticuz/chromium'))));
  } catch {
    return undefined;
  }
};

const findSystem = () => {
  const folders = (process.env['PATH'] ?? '').split(':');
  const candidates = [...folders.flatMap((folder) => systemNames.map((name) => join(folder, name))), ...systemApps];
  return candidates.find((path) => existsSync(path));
};

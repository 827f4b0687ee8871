// Pages as applications make them: in a folder of their own, served by Vite or built by it.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { build, createServer, defaultClientConditions, type InlineConfig, preview } from 'vite';
import { chromiumArgs, findChromium } from '../../scripts/chromium.js';
import { installedNames, link } from '../../scripts/consumer.js';
import { root } from '../../scripts/paths.js';

/** Starts the browser that the component tests run in. */
export async function launch(): Promise<Browser> {
  const { path } = await findChromium();
  return chromium.launch({ executablePath: path, args: [...chromiumArgs] });
}

/** A folder with these files in it, where the kit and everything beside it is installed. */
export async function createApp(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hookswitch-page-'));
  await link(folder, await installedNames());
  await symlink(root, join(folder, 'node_modules/hookswitch'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** Takes such a folder away; what is linked into it stays. */
export async function removeApp(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** A running server. */
export interface Served {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves a folder as `vite` does while somebody develops. */
export async function serve(folder: string, config: InlineConfig = {}): Promise<Served> {
  const server = await createServer({
    ...settings(folder, config),
    server: { port: 0, hmr: false, fs: { strict: false } },
  });
  await server.listen();
  return { url: addressOf(server.resolvedUrls), close: () => server.close() };
}

/** Builds a folder into its `dist`, as `vite build` does without settings. */
export async function buildApp(folder: string, config: InlineConfig = {}): Promise<void> {
  await build(settings(folder, config));
}

/** Builds a folder, and serves what comes out. */
export async function buildAndServe(folder: string, config: InlineConfig = {}): Promise<Served> {
  await buildApp(folder, config);
  const all = settings(folder, config);
  const server = await preview({ ...all, preview: { port: 0, open: false } });
  return { url: addressOf(server.resolvedUrls), close: () => server.close() };
}

/** Vite's defaults, and what says that `hookswitch/…` is the source: a fresh clone needs no build first. */
function settings(folder: string, config: InlineConfig): InlineConfig {
  return {
    configFile: false,
    root: folder,
    logLevel: 'error',
    ...config,
    resolve: { conditions: ['hookswitch-source', ...defaultClientConditions] },
  };
}

function addressOf(urls: { readonly local: readonly string[] } | null): string {
  const url = urls?.local[0];
  if (!url) throw new Error('The page could not be served: no address. Is another server in the way?');
  return url;
}

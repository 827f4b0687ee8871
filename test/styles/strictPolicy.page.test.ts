import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server } from 'node:http';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromRoot } from '../../scripts/paths.js';
import { buildApp, createApp, launch, removeApp } from './pages.js';
import { App } from './strictPage/App.js';

const policy = "default-src 'self'; style-src 'self'; script-src 'self'";
const app = JSON.stringify(fromRoot('test/styles/strictPage/App.tsx'));
const mount = (how: string, styles: string) => `
  import { createElement } from 'react';
  import { createRoot, hydrateRoot } from 'react-dom/client';
  import { App } from ${app};
  ${styles}
  const home = document.getElementById('root');
  ${how}
`;
const styled = `import 'hookswitch/styles.css';`;
const created = 'createRoot(home).render(createElement(App));';
const hydrated = `hydrateRoot(home, createElement(App), {
  onRecoverableError: (error) => (document.documentElement.dataset.recovered = String(error)),
});`;

const pages = {
  'client.html': mount(created, styled),
  'server.html': mount(hydrated, styled),
  'unstyled.html': mount(hydrated, ''),
};

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.mp3': 'audio/mpeg',
};

let browser: Browser;
let folder: string;
let server: Server | undefined;
let url: string;
let sent: string;

beforeAll(async () => {
  browser = await launch();
  const files = Object.entries(pages).flatMap(([name, script]): readonly [string, string][] => [
    [
      name,
      `<!doctype html><html lang="en"><head><title>Strict</title></head><body><div id="root">${name === 'client.html' ? '' : '<!--sent-->'}</div><script type="module" src="./${name}.js"></script></body></html>`,
    ],
    [`${name}.js`, script],
  ]);
  folder = await createApp(Object.fromEntries(files));
  // The waveform's library is loaded when it is needed, which Vite would announce by an inline script in older browsers.
  const input = Object.keys(pages).map((name) => join(folder, name));
  await buildApp(folder, { build: { rollupOptions: { input }, modulePreload: { polyfill: false } } });
  sent = renderToString(createElement(App));
  server = createHttpServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = path === '/recording.mp3' ? fromRoot('src/msw/demo/recording.mp3') : join(folder, 'dist', path);
    readFile(file).then(
      (body) => {
        const type = types[extname(path)] ?? 'application/octet-stream';
        response.writeHead(200, { 'content-type': type, 'content-security-policy': policy });
        response.end(type.startsWith('text/html') ? String(body).replace('<!--sent-->', () => sent) : body);
      },
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}, 240_000);

afterAll(async () => {
  server?.close();
  server?.closeAllConnections();
  await browser.close();
  await removeApp(folder);
});

/** Opens a page and collects what its policy has forbidden. */
async function open(name: keyof typeof pages): Promise<{ page: Page; violations: () => Promise<readonly string[]> }> {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    document.addEventListener(
      'securitypolicyviolation',
      ({ violatedDirective, blockedURI, sample, sourceFile, target }) => {
        const at = target instanceof Element ? target.outerHTML.slice(0, 200) : '';
        seen.push([violatedDirective, blockedURI, sample, sourceFile, at].join(' '));
      },
    );
  });
  await page.goto(url + name);
  await page.waitForSelector('.hs-matrix [role=grid][aria-busy=false]', { timeout: 60_000 });
  return { page, violations: () => page.evaluate(() => (window as unknown as { seen: string[] }).seen) };
}

/** Uses everything that floats, is drawn, or is loaded when it is needed. */
async function use(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: /Call with/ }).click();
  await page.getByRole('option', { name: /Sales, Paris/ }).click();
  await page.locator('.hs-recording-waveform > div').waitFor({ state: 'attached' });
  await page
    .getByRole('button', { name: /^Delete/ })
    .first()
    .click();
  await page.getByRole('alertdialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await page.locator('.hs-matrix-cell:has(input)').first().click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('Escape');
}

describe("a page whose policy is `style-src 'self'`", () => {
  test.each(['client.html', 'server.html', 'unstyled.html'] as const)(
    'breaks it nowhere, whatever is opened: %s',
    async (name) => {
      const { page, violations } = await open(name);
      if (name !== 'unstyled.html') await use(page);
      expect(await violations()).toEqual([]);
      expect(await page.locator('html').getAttribute('data-recovered')).toBeNull();
      await page.close();
    },
    240_000,
  );

  test('is sent by the server without a style attribute or element', () => {
    expect(sent).toContain('class="hs-can"');
    expect(sent).toContain('role="status"');
    expect(sent.match(/<[^>]*\sstyle=[^>]*>|<style/g) ?? []).toEqual([]);
  });

  test.each(['server.html', 'unstyled.html'] as const)(
    'has live regions that are not seen, and gates that are no boxes: %s',
    async (name) => {
      const { page } = await open(name);
      const gate = page.locator('#row > .hs-can');
      expect(await gate.evaluate((element) => getComputedStyle(element).display)).toBe('contents');
      await page.locator('#lose').click();
      const region = page
        .locator('[role=status]', { hasText: 'Reception' })
        .or(page.locator('[data-react-aria-top-layer]').first());
      const box = await region.first().evaluate((element) => {
        const { position, clipPath } = getComputedStyle(element);
        return { position, clipPath, width: element.clientWidth, height: element.clientHeight };
      });
      expect(box).toEqual({ position: 'absolute', clipPath: 'inset(50%)', width: 1, height: 1 });
      await page.close();
    },
    240_000,
  );

  test('looks the same whether a server has sent it or not', async () => {
    const looks = [];
    for (const name of ['client.html', 'server.html'] as const) {
      const { page } = await open(name);
      const canvas = page.locator('.hs-recording-waveform canvas').first();
      await canvas.waitFor({ state: 'attached' });
      looks.push(
        await page.evaluate(() =>
          [
            '.hs-recording-track',
            '.hs-recording-redaction',
            '.hs-recording-playhead',
            '.hs-can',
            '.hs-caller-field',
            '.hs-matrix-canvas',
            '[data-virtualize=off]',
            '[data-virtualize=off] .hs-matrix-row:last-of-type',
            '[data-virtualize=off] .hs-matrix-row:last-of-type > :last-child',
          ].map((selector) => {
            const rect = document.querySelector(selector)?.getBoundingClientRect();
            return [selector, rect?.width, rect?.height, rect?.left];
          }),
        ),
      );
      expect(await canvas.evaluate((element) => getComputedStyle(element).position)).toBe('absolute');
      await page.close();
    }
    expect(looks[1]).toEqual(looks[0]);
    expect(looks[0]?.[0]?.[2]).toBeGreaterThan(80);
  }, 240_000);
});

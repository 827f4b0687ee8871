import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromRoot } from '../../scripts/paths.js';
import { buildAndServe, createApp, launch, removeApp, type Served } from '../styles/pages.js';
import { App } from './firstFrame/App.js';

const app = JSON.stringify(fromRoot('test/react/firstFrame/App.tsx'));
const script = (how: string) => `
  import { createElement } from 'react';
  import { createRoot, hydrateRoot } from 'react-dom/client';
  import { App } from ${app};
  const home = document.getElementById('root');
  ${how}
  document.documentElement.dataset.started = '';
`;
const html = (name: string, sent: string) =>
  `<!doctype html><html lang="en"><title>First</title><body><div id="root">${sent}</div><script type="module" src="./${name}.js"></script></body></html>`;

/** Takes the oldest React that the package supports. */
const onReact18 = {
  name: 'react-18',
  enforce: 'pre' as const,
  resolveId: (id: string) =>
    /^react(-dom)?($|\/)/.test(id) ? createRequire(fromRoot('test/react-18/package.json')).resolve(id) : null,
};

describe.each([
  { version: 19, plugins: [] },
  { version: 18, plugins: [onReact18] },
])('on React $version', ({ plugins }) => {
  let browser: Browser;
  let folder: string;
  let served: Served;

  beforeAll(async () => {
    browser = await launch();
    const sent = renderToString(createElement(App, { isSent: true }));
    folder = await createApp({
      'client.html': html('client', ''),
      'client.js': script('createRoot(home).render(createElement(App, { isSent: false }));'),
      'server.html': html('server', sent),
      'server.js': script(`hydrateRoot(home, createElement(App, { isSent: true }), {
      onRecoverableError: (error) => (document.documentElement.dataset.recovered = String(error)),
    });`),
    });
    const input = ['client.html', 'server.html'].map((name) => `${folder}/${name}`);
    served = await buildAndServe(folder, { plugins, build: { rollupOptions: { input }, modulePreload: false } });
  }, 120_000);

  afterAll(async () => {
    await served.close();
    await browser.close();
    await removeApp(folder);
  });

  /** Opens a page whose later parts do not come before `release` is called, or never. */
  async function open(
    name: string,
  ): Promise<{ page: Page; release: () => void; refuse: () => void; asked: () => readonly string[] }> {
    const page = await browser.newPage();
    let release = () => {};
    let refuse = () => {};
    const released = new Promise<boolean>((resolve) => {
      release = () => resolve(true);
      refuse = () => resolve(false);
    });
    const asked: string[] = [];
    await page.route(/\/(engine|refusals|LossTeller)-[^/]*\.js$/, async (route) => {
      asked.push(/(\w+)-[^/]*$/.exec(route.request().url())?.[1] ?? '');
      await ((await released) ? route.continue() : route.abort());
    });
    await page.goto(served.url + name);
    await page.waitForSelector('[data-started]');
    return { page, release, refuse, asked: () => [...asked].sort() };
  }

  const pressedOf = (page: Page) => page.evaluate(() => document.documentElement.dataset['pressed']);
  const push = (page: Page) => page.evaluate(() => (globalThis as unknown as { push: () => void }).push());
  const answer = (page: Page) => page.evaluate(() => (globalThis as unknown as { answer: () => void }).answer());
  const reason = 'Your role does not include this.';

  describe('before the later parts of the kit have come', () => {
    test('every gate is closed, and a disabled one can be neither used nor reached', async () => {
      const { page, asked } = await open('client.html');
      const record = page.getByText('Record', { exact: true });
      await record.waitFor();
      expect(await page.getByText('closed 0').count()).toBe(1);
      expect(await page.getByText('Send').count()).toBe(0);
      expect(await page.getByText('Recorder').count()).toBe(0);
      expect(await record.getAttribute('aria-disabled')).toBe('true');
      await record.click({ force: true });
      await record.focus();
      await page.keyboard.press('Enter');
      expect(await record.evaluate((button) => button === document.activeElement)).toBe(false);
      expect(await pressedOf(page)).toBeUndefined();
      await expect.poll(asked).toEqual(['LossTeller', 'engine', 'refusals']);
      await page.close();
    });

    test('the source is asked already', async () => {
      const { page, release } = await open('client.html');
      await page.waitForFunction(() => 'answer' in globalThis);
      await answer(page);
      release();
      await page.getByText('Send').waitFor();
      await page.close();
    });

    test('what is pushed counts once it can be read', async () => {
      const { page, release } = await open('client.html');
      await page.waitForFunction(() => 'push' in globalThis);
      await push(page);
      expect(await page.getByText('closed 0').count()).toBe(1);
      release();
      await page.getByText('open 0').waitFor();
      await page.close();
    });

    test.each(['client.html', 'server.html'])('and when they cannot come, everything is closed: %s', async (name) => {
      const { page, refuse, asked } = await open(name);
      refuse();
      await page.getByText('closed 0').waitFor();
      expect(await page.getByText('Send').count()).toBe(0);
      await page.getByText('Record', { exact: true }).click({ force: true });
      expect(await pressedOf(page)).toBeUndefined();
      await page.getByText('closed 0').click();
      await page.getByText('closed 1').waitFor();
      expect(asked().length).toBeLessThan(8);
      await page.close();
    });

    test('what a server has sent stays as it is', async () => {
      const { page, release } = await open('server.html');
      const send = await page.getByText('Send').elementHandle();
      expect(await page.getByText('open 0').count()).toBe(1);
      expect(await page.getByText(reason).count()).toBe(2);
      release();
      await expect
        .poll(async () => {
          await page.getByText(/^open/).click();
          return page.getByText('open 0').count();
        })
        .toBe(0);
      expect(await send?.evaluate((button) => button.isConnected)).toBe(true);
      expect(await page.evaluate(() => document.documentElement.dataset['recovered'])).toBeUndefined();
      await page.close();
    });
  });

  test('once they have come, a disabled control can be reached, says why and does nothing', async () => {
    const { page, release } = await open('client.html');
    release();
    await page.waitForFunction(() => 'answer' in globalThis);
    await answer(page);
    await page.getByText('Send').waitFor();
    await page.waitForFunction(() => document.querySelector<HTMLElement>('[data-mode=disable]')?.inert === false);
    const record = page.getByText('Record', { exact: true });
    await record.click({ force: true });
    expect(await record.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.getByRole('status').getByText(reason).waitFor({ state: 'attached' });
    expect(await pressedOf(page)).toBeUndefined();
    await page.close();
  });
});

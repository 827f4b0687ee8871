import { existsSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { chromiumVersion, findChromium } from '../../scripts/chromium.js';

afterEach(() => vi.unstubAllEnvs());

test('CHROMIUM_PATH comes first', async () => {
  vi.stubEnv('CHROMIUM_PATH', process.execPath);
  expect(await findChromium()).toEqual({ path: process.execPath, from: 'CHROMIUM_PATH' });
});

test('a CHROMIUM_PATH that leads nowhere is named, with what to do', async () => {
  vi.stubEnv('CHROMIUM_PATH', '/no/such/chromium');
  await expect(findChromium()).rejects.toThrow(
    /\/no\/such\/chromium.*no such file[\s\S]*npx playwright install chromium/,
  );
});

test('without CHROMIUM_PATH a browser is found that is there', async () => {
  vi.stubEnv('CHROMIUM_PATH', undefined);
  expect(existsSync((await findChromium()).path)).toBe(true);
});

test('a browser that does not start is told apart from one that is missing', () => {
  expect(() => chromiumVersion('/dev/null')).toThrow(/\/dev\/null does not start[\s\S]*libnss3/);
});

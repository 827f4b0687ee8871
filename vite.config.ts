import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { chromiumArgs, findChromium } from './scripts/chromium.js';
import { mockWorker } from './scripts/mockWorker.js';

// `hookswitch/…` means src/ here, so that a fresh clone needs no build first (see tsconfig.json).
const source = 'hookswitch-source';

// Storybook reads this file too, and needs no browser; without one the node tests still run.
const findBrowser = async () => {
  try {
    return (await findChromium()).path;
  } catch (error) {
    console.warn(error instanceof Error ? error.message : error);
    return undefined;
  }
};

const browser = async () => {
  const executablePath = await findBrowser();
  return {
    enabled: true,
    headless: true,
    screenshotFailures: false,
    viewport: { width: 1024, height: 768 },
    provider: playwright({ launchOptions: { args: chromiumArgs, ...(executablePath && { executablePath }) } }),
    instances: [{ browser: 'chromium' as const }],
  };
};

// Prepared before the first browser test: a library that is found only while tests run would reload the page under them.
const libraries = [
  'react',
  'react/jsx-runtime',
  'react/jsx-dev-runtime',
  'react-dom',
  'react-dom/client',
  '@tanstack/react-query',
  '@tanstack/react-virtual',
  '@testing-library/jest-dom/vitest',
  '@testing-library/react',
  '@testing-library/user-event',
  'axe-core',
  'fast-check',
  'libphonenumber-js',
  'msw',
  'msw/browser',
  'react-aria-components',
  'react-stately/private/flags/flags',
  'wavesurfer.js',
];

const everyComponent = ['test/**/*.browser.test.{ts,tsx}'];
// What is there once in a page needs a page of its own; the others share one.
const alone = ['test/**/*.alone.browser.test.{ts,tsx}'];

// What rests on how React renders, takes away, and sets attributes, and the usual day of each component.
const tellingOnReact18 = [
  'test/react/*.browser.test.tsx',
  'test/setup/reactVersion.browser.test.tsx',
  'test/components/presetAdmins.browser.test.tsx',
  'test/components/*/{AfterCallForm,LiveCallControls,MaskedNumber,RecordButton,WaitingList}.browser.test.tsx',
  'test/components/CallerIdPicker/modes.browser.test.tsx',
  'test/components/RecordingPlayer/{headless,presets}.browser.test.tsx',
  'test/components/MatrixEditor/{grid,list,renders}.browser.test.tsx',
];

const componentTests = async (name: string, reactMajor: number, include: readonly string[]) => ({
  name,
  provide: { reactMajor },
  include: [...include],
  setupFiles: ['test/setup/browserSetup.ts'],
  browser: await browser(),
});

const onNode = (kind: string, atOnce = 1) => ({
  extends: true as const,
  test: {
    name: kind,
    environment: 'node' as const,
    include: [`test/**/*.${kind}.test.{ts,tsx}`],
    fileParallelism: atOnce > 1,
    maxWorkers: atOnce,
  },
});

// On the oldest React that the package supports.
const react18 = fileURLToPath(new URL('test/react-18/node_modules', import.meta.url));
const onReact18 = async (name: string, include: readonly string[]) => ({
  extends: true as const,
  resolve: {
    alias: [{ find: /^(react|react-dom)($|\/)/, replacement: `${react18}/$1$2` }],
    conditions: [source, ...defaultClientConditions],
  },
  optimizeDeps: { include: libraries },
  cacheDir: 'node_modules/.vite-react-18',
  test: { ...(await componentTests(name, 18, include)), exclude: alone, isolate: false },
});

const projects = async () => [
  {
    extends: true as const,
    test: {
      name: 'node',
      environment: 'node' as const,
      include: ['test/**/*.test.{ts,tsx}'],
      exclude: ['test/**/*.{browser,alone,slow,deep,page}.test.{ts,tsx}'],
      fileParallelism: true,
      maxWorkers: 2,
      isolate: false,
    },
  },
  // What changes the process for whatever runs after it, such as a library that replaces `Response`.
  onNode('alone'),
  onNode('slow', 2),
  onNode('deep'),
  // Whole pages, built and served as applications do it, and looked at from outside.
  onNode('page'),
  {
    extends: true as const,
    optimizeDeps: { include: libraries },
    test: { ...(await componentTests('browser', 19, everyComponent)), exclude: alone, isolate: false },
  },
  {
    extends: true as const,
    optimizeDeps: { include: libraries },
    test: await componentTests('browser-alone', 19, alone),
  },
  await onReact18('react-18', tellingOnReact18),
  await onReact18('react-18-all', everyComponent),
  {
    extends: true as const,
    plugins: [storybookTest({ configDir: '.storybook' })],
    optimizeDeps: { include: libraries },
    test: {
      name: 'storybook',
      isolate: false,
      setupFiles: ['test/setup/storySetup.ts'],
      browser: await browser(),
    },
  },
];

export default defineConfig(async () => ({
  plugins: [react(), mockWorker()],
  resolve: { conditions: [source, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [source, ...defaultServerConditions] } },
  // Under test, react-aria's virtualizer asks for this variable; without it it looks for Node's `process` and throws.
  ...(process.env['VITEST'] && { define: { 'process.env.VIRT_ON': JSON.stringify('true') } }),
  test: {
    unstubGlobals: true,
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    ...(process.env['VITEST'] && { projects: await projects() }),
  },
}));

// What `npm test` does, in order. Each step tells its result; nothing here prints a verdict of its own.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from './build.js';
import { chromiumVersion, findChromium } from './chromium.js';
import { checkPacked } from './packed.js';
import { bin, cache } from './paths.js';
import { run } from './run.js';
import { checkDocsPages } from './docsPages.js';
import { checkSizes } from './sizes.js';
import { buildStorybook, listPages } from './storybook.js';

/** @typedef {{ passed: number, failed: number, skipped?: number, detail?: string }} Result */
/** @typedef {{ name: string, says: string, lanes: readonly string[], needs?: readonly string[], run: () => Promise<Result> }} Step */

/** `full` is what `npm test` runs; `quick` is a part of it, and `deep` what it has no time for. */
export const lanes = ['quick', 'full', 'deep'];

const always = ['quick', 'full'];
const full = ['full'];
const deep = ['deep'];

const reports = join(cache, 'reports');

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<Result>} one check, passed when the program says so
 */
const command = async (program, args) => verdict((await run(program, args)).code);

/** @param {number} code */
const verdict = (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/**
 * @param {string[]} projects
 * @returns {Promise<Result>} the tests of some Vitest projects
 */
const vitest = async (...projects) => {
  const report = join(reports, `${projects.join('+')}.json`);
  await mkdir(reports, { recursive: true });
  await rm(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await run(bin('vitest'), [
    'run',
    ...projects.map((project) => `--project=${project}`),
    ...reporters,
  ]);
  return count(code, await readFile(report, 'utf8').catch(() => '{}'));
};

/**
 * @param {number} code
 * @param {string} report
 * @returns {Result}
 */
const count = (code, report) => {
  /** @type {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number }} */
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = JSON.parse(report);
  const crashed = code !== 0 && numFailedTests === 0; // a file that does not load has no failing test in it
  const skipped = numPendingTests + numTodoTests;
  return {
    passed: numPassedTests,
    failed: numFailedTests + (crashed ? 1 : 0),
    skipped,
    ...(crashed && { detail: 'ended with an error outside the tests' }),
  };
};

/** @returns {Promise<Result>} */
const findBrowser = async () => {
  try {
    const { path, from } = await findChromium();
    console.log(`${chromiumVersion(path)} from ${from}: ${path}`);
    return { passed: 1, failed: 0, detail: `from ${from}` };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, detail: 'no browser: see above how to get one' };
  }
};

const attw = ['--pack', '.', '--profile', 'esm-only', '--exclude-entrypoints', 'styles.css'];

/** @returns {Promise<Result>} what `npm start` promises, seen in a static build */
const checkStorybook = async () => {
  await buildStorybook();
  const pages = await listPages();
  const first = pages[0];
  console.log(`${pages.length} pages; the first is ${first?.id}`);
  const isDemo = first?.type === 'story' && first.title.startsWith('Demo');
  const driven = pages.filter(
    ({ title, tags }) => title.startsWith('Demo') && tags.includes('dev') && tags.includes('play-fn'),
  );
  const checks = [
    isDemo
      ? []
      : [
          "npm start should open on the demo: title it 'Demo…' and give it the tag '!autodocs', so that no docs page comes first.",
        ],
    driven.map(({ id }) => `${id} drives itself: move its play function into a story with the tag '!dev'.`),
    await checkDocsPages(),
  ];
  for (const fault of checks.flat()) console.error(`✗ ${fault}`);
  const failed = checks.filter((faults) => faults.length > 0).length;
  return { passed: checks.length - failed, failed };
};

/** @type {readonly Step[]} */
export const steps = [
  {
    name: 'types',
    says: 'Type-checking everything (TypeScript 7)',
    lanes: always,
    run: () => command(bin('tsc'), ['-p', '.']),
  },
  {
    name: 'pure core',
    says: 'Type-checking model and evaluator with neither DOM nor Node',
    lanes: always,
    run: () => command(bin('tsc'), ['-p', 'scripts/tsconfig.pure.json']),
  },
  {
    name: 'lint',
    says: 'Linting (oxlint, with types)',
    lanes: always,
    run: () => command('npm', ['run', '--silent', 'lint']),
  },
  {
    name: 'format',
    says: 'Checking the format (prettier)',
    lanes: always,
    run: () => command('npm', ['run', '--silent', 'format:check']),
  },
  {
    name: 'layers',
    says: 'Checking that imports point down the layers, and that the drawing of them is true',
    lanes: always,
    run: () => command('npm', ['run', '--silent', 'layers']),
  },
  {
    name: 'node tests',
    says: 'Running the tests that need no browser',
    lanes: always,
    run: () => vitest('node', 'alone'),
  },
  {
    name: 'slow tests',
    says: 'Running the tests that need no browser and take their time',
    lanes: full,
    run: () => vitest('slow'),
  },
  {
    name: 'browser',
    says: 'Looking for a headless Chromium',
    lanes: [...full, ...deep],
    run: findBrowser,
  },
  {
    name: 'component tests',
    says: 'Running the component tests in Chromium',
    lanes: full,
    needs: ['browser'],
    run: () => vitest('browser', 'browser-alone'),
  },
  {
    name: 'react 18',
    says: 'Running what differs between the versions of React on React 18.2',
    lanes: full,
    needs: ['browser'],
    run: () => vitest('react-18'),
  },
  {
    name: 'stories',
    says: 'Running every story in Chromium, each with an accessibility check (axe), on a narrow screen and with forced colours',
    lanes: full,
    needs: ['browser'],
    run: () => vitest('storybook'),
  },
  {
    name: 'pages',
    says: 'Building pages as applications do, and looking at them in Chromium',
    lanes: full,
    needs: ['browser'],
    run: () => vitest('page'),
  },
  {
    name: 'storybook',
    says: 'Building Storybook, looking for the demo as its first page, and at every docs page',
    lanes: full,
    needs: ['browser'],
    run: checkStorybook,
  },
  {
    name: 'build',
    says: 'Building src/ into dist/',
    lanes: full,
    run: async () => verdict((await build()).code),
  },
  {
    name: 'sizes',
    says: 'Holding what a page has to load against scripts/budgets.json',
    lanes: full,
    needs: ['build'],
    run: checkSizes,
  },
  {
    name: 'publint',
    says: 'Checking the package manifest (publint)',
    lanes: full,
    needs: ['build'],
    run: () => command(bin('publint'), ['--strict']),
  },
  {
    name: 'attw',
    says: 'Checking that the types resolve for consumers (attw)',
    lanes: full,
    needs: ['build'],
    run: () => command(bin('attw'), attw),
  },
  {
    name: 'packed',
    says: 'Installing the packed tarball in an empty folder, importing it, and looking at the example of README.md',
    lanes: full,
    needs: ['browser', 'build'],
    run: checkPacked,
  },
  {
    name: 'deep tests',
    says: 'Running the long properties, and what kills processes and storms the API',
    lanes: deep,
    run: () => vitest('deep'),
  },
  {
    name: 'all on react 18',
    says: 'Running all component tests on React 18.2',
    lanes: deep,
    needs: ['browser'],
    run: () => vitest('react-18-all'),
  },
  {
    name: 'soak',
    says: 'Editing a matrix at random over a faulty network',
    lanes: deep,
    run: () => command('npm', ['run', '--silent', 'test:soak', '--', '1', '2', '3']),
  },
];

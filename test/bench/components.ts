// node --conditions=hookswitch-source --import tsx test/bench/components.ts: what each component costs.
import { relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { type Browser, chromium } from 'playwright';
import { chromiumArgs, findChromium } from '../../scripts/chromium.js';
import { givens, production } from './production.js';

const parts = {
  RecordingPlayer: 'RecordingPlayer',
  useRecordingPlayer: 'RecordingPlayer',
  CallerIdPicker: 'CallerIdPicker',
  CallerIdSelect: 'CallerIdPicker',
  useCallerIdPicker: 'CallerIdPicker',
  LiveCallControls: 'LiveCallControls',
  RecordButton: 'RecordButton',
  AfterCallForm: 'AfterCallForm',
  WaitingList: 'WaitingList',
  MaskedNumber: 'MaskedNumber',
};

/** The libraries that an application has anyway, or has once for all components. */
const libraries = ['react-aria-components', 'libphonenumber-js/min', 'wavesurfer.js'];

async function printSizes(): Promise<void> {
  for (const [name, folder] of Object.entries(parts)) {
    const code = `export { ${name} } from './src/components/${folder}/index.ts'`;
    const [alone, all] = [await costOf(code, libraries), await costOf(code)];
    console.log(
      `${name}: ${kilobytes(alone.atOnce)} by itself, ${kilobytes(all.atOnce)} with libraries; when it is needed ${kilobytes(alone.later)}, ${kilobytes(all.later)} with libraries`,
    );
  }
  console.log(
    `everything: ${kilobytes((await costOf("export * from './src/components/index.ts'", libraries)).atOnce)}`,
  );
}

/** What is loaded with an import, and what when it is needed, in bytes, minified and gzipped. */
async function costOf(code: string, without: readonly string[] = []) {
  const { outputFiles, metafile } = await build({
    ...production,
    stdin: { contents: code, resolveDir: process.cwd(), loader: 'ts', sourcefile: 'entry.ts' },
    splitting: true,
    metafile: true,
    outdir: 'nowhere',
    format: 'esm',
    external: [...givens, ...without],
  });
  const atOnce = new Set<string>();
  const follow = (path: string): void => {
    if (atOnce.has(path)) return;
    atOnce.add(path);
    for (const each of metafile.outputs[path]?.imports ?? [])
      if (each.kind === 'import-statement' && !each.external) follow(each.path);
  };
  follow(Object.keys(metafile.outputs).find((path) => metafile.outputs[path]?.entryPoint === 'entry.ts') ?? '');
  const cost = { atOnce: 0, later: 0 };
  for (const { path, contents } of outputFiles)
    cost[atOnce.has(relative(process.cwd(), path)) ? 'atOnce' : 'later'] += gzipSync(contents, { level: 9 }).length;
  return cost;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} kB`;
}

interface Opening {
  /** Milliseconds for which the page's thread worked, whatever else the machine did meanwhile. */
  readonly work: number;
  /** Milliseconds on the wall clock until the rows were painted. */
  readonly toPaint: number;
  readonly rows: number;
}

/** Opens the list some times on a page of its own, in the production build. */
async function openings(browser: Browser, files: PageFiles, count: number, times: number): Promise<Opening[]> {
  const page = await browser.newPage();
  await page.addInitScript(`globalThis.pickerCount = ${count}`);
  await page.goto('about:blank');
  await page.addStyleTag({ content: files.css });
  await page.addScriptTag({ content: files.js });
  await page.waitForSelector('.hs-caller-open');
  // Nobody presses a button in the moment in which it appears.
  await page.evaluate(() => window.isAtRest());
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
  };
  const found: Opening[] = [];
  while (found.length < times) {
    const before = await worked();
    const opened = await page.evaluate(() => window.openPicker());
    found.push({ ...opened, work: (await worked()) - before });
    await page.evaluate(() => window.closePicker());
  }
  await page.close();
  return found;
}

interface PageFiles {
  readonly css: string;
  readonly js: string;
}

async function buildPage(): Promise<PageFiles> {
  const { outputFiles } = await build({
    ...production,
    stdin: {
      contents: `import './src/styles.css'; import './test/bench/callerIdPage.tsx'`,
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    outdir: 'nowhere',
    // This package's files have no side effects but the page's, which is all side effect.
    ignoreAnnotations: true,
    format: 'iife',
  });
  const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  return { css: text('.css'), js: text('.js') };
}

/** On this many fresh pages each, since other programs take the machine's time now and then. */
const pages = 9;

async function printOpening(counts: readonly number[]): Promise<void> {
  const files = await buildPage();
  const { path } = await findChromium();
  const browser = await chromium.launch({ executablePath: path, args: chromiumArgs });
  try {
    for (const count of counts) {
      const all: Opening[][] = [];
      while (all.length < pages) all.push(await openings(browser, files, count, 5));
      for (const [name, at] of [
        ['first', 0],
        ['fifth', 4],
      ] as const)
        console.log(`${count} numbers, ${name} opening: ${summary(all.flatMap((each) => each[at] ?? []))}`);
    }
  } finally {
    await browser.close();
  }
}

function summary(found: readonly Opening[]): string {
  const line = (what: string, values: number[]) => {
    const sorted = values.sort((a, b) => a - b);
    return `${what} ${sorted[Math.floor(sorted.length / 2)]?.toFixed(1)} ms (${sorted[0]?.toFixed(1)} to ${sorted.at(-1)?.toFixed(1)})`;
  };
  const [work, toPaint] = [found.map((each) => each.work), found.map((each) => each.toPaint)];
  return `${line('painted after', toPaint)}, ${line('of it work', work)}, ${found[0]?.rows} rows in the page`;
}

if (!process.argv.includes('--opening')) await printSizes();
await printOpening([2, 1_000]);

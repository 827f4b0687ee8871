// npm run bench:matrix [-- ours|transposed|library|plain …]
// 10,000 members × 100 permissions in Chromium; prints a table and writes it into docs/matrix.md.
import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright';
import type { MatrixBench } from './matrixPage.js';
import { chromiumArgs, findChromium } from '../../scripts/chromium.js';

interface Figures {
  readonly name: string;
  readonly mount: number;
  /** Of the main thread's own time, which other programs on the machine do not lengthen. */
  readonly mountWork: number;
  readonly keyWork: number;
  readonly heap: number;
  readonly keyP95: number;
  readonly editToPaint: number;
  readonly rendersPerEdit: number;
  readonly frameP95: number;
  readonly longFrames: number;
}

const names: Readonly<Record<string, string>> = {
  ours: 'MatrixEditor, members as columns',
  transposed: 'MatrixEditor, members as rows',
  library: "react-aria-components' virtualised Table",
  plain: 'plain table, 1,000 members only',
};

async function bundle(): Promise<{ script: string; style: string }> {
  const { outputFiles } = await build({
    entryPoints: ['test/bench/matrixPage.tsx', 'src/styles.css'],
    bundle: true,
    outdir: 'out',
    conditions: ['hookswitch-source'],
    write: false,
    format: 'iife',
    jsx: 'automatic',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  return { script: text('matrixPage.js'), style: text('styles.css') };
}

/** In bytes, after the garbage is gone. */
const heapOf = async (page: Page): Promise<number> => {
  const client = await page.context().newCDPSession(page);
  await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  await client.detach();
  return usedSize;
};

/** The main thread's time so far, in milliseconds. */
async function startWatch(page: Page): Promise<() => Promise<number>> {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  };
}

/** Milliseconds from each key to the paint after it. */
async function timeKeys(page: Page, key: string, times: number): Promise<number[]> {
  const latencies: number[] = [];
  await page.evaluate(() => {
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        document.documentElement.dataset['latency'] = '';
        requestAnimationFrame(() =>
          setTimeout(() => (document.documentElement.dataset['latency'] = String(performance.now() - timeStamp))),
        );
      },
      { capture: true },
    );
  });
  for (let i = 0; i < times; i++) {
    await page.keyboard.press(key);
    await page.waitForFunction(() => document.documentElement.dataset['latency'] !== '');
    latencies.push(await page.evaluate(() => Number(document.documentElement.dataset['latency'])));
  }
  return latencies;
}

const p95 = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? NaN;
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

async function scrollFrames(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const scroller = document.querySelector('.hs-matrix-grid, .peer');
    const frames: number[] = [];
    let last = performance.now();
    for (let i = 0; i < 120; i++) {
      scroller?.scrollBy(i % 2 === 0 ? 0 : 60, 240);
      const now = await new Promise<number>((resolve) => {
        requestAnimationFrame(resolve);
      });
      frames.push(now - last);
      last = now;
    }
    return frames.slice(5);
  });
}

async function measure(name: string, { script, style }: { script: string; style: string }): Promise<Figures> {
  const { path } = await findChromium();
  const browser = await chromium.launch({ executablePath: path, args: chromiumArgs });
  try {
    const page = await browser.newPage({ viewport: { width: 1024, height: 768 } });
    page.setDefaultTimeout(300_000);
    await page.setContent('<!doctype html><main id="root"></main>');
    // tsx names the functions that go to the page with a helper that is not there.
    await page.addScriptTag({ content: 'globalThis.__name = (each) => each;' });
    await page.addStyleTag({ content: style });
    await page.addScriptTag({ content: script });
    const before = await heapOf(page);
    const workSoFar = await startWatch(page);
    const idle = await workSoFar();
    const mount = await page.evaluate((id): ReturnType<MatrixBench['mount']> => globalThis.bench.mount(id), name);
    const mountWork = (await workSoFar()) - idle;
    const heap = (await heapOf(page)) - before;
    console.log(`${name}: mounted in ${Math.round(mount)} ms, holds ${Math.round(heap / 1048576)} MB`);
    await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
    // A cell in the middle of what is shown.
    const cell = page.locator('[role=gridcell] input[type=checkbox], td input[type=checkbox]').nth(14);
    await cell.focus();
    // A plain table has no arrow keys: Tab is how one gets about in it.
    const isOurs = name === 'ours' || name === 'transposed';
    const rested = await workSoFar();
    const keys = await timeKeys(page, name === 'plain' ? 'Tab' : 'ArrowDown', isOurs ? 60 : 20);
    const keyWork = ((await workSoFar()) - rested) / keys.length;
    const rendered = await restingRenders(page);
    const edits: number[] = [];
    for (let i = 0; i < (isOurs ? 10 : 3); i++) edits.push(...(await timeEdit(page)));
    const rendersPerEdit = ((await page.evaluate(() => globalThis.bench.renders())) - rendered) / edits.length;
    const frames = await scrollFrames(page);
    const longFrames = frames.filter((each) => each > 50).length;
    return {
      name,
      mount,
      mountWork,
      keyWork,
      heap,
      keyP95: p95(keys),
      editToPaint: median(edits),
      rendersPerEdit,
      frameP95: p95(frames),
      longFrames,
    };
  } finally {
    await browser.close();
  }
}

/** A press of a checkbox that is shown, to the paint after it. */
/** Cells rendered once nothing renders any more: the last key may still be scrolling. */
async function restingRenders(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let before = -1;
    for (let still = 0; still < 20; still++) {
      await new Promise((resolve) => {
        requestAnimationFrame(resolve);
      });
      if (globalThis.bench.renders() !== before) still = 0;
      before = globalThis.bench.renders();
    }
    return before;
  });
}

async function timeEdit(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const inside = (each: Element) =>
      each.closest('.hs-matrix-cell')?.getAttribute('data-own') !== null || !each.closest('.hs-matrix-cell');
    const boxes = [
      ...document.querySelectorAll<HTMLInputElement>('[role=gridcell] input[type=checkbox], td input[type=checkbox]'),
    ];
    const box =
      boxes.find((each) => each.checked && !each.indeterminate && inside(each)) ?? boxes.find((each) => each.checked);
    if (!box) throw new Error('No checkbox is ticked.');
    const start = performance.now();
    box.click();
    await new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(resolve));
    });
    return [performance.now() - start];
  });
}

/** The run in the middle by its mount; what takes minutes is run once. */
async function measureFairly(name: string, files: { script: string; style: string }): Promise<Figures> {
  const runs: Figures[] = [];
  for (let i = 0; i < (name === 'library' ? 1 : 3); i++) runs.push(await measure(name, files));
  const middle = runs.sort((a, b) => a.mount - b.mount)[Math.floor(runs.length / 2)];
  if (!middle) throw new Error(`Nothing was measured of ${name}.`);
  return middle;
}

const asked = process.argv.slice(2);
const files = await bundle();
const results: Figures[] = [];
for (const name of asked.length > 0 ? asked : ['ours', 'transposed', 'library', 'plain']) {
  const figures = await measureFairly(name, files);
  console.log(JSON.stringify(figures));
  results.push(figures);
}

const mb = (bytes: number) => `${(bytes / 1048576).toFixed(1)} MB`;
const ms = (value: number) => `${value.toFixed(1)} ms`;
const rows = results.map((each) =>
  [
    names[each.name] ?? each.name,
    `${ms(each.mount)} (${ms(each.mountWork)})`,
    mb(each.heap),
    `${ms(each.keyP95)} (${ms(each.keyWork)})`,
    ms(each.editToPaint),
    each.rendersPerEdit.toFixed(1),
    `${ms(each.frameP95)}, ${each.longFrames}`,
  ].join(' | '),
);
const table = [
  '| | mount (of it work) | heap | key to paint, p95 (work, mean) | edit to paint | cells rendered per edit | scroll frame p95, frames over 50 ms |',
  '|---|---|---|---|---|---|---|',
  ...rows.map((row) => `| ${row} |`),
].join('\n');
console.log(table);

if (asked.length === 0) {
  const [start, end] = ['<!-- measured -->', '<!-- /measured -->'];
  const text = readFileSync('docs/matrix.md', 'utf8');
  const [head = '', rest = ''] = text.split(start);
  writeFileSync('docs/matrix.md', `${head}${start}\n\n${table}\n\n${end}${rest.split(end)[1] ?? ''}`);
}

// node --conditions=hookswitch-source --import tsx test/bench/components.ts: what the parts of a dialer cost.
import { build } from 'esbuild';
import { chromium } from 'playwright';
import { chromiumArgs, findChromium } from '../tools/chromium.js';
import { sizeOf } from './sizes.js';

const parts = {
  CallerIdPicker: 'CallerIdPicker',
  CallerIdSelect: 'CallerIdPicker',
  useCallerId: 'CallerIdPicker',
  LiveCallControls: 'LiveCallControls',
  RecordButton: 'RecordButton',
  AfterCallForm: 'AfterCallForm',
  WaitingList: 'WaitingList',
  MaskedNumber: 'MaskedNumber',
};

/** The libraries that an application has anyway, or has once for all components. */
const libraries = ['react-aria-components', 'libphonenumber-js/min'];

async function printSizes(): Promise<void> {
  for (const [name, folder] of Object.entries(parts)) {
    const code = `export { ${name} } from './src/components/${folder}/index.ts'`;
    const [alone, all] = [await sizeOf(code, libraries), await sizeOf(code)];
    console.log(`${name}: ${kilobytes(alone)} by itself, ${kilobytes(all)} with ${libraries.join(' and ')}`);
  }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} kB`;
}

async function printOpening(count: number): Promise<void> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import './src/styles.css'; import './test/bench/callerIdPage.tsx'`,
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    bundle: true,
    conditions: ['hookswitch-source'],
    outdir: 'nowhere',
    // This package's files have no side effects but the page's, which is all side effect.
    ignoreAnnotations: true,
    write: false,
    format: 'iife',
    jsx: 'automatic',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const text = (end: string) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
  const { path } = await findChromium();
  const browser = await chromium.launch({ executablePath: path, args: chromiumArgs });
  try {
    const page = await browser.newPage();
    await page.addInitScript(`globalThis.pickerCount = ${count}`);
    await page.goto('about:blank');
    await page.addStyleTag({ content: text('.css') });
    await page.addScriptTag({ content: text('.js') });
    await page.waitForSelector('.hs-caller-open');
    // The time that the page's thread works, whatever else the machine does meanwhile.
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const worked = async () => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
    };
    for (let i = 0; i < 8; i += 1) {
      const before = await worked();
      const { toPaint, rows } = await page.evaluate(() => window.openPicker());
      const work = (await worked()) - before;
      console.log(
        `${count} numbers, opening ${i + 1}: ${work.toFixed(1)} ms of work, painted after ${toPaint.toFixed(1)} ms, ${rows} rows in the page`,
      );
      await page.evaluate(() => window.closePicker());
    }
  } finally {
    await browser.close();
  }
}

await printSizes();
await printOpening(20);
await printOpening(1_000);

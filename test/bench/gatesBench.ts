import { build } from 'esbuild';
import { chromium } from 'playwright';
import { chromiumArgs, findChromium } from '../../scripts/chromium.js';
import type { GateTimes, ModeTimes } from './gatesPage.js';
import { production } from './production.js';

/** What ten thousand gates took, with each contestant and in each mode. */
export interface GateBench {
  readonly times: readonly GateTimes[];
  readonly modes: readonly ModeTimes[];
}

/** Ten thousand gates in a real browser, each contestant in turn; throws where they show different things. */
export async function mountGates(rounds: number): Promise<GateBench> {
  const { outputFiles } = await build({
    ...production,
    entryPoints: ['test/bench/gatesPage.tsx'],
    format: 'iife',
  });
  const { path } = await findChromium();
  const browser = await chromium.launch({ executablePath: path, args: chromiumArgs });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    const times = await page.evaluate((count) => globalThis.measureGates(count), rounds);
    const modes = await page.evaluate((count) => globalThis.measureModes(count), rounds);
    return { times: checked(times), modes: checkedModes(modes) };
  } finally {
    await browser.close();
  }
}

function checked(times: readonly GateTimes[]): readonly GateTimes[] {
  for (const { name, shown, shownAfter } of times) {
    const flips = name === 'no permission at all' ? 0 : Math.ceil((10_000 - 7) / 60);
    if (shown !== 10_000 || shownAfter !== 10_000 - flips) {
      throw new Error(
        `'${name}' shows ${shown} gates, then ${shownAfter}, where 10000 and ${10_000 - flips} are right. Fix the contestant; its time means nothing.`,
      );
    }
  }
  return times;
}

function checkedModes(modes: readonly ModeTimes[]): readonly ModeTimes[] {
  for (const { name, controls, disabled } of modes) {
    const isAllowed = name.endsWith('allowed');
    const right = isAllowed ? [10_000, 0] : name.includes('disable') ? [10_000, 10_000] : [0, 0];
    if (controls !== right[0] || disabled !== right[1]) {
      throw new Error(
        `'${name}' shows ${controls} buttons, ${disabled} of them disabled, where ${right.join(' and ')} are right. Fix the contestant; its time means nothing.`,
      );
    }
  }
  return modes;
}

// npm test: every check in one command, one summary at the end. `npm test -- lint layers` runs only these steps,
// `--lane=quick` and `--lane=deep` those of another lane.
import { lanes, steps } from './steps.js';

/** @typedef {import('./steps.js').Result & { name: string, seconds: number }} Row */

/**
 * @param {import('./steps.js').Step} step
 * @param {ReadonlySet<string>} broken names of the steps that failed so far
 * @returns {Promise<import('./steps.js').Result>}
 */
const perform = async (step, broken) => {
  const missing = step.needs?.filter((name) => broken.has(name)) ?? [];
  if (missing.length > 0)
    return { passed: 0, failed: 1, detail: `not run: it needs the step "${missing.join('", "')}"` };
  try {
    return await step.run();
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1, detail: String(error).split('\n')[0] ?? '' }; // the whole of it is above
  }
};

/** @param {readonly Row[]} rows */
const table = (rows) => {
  const width = Math.max(...rows.map(({ name }) => name.length));
  return rows.map(({ name, passed, failed, skipped = 0, seconds, detail = '' }) => {
    const counts = `${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${String(skipped).padStart(4)} skipped`;
    return `${failed === 0 ? '✓' : '✗'} ${name.padEnd(width)} ${counts} ${seconds.toFixed(1).padStart(7)} s  ${detail}`.trimEnd();
  });
};

/** @param {readonly Row[]} rows @param {'passed' | 'failed' | 'skipped'} what */
const total = (rows, what) => rows.reduce((sum, row) => sum + (row[what] ?? 0), 0);

const asked = process.argv.slice(2);
const lane = asked.find((text) => text.startsWith('--lane='))?.slice('--lane='.length) ?? 'full';
const wanted = asked.filter((text) => !text.startsWith('--'));
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0)
  console.error(
    `There is no step "${unknown.join('", "')}". The steps are: ${steps.map(({ name }) => name).join(', ')}.`,
  );
if (!lanes.includes(lane)) {
  console.error(`There is no lane "${lane}". The lanes are: ${lanes.join(', ')}.`);
  unknown.push(lane);
}
const chosen = steps.filter((step) => (wanted.length > 0 ? wanted.includes(step.name) : step.lanes.includes(lane)));

/** @type {Row[]} */
const rows = unknown.map((name) => ({ name, passed: 0, failed: 1, seconds: 0, detail: 'there is no such step' }));
/** @type {Set<string>} */
const broken = new Set();
for (const [index, step] of chosen.entries()) {
  console.log(`\n── ${index + 1}/${chosen.length} ${step.name}: ${step.says} …`);
  const start = performance.now();
  const result = await perform(step, broken);
  if (result.failed > 0) broken.add(step.name);
  rows.push({ name: step.name, seconds: (performance.now() - start) / 1000, ...result });
}

const failed = total(rows, 'failed');
const skipped = total(rows, 'skipped');
console.log(`\n── summary\n${table(rows).join('\n')}\n`);
console.log(`${total(rows, 'passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;

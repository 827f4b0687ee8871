// npm run bench: every figure in one run, beside the peers; prints tables and writes them to docs/bench.md.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { buildAndAsk, memoryOfEvaluators, updateAndAsk } from './buildBench.js';
import { checkScoped, checkToggle } from './checkBench.js';
import { delegate } from './delegationBench.js';
import { filterMillion } from './filterBench.js';
import type { GateTimes, ModeTimes } from './gatesPage.js';
import { mountGates } from './gatesBench.js';
import type { Timing } from './race.js';
import { production } from './production.js';
import { checkReaches, filterReaches } from './reachBench.js';
import { sizeOf } from '../../scripts/sizes.js';
import { listPages, type SqlTiming } from './sqlBench.js';

interface Section {
  readonly title: string;
  readonly target: string;
  readonly rows: readonly Timing[];
}

function duration(ns: number): string {
  return ns < 1e3 ? `${ns.toFixed(1)} ns` : ns < 1e6 ? `${(ns / 1e3).toFixed(1)} µs` : `${(ns / 1e6).toFixed(1)} ms`;
}

function tableOf({ title, target, rows }: Section): string {
  const lines = rows.map(({ name, ns, ratio }) => `| ${name} | ${duration(ns)} | ${ratio.toFixed(2)}× |`);
  return [
    `## ${title}`,
    '',
    `Target: ${target}.`,
    '',
    '| | time for one | of the first |',
    '|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

function gateTable(times: readonly GateTimes[]): string {
  const first = times[0]?.mount ?? Number.NaN;
  const lines = times.map(({ name, mount, change, changeRenders, sameRenders }) => {
    const [mounted, changed] = [mount, change].map((ms) => `${ms.toFixed(1)} ms`);
    return `| ${name} | ${mounted} | ${(mount / first).toFixed(2)}× | ${changed} | ${changeRenders} | ${sameRenders} |`;
  });
  return [
    '## 10,000 gates in Chromium',
    '',
    'Target: mounted at at most 2× components with no permission at all; one grant changes and only the gates whose answer',
    'flips render (167 of them), none when nothing changed. What is counted is how often the gated content renders.',
    '',
    '| | mount | of the first | one grant changes | renders | renders, nothing changed |',
    '|---|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

function modeTable(modes: readonly ModeTimes[]): string {
  const first = modes[0]?.mount ?? Number.NaN;
  return [
    '## 10,000 gates in each mode',
    '',
    'Target: hide at most 1.5× of the first row, disable and explain at most 3×. The first row is a button behind a Set',
    'and one store subscription.',
    '',
    '| | mount | of the first |',
    '|---|---|---|',
    ...modes.map(({ name, mount }) => `| ${name} | ${mount.toFixed(1)} ms | ${(mount / first).toFixed(2)}× |`),
    '',
  ].join('\n');
}

function sqlTable(timings: readonly SqlTiming[]): string {
  const lines = timings.map(({ title, plan, ms, handWrittenMs }) => {
    const [ours, theirs] = [ms, handWrittenMs].map((each) => `${each.toFixed(1)} ms`);
    return `| ${title} | ${ours} | ${theirs} | ${(ms / handWrittenMs).toFixed(2)}× | ${plan} |`;
  });
  return [
    '## A list page on a database of 1,000,000 rows',
    '',
    'Target: at most 1.2× hand-written SQL, and the index of the column wherever that has it. PGlite (PostgreSQL 18).',
    '',
    '| condition | `toSql()` | hand-written | ratio | reads |',
    '|---|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

const imports = [
  ['hookswitch, all of it', `export * from 'hookswitch'`],
  ['hookswitch, one gate', `export { PermissionProvider, useCan } from 'hookswitch'`],
  ['createEvaluator and the reader', `export { createEvaluator, safeParseGrantSet } from 'hookswitch/core'`],
  ['hookswitch/core, all of it', `export * from 'hookswitch/core'`],
  ['CASL, ability and React', `export { createMongoAbility } from '@casl/ability'; export * from '@casl/react'`],
  ['accessly', `export * from 'accessly'`],
] as const;

const kB = (bytes: number) => `${(bytes / 1024).toFixed(1)} kB`;

async function sizeTable(): Promise<string> {
  const lines = await Promise.all(
    imports.map(async ([name, code]) => {
      const { first, later } = await sizeOf(code, production.conditions);
      return `| ${name} | ${kB(first)} | ${later > 0 ? kB(later) : ''} |`;
    }),
  );
  return [
    '## Size, minified and gzipped, React and TanStack Query not counted',
    '',
    'What a page loads before it can show anything, and what comes beside or after that. Targets: scripts/budgets.json.',
    '',
    '| | first | later |',
    '|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

async function measure(): Promise<string[]> {
  const sections: string[] = [];
  const add = (section: Section) => {
    const table = tableOf(section);
    console.log(table);
    sections.push(table);
  };
  for (const size of [10, 100, 1000]) {
    add({ title: `Scoped check, ${size} ids`, target: 'at most 1.5× hand-written', rows: await checkScoped(size) });
  }
  for (const { title, rows } of checkReaches())
    add({ title: `Check: ${title}`, target: 'at most 1.5× hand-written', rows });
  const toggle = { target: 'at most 1.5× hand-written' };
  add({ ...toggle, title: 'Toggle check, one of 61 rights', rows: checkToggle(true) });
  add({ ...toggle, title: 'Toggle check, 61 rights in turns', rows: checkToggle(false) });
  const { once, again } = filterMillion();
  add({ title: 'Filter of 1,000,000 calls, per call', target: 'at most 1.15× hand-written', rows: once });
  add({
    title: 'The same calls after a permission change, per call',
    target: 'at most 0.2× hand-written',
    rows: again,
  });
  for (const { title, rows } of filterReaches())
    add({ title: `Filter of 1,000,000 calls: ${title}, per call`, target: 'at most 1.15× hand-written', rows });
  add({
    title: 'Build and first answers, 60 grants of 1,000 ids',
    target: 'at most 1.5× hand-written',
    rows: buildAndAsk(),
  });
  add({
    title: 'Delegation, one question after the first',
    target: 'at most 1 ms at 1,455 permissions',
    rows: delegate(),
  });
  add({
    title: 'One of 60 grants of 1,000 ids changes, all 60 are asked',
    target: 'at most 2× hand-written',
    rows: updateAndAsk(),
  });
  const memory = `## 10,000 evaluators in memory\n\n${(memoryOfEvaluators(10_000) / 1024).toFixed(1)} kB of heap each, after its first answer, the grant set included.\n`;
  const { times, modes } = await mountGates(5);
  const rest = [memory, sqlTable(await listPages()), gateTable(times), modeTable(modes), await sizeTable()];
  rest.forEach((table) => console.log(table));
  return [...sections, ...rest];
}

console.log(
  'Comparing with CASL, permix, casbin, Cedar and accessly. Answers are compared before anything is timed.\n',
);
const tables = await measure();
const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`;
writeFileSync(
  'docs/bench.md',
  `# Bench\n\nWritten by \`npm run bench\`. Contestants run in turns in one process, the best of several rounds counts, and a round\nbegins only after all of them gave the same answers. ${machine}.\n\n${tables.join('\n')}`,
);
console.log('Written to docs/bench.md.');

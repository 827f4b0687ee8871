// npm run test:soak [-- seed …]: random edits over a faulty network; without seeds the table goes into docs/matrix.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { soak, type SoakReport } from '../matrix/support/soak.js';

const columns: readonly (readonly [string, (report: SoakReport) => number])[] = [
  ['seed', ({ seed }) => seed],
  ['edits made', ({ editsMade }) => editsMade],
  ['of roles', ({ roleEdits }) => roleEdits],
  ['saves accepted', ({ savesAccepted }) => savesAccepted],
  ['audit entries', ({ auditEntries }) => auditEntries],
  ['conflicts met', ({ conflictsMet }) => conflictsMet],
  ['refusals met', ({ refusalsMet }) => refusalsMet],
  ['undone', ({ undone }) => undone],
  ['redone', ({ redone }) => redone],
  ['interruptions', ({ interruptions }) => interruptions],
  ['disagreements', ({ disagreements }) => disagreements.length],
];

const asked = process.argv.slice(2).map(Number);
const reports: SoakReport[] = [];
for (const seed of asked.length > 0 ? asked : [1, 2, 3]) {
  const report = await soak({ seed, edits: 1000, administrators: 5 });
  const { disagreements, ...numbers } = report;
  console.log(JSON.stringify(numbers));
  for (const each of disagreements) console.error(each);
  if (disagreements.length > 0) process.exitCode = 1;
  reports.push(report);
}

const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const table = [
  line(columns.map(([title]) => title)),
  line(columns.map(() => '---')),
  ...reports.map((report) => line(columns.map(([, read]) => read(report)))),
].join('\n');
console.log(table);

if (asked.length === 0) {
  const [start, end] = ['<!-- soak -->', '<!-- /soak -->'];
  const [head = '', rest = ''] = readFileSync('docs/matrix.md', 'utf8').split(start);
  writeFileSync('docs/matrix.md', `${head}${start}\n\n${table}\n\n${end}${rest.split(end)[1] ?? ''}`);
}

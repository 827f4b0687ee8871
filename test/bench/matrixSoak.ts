// npx tsx --conditions=hookswitch-source test/bench/matrixSoak.ts [seed …]: random edits over a faulty network.
import { soak } from '../components/MatrixEditor/support/soak.js';

const seeds = process.argv.slice(2).map(Number);
for (const seed of seeds.length > 0 ? seeds : [1, 2, 3]) {
  const { disagreements, ...report } = await soak({ seed, edits: 1000, administrators: 5 });
  console.log(JSON.stringify(report));
  for (const each of disagreements) console.error(each);
  if (disagreements.length > 0) process.exitCode = 1;
}

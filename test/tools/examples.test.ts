import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { examplesOf } from '../../scripts/examples.js';
import { fromRoot } from '../../scripts/paths.js';

test('every fenced TypeScript block is an example, with the line it begins at', () => {
  const markdown = 'Text\n\n```ts\nconst a = 1;\n```\n\n```sh\nnpm ci\n```\n```tsx\nconst b = <p />;\n```\n';
  expect(examplesOf(markdown)).toEqual([
    { line: 4, extension: 'ts', code: 'const a = 1;\n' },
    { line: 11, extension: 'tsx', code: 'const b = <p />;\n' },
  ]);
});

test('the install command of README.md names every peer that is required beside React', async () => {
  const [readme, manifest] = await Promise.all(
    ['README.md', 'package.json'].map((file) => readFile(fromRoot(file), 'utf8')),
  );
  const { peerDependencies, peerDependenciesMeta } = JSON.parse(manifest ?? '') as {
    peerDependencies: Record<string, string>;
    peerDependenciesMeta: Record<string, { optional?: boolean }>;
  };
  const required = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
  expect(/^npm install hookswitch (.*)$/m.exec(readme ?? '')?.[1]?.split(' ')).toEqual(
    required.filter((name) => name !== 'react'),
  );
});

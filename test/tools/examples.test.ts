import { expect, test } from 'vitest';
import { examplesOf } from './examples.js';

test('every fenced TypeScript block is an example, with the line it begins at', () => {
  const markdown = 'Text\n\n```ts\nconst a = 1;\n```\n\n```sh\nnpm ci\n```\n```tsx\nconst b = <p />;\n```\n';
  expect(examplesOf(markdown)).toEqual([
    { line: 4, extension: 'ts', code: 'const a = 1;\n' },
    { line: 11, extension: 'tsx', code: 'const b = <p />;\n' },
  ]);
});

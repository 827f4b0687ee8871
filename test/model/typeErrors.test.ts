import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fromRoot } from '../../scripts/paths.js';
import { run } from '../../scripts/run.js';

const folder = 'test/model/typeErrors';
const file = `${folder}/wrong.ts`;

interface Told {
  readonly line: number;
  readonly text: string;
}

/** What the compiler says, each error with everything that belongs to it. */
function errorsIn(output: string): readonly Told[] {
  return output
    .split(/^(?=\S)/m)
    .flatMap((text) =>
      /^.+?wrong\.ts[(:](\d+)/.exec(text) ? [{ line: Number(/wrong\.ts[(:](\d+)/.exec(text)?.[1]), text }] : [],
    );
}

/** What it must say: a comment that stands alone, about the next line. */
function expectedIn(source: string): readonly Told[] {
  return source
    .split('\n')
    .flatMap((text, i) =>
      i > 0 && /^\s*\/\/ /.test(text) ? [{ line: i + 2, text: text.replace(/^\s*\/\/ /, '') }] : [],
    );
}

test('a mistake in a definition is one error, on its own line, that names what is missing or mistyped', async () => {
  const { output } = await run(
    'node',
    [fromRoot('node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'],
    {
      quiet: true,
    },
  );
  const told = errorsIn(output);
  const expected = expectedIn(readFileSync(fromRoot(file), 'utf8'));
  expect(expected.length).toBeGreaterThan(20);
  expect(told.map(({ line }) => line)).toEqual(expected.map(({ line }) => line));
  for (const [i, { text }] of expected.entries()) expect(told[i]?.text).toContain(text);
});

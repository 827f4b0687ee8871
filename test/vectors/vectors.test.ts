import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import * as presets from '../../src/presets/index.js';
import { runEveryVector } from './suite.js';

runEveryVector();

test.each(Object.entries(presets))('the JSON of %s is that preset', async (id, preset) => {
  const json = await readFile(new URL(`./catalogs/${id}.json`, import.meta.url), 'utf8');
  // Where this fails, the preset was changed: `npx tsx test/vectors/writeCatalogs.ts` writes the JSON again.
  expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(preset)));
});

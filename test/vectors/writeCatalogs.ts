// Writes the presets as JSON, for backends that cannot import them. vectors.test.ts tells when it must run again.
import { mkdir, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import * as presets from '../../src/presets/index.js';

await mkdir(new URL('./catalogs/', import.meta.url), { recursive: true });
for (const [id, preset] of Object.entries(presets)) {
  const json = await format(JSON.stringify(preset), { parser: 'json', printWidth: 120 });
  await writeFile(new URL(`./catalogs/${id}.json`, import.meta.url), json);
}

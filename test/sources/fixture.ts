import { readFileSync } from 'node:fs';

/** A backend's own answer, as it was published; each folder of fixtures says where they are from. */
export function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8'));
}

import { describe, expect, test } from 'vitest';
import { listOf, readApi, readLists } from '../../scripts/api.js';

const api = readApi();

describe('the public surface', () => {
  test('is what api/ lists; after a change that is meant, run npm run api', async () => {
    expect(await readLists()).toEqual(new Map(api.map(listOf)));
  });

  test.each(api)('hookswitch$entry names what it exports, and every type in it', ({ faults }) => {
    expect(faults).toEqual([]);
  });

  test('has more than one entry and no empty one', () => {
    expect(api.length).toBeGreaterThan(20);
    expect(api.filter(({ names }) => names.size === 0)).toEqual([]);
  });
});

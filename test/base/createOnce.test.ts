import { expect, test } from 'vitest';
import { createOnce } from '../../src/base/createOnce.js';

test('a key is new once, and again after so many others', () => {
  const isNew = createOnce(2);
  expect(['a', 'a', 'b', 'a', 'c', 'b', 'a'].map(isNew)).toEqual([true, false, true, false, true, false, true]);
});

import { expect, test } from 'vitest';
import { maskWithin, speakMasked } from '../../../src/components/shared/maskText.js';

const spoken = (text: string) => speakMasked(maskWithin(text), (end) => `[${end}]`);

test.each([
  ['a number', '+33612345678', '[78]'],
  ['a number with its area in brackets', '(212) 555-0123', '[23]'],
  ['a number with its country before the brackets', '+1 (212) 555-0123', '[23]'],
  ['a number in brackets of the text', 'Desk (2125550123)', 'Desk ([23])'],
  ['words alone', 'Reception (Paris)', 'Reception (Paris)'],
])('%s is spoken with its end and nothing left over', (_, text, said) => {
  expect(spoken(text)).toBe(said);
});

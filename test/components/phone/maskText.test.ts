import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskAbout, maskAcross, maskWithin, speakMasked } from '../../../src/components/phone/maskText.js';

const spoken = (text: string) => speakMasked(maskWithin(text), (end) => `[${end}]`);
const digitsLeft = (text: string) => text.normalize('NFKD').match(/\p{Nd}/gu)?.length ?? 0;

test.each([
  ['a number', '+33612345678', '[78]'],
  ['a number with its area in brackets', '(212) 555-0123', '[23]'],
  ['a number with its country before the brackets', '+1 (212) 555-0123', '[23]'],
  ['a number in brackets of the text', 'Desk (2125550123)', 'Desk ([23])'],
  ['words alone', 'Reception (Paris)', 'Reception (Paris)'],
  ['a number with commas', 'Call 555, 123, 4567 now', 'Call [67] now'],
  ['two numbers', '0612345678, 0712345679', '[78], [79]'],
  ['a number in single digits', '5 5 5 1 2 3 4 5 6 7', '[67]'],
])('%s is spoken with its end and nothing left over', (_, text, said) => {
  expect(spoken(text)).toBe(said);
});

test.each([
  '555, 123, 4567',
  '555_123_4567',
  "555'123'4567",
  '555:123:4567',
  '555*123*4567',
  '555|123|4567',
  '555;123;4567',
  '555=123=4567',
  '555~123~4567',
  '555 → 123 → 4567',
  '555 📞 123 📞 4567',
  '555"123"4567',
  '555\n123\n4567',
  '555&nbsp;123'.replace('&nbsp;', '\u00a0'),
  '5\u200b5\u200b5\u200b1\u200b2\u200b3\u200b4\u200b5\u200b6\u200b7',
  '5\u20605\u00ad5\ufeff1\u200d2\u200c3',
  '5️⃣5️⃣5️⃣1️⃣2️⃣3️⃣4️⃣',
  '５５５１２３４５６７',
  '٥٥٥١٢٣٤٥٦٧',
  '५५५१२३४५६७',
  '⑤⑤⑤①②③④⑤⑥⑦',
  '𝟓𝟓𝟓𝟏𝟐𝟑𝟒𝟓𝟔𝟕',
  '⁵⁵⁵¹²³⁴⁵⁶⁷',
  '五五五一二三四五六七',
  '5,5,5,1,2,3,4,5,6,7',
  '(555) (123) (4567)',
  '555 dash 123 dash 4567',
  'zero? 06 12 uh 34 56 78',
  '06 tiret 12 tiret 34 tiret 56',
  '06:12:34:56:78',
  '12:34, 56:78',
  '20.12.1999 12',
  '2026-11-30 12 34',
  '1-800-FLOWERS',
  '0800 FLEURS',
])('%s shows no more than two of its digits', (number) => {
  const masked = maskWithin(`Call ${number} now`);
  expect(digitsLeft(masked.replace(/[\u4e00-\u9fff]/g, '7'))).toBeLessThanOrEqual(2);
  expect(masked).toMatch(/^Call .*• ?.* now$/su);
});

test.each([
  'at 10:30',
  'at 10:30:45',
  'from 10:30 to 12:45',
  'open 08:30 - 12:00, 14:00 - 18:30',
  'on 2026-11-30',
  'on 30.11.2026',
  'on 11/30/2026',
  'on 2026-11-30 10:30',
  '2026-11-30T10:30:00Z',
  'costs €1,234,567.00',
  'costs 1 234 567 €',
  'costs 1.234.567,89 EUR',
  'Desk 5300',
  'Rooms 101 and 102',
  '12 people in 10 rooms for 200 euros',
  'WAVE 2026',
  '24-HOUR desk',
])('%s is no phone number and stays', (text) => {
  expect(maskWithin(text)).toBe(text);
});

describe('a label about its own number', () => {
  test.each([
    ['Desk 5300', 'Desk ••00'],
    ['Desk 53-00', 'Desk ••-00'],
    ['Desk 53 00', 'Desk •• 00'],
    ['Desk 5301', 'Desk 5301'],
  ])('%s becomes %s', (label, masked) => {
    expect(maskAbout(label, '+33142685300')).toBe(masked);
  });
});

test('a number that begins in one text and ends in the next is masked in both', () => {
  const texts = ['My number is 06 12', '34 56 78', '90. Thank you!'];
  const masked = maskAcross(texts, maskWithin);
  expect(masked).toEqual(['My number is •• ••', '•• •• ••', '90. Thank you!']);
});

test('whatever signs stand between its digits, no number shows more than two of them', () => {
  const sign = fc.oneof(
    fc.constantFrom('', ' ', ', ', ' - ', '_', ':', "'", '*', '|', '\u200b', '\u00a0', ' / ', '. ', ' · ', '—', '\t'),
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 3 })
      .filter((each) => !/[\p{L}\p{N}•\ue000]/u.test(each + each.normalize('NFKD'))),
  );
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 13 }),
      fc.array(sign, { minLength: 15, maxLength: 15 }),
      (digits, signs) => {
        const text = digits.map((each, i) => `${each}${signs[i]}`).join('');
        expect(digitsLeft(maskWithin(`n ${text} n`))).toBeLessThanOrEqual(2);
      },
    ),
    { numRuns: 3_000 },
  );
});

import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, test } from 'vitest';
import {
  classifyDestination,
  type DestinationKind,
  type DialPlan,
} from '../../../src/components/CallerIdPicker/classifyDestination.js';

const us: DialPlan = { country: 'US', planCountries: ['US'] };
const fr: DialPlan = { country: 'FR', planCountries: ['FR'] };
const de: DialPlan = { country: 'DE', special: ['0900', '0909', '118'] };
const gb: DialPlan = { country: 'GB', planCountries: ['GB'] };
const typeOf = (number: string) => parsePhoneNumberFromString(number)?.getType();

type Case = readonly [typed: string, plan: DialPlan, kind: DestinationKind, number?: string];
type FullCase = readonly [typed: string, plan: DialPlan, kind: DestinationKind, number: string | undefined];

function check(cases: readonly Case[]): void {
  const full = cases.map(([typed, plan, kind, number]): FullCase => [typed, plan, kind, number]);
  test.each(full)('%s', (typed, plan, kind, number) => {
    expect(classifyDestination(typed, plan)).toMatchObject({ kind, ...(number && { number }) });
  });
}

describe('letters stand for the digits on their keys, and need the rights of these', () => {
  check([
    ['1-900-CALLNOW', us, 'special', '+19002255669'],
    ['1-900-callnow', us, 'special', '+19002255669'],
    ['1-876-CALLNOW', us, 'out-of-plan', '+18762255669'],
    ['tel:1-876-CALLNOW', us, 'out-of-plan', '+18762255669'],
    ['+1 876 CALL-NOW', us, 'out-of-plan', '+18762255669'],
    ['1-800-FLOWERS', us, 'in-plan', '+18003569377'],
    ['1 800 FLOWERS x12', us, 'in-plan', '+18003569377'],
    ['1-900-PPPWWWX', us, 'special', '+19007779999'],
    ['1900PPPWWWX', us, 'special', '+19007779999'],
    ['1900-X234567', us, 'special', '+19009234567'],
    ['0800 FLEURS', fr, 'special', '+33800353877'],
    ['0900-ABCDEF', de, 'special'],
    ['090-w0123456', de, 'special'],
    ['１－９００－ＣＡＬＬＮＯＷ', us, 'special', '+19002255669'],
    ['13 CATS', { country: 'AU', typeOf }, 'special', '+61132287'],
  ]);
});

describe('a code before a number is left out of what it is', () => {
  check([
    ['*67 1 900 225 5669', us, 'special', '+19002255669'],
    ['*67-1-876-CALLNOW', us, 'out-of-plan', '+18762255669'],
    ['*82 (212) 555-0100', us, 'in-plan', '+12125550100'],
    ['#31#06 12 34 56 78', fr, 'in-plan', '+33612345678'],
    ['*31#0890 12 34 56', fr, 'special', '+33890123456'],
    ['#31#+44 20 7946 0123', fr, 'out-of-plan', '+442079460123'],
    ['*67*82 2125550100', us, 'in-plan', '+12125550100'],
    ['1167 212 555 0100', us, 'in-plan', '+12125550100'],
    ['3651 06 12 34 56 78', fr, 'in-plan', '+33612345678'],
    ['141 020 7946 0123', gb, 'in-plan', '+442079460123'],
    ['141 0044 20 7946 0123', gb, 'in-plan', '+442079460123'],
    ['184 03 1234 5678', { country: 'JP' }, 'in-plan', '+81312345678'],
    ['1831 02 9123 4567', { country: 'AU' }, 'in-plan', '+61291234567'],
    ['067 912 345 678', { country: 'ES' }, 'in-plan', '+34912345678'],
    ['*67', us, 'incomplete'],
    ['*67 911', us, 'emergency'],
    ['#31#112', fr, 'emergency'],
    ['*67 204', us, 'internal'],
    // A number that only begins like one.
    ['(0141) 333 4444', gb, 'in-plan', '+441413334444'],
    ['141 333 4444', gb, 'in-plan', '+441413334444'],
  ]);

  test.each([
    ['*67 2125550100', us, true],
    ['#31#0612345678', fr, true],
    ['3651 06 12 34 56 78', fr, true],
    ['*67*82 2125550100', us, true],
    ['*82 2125550100', us, undefined],
    ['2125550100', us, undefined],
  ])('%s says whether it hides the caller ID: %s', (typed, plan, hides) => {
    expect(classifyDestination(typed, plan).hidesNumber).toBe(hides);
  });

  const outside: DialPlan = { ...us, prefixes: [{ code: '9' }, { code: '*99', hidesNumber: true }] };
  check([
    ['9 1 876 225 5669', outside, 'out-of-plan', '+18762255669'],
    ['9,18762255669', outside, 'out-of-plan', '+18762255669'],
    ['9 911', outside, 'emergency'],
    ['9145', outside, 'internal'],
    ['*99 212 555 0100', outside, 'in-plan', '+12125550100'],
    ['917 555 0100', outside, 'in-plan', '+19175550100'],
  ]);
});

describe('an emergency', () => {
  check([
    ['112', us, 'emergency'],
    ['911', fr, 'emergency'],
    ['+112', fr, 'emergency'],
    ['+911', us, 'emergency'],
    ['+1 12', us, 'emergency'],
    ['tel:112', {}, 'emergency'],
    ['tel:911;phone-context=+1', us, 'emergency'],
    ['１１２', fr, 'emergency'],
    ['١١٢', fr, 'emergency'],
    ['9-1-1', us, 'emergency'],
    ['15', fr, 'emergency'],
    ['115', fr, 'emergency'],
    ['110', { country: 'DE' }, 'emergency'],
    ['118', { country: 'IT' }, 'emergency'],
    ['133', { country: 'AT' }, 'emergency'],
    ['119', { country: 'JP' }, 'emergency'],
    ['190', { country: 'BR' }, 'emergency'],
    ['10111', { country: 'ZA' }, 'emergency'],
    ['118', { ...de, emergency: ['118'] }, 'emergency'],
    // Of another country, it is a number like any other.
    ['110', us, 'internal'],
    // The beginning of numbers of another country.
    ['+15', fr, 'incomplete'],
    ['+110', { country: 'DE' }, 'incomplete'],
  ]);
});

describe('an extension', () => {
  check([
    ['7', us, 'internal'],
    ['204', us, 'internal'],
    ['2044', {}, 'internal'],
    ['1234567', us, 'internal'],
    ['12345678', us, 'internal'],
    ['1234567', fr, 'internal'],
    ['12345678', fr, 'internal'],
    ['12345678', {}, 'internal'],
    ['1234#', us, 'internal'],
    ['204x12', us, 'internal'],
    ['204,12', us, 'internal'],
    ['tel:204;phone-context=example.com', us, 'internal'],
    ['*97', us, 'internal'],
    ['*#06#', fr, 'internal'],
    // Too long for one.
    ['123456789', {}, 'invalid'],
  ]);
});

describe('what comes after a number is not part of it', () => {
  check([
    ['+12125550100;ext=5', us, 'in-plan', '+12125550100'],
    ['tel:+1-212-555-0100;ext=5;isub=1', us, 'in-plan', '+12125550100'],
    ['tel:876-225-5669;phone-context=+1', us, 'out-of-plan', '+18762255669'],
    ['(212) 555-0100 x12', us, 'in-plan', '+12125550100'],
    ['(212) 555-0100 ext. 12', us, 'in-plan', '+12125550100'],
    ['(212) 555-0100 extension 12', us, 'in-plan', '+12125550100'],
    ['2125550100#12', us, 'in-plan', '+12125550100'],
    ['2125550100,,1234#', us, 'in-plan', '+12125550100'],
    ['2125550100;1234', us, 'in-plan', '+12125550100'],
    ['2125550100w12p3', us, 'in-plan', '+12125550100'],
    ['2125550100,*1#', us, 'in-plan', '+12125550100'],
    ['1 900 225 5669,,1', us, 'special', '+19002255669'],
    ['+33 (0)4 91 00 11 22', us, 'out-of-plan', '+33491001122'],
    ['0044 (0)20 7946 0123', fr, 'out-of-plan', '+442079460123'],
    ['+39 (0)6 1234 5678', fr, 'out-of-plan', '+390612345678'],
  ]);
});

describe('a pause is no way around a right', () => {
  check([
    ['1,876,225,5669', us, 'out-of-plan', '+18762255669'],
    ['1900,2255669', us, 'special', '+19002255669'],
    ['0,0442079460123', fr, 'out-of-plan', '+442079460123'],
    ['9,18762255669', us, 'invalid'],
    ['204,12345678901', us, 'invalid'],
    ['0890,123456', fr, 'special', '+33890123456'],
  ]);
});

describe('what cannot be read is not dialled', () => {
  check([
    ['hello', fr, 'invalid'],
    ['CALLNOW', us, 'invalid'],
    ['call 2125550100', us, 'invalid'],
    ['2125550100 or 2125550101', us, 'invalid'],
    ['1-900-CALLNOWPLEASE', us, 'invalid'],
    ['sip:ada@example.com', us, 'invalid'],
    ['ada@example.com', us, 'invalid'],
    ['*21*0612345678#', fr, 'invalid'],
    ['*72 2125550100', us, 'invalid'],
    ['**21*+18762255669#', us, 'invalid'],
    ['212*555*0100', us, 'invalid'],
    ['+1+2125550100', us, 'invalid'],
    ['tel:+12125550100;foo=bar', us, 'invalid'],
    ['tel:%', us, 'invalid'],
    ['2125550100<script>', us, 'invalid'],
    ['1'.repeat(10_000), us, 'invalid'],
    ['0044 20 7946 0123', us, 'invalid'],
  ]);
});

describe('what is not typed to its end is waited for', () => {
  check([
    ['', fr, 'incomplete'],
    [' \u200b', fr, 'incomplete'],
    ['+', fr, 'incomplete'],
    ['+3', fr, 'incomplete'],
    ['+33 1 42', fr, 'incomplete'],
    ['01 42 68 5', fr, 'incomplete'],
    ['(', fr, 'incomplete'],
    ['1 900 225 566', us, 'incomplete'],
    ['+1 1900 225 566', us, 'incomplete'],
    ['1-900-CALLNO', us, 'incomplete'],
  ]);
});

describe('a special number is known however its beginning is written', () => {
  check([
    ['1 976 555 0100', { ...us, special: ['1-976'] }, 'special'],
    ['(976) 555-0100', { ...us, special: ['976'] }, 'special'],
    ['+1 976 555 0100', { ...us, special: ['+1 976'] }, 'special'],
    ['+1 876 900 0100', { ...us, special: ['1876'] }, 'special'],
    ['0118 900 0100', { ...gb, special: ['118'] }, 'in-plan'],
  ]);
});

// One number as it is dialled from home and from anywhere, and everything that people write around it.
const numbers = [
  { plan: us, written: ['2125550100', '12125550100', '+12125550100', '01112125550100'] },
  { plan: us, written: ['18762255669', '+18762255669', '1876CALLNOW', '8762255669'] },
  { plan: us, written: ['19002255669', '+19002255669', '1900CALLNOW', '9002255669'] },
  { plan: fr, written: ['0491001122', '+33491001122', '0033491001122'] },
  { plan: fr, written: ['0890123456', '+33890123456', '0033890123456'] },
  { plan: fr, written: ['+442079460123', '00442079460123'] },
  { plan: fr, written: ['3639'] },
  { plan: us, written: ['12345678'] },
  { plan: us, written: ['911', '+911'] },
] as const;

const between = fc.constantFrom(
  '',
  ' ',
  '-',
  '.',
  '/',
  '\u00a0',
  '\u2011',
  '\u2212',
  '\u200b',
  '(',
  ')',
  '\u202f',
  '·',
  '_',
);
const script = fc.constantFrom(0x30, 0x660, 0x6f0, 0x966, 0xff10, 0x1d7ce);
const prefix = fc.constantFrom('', 'tel:', 'TEL:', ' ', '\u202a', '*67', '*82', '#31#', '*67 ');
const suffix = fc.constantFrom('', ' ', '\u202c', '\n', ';ext=5');

test('any decoration of the same number is the same destination', () => {
  fc.assert(
    fc.property(
      fc
        .constantFrom(...numbers)
        .chain(({ plan, written }) =>
          fc.tuple(fc.constant(plan), fc.constantFrom(...written), fc.constant(written[0])),
        ),
      fc.array(between, { minLength: 16, maxLength: 16 }),
      script,
      prefix,
      suffix,
      ([plan, number, plain], gaps, zero, before, after) => {
        const decorated = Array.from(number)
          .map((each, i) => (/\d/.test(each) ? String.fromCodePoint(zero + Number(each)) : each) + gaps[i])
          .join('');
        const { hidesNumber: _, ...found } = classifyDestination(before + decorated + after, plan);
        expect(found).toEqual(classifyDestination(plain, plan));
      },
    ),
    { numRuns: 3_000 },
  );
});

test('no text makes reading throw, or take more than a moment’s work', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(['in-plan', 'out-of-plan', 'special', 'emergency', 'internal', 'incomplete', 'invalid']).toContain(
        classifyDestination(text, us).kind,
      );
    }),
    { numRuns: 3_000 },
  );
});

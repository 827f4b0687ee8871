// What nobody who means well sends.
import fc, { type Arbitrary } from 'fast-check';

/** Texts that break what is not written for them. */
export const hostileText: Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    '\0',
    '\ud800',
    '__proto__',
    'constructor',
    'toString',
    '../../etc/passwd',
    "'; drop table members; --",
    '%',
    '%00',
    '%ff',
    '{{7*7}}',
    '<script>',
    '\u202e',
    'NaN',
    '-1',
    '1e999',
    '9'.repeat(400),
    'x'.repeat(5000),
    '*',
    '"',
    '\r\n\r\n',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

/** JSON values of every kind, hostile ones among them. */
export const hostileValue: Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, -0, -1, 1.5, 1e308, 2 ** 53, true, [], {}, [[]], { op: null }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constant(deep(2000)),
);

function deep(levels: number): unknown {
  return Array.from({ length: levels }).reduce<unknown>((inner) => [inner], 'x');
}

/** The same value with one part replaced, added under a hostile name, or taken away. */
export const spoil = (value: unknown, where: number, by: unknown, key: string): unknown => {
  if (Array.isArray(value) && value.length > 0) {
    const at = where % value.length;
    return value.map((each: unknown, i): unknown =>
      i === at ? spoil(each, Math.floor(where / value.length), by, key) : each,
    );
  }
  if (typeof value !== 'object' || value === null) return by;
  const entries = Object.entries(value);
  const at = where % (entries.length + 2);
  if (at === entries.length) return Object.fromEntries([...entries, [key, by]]);
  if (at > entries.length) return Object.fromEntries(entries.slice(1));
  const rest = Math.floor(where / (entries.length + 2));
  return Object.fromEntries(entries.map(([name, each], i) => [name, i === at ? spoil(each, rest, by, key) : each]));
};

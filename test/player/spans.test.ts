import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutSpans, lengthOf, spanAt, uniteSpans } from '../../src/player/spans.js';

/** Spans with ends on whole seconds, so that a set of seconds is the same thing said more simply. */
const spans = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 })).map(([start, end]) => ({ start, end })),
);
const secondsOf = (list: readonly { start: number; end: number }[]) =>
  new Set(list.flatMap(({ start, end }) => Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i)));

describe('united spans', () => {
  test('hold the same seconds, in order, and never touch', () => {
    fc.assert(
      fc.property(spans, (list) => {
        const united = uniteSpans(list);
        expect(secondsOf(united)).toEqual(new Set([...secondsOf(list)].sort((a, b) => a - b)));
        united.slice(1).forEach((span, i) => expect(span.start).toBeGreaterThan(united[i]?.end ?? Infinity));
        expect(lengthOf(united)).toBe(secondsOf(list).size);
      }),
    );
  });

  test('leave out what is no span', () => {
    expect(
      uniteSpans([
        { start: 2, end: 2 },
        { start: 3, end: 1 },
        { start: NaN, end: 4 },
        { start: 0, end: Infinity },
      ]),
    ).toEqual([]);
  });
});

test('what is cut out of a span is what no other span holds', () => {
  fc.assert(
    fc.property(spans, (others) => {
      const cut = secondsOf(cutSpans({ start: 5, end: 25 }, others));
      const held = secondsOf(others);
      const expected = [...secondsOf([{ start: 5, end: 25 }])].filter((second) => !held.has(second));
      expect([...cut]).toEqual(expected);
    }),
  );
});

test('a span holds its start and not its end', () => {
  const span = { start: 1, end: 2 };
  expect([0.99, 1, 1.99, 2].map((at) => spanAt([span], at) !== undefined)).toEqual([false, true, true, false]);
});

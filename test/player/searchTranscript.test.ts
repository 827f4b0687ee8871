import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutMatches, searchTranscript } from '../../src/player/searchTranscript.js';

const segments = ['Bonjour, où êtes-vous ?', 'Straße 7', 'Thank you. Thank you!'].map((text, i) => ({
  start: i,
  end: i + 1,
  party: 'a',
  text,
}));
const matched = (text: string, query: string) =>
  cutMatches(text, query).flatMap((each) => (each.isMatch ? [each.text] : []));

describe('a search in a transcript', () => {
  test('does not care about case, accents or space around it', () => {
    expect(searchTranscript(segments, ' OU ETES ')).toEqual([0]);
    expect(matched('Bonjour, où êtes-vous ?', 'ou etes')).toEqual(['où êtes']);
  });

  test('finds every place in a segment', () => {
    expect(matched('Thank you. Thank you!', 'thank')).toEqual(['Thank', 'Thank']);
  });

  test('for nothing finds nothing', () => {
    expect(searchTranscript(segments, '  ')).toEqual([]);
    expect(matched('anything', '')).toEqual([]);
  });

  test('cuts a text into pieces that together are the text, whatever it is', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'A', 'á', 'İ', 'ß', '👋', 'e\u0301', ' ') });
    fc.assert(
      fc.property(text, text, (whole, query) => {
        expect(
          cutMatches(whole, query)
            .map((each) => each.text)
            .join(''),
        ).toBe(whole);
      }),
    );
  });

  test('marks something exactly where it finds something', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'A', 'á', 'b', ' ') });
    fc.assert(
      fc.property(text, text, (whole, query) => {
        const found = searchTranscript([{ start: 0, end: 1, party: 'a', text: whole }], query).length > 0;
        expect(matched(whole, query).length > 0).toBe(found);
      }),
    );
  });
});

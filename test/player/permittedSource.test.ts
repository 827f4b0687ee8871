import { describe, expect, test } from 'vitest';
import { permittedSource } from '../../src/player/permittedSource.js';
import { closedInputs } from '../../src/player/playbackState.js';

const transcript = [
  { start: 0, end: 1, party: 'a', text: 'Hello' },
  { start: 1, end: 2, party: 'b', text: 'four two', redacted: true as const },
];
const redactions = [{ start: 1, end: 2 }];
const source = { url: '/a', transcript, redactions };

describe('what is kept of a source', () => {
  test('without the right to the transcript has none', () => {
    expect(permittedSource(source, closedInputs)).toEqual({ url: '/a', redactions });
  });

  test('without the right to what is redacted has no words of it', () => {
    const kept = permittedSource(source, { ...closedInputs, transcript: true });
    expect(kept.transcript?.map(({ text }) => text)).toEqual(['Hello', '']);
    expect(kept.redactions).toBe(redactions);
  });

  test('with both is everything, and nothing is silent', () => {
    expect(permittedSource(source, { ...closedInputs, transcript: true, unredacted: true })).toEqual({
      url: '/a',
      transcript,
    });
  });
});

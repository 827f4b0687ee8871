import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readSource } from '../../src/player/readSource.js';

// The one thing of a page that reading a source needs: where relative addresses start.
beforeEach(() => vi.stubGlobal('location', { href: 'https://phone.example/calls' }));
afterEach(() => vi.unstubAllGlobals());

const segment = { start: 1, end: 2, party: 'agent', text: 'Hello' };

describe('an answer of getSource', () => {
  test.each([{ url: 'javascript:alert(1)' }, { url: 'file:///etc/passwd' }, { url: 'http://' }, {}, null, 7, 'url'])(
    'that cannot be played is refused: %j',
    (answer) => {
      expect(() => readSource(answer)).toThrow('nothing to play');
    },
  );

  test.each(['processing', 'empty', 'missing', 'expired'])('that says %s is that', (status) => {
    expect(readSource({ status, url: '/a.mp3' })).toEqual({ status });
  });

  test('that says ready, or nothing about it, is a source', () => {
    expect(readSource({ status: 'ready', url: '/a.mp3' })).toEqual({ url: '/a.mp3' });
    expect(readSource({ status: null, url: '/a.mp3' })).toEqual({ url: '/a.mp3' });
  });

  test('that says what nobody knows is refused with what could be said', () => {
    expect(() => readSource({ status: 'gone' })).toThrow('processing, empty, missing, expired');
  });

  test('keeps everything that makes sense', () => {
    const source = {
      url: 'https://phone.example/7.mp3',
      expiresAt: 5,
      crossOrigin: 'anonymous',
      duration: 21,
      peaks: [[0, 0.5], [1]],
      channels: [{ id: 'agent', label: 'Agent' }],
      transcript: [segment, { ...segment, redacted: true }],
      redactions: [{ start: 3, end: 4 }],
    };
    expect(readSource(source)).toEqual(source);
  });

  test('is never half a list where the place in the list means something', () => {
    const { peaks, channels } = readSource({
      url: '/a.mp3',
      peaks: [[0], null],
      channels: [{ id: 'agent', label: 'Agent' }, null],
    }) as Record<string, unknown>;
    expect([peaks, channels]).toEqual([undefined, undefined]);
  });

  test.each([1, 'yes', true, {}])('takes words marked as redacted with %j for redacted', (redacted) => {
    expect(readSource({ url: '/a.mp3', transcript: [{ ...segment, redacted }] })).toMatchObject({
      transcript: [{ redacted: true }],
    });
  });

  test('is read or refused, whatever it is, and what is read has the shape that was promised', () => {
    const redactions = fc.oneof(fc.anything(), fc.array(fc.record({ start: fc.float(), end: fc.float() })));
    const anything = fc.record(
      {
        url: fc.constant('/a.mp3'),
        peaks: fc.anything(),
        channels: fc.anything(),
        transcript: fc.anything(),
        redactions,
      },
      { requiredKeys: ['url'] },
    );
    fc.assert(
      fc.property(anything, (answer) => {
        try {
          const source = readSource(answer);
          expect('status' in source).toBe(false);
          for (const list of Object.values(source))
            if (typeof list === 'object') expect(Array.isArray(list)).toBe(true);
        } catch (error) {
          expect(String(error)).toContain('redactions that cannot be read');
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventParser, EventTooLongError, type ServerEvent } from '../../src/client/createEventParser.js';

function parse(pieces: readonly string[]): { events: ServerEvent[]; retries: number[] } {
  const events: ServerEvent[] = [];
  const retries: number[] = [];
  const push = createEventParser({ onEvent: (event) => events.push(event), onRetry: (ms) => retries.push(ms) });
  pieces.forEach(push);
  return { events, retries };
}

const text = [
  ': welcome\n\n',
  'id: 41\nevent: revision\ndata: {"revision":41}\n\n',
  'data: a\ndata:b\ndata:  c\n\n',
  'event: lost its data\n\n',
  'id: 42\rdata\r\r',
  'id: bad\0id\r\nretry: 2500\r\nretry: soon\r\nother: field\r\ndata: é😀\r\n\r\n',
  'data: not ended\n',
].join('');

const events = [
  { id: '41', event: 'revision', data: '{"revision":41}' },
  { id: '41', event: 'message', data: 'a\nb\n c' },
  { id: '42', event: 'message', data: '' },
  { id: '42', event: 'message', data: 'é😀' },
];

describe('createEventParser', () => {
  it('reads ids, names and data, and tells no event that has not ended', () => {
    expect(parse([text])).toEqual({ events, retries: [2500] });
  });

  it('reads the same in whatever pieces the text arrives', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(text.length)), (cuts) => {
        const ends = [...new Set(cuts), text.length].sort((a, b) => a - b);
        const pieces = ends.map((end, i) => text.slice(ends[i - 1] ?? 0, end));
        expect(parse(pieces)).toEqual({ events, retries: [2500] });
      }),
    );
  });

  it('never throws anything but EventTooLongError, whatever it is fed', () => {
    const pieces = fc.array(fc.oneof(fc.string(), fc.constantFrom('\n', '\r', '\r\n', 'data:', 'id:', ':', 'retry:9')));
    fc.assert(fc.property(pieces, (all) => void parse(all)));
  });

  it('refuses an event that never ends, in one line or in many', () => {
    expect(() => parse(['data: ', 'x'.repeat(70_000)])).toThrow(EventTooLongError);
    expect(() => parse(Array.from({ length: 1_000 }, () => `data: ${'x'.repeat(100)}\n`))).toThrow(EventTooLongError);
  });

  it('does not tire of comments', () => {
    expect(() => parse(Array.from({ length: 10_000 }, () => ': still here\n'))).not.toThrow();
  });
});

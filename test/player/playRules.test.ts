import { describe, expect, test } from 'vitest';
import { ruleAt } from '../../src/player/playRules.js';

const none = { redactions: [], silences: [], loop: undefined };

describe('at one moment', () => {
  test('without rules everything is heard, for good', () => {
    expect(ruleAt(3, none)).toEqual({ isSilent: false, jumpTo: undefined, until: Infinity });
  });

  test('a redaction is silent from a little before its start to its end', () => {
    const rules = { ...none, redactions: [{ start: 10, end: 12 }] };
    const silentAt = [9.9, 9.96, 10, 11.99, 12].map((at) => ruleAt(at, rules).isSilent);
    expect(silentAt).toEqual([false, true, true, true, false]);
    expect(ruleAt(5, rules).until).toBeCloseTo(9.95);
    expect(ruleAt(11, rules).until).toBe(12);
    expect(ruleAt(13, rules).until).toBe(Infinity);
  });

  test('silence is left for its end', () => {
    const rules = { ...none, silences: [{ start: 4, end: 6 }] };
    expect(ruleAt(3, rules)).toEqual({ isSilent: false, jumpTo: undefined, until: 4 });
    expect(ruleAt(4.5, rules).jumpTo).toBe(6);
    expect(ruleAt(6, rules).jumpTo).toBeUndefined();
  });

  test('the end of a loop leads to its start, before any silence does', () => {
    const rules = { redactions: [], silences: [{ start: 8, end: 9 }], loop: { start: 2, end: 8 } };
    expect(ruleAt(7, rules)).toEqual({ isSilent: false, jumpTo: undefined, until: 8 });
    expect(ruleAt(8, rules).jumpTo).toBe(2);
    expect(ruleAt(20, rules).jumpTo).toBe(2);
  });

  test('a loop that ends in silence goes round without it, and one of nothing but silence is played as it is', () => {
    const silences = [{ start: 4, end: 9 }];
    expect(ruleAt(5, { redactions: [], silences, loop: { start: 5, end: 6 } }).jumpTo).toBeUndefined();
    expect(ruleAt(5, { redactions: [], silences, loop: { start: 2, end: 6 } }).jumpTo).toBe(2);
    expect(ruleAt(4, { redactions: [], silences, loop: { start: 2, end: 12 } }).jumpTo).toBe(9);
  });
});

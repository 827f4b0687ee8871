import { describe, expect, test } from 'vitest';
import { isInShare } from '../../../src/components/RecordButton/isInShare.js';

const calls = Array.from({ length: 10_000 }, (_, i) => `call-${i}`);
const share = (percent: number) => calls.filter((call) => isInShare(call, percent));

describe('the share of calls that is recorded', () => {
  test('is none at 0 % and every call at 100 %', () => {
    expect(share(0)).toEqual([]);
    expect(share(100)).toEqual(calls);
  });

  test.each([1, 10, 30, 50, 90])('is close to %d %% of many calls', (percent) => {
    expect(share(percent).length / 100).toBeGreaterThan(percent - 2);
    expect(share(percent).length / 100).toBeLessThan(percent + 2);
  });

  test('grows without leaving a call out', () => {
    const more = new Set(share(40));
    expect(share(30).every((call) => more.has(call))).toBe(true);
  });
});

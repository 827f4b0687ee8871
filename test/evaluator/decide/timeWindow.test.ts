import { expect, test } from 'vitest';
import {
  cutTimes,
  isInForce,
  isNever,
  outside,
  overlaps,
  spans,
  withinDates,
} from '../../../src/evaluator/decide/timeWindow.js';
import { latestMoment } from '../../../src/base/moment.js';

const always = {};
const middle = { startsAt: 5, endsAt: 7 };

test('a window holds from its beginning until just before its end', () => {
  expect([4, 5, 6, 7].map((now) => isInForce(middle, now))).toEqual([false, true, true, false]);
  expect([isInForce(always, -Infinity), isInForce({ endsAt: 7 }, 6), isInForce({ startsAt: 5 }, 4)]).toEqual([
    true,
    true,
    false,
  ]);
});

test('a moment or a bound that is none is in no window', () => {
  expect([isInForce(always, NaN), isInForce({ startsAt: NaN }, 5), isInForce({ endsAt: NaN }, 5)]).toEqual([
    false,
    false,
    false,
  ]);
});

test('a window that ends before or as it begins has no moment in it', () => {
  expect([
    isNever({ startsAt: 7, endsAt: 5 }),
    isNever({ startsAt: 5, endsAt: 5 }),
    isNever(middle),
    isNever(always),
  ]).toEqual([true, true, false, false]);
});

test('windows overlap where they share a moment, not where one ends as the other begins', () => {
  expect([
    overlaps(middle, { startsAt: 6 }),
    overlaps(middle, { startsAt: 7 }),
    overlaps({ endsAt: 5 }, middle),
    overlaps(middle, always),
  ]).toEqual([true, false, false, true]);
});

test('a window spans another that has no moment outside of it', () => {
  expect([
    spans(always, middle),
    spans(middle, always),
    spans(middle, middle),
    spans(middle, { startsAt: 5, endsAt: 8 }),
    spans(middle, { startsAt: 4, endsAt: 7 }),
  ]).toEqual([true, false, true, false, false]);
});

test('what is left of a time outside of windows keeps everything else it says', () => {
  expect(outside({ id: 'a', startsAt: 2, endsAt: 9 }, [middle])).toEqual([
    { id: 'a', startsAt: 2, endsAt: 5 },
    { id: 'a', startsAt: 7, endsAt: 9 },
  ]);
  expect(outside(always, [middle])).toEqual([{ endsAt: 5 }, { startsAt: 7 }]);
  expect(outside(always, [middle, { startsAt: 6, endsAt: 8 }])).toEqual([{ endsAt: 5 }, { startsAt: 8 }]);
});

test('nothing is left inside of a window, and everything far from it', () => {
  expect(outside({ startsAt: 5, endsAt: 6 }, [middle])).toEqual([]);
  expect(outside({}, [always])).toEqual([]);
  expect(outside({}, [])).toEqual([{}]);
  expect(outside({ startsAt: 8 }, [middle])).toEqual([{ startsAt: 8 }]);
  expect(outside({ endsAt: 3 }, [middle])).toEqual([{ endsAt: 3 }]);
});

test('times before 1970 are times', () => {
  expect(outside({ startsAt: -9 }, [{ endsAt: -5 }])).toEqual([{ startsAt: -5 }]);
});

test('time is cut wherever a window begins or ends, once', () => {
  expect(cutTimes([middle, { startsAt: 7 }, { endsAt: 9 }])).toStrictEqual([
    { endsAt: 5 },
    middle,
    { startsAt: 7, endsAt: 9 },
    { startsAt: 9 },
  ]);
  expect(cutTimes([])).toEqual([{}]);
  expect(cutTimes([{ startsAt: 10, endsAt: 9 }])).toEqual([
    { endsAt: 9 },
    { startsAt: 9, endsAt: 10 },
    { startsAt: 10 },
  ]);
});

test('a bound that cannot be read closes an allow and leaves a deny in force', () => {
  const bounds: object[] = [{ endsAt: NaN }, { startsAt: NaN }, { endsAt: 'never' }, { startsAt: {} }];
  expect(bounds.map((bound) => isInForce({ effect: 'allow', ...bound }, 5))).toEqual([false, false, false, false]);
  expect(bounds.map((bound) => isInForce({ effect: 'deny', ...bound }, 5))).toEqual([true, true, true, true]);
});

test('what ends after every date has no end, and what begins there begins at the last date', () => {
  const far = [Number.MAX_SAFE_INTEGER, latestMoment + 1, Infinity];
  expect(far.map((endsAt) => withinDates({ id: 'a', startsAt: 5, endsAt }))).toStrictEqual(
    far.map(() => ({ id: 'a', startsAt: 5 })),
  );
  expect(withinDates({ startsAt: latestMoment + 1 })).toStrictEqual({ startsAt: latestMoment });
  expect(withinDates({ startsAt: latestMoment + 1, endsAt: 7 })).toStrictEqual({ startsAt: latestMoment, endsAt: 7 });
  for (const near of [middle, always, { endsAt: latestMoment }, { endsAt: NaN }]) expect(withinDates(near)).toBe(near);
});

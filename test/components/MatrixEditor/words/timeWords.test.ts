import { expect, test } from 'vitest';
import { settingText, parseSetting } from '../../../../src/matrix/cellText.js';
import { fieldWords } from '../../../../src/components/MatrixEditor/words/fieldWords.js';
import { stopWords } from '../../../../src/components/MatrixEditor/words/stopWords.js';
import { dateOf, momentWords, windowWords } from '../../../../src/components/MatrixEditor/words/timeWords.js';
import { isoText } from '../../../../src/base/moment.js';
import { localText } from '../../../../src/components/MatrixEditor/panels/WindowFields.js';
import { latestMoment } from '../../../../src/base/moment.js';
import { open } from '../../../matrix/support/openMatrix.js';
import { person, phones } from '../../../matrix/support/phones.js';

const noDates = [Number.MAX_SAFE_INTEGER, latestMoment + 1, -latestMoment - 1, NaN, Infinity, -Infinity];
const dates = [0, -1, latestMoment, -latestMoment, Date.UTC(2026, 11, 1)];

test('every number is said as a moment, whether a date can stand for it or not', () => {
  for (const at of [...dates, ...noDates]) {
    expect(momentWords(at)).not.toMatch(/invalid/i);
    expect(isoText(at)).toMatch(/^[+-]?\d+-\d\d-\d\dT/);
    expect(localText(at)).toMatch(/^$|^-?\d{4,}-\d\d-\d\dT\d\d:\d\d$/);
    expect(windowWords({ startsAt: at, endsAt: at })).not.toMatch(/invalid/i);
    expect(fieldWords(phones, 'reviewedAt', at)).not.toMatch(/invalid/i);
    expect(stopWords(phones, { kind: 'expired', at })).not.toMatch(/invalid/i);
    expect(settingText([{ effect: 'deny', startsAt: at, endsAt: at }])).toMatch(/^deny/);
  }
});

test('what is no number is no date', () => {
  for (const at of ['never', null, undefined, {}, '2026-12-01']) expect(dateOf(at)).toBeUndefined();
});

test('a setting that ends after every date has no end, on the screen and in a spreadsheet', () => {
  for (const endsAt of [Number.MAX_SAFE_INTEGER, latestMoment + 1]) {
    expect(windowWords({ endsAt })).toBe('');
    expect(settingText([{ effect: 'deny', endsAt }])).toBe('deny');
  }
  // What would begin there never does: pasted elsewhere, it does not begin at once.
  const text = settingText([{ effect: 'deny', startsAt: Number.MAX_SAFE_INTEGER }]);
  expect(parseSetting(phones, 'calls.export', text)).toEqual({
    ok: true,
    settings: [{ effect: 'deny', startsAt: latestMoment }],
  });
});

test('a field shows a year of more than four digits as a field takes it', () => {
  expect(localText(Date.UTC(12_026, 5, 15, 12))).toMatch(/^12026-06-1[456]T\d\d:\d\d$/);
});

test('an end after every date that an older version stored is read as no end, and can be edited', async () => {
  const overrides = [{ permission: 'calls.export', effect: 'deny', endsAt: Number.MAX_SAFE_INTEGER } as const];
  const { matrix } = await open({
    mode: 'staged',
    members: [person('boss', 'admin'), person('ann', 'agent', { overrides })],
  });
  expect(matrix.cell('member:ann', 'calls.export')?.own).toStrictEqual([{ effect: 'deny' }]);
  const next = [{ effect: 'allow' } as const];
  expect(matrix.edit([{ target: 'member:ann', field: 'overrides.calls.export', next }], 'Export')).toMatchObject([
    { result: 'change' },
  ]);
});

test('an edit with a window that no date can stand for, or that ends before it begins, is left out', async () => {
  const { matrix } = await open({ mode: 'staged' });
  const windows = [
    { endsAt: Number.MAX_SAFE_INTEGER },
    { endsAt: NaN },
    { startsAt: -1 },
    { startsAt: 1.5 },
    { startsAt: 5, endsAt: 5 },
  ];
  for (const window of windows) {
    const next = [{ effect: 'deny' as const, ...window }];
    expect(matrix.check({ target: 'member:ann', field: 'overrides.calls.view', next })).toMatchObject({
      result: 'skip',
      message: expect.stringContaining('no date that there is'),
    });
  }
});

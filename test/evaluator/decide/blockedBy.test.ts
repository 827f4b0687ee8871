import { expect, test } from 'vitest';
import { blockedBy } from '../../../src/evaluator/decide/blockedBy.js';
import { outOfTime } from '../../../src/evaluator/decide/timeWindow.js';
import { defineCatalog } from '../../../src/model/defineCatalog.js';

const catalog = defineCatalog({
  id: 'blocks',
  dimensions: {},
  resources: {},
  permissions: {
    'calls.listen': { kind: 'right', label: 'Listen' },
    'calls.whisper': {
      kind: 'right',
      label: 'Whisper',
      plans: ['pro', 'max'],
      licenses: ['monitor', 'coach'],
      requires: ['calls.listen'],
    },
  },
  plans: { pro: { label: 'Pro' }, max: { label: 'Max' } },
  licenses: { monitor: { label: 'Monitor' }, coach: { label: 'Coach' } },
  roles: {},
});

const lacks = (plan: string | undefined, licenses: readonly string[], isHeld?: () => boolean) =>
  blockedBy(catalog, { licenses, ...(plan !== undefined && { plan }) }, 'calls.whisper', isHeld);

test('the plan comes before the licences, and these before the prerequisites', () => {
  expect(lacks(undefined, [], () => false)).toEqual({ reason: 'plan', missing: { kind: 'plan', ids: ['pro', 'max'] } });
  expect(lacks('pro', ['monitor'], () => false)).toEqual({
    reason: 'license',
    missing: { kind: 'license', ids: ['coach'] },
  });
  expect(lacks('pro', ['monitor', 'coach'], () => false)).toEqual({
    reason: 'prerequisite',
    missing: { kind: 'permission', ids: ['calls.listen'] },
  });
  expect(lacks('pro', ['monitor', 'coach'], () => true)).toBeUndefined();
});

test('prerequisites are looked at only where somebody can tell whether they are held', () => {
  expect(lacks('max', ['coach', 'monitor'])).toBeUndefined();
});

test('nothing blocks what the catalog does not have', () => {
  for (const id of ['calls.gone', '__proto__', 'constructor'])
    expect(blockedBy(catalog, { licenses: [] }, id, () => false)).toBeUndefined();
});

test('of closed windows the next one tells when, or the last one if none is to come', () => {
  expect(outOfTime([{ startsAt: 30 }, { startsAt: 20 }, { endsAt: 5 }], 10)).toEqual({ reason: 'not-yet', at: 20 });
  expect(outOfTime([{ endsAt: 5 }, { endsAt: 8 }], 10)).toEqual({ reason: 'expired', at: 8 });
  expect(outOfTime([{ endsAt: 5 }, {}], 10)).toBeUndefined();
  expect(outOfTime([], 10)).toBeUndefined();
});

import { expect, test } from 'vitest';
import { byProvenance, compareText, grantKey } from '../../../src/evaluator/decide/canonical.js';
import { grantOf } from '../small.js';
import type { Grant } from '../../../src/model/grant.js';

test('grants that say the same have the same key, in whatever order they say it', () => {
  const a = grantOf({ permission: 'a.b', scope: { own: true, in: { queue: ['x', 'y'], line: 'any' } }, startsAt: 1 });
  const b = grantOf({ startsAt: 1, scope: { in: { line: 'any', queue: ['y', 'x'] }, own: true }, permission: 'a.b' });
  expect(grantKey(a)).toBe(grantKey(b));
});

test('grants that say something else have another key', () => {
  const of = (scope: object) => grantKey(grantOf({ permission: 'a.b', scope }));
  const scopes = [
    {},
    { own: true },
    { in: {} },
    { in: { queue: [] } },
    { in: { queue: ['x'] } },
    { in: { queue: 'any' } },
    { in: { queue: ['any'] } },
    { within: { queue: ['x'] } },
    { in: { queue: ['x', 'x'] } },
    { in: { queue: ['x,x'] } },
  ];
  expect(new Set(scopes.map(of)).size).toBe(scopes.length);
});

test('the nearest source comes first: the member, a role, a package, what was opened, everybody', () => {
  const sources = ['baseline', 'implied:a.b', 'package:x', 'role:b', 'role:a', 'member'] as const;
  const sorted = sources.map((from) => grantOf({ permission: 'a.b', from })).sort(byProvenance);
  expect(sorted.map(({ from }) => from)).toEqual([
    'member',
    'role:a',
    'role:b',
    'package:x',
    'implied:a.b',
    'baseline',
  ]);
});

test('texts are compared by their letters, not by a language', () => {
  expect(['b', 'a', 'é', 'Z', 'a'].sort(compareText)).toEqual(['Z', 'a', 'a', 'b', 'é']);
  expect([compareText('a', 'b'), compareText('b', 'a'), compareText('a', 'a')]).toEqual([-1, 1, 0]);
});

test('every member of a grant counts', () => {
  const plain = grantOf({ permission: 'a.b' });
  const changes: readonly Partial<Grant>[] = [
    { permission: 'a.c' },
    { effect: 'deny' },
    { from: 'role:other' },
    { via: 'role:other' },
    { scope: 'all' },
    { value: 'x' },
    { startsAt: 1 },
    { endsAt: 1 },
    { conditional: true },
    { reason: 'plan' },
  ];
  const keys = [plain, ...changes.map((change) => ({ ...plain, ...change }))].map(grantKey);
  expect(new Set(keys).size).toBe(changes.length + 1);
});

import { expect, test } from 'vitest';
import { conditionOf, every, not, some } from '../../../src/evaluator/decide/condition.js';
import type { Condition } from '../../../src/model/condition.js';
import { setOf } from '../small.js';

const call = { label: 'Call', owner: 'ownerId', dimensions: { extension: 'ext', queue: 'queue' } };
const { subject } = setOf([], {}, { extensions: ['101'] });
const of = (clause: Parameters<typeof conditionOf>[0], person = subject, resource = call) =>
  conditionOf(clause, person, resource);
const [a, b]: readonly [Condition, Condition] = [
  { key: 'queue', in: ['a'] },
  { key: 'line', present: true },
];

test('a clause is what a record must hold to be in it', () => {
  expect(of({ all: true })).toBe(true);
  expect(of({})).toBe(false);
  expect(of({ in: { queue: ['a', 'b'] } })).toEqual({ key: 'queue', in: ['a', 'b'] });
  expect(of({ in: { queue: 'any' } })).toEqual({ key: 'queue', present: true });
  expect(of({ all: true, within: { queue: ['a'], extension: 'any' } })).toEqual({
    every: [
      { key: 'queue', in: ['a'] },
      { key: 'extension', present: true },
    ],
  });
});

test('own is the owner or one of the subject’s extensions, as far as there are any', () => {
  const owner: Condition = { key: 'owner', in: ['ann'] };
  const extension: Condition = { key: 'extension', in: ['101'] };
  expect(of({ own: true })).toEqual({ some: [owner, extension] });
  expect(of({ own: true }, { ...subject, extensions: [] })).toEqual(owner);
  expect(of({ own: true }, { ...subject, id: '' })).toEqual(extension);
  expect(conditionOf({ own: true }, subject, { label: 'Note', dimensions: { extension: 'ext' } })).toEqual(extension);
  expect(conditionOf({ own: true }, subject, { label: 'Note', dimensions: {} })).toBe(false);
});

test('what can hold for no record is false and leaves nothing behind', () => {
  expect(of({ in: { queue: [] } })).toBe(false);
  expect(of({ in: { queue: [''] } })).toBe(false);
  expect(of({ in: { queue: ['', 'a'] } })).toEqual({ key: 'queue', in: ['a'] });
  expect(of({ in: { galaxy: 'any' } })).toBe(false);
  expect(of({ all: true, within: { galaxy: 'any' } })).toBe(false);
  expect(of({ in: { queue: ['a'] }, within: { extension: [] } })).toBe(false);
  expect(of({ in: { queue: undefined } })).toBe(false);
});

test('some is true as soon as one is, false without any, and one look-up for the ids of one key', () => {
  expect([some([]), some([false, false]), some([a, true]), some([false, a])]).toEqual([false, false, true, a]);
  expect(some([{ key: 'queue', in: ['a'] }, b, { key: 'queue', in: ['b'] }])).toEqual({
    some: [{ key: 'queue', in: ['a', 'b'] }, b],
  });
  expect(some([{ some: [a, b] }, { key: 'queue', in: ['c'] }])).toEqual({
    some: [{ key: 'queue', in: ['a', 'c'] }, b],
  });
});

test('every is false as soon as one is, true without any, and flat', () => {
  expect([every([]), every([true, true]), every([a, false]), every([true, a])]).toEqual([true, true, false, a]);
  expect(every([a, { every: [b, a] }])).toEqual({ every: [a, b, a] });
});

test('not of not is the thing itself', () => {
  expect([not(true), not(false), not(a), not(not(a))]).toEqual([false, true, { not: a }, a]);
});

test('what a grant names and nobody can read reaches nothing, and in a deny everything of its key', () => {
  const strange = [{}, 1.5, NaN, true, ['a'], 2 ** 53, '\ud800', new String('a')];
  for (const id of strange) {
    // A grant set that was read has texts only; one that a server made itself need not.
    const queue = ['a', id] as unknown as readonly string[];
    expect(conditionOf({ in: { queue } }, subject, call)).toEqual({ key: 'queue', in: ['a'] });
    expect(conditionOf({ in: { queue } }, subject, call, true)).toBe(true);
    expect(conditionOf({ in: { queue: ['b'] }, within: { queue } }, subject, call, true)).toEqual({
      key: 'queue',
      in: ['b'],
    });
    const person = { ...subject, id: id as string };
    expect([conditionOf({ own: true }, person, call), conditionOf({ own: true }, person, call, true)]).toEqual([
      { key: 'extension', in: ['101'] },
      true,
    ]);
  }
  for (const reach of [5, {}, 'everything', null] as unknown as readonly 'any'[]) {
    expect(conditionOf({ in: { queue: reach } }, subject, call)).toBe(false);
    expect(conditionOf({ in: { queue: reach } }, subject, call, true)).toBe(true);
  }
});

test('ids that are whole numbers of any size are read as their digits', () => {
  const queue = [7, 7n, 2n ** 64n] as unknown as readonly string[];
  expect(of({ in: { queue } })).toEqual({ key: 'queue', in: ['7', '7', '18446744073709551616'] });
});

test('ten thousand lists of one key become one list, in their order', () => {
  const lists = Array.from({ length: 10_000 }, (_, i): Condition => ({ key: 'queue', in: [`${i}`] }));
  const long: Condition = { key: 'queue', in: Array.from({ length: 300_000 }, (_, i) => `${i}`) };
  expect(some(lists)).toEqual({ key: 'queue', in: lists.map((_, i) => `${i}`) });
  expect(some([a, long])).toMatchObject({ key: 'queue' });
});

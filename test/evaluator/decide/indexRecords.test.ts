import { expect, test } from 'vitest';
import { indexRecords } from '../../../src/evaluator/decide/indexRecords.js';
import { compile, matches } from '../../../src/evaluator/decide/predicate.js';
import type { Condition } from '../../../src/model/condition.js';
import { smallCatalog } from '../small.js';

const catalog = smallCatalog({
  resources: {
    call: {
      label: 'Call',
      owner: ['ownerId', 'agentId'],
      dimensions: { extension: 'extension', queue: 'queue', line: 'line' },
    },
  },
});

const unreadable = {
  get queue(): string {
    throw new Error('not for you');
  },
};
const records: readonly unknown[] = [
  { queue: 'a', line: 'x', ownerId: 'ann' },
  { queue: 'a', line: 'y', agentId: 'ann' },
  { queue: 'b', line: 'x', ownerId: 'bob', agentId: 'ann' },
  { queue: 'b', line: 'y' },
  { queue: ['a', 'b'], line: 'x' },
  { queue: ['a'], line: 'y' },
  { queue: '["a"]' },
  { queue: '=a' },
  { queue: 7 },
  { queue: '7' },
  { queue: '' },
  { queue: null },
  {},
  null,
  'a',
  undefined,
  unreadable,
  { queue: 'a', line: 'x', ownerId: 'ann' },
  { queue: 'undefined' },
  { queue: 'a,b' },
  { ownerId: 'bob' },
  ...['ann', 'bob'].map((ownerId) => ({
    ownerId,
    get agentId(): string {
      throw new Error('not for you');
    },
  })),
];
const list = records as readonly object[];
const has = (key: string, ...ids: readonly string[]): Condition => ({ key, in: ids });
const conditions: readonly Condition[] = [
  true,
  false,
  has('queue', 'a'),
  has('queue', 'b', '7'),
  has('queue', '["a"]', '=a'),
  has('queue', 'undefined', 'a,b'),
  { key: 'queue', present: true },
  { not: has('queue', 'a') },
  { not: { key: 'queue', present: true } },
  { some: [has('queue', 'b'), has('line', 'x')] },
  { every: [has('queue', 'a'), has('line', 'y')] },
  { every: [has('line', 'x'), { not: { some: [has('queue', 'a'), has('owner', 'ann')] } }] },
  has('owner', 'ann'),
  { every: [has('owner', 'ann'), has('queue', 'b')] },
];

const shared = indexRecords(catalog, 'call', list);

test.each(conditions.map((condition) => [JSON.stringify(condition), condition] as const))(
  'an index holds for %s what each record by itself does',
  (_, condition) => {
    const definition = catalog.resources['call'];
    if (!definition) throw new Error('The small catalog has no calls.');
    const predicate = compile(condition, definition);
    const wanted = list.flatMap((record, i) => (matches(predicate, record) ? [i] : []));
    // By place: what is equal in content is still another record.
    const places = (kept: readonly object[]) => {
      let from = 0;
      return kept.map((record) => (from = list.indexOf(record, from) + 1) - 1);
    };
    expect(places(indexRecords(catalog, 'call', list).select(condition))).toEqual(wanted);
    // An index is asked one thing after the other.
    expect(places(shared.select(condition))).toEqual(wanted);
    expect(places(shared.select(condition))).toEqual(wanted);
  },
);

test('each field that a condition asks for is read once, however often it is asked', () => {
  let reads = 0;
  const counted = Array.from({ length: 3 }, () => ({
    get queue() {
      reads += 1;
      return 'a';
    },
  }));
  const index = indexRecords(catalog, 'call', counted);
  expect(reads).toBe(0);
  index.select(has('line', 'x'));
  expect(reads).toBe(0);
  index.select(has('queue', 'b'));
  const columns = reads;
  index.select(has('queue', 'b'));
  // What is alike is asked about once, so of three records one.
  expect(reads - columns).toBe(1);
  index.select({ every: [has('queue', 'b'), has('line', 'x')] });
  expect(reads - columns).toBe(2);
});

test('nothing is selected where nothing fits, or nothing is there', () => {
  const index = indexRecords(catalog, 'call', list);
  expect(index.select(has('queue', 'nowhere'))).toEqual([]);
  expect(indexRecords(catalog, 'call', []).select(true)).toEqual([]);
});

const twelve = Array.from({ length: 12 }, (_, i) => `${i}`);
const pairs = twelve.flatMap((line) => twelve.map((queue) => ({ line, queue })));

test('no two pairs of ids are taken for one', () => {
  const index = indexRecords(catalog, 'call', pairs);
  for (const pair of pairs)
    expect(index.select({ every: [has('line', pair.line), has('queue', pair.queue)] })).toEqual([pair]);
});

test('of a long list all, none and every part are selected in their order', () => {
  const index = indexRecords(catalog, 'call', pairs);
  for (const id of twelve) {
    const chosen = index.select({ some: [has('line', id), has('queue', id)] });
    expect(chosen).toEqual(pairs.filter(({ line, queue }) => line === id || queue === id));
    expect(index.select({ not: has('queue', id) })).toEqual(pairs.filter(({ queue }) => queue !== id));
  }
  expect([index.select(true), index.select(has('line', '12'))]).toEqual([pairs, []]);
});

test('records of a type that the catalog does not have hold no id of any dimension', () => {
  const foreign = indexRecords(catalog, 'fax', [{ queue: 'a' }]);
  expect([foreign.select(has('queue', 'a')), foreign.select(true)]).toEqual([[], [{ queue: 'a' }]]);
});

import { describe, expect, test } from 'vitest';
import { compile, fieldsOf, idFrom, isRecord, matches, readField } from '../../../src/evaluator/decide/predicate.js';
import type { ResourceDefinition } from '../../../src/model/catalog.js';
import type { Condition } from '../../../src/model/condition.js';

const call: ResourceDefinition = {
  label: 'Call',
  owner: ['ownerId', 'agent.id'],
  consents: 'consents',
  dimensions: {
    queue: 'queue',
    line: 'line',
    number: 'to.number',
    group: ['group', 'groups', 'more'],
    spoken: (record) => Reflect.get(record, 'said') as unknown,
  },
};
const holds = (condition: Condition, record: object) => matches(compile(condition, call), record);
const isDenied = (condition: Condition, record: object) => matches(compile(condition, call, true), record);
const inSales: Condition = { key: 'queue', in: ['sales', 'support'] };

/** What an id field may hold that is no id. */
const unread: readonly unknown[] = [
  1.5,
  NaN,
  Infinity,
  2 ** 53,
  true,
  false,
  {},
  [[]],
  [['sales']],
  Symbol.iterator,
  new String('sales'),
  new Number(7),
  new Date(0),
  { toString: () => 'sales' },
  () => 'sales',
  Promise.resolve('sales'),
  new Set(['sales']),
  new Uint8Array([7]),
  '\ud800',
  'sales\udfff',
];
const nothing: readonly unknown[] = [undefined, null, '', [], [null, '', undefined]];

describe('what a value is an id of', () => {
  test('is a text, or a whole number of any size in digits', () => {
    expect(['a', '7', ' ', '\u{1f4de}', 7, -3, -0, Number.MAX_SAFE_INTEGER, 7n, -(2n ** 70n)].map(idFrom)).toEqual([
      ...['a', '7', ' ', '\u{1f4de}', '7', '-3', '0', '9007199254740991', '7', '-1180591620717411303424'],
    ]);
  });

  test('is the empty text where there is none', () => {
    expect([undefined, null, ''].map(idFrom)).toEqual(['', '', '']);
  });

  test('is nothing of what cannot be read', () => {
    expect([...unread, []].map(idFrom)).toEqual([...unread, []].map(() => undefined));
  });
});

describe('what cannot be read', () => {
  const any: Condition = { key: 'queue', present: true };
  const conditions: readonly Condition[] = [inSales, { key: 'queue', in: ['sales'] }, any];

  test.each(unread.map((value) => [String(typeof value === 'object' ? JSON.stringify(value) : String(value)), value]))(
    'counts as held by a deny and by no allow: %s',
    (_, value) => {
      for (const queue of [value, [value], [null, value]]) {
        for (const condition of conditions) {
          expect([holds(condition, { queue }), isDenied(condition, { queue })]).toEqual([false, true]);
          expect([holds({ not: condition }, { queue }), isDenied({ not: condition }, { queue })]).toEqual([
            false,
            true,
          ]);
          expect(holds({ not: { every: [true, { not: condition }] } }, { queue })).toBe(false);
        }
        // Beside it in the list an allow sees what can be read.
        const mixed = [queue].flat().concat('sales');
        expect([holds(inSales, { queue: mixed }), isDenied(inSales, { queue: mixed })]).toEqual([true, true]);
      }
    },
  );

  test('is not what is not there', () => {
    for (const queue of nothing)
      for (const condition of conditions)
        expect([holds(condition, { queue }), isDenied(condition, { queue })]).toEqual([false, false]);
  });

  test('may be in any field: nested, one of several, read by a function', () => {
    const fields: readonly [Condition, (value: unknown) => object][] = [
      [{ key: 'number', in: ['7'] }, (number) => ({ to: { number } })],
      [{ key: 'group', in: ['a'] }, (more) => ({ more })],
      [{ key: 'spoken', in: ['a'] }, (said) => ({ said })],
      [{ key: 'owner', in: ['ann'] }, (id) => ({ agent: { id } })],
    ];
    for (const [condition, record] of fields)
      for (const value of unread)
        expect([holds(condition, record(value)), isDenied(condition, record(value))]).toEqual([false, true]);
  });

  test('is also what throws, whichever field is asked first, and nothing is thrown', () => {
    const thrown = {
      get queue(): string {
        throw new Error('not for you');
      },
      line: 'a',
      to: Proxy.revocable({}, {}),
      more: Proxy.revocable([], {}),
    };
    thrown.to.revoke();
    thrown.more.revoke();
    const record = { ...Object.getOwnPropertyDescriptors(thrown) };
    const broken = Object.defineProperties({}, record);
    const more = Object.assign(broken, { to: thrown.to.proxy, more: thrown.more.proxy });
    const line: Condition = { key: 'line', in: ['a'] };
    for (const key of ['queue', 'number', 'group']) {
      const condition: Condition = { key, in: ['a'] };
      expect([holds(condition, more), isDenied(condition, more)]).toEqual([false, true]);
      for (const some of [
        [condition, line],
        [line, condition],
      ])
        expect([holds({ some }, more), isDenied({ some }, more)]).toEqual([true, true]);
    }
  });
});

describe('a field', () => {
  test('is read by its name, through nested objects, or by a function', () => {
    expect([readField('a')({ a: 1 }), readField('a.b.c')({ a: { b: { c: 2 } } }), readField(() => 3)({})]).toEqual([
      1, 2, 3,
    ]);
  });

  test('is nothing where the way there ends, also in a text', () => {
    const records = [{}, { a: null }, { a: 'text' }, { a: 7 }, { a: undefined }];
    expect(records.map((record) => readField('a.length')(record))).toEqual(records.map(() => undefined));
  });

  test('may have the name of what every object has, and is still only what the record says', () => {
    expect(idFrom(readField('constructor.name')({}))).toBe('');
    expect(holds({ key: 'queue', present: true }, Object.create({ queue: 'sales' }) as object)).toBe(true);
  });

  test('of a key is where the type keeps it, and nowhere for a key it does not have', () => {
    expect(['owner', 'consents', 'queue', 'galaxy', 'constructor'].map((key) => fieldsOf(call, key))).toEqual([
      ['ownerId', 'agent.id'],
      ['consents'],
      ['queue'],
      [],
      [],
    ]);
    expect(fieldsOf({ label: 'Bare', dimensions: {} }, 'owner')).toEqual([]);
  });
});

describe('a condition', () => {
  test.each<readonly [string, object, boolean]>([
    ['a text', { queue: 'sales' }, true],
    ['another text', { queue: 'billing' }, false],
    ['a list', { queue: ['x', 'support'] }, true],
    ['a list without it', { queue: ['x', null] }, false],
    ['null', { queue: null }, false],
    ['nothing', {}, false],
    ['the empty text', { queue: '' }, false],
  ])('finds an id in %s: %j', (_, record, expected) => {
    expect(holds(inSales, record)).toBe(expected);
    expect(holds({ key: 'queue', in: ['sales', 'support', '7'] }, record)).toBe(expected);
    expect(holds({ not: inSales }, record)).toBe(!expected);
  });

  test('finds one single id, as a text, in a list or in digits', () => {
    const seven: Condition = { key: 'queue', in: ['7'] };
    expect(
      [{ queue: '7' }, { queue: 7 }, { queue: [7] }, { queue: '8' }, { queue: 8 }, {}].map((record) =>
        holds(seven, record),
      ),
    ).toEqual([true, true, true, false, false, false]);
  });

  test('that asks for the empty text, or for nothing, finds nothing', () => {
    for (const ids of [[''], ['', 'x'], []]) expect(holds({ key: 'queue', in: ids }, { queue: '' })).toBe(false);
  });

  test('finds an id in any of several fields', () => {
    const inA: Condition = { key: 'group', in: ['a'] };
    expect(
      [{ group: 'a' }, { groups: ['a'] }, { more: 'a' }, { group: 'b', groups: [], more: null }].map((record) =>
        holds(inA, record),
      ),
    ).toEqual([true, true, true, false]);
    expect(
      [{ ownerId: 'ann' }, { agent: { id: 'ann' } }, { ownerId: 'bob' }].map((record) =>
        holds({ key: 'owner', in: ['ann'] }, record),
      ),
    ).toEqual([true, true, false]);
    expect(holds({ key: 'spoken', in: ['a'] }, { said: 'a' })).toBe(true);
  });

  test('that one of several keys has the id looks at all of them, plain or not', () => {
    const one = (...keys: readonly string[]): Condition => ({ some: keys.map((key) => ({ key, in: ['a'] })) });
    const record = { to: { number: 'a' } };
    expect(holds(one('queue', 'line'), record)).toBe(false);
    expect(holds(one('queue', 'line', 'number'), record)).toBe(true);
    for (const ids of [['a'], ['a', 'c']])
      for (const keys of [
        ['queue'],
        ['queue', 'line'],
        ['queue', 'line', 'consents'],
        ['queue', 'line', 'consents', 'group'],
      ]) {
        const some: Condition = { some: keys.map((key) => ({ key, in: ids })) };
        for (const field of [...keys, ...(keys.includes('group') ? ['groups', 'more'] : [])])
          expect([holds(some, { [field]: 'a' }), holds(some, { [field]: 'b' })]).toEqual([true, false]);
      }
    expect(
      holds(
        {
          some: [
            { key: 'queue', in: ['a'] },
            { key: 'line', in: ['b'] },
          ],
        },
        { queue: 'b', line: 'a' },
      ),
    ).toBe(false);
  });

  test('that there is an id finds any, but nothing that is none', () => {
    const present: Condition = { key: 'queue', present: true };
    const values = ['a', 7, ['a'], [null, 7], '', [], [''], null, undefined, {}, 1.5];
    expect(values.map((queue) => holds(present, { queue }))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(holds({ key: 'galaxy', present: true }, { galaxy: 'a' })).toBe(false);
  });

  test('is put together with some, every and not, of any number', () => {
    const yes: Condition = { key: 'queue', present: true };
    const no: Condition = { key: 'line', present: true };
    const record = { queue: 'a' };
    const all = [yes, no];
    expect(holds({ some: [] }, record)).toBe(false);
    expect(holds({ every: [] }, record)).toBe(true);
    expect([holds({ some: all }, record), holds({ every: all }, record)]).toEqual([true, false]);
    expect([holds({ some: [...all, false] }, record), holds({ every: [...all, true] }, record)]).toEqual([true, false]);
    expect([holds({ some: [false, false, false] }, record), holds({ every: [true, true, true] }, record)]).toEqual([
      false,
      true,
    ]);
    expect([
      holds({ some: [false, false] }, record),
      holds({ every: [true, true] }, record),
      holds({ every: [true, false] }, record),
    ]).toEqual([false, true, false]);
    for (const size of [2, 3, 4])
      for (let place = 0; place < size; place += 1) {
        const parts = (here: Condition, others: Condition) =>
          Array.from({ length: size }, (_, i) => (i === place ? here : others));
        expect(holds({ every: parts(no, yes) }, record)).toBe(false);
        expect(holds({ some: parts(yes, no) }, record)).toBe(true);
      }
    expect([holds(true, record), holds(false, record), holds({ not: true }, record)]).toEqual([true, false, false]);
  });
});

test('what is no record meets no condition', () => {
  const always = compile(true, call);
  expect([null, undefined, 'a', 7, () => 'a', {}, []].map((record) => matches(always, record))).toEqual([
    ...[false, false, false, false, false, true, true],
  ]);
  expect([{}, [], null, undefined, 'a', 7].map(isRecord)).toEqual([true, true, false, false, false, false]);
});

test('more fields than there are places for are all looked at, also where several keys share a field', () => {
  const names = Array.from({ length: 20 }, (_, i) => `field${i}`);
  const dimensions = Object.fromEntries([...names, 'again'].map((name) => [name, name === 'again' ? 'field3' : name]));
  const wide: ResourceDefinition = { label: 'Wide', dimensions };
  const some: Condition = { some: [...names, 'again'].map((key) => ({ key, in: [`${key} id`] })) };
  const program = compile(some, wide);
  for (const name of names)
    expect([matches(program, { [name]: `${name} id` }), matches(program, { [name]: 'another' })]).toEqual([
      true,
      false,
    ]);
  expect(matches(program, { field3: 'again id' })).toBe(true);
  const all: Condition = { every: names.map((key) => ({ key, in: ['a'] })) };
  const full = Object.fromEntries(names.map((name) => [name, 'a']));
  expect([matches(compile(all, wide), full), matches(compile(all, wide), { ...full, field11: 'b' })]).toEqual([
    true,
    false,
  ]);
});

test('what is no record holds nothing, even where the opposite is asked, and no field function is given it', () => {
  const given: unknown[] = [];
  const resource: ResourceDefinition = {
    label: 'Call',
    dimensions: { size: 'length', spoken: (record) => void given.push(record) },
  };
  const size: Condition = { key: 'size', in: ['3'] };
  const spoken: Condition = { key: 'spoken', in: ['a'] };
  const conditions: readonly Condition[] = [
    true,
    size,
    spoken,
    { not: size },
    { not: spoken },
    { some: [size, spoken] },
  ];
  const others = ['abc', 7, true, null, undefined, Symbol.iterator];
  const held = conditions.flatMap((condition) =>
    others.filter((other) => matches(compile(condition, resource), other)),
  );
  expect([held, given]).toEqual([[], []]);
});

import { describe, expect, test } from 'vitest';
import { type Clause, clauseOf, namesSomething, resolveMine, unite } from '../../../src/evaluator/decide/reachOf.js';
import { isCovered } from '../../../src/evaluator/decide/coverage.js';
import type { Scope } from '../../../src/model/scope.js';
import { grantOf, setOf, smallCatalog } from '../small.js';

const catalog = smallCatalog({});
const { subject } = setOf([], {}, { extensions: ['101'], memberships: { queue: ['sales'] } });
const clause = (effect: 'allow' | 'deny', scope?: Scope, scoped = true): Clause =>
  clauseOf(
    catalog,
    subject,
    grantOf({ permission: 'calls.view', effect, ...(scope !== undefined && { scope }) }),
    scoped,
  );

describe('how far one grant reaches', () => {
  test('without a scope: an allow nowhere, a deny everywhere', () => {
    expect([clause('allow'), clause('deny')]).toEqual([{}, { all: true }]);
  });

  test('without a scope where there are no records: everywhere', () => {
    expect([clause('allow', undefined, false), clause('deny', undefined, false)]).toEqual([
      { all: true },
      { all: true },
    ]);
  });

  test('with a narrow scope where there are no records: an allow nowhere, a deny everywhere', () => {
    const sales: Scope = { in: { queue: ['sales'] } };
    expect([clause('allow', sales, false), clause('deny', sales, false)]).toEqual([{}, { all: true }]);
    expect([
      clause('allow', 'all', false),
      clause('allow', { all: true }, false),
      clause('allow', { all: true, within: { queue: 'any' } }, false),
    ]).toEqual([{ all: true }, { all: true }, {}]);
  });

  test('with what the catalog does not know: an allow by the rest, a deny everywhere', () => {
    const strange: Scope = { own: true, in: { galaxy: 'any', queue: ['sales'] } };
    expect([clause('allow', strange), clause('deny', strange)]).toEqual([
      { own: true, in: { queue: ['sales'] } },
      { all: true },
    ]);
  });

  test('within what the catalog does not know: an allow nowhere, a deny everywhere', () => {
    const strange: Scope = { own: true, within: { galaxy: 'any' } };
    expect([clause('allow', strange), clause('deny', strange)]).toEqual([{}, { all: true }]);
  });

  test('with mine: as far as the subject’s memberships and extensions', () => {
    const mine: Scope = { in: { queue: 'mine', extension: 'mine', line: 'mine' }, within: { queue: 'mine' } };
    expect(clause('allow', mine)).toEqual({
      in: { queue: ['sales'], extension: ['101'], line: [] },
      within: { queue: ['sales'] },
    });
    expect(resolveMine(subject, 'all')).toEqual({ all: true });
  });
});

describe('whether one scope lies within others', () => {
  const q = (...ids: readonly string[]): Clause => ({ in: { queue: ids } });
  test.each<readonly [string, Clause, readonly Clause[], boolean]>([
    ['nothing within nothing', {}, [], true],
    ['an empty list within nothing', q(), [], true],
    ['something not within nothing', q('a'), [], false],
    ['everything within everything', { all: true }, [{ all: true }], true],
    ['everything not within a part', { all: true }, [{ own: true, in: { queue: 'any' } }], false],
    ['own within own', { own: true }, [{ own: true }], true],
    ['own not within a queue', { own: true }, [q('a')], false],
    ['ids within more ids', q('a', 'b'), [q('b', 'c', 'a')], true],
    ['ids not within fewer', q('a', 'b'), [q('a')], false],
    ['ids within several scopes together', q('a', 'b'), [q('a'), q('b')], true],
    ['ids within any', q('a'), [{ in: { queue: 'any' } }], true],
    ['any within any', { in: { queue: 'any' } }, [{ in: { queue: 'any' } }], true],
    ['any not within ids', { in: { queue: 'any' } }, [q('a')], false],
    ['one dimension not within another', q('a'), [{ in: { line: ['a'] } }], false],
    ['names of objects are no dimensions', { in: { constructor: ['a'] } }, [q('a')], false],
    ['a limited scope within a wider one', { ...q('a'), within: { line: ['x'] } }, [q('a')], true],
    ['a scope not within a limited one', q('a'), [{ ...q('a'), within: { line: ['x'] } }], false],
    ['the same limits', { ...q('a'), within: { line: ['x'] } }, [{ ...q('a'), within: { line: ['x', 'y'] } }], true],
    ['looser limits', { ...q('a'), within: { line: ['x', 'y'] } }, [{ ...q('a'), within: { line: ['x'] } }], false],
    [
      'limits in other dimensions',
      { ...q('a'), within: { line: ['x'] } },
      [{ ...q('a'), within: { extension: ['x'] } }],
      false,
    ],
    ['what must lie in nothing is nothing', { all: true, within: { line: [] } }, [], true],
    [
      'what must lie in nothing beside something is nothing',
      { all: true, within: { queue: ['a'], line: [] } },
      [],
      true,
    ],
    ['what must lie in something is something', { all: true, within: { line: ['x'] } }, [], false],
    ['everything within a limit lies in that dimension', { all: true, within: { queue: ['a'] } }, [q('a', 'b')], true],
    ['an id within limits of its own dimension', q('a'), [{ all: true, within: { queue: ['a'] } }], true],
  ])('%s', (_, inner, outers, expected) => {
    expect(isCovered(inner, outers)).toBe(expected);
  });
});

describe('scopes united', () => {
  test('are one without limits, with each id once, and the limited ones beside it in one order', () => {
    const limited: Clause[] = [
      { own: true, within: { line: ['b'] } },
      { own: true, within: { line: ['a'] } },
    ];
    const parts: Clause[] = [
      { in: { queue: ['b', 'a'] } },
      { in: { queue: ['a'], line: 'any' } },
      { own: true },
      {},
      { within: { queue: ['x'] } },
    ];
    const expected = [{ own: true, in: { queue: ['a', 'b'], line: 'any' } }, limited[1], limited[0]];
    expect([unite([...parts, ...limited]), unite([...limited, ...parts].reverse())]).toEqual([expected, expected]);
  });

  test('are everything where one is, and nothing where none names anything', () => {
    expect([unite([{ own: true }, { all: true }]), unite([{}, { in: { queue: [] } }]), unite([])]).toEqual([
      ['all'],
      [],
      [],
    ]);
  });

  test('name nothing but what they reach', () => {
    expect(unite([{ own: true }])).toStrictEqual([{ own: true }]);
    expect(unite([{ in: { queue: ['a'] } }])).toStrictEqual([
      { in: Object.assign(Object.create(null), { queue: ['a'] }) },
    ]);
  });

  test('are any where one is any, in either order', () => {
    const [some, any]: Clause[] = [{ in: { queue: ['a'] } }, { in: { queue: 'any' } }];
    expect([unite([some ?? {}, any ?? {}]), unite([any ?? {}, some ?? {}])]).toEqual([[any], [any]]);
  });
});

test('a scope names something where there is anything that it could reach', () => {
  const scopes: Scope[] = [
    'all',
    { all: true },
    { own: true },
    { in: { queue: 'mine' } },
    { in: { queue: [] } },
    {},
    { within: { queue: 'any' } },
  ];
  expect(scopes.map(namesSomething)).toEqual([true, true, true, true, false, false, false]);
});

import { describe, expect, test } from 'vitest';
import { indexRecords } from '../../../src/evaluator/decide/indexRecords.js';
import { unreadable } from '../../reference/generators/unreadable.js';
import { mayOf, setOf, smallCatalog } from '../small.js';

const catalog = smallCatalog({
  permissions: {
    'calls.view': { kind: 'right', label: 'View calls', on: 'call' },
    'menu.open': { kind: 'right', label: 'Open the menu' },
    'calls.max': { kind: 'number', label: 'Calls at once', unit: 'count', min: 1, max: 9, default: 2, plans: ['pro'] },
    'calls.tag': { kind: 'duty', label: 'Tag calls', requires: ['calls.view'] },
  },
  plans: { pro: { label: 'Pro' } },
});
const sales = { queue: 'sales' };
const everything = { permission: 'calls.view', scope: 'all' } as const;

test('an evaluator tells what it was made of', () => {
  const set = setOf([]);
  const may = mayOf(catalog, [], { now: 7 });
  expect([may.catalog, may.grantSet, may.now]).toEqual([catalog, set, 7]);
});

describe('the moment of the next change', () => {
  const next = (now: number, more: object = {}) =>
    mayOf(
      catalog,
      [
        { ...everything, startsAt: 10, endsAt: 20 },
        { ...everything, endsAt: 30 },
      ],
      { now, ...more },
    ).nextChangeAt;

  test('is the nearest beginning or end that lies ahead', () => {
    expect([next(0), next(9), next(10), next(19), next(20), next(29)]).toEqual([10, 10, 20, 20, 30, 30]);
  });

  test('is none once nothing lies ahead', () => {
    expect([next(30), mayOf(catalog, [everything]).nextChangeAt]).toEqual([undefined, undefined]);
  });

  test('is the end of the set where that comes first, and none after it', () => {
    expect([next(0, { expiresAt: 5 }), next(5, { expiresAt: 5 }), next(0, { expiresAt: 15 })]).toEqual([
      5,
      undefined,
      10,
    ]);
  });

  test('does not come from grants of another catalog', () => {
    expect(next(0, { catalog: 'another' })).toBeUndefined();
  });
});

test('a moment that is none leaves nothing known', () => {
  const may = mayOf(catalog, [everything, { permission: 'calls.max', value: 9 }], { now: NaN, ann: { plan: 'pro' } });
  expect(may.check('calls.view', sales)).toEqual({ status: 'unknown', cause: 'stale' });
  expect([may.can('calls.view', sales), may.value('calls.max'), may.value('calls.tag')]).toEqual([false, 1, true]);
});

test('asking about another right in between changes no answer', () => {
  const may = mayOf(catalog, [everything]);
  const answers = ['calls.view', 'menu.open', 'calls.view', 'nothing.known', 'calls.max', 'calls.view'].map((id) =>
    may.can(id, sales),
  );
  expect(answers).toEqual([true, false, true, false, false, true]);
});

test('a question about no permission at all is no, also when it is the first one', () => {
  for (const nothing of [undefined, null, '', 7]) {
    const may = mayOf(catalog, [everything, { permission: 'menu.open' }]);
    expect(Reflect.apply(may.can, may, [nothing])).toBe(false);
  }
});

test('what is no record is not asked about, and a list of them has none', () => {
  const may = mayOf(catalog, [everything]);
  // The types rule these out; a caller without types does not.
  const others = [undefined, null, 'sales', 7, true] as unknown as object[];
  expect(others.map((one) => may.can('calls.view', one))).toEqual([false, false, false, false, false]);
  expect(others.map((one) => may.check('calls.view', one))).toEqual(
    others.map(() => ({ status: 'denied', reason: 'resource-required' })),
  );
  expect(may.filter('calls.view', [...others, sales])).toEqual([sales]);
});

test('a right that is not about records filters nothing and holds everywhere or nowhere', () => {
  const may = mayOf(catalog, [{ permission: 'menu.open' }]);
  expect([may.can('menu.open'), may.where('menu.open'), may.filter('menu.open', [sales])]).toEqual([true, true, []]);
  expect([may.where('calls.view'), may.where('nothing.known')]).toEqual([false, false]);
});

test('an index of another type of record is read as a plain list', () => {
  const two = smallCatalog({
    resources: {
      call: { label: 'Call', dimensions: { queue: 'queue' } },
      mail: { label: 'Mail', dimensions: { queue: 'box' } },
    },
  });
  const may = mayOf(two, [{ permission: 'calls.view', scope: { in: { queue: ['sales'] } } }]);
  const list = [{ queue: 'sales' }, { box: 'sales' }];
  expect(may.filter('calls.view', indexRecords(two, 'mail', list))).toEqual([list[0]]);
});

describe('scopeOf', () => {
  const scope = (...grants: Parameters<typeof mayOf>[1]) =>
    mayOf(catalog, grants, { now: 5, ann: { memberships: { queue: ['sales'] }, extensions: ['101'] } }).scopeOf(
      'calls.view',
    );

  test('unites what has no limits and keeps apart what has', () => {
    const limited = { in: { queue: ['vip'] }, within: { line: ['ivr'] } };
    expect(
      scope(
        { permission: 'calls.view', scope: { own: true, in: { queue: 'mine', extension: 'mine' } } },
        { permission: 'calls.view', scope: { in: { queue: ['support', 'sales'], line: 'any' } } },
        { permission: 'calls.view', scope: { in: { line: ['direct'] } } },
        { permission: 'calls.view', scope: limited },
      ),
    ).toEqual({
      includes: [{ own: true, in: { queue: ['sales', 'support'], extension: ['101'], line: 'any' } }, limited],
      excludes: [],
    });
  });

  test('leaves out what reaches nothing, is not in force or is not certain, and keeps uncertain denies', () => {
    expect(
      scope(
        { permission: 'calls.view' },
        { permission: 'calls.view', scope: { within: { queue: ['a'] } } },
        { permission: 'calls.view', scope: { in: { queue: ['late'] } }, startsAt: 6 },
        { permission: 'calls.view', scope: { in: { queue: ['maybe'] } }, conditional: true },
        { permission: 'calls.view', effect: 'deny', scope: { in: { queue: ['maybe'] } }, conditional: true },
        { permission: 'calls.view', effect: 'deny', scope: { in: { queue: ['past'] } }, endsAt: 5 },
      ),
    ).toEqual({ includes: [], excludes: [{ in: { queue: ['maybe'] } }] });
  });

  test('is everything as soon as one grant is', () => {
    expect(scope({ ...everything, scope: { in: { queue: ['a'] } } }, { ...everything, scope: { all: true } })).toEqual({
      includes: ['all'],
      excludes: [],
    });
    expect(scope({ permission: 'calls.view', effect: 'deny' })).toEqual({ includes: [], excludes: ['all'] });
  });

  test('is nothing where the plan is missing, for a value and for what is not known', () => {
    const gated = smallCatalog({
      permissions: { 'calls.view': { kind: 'right', label: 'View', on: 'call', plans: ['pro'] } },
      plans: { pro: { label: 'Pro' } },
    });
    const nothing = { includes: [], excludes: [] };
    expect(mayOf(gated, [everything]).scopeOf('calls.view')).toEqual(nothing);
    expect(['calls.max', 'nothing.known'].map((id) => mayOf(catalog, []).scopeOf(id))).toEqual([nothing, nothing]);
  });
});

describe('a value that something else is needed for', () => {
  test('is closed without the plan', () => {
    const grants = [{ permission: 'calls.max', value: 9 }];
    expect([
      mayOf(catalog, grants).value('calls.max'),
      mayOf(catalog, grants, { ann: { plan: 'pro' } }).value('calls.max'),
    ]).toEqual([1, 9]);
  });

  test('and a duty without its prerequisite does not bind', () => {
    const duty = { permission: 'calls.tag', value: true };
    expect([mayOf(catalog, [duty]).value('calls.tag'), mayOf(catalog, [duty, everything]).value('calls.tag')]).toEqual([
      false,
      true,
    ]);
  });
});

describe('a record that cannot be read', () => {
  const inSales = { permission: 'calls.view', scope: { in: { queue: ['sales'] } } } as const;
  const broken = unreadable({ ownerId: 'ann' }, 'queue');

  test('is unknown, not allowed and not picked', () => {
    const may = mayOf(catalog, [inSales]);
    expect(may.check('calls.view', broken)).toEqual({ status: 'unknown', cause: 'unreadable-record' });
    expect([may.can('calls.view', broken), may.filter('calls.view', [broken])]).toEqual([false, []]);
  });

  test('is allowed where the answer does not depend on what cannot be read, and check says so as well', () => {
    const all = { ...everything, from: 'role:agent' } as const;
    const may = mayOf(catalog, [inSales, all]);
    expect([may.can('calls.view', broken), may.check('calls.view', broken)]).toEqual([
      true,
      { status: 'allowed', by: { effect: 'allow', ...all } },
    ]);
  });

  test('is not allowed where it cannot be read whether a deny reaches it', () => {
    const may = mayOf(catalog, [everything, { ...inSales, effect: 'deny' }]);
    expect([may.can('calls.view', broken), may.check('calls.view', broken).status]).toEqual([false, 'unknown']);
  });

  test('is answered the same in any order of the grants', () => {
    const own = { permission: 'calls.view', scope: { own: true } } as const;
    for (const grants of [
      [inSales, own],
      [own, inSales],
    ]) {
      const may = mayOf(catalog, grants);
      expect([may.can('calls.view', broken), may.check('calls.view', broken).status]).toEqual([true, 'allowed']);
    }
  });

  test('may be a proxy that refuses everything', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const may = mayOf(catalog, [inSales]);
    expect([may.can('calls.view', proxy), may.check('calls.view', proxy).status]).toEqual([false, 'unknown']);
  });

  test('may be one whose field function throws', () => {
    const reading = smallCatalog({
      resources: {
        call: {
          label: 'Call',
          dimensions: {
            queue: () => {
              throw new Error('no queue');
            },
          },
        },
      },
    });
    const may = mayOf(reading, [inSales]);
    expect([may.can('calls.view', {}), may.check('calls.view', {})]).toEqual([
      false,
      { status: 'unknown', cause: 'unreadable-record' },
    ]);
  });
});

test('what is no id is denied by name, since nobody knows that it is another one', () => {
  const all = { permission: 'calls.view', scope: 'all' } as const;
  const deny = { permission: 'calls.view', effect: 'deny', scope: { in: { queue: ['sales'] } } } as const;
  const may = mayOf(catalog, [all, deny]);
  const odd = [{ $oid: '1' }, 1.5, new Date(0), [['x']], '\ud800', Symbol('x')].map((queue) => ({ queue }));
  const plain = [{}, { queue: null }, { queue: '' }, { queue: [] }, { queue: 7n }, { queue: ['x', null] }];
  for (const call of odd) expect(may.check('calls.view', call)).toMatchObject({ status: 'denied', by: deny });
  expect(may.filter('calls.view', [...odd, ...plain])).toEqual(plain);
  expect(may.filter('calls.view', indexRecords(catalog, 'call', [...odd, ...plain]))).toEqual(plain);
});

test('records are never changed, frozen ones included', () => {
  const record = Object.freeze({ queue: Object.freeze(['sales']), ownerId: 'ann' });
  const may = mayOf(catalog, [{ permission: 'calls.view', scope: { own: true, in: { queue: ['sales'] } } }]);
  expect(may.filter('calls.view', [record])[0]).toBe(record);
  expect(Reflect.ownKeys(record)).toEqual(['queue', 'ownerId']);
});

test('canSome is no where every grant that could reach something is denied, whatever the others name', () => {
  const other = smallCatalog({
    resources: { call: { label: 'Call', dimensions: { queue: 'queue' } } },
    permissions: { 'calls.view': { kind: 'right', label: 'View calls', on: 'call' } },
  });
  const nowhere = { permission: 'calls.view', scope: { in: { line: ['direct'] } } } as const;
  const inSales = { permission: 'calls.view', scope: { in: { queue: ['sales'] } } } as const;
  const grants = [nowhere, inSales, { ...inSales, effect: 'deny' as const }];
  expect(mayOf(other, grants).canSome('calls.view')).toBe(false);
  expect(mayOf(other, grants.slice(0, 2)).canSome('calls.view')).toBe(true);
});

test('canSome is no where what the right requires of the same record is denied everywhere', () => {
  const playing = smallCatalog({
    permissions: {
      'calls.view': { kind: 'right', label: 'View calls', on: 'call' },
      'calls.play': { kind: 'right', label: 'Play calls', on: 'call', requires: ['calls.view'] },
    },
  });
  const sales = { scope: { in: { queue: ['sales'] } } } as const;
  const held = [
    { permission: 'calls.play', scope: 'all' },
    { permission: 'calls.view', ...sales },
  ] as const;
  const may = mayOf(playing, [...held, { permission: 'calls.view', effect: 'deny', ...sales }]);
  expect([may.canSome('calls.view'), may.canSome('calls.play')]).toEqual([false, false]);
  expect(mayOf(playing, held).canSome('calls.play')).toBe(true);
});

test('canSome is yes only where everything that the right requires is held for something', () => {
  const right = { kind: 'right', label: 'x', on: 'call' } as const;
  const catalog = smallCatalog({
    permissions: {
      'calls.view': right,
      'calls.hear': right,
      'calls.play': { ...right, requires: ['calls.view', 'calls.hear'] },
    },
  });
  const queue = (permission: string) => ({ permission, scope: { in: { queue: ['sales'] } } }) as const;
  const held = ['calls.play', 'calls.view', 'calls.hear'].map(queue);
  expect(mayOf(catalog, held).canSome('calls.play')).toBe(true);
  for (const lacking of ['calls.view', 'calls.hear']) {
    const denied = { ...queue(lacking), effect: 'deny' } as const;
    expect(mayOf(catalog, [...held, denied]).canSome('calls.play')).toBe(false);
  }
});

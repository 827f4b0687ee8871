import { expect, test } from 'vitest';
import { openGrants } from '../../../src/evaluator/resolve/openGrants.js';
import { type GrantPart, grantOf, setOf, smallCatalog } from '../small.js';

const right = { kind: 'right', label: 'x' } as const;
const catalog = smallCatalog({
  permissions: {
    // Listed before what they open, so that the list's own order, forwards or backwards, is not the right one.
    'a.level': {
      kind: 'choice',
      label: 'Level',
      default: 'none',
      options: [
        { id: 'none', label: 'None' },
        { id: 'some', label: 'Some', grants: ['c.umbrella'] },
        { id: 'all', label: 'All', grants: [{ permission: 'b.umbrella' }, 'c.umbrella'] },
      ],
    },
    'b.umbrella': { ...right, implies: [{ permission: 'c.umbrella', scope: 'all' }, 'b.leaf'] },
    'c.umbrella': { ...right, implies: ['c.leaf'] },
    'b.leaf': right,
    'c.leaf': right,
    'd.level': {
      kind: 'choice',
      label: 'Level',
      default: 'idle',
      options: [
        { id: 'off', label: 'Off', grants: ['b.leaf'] },
        { id: 'idle', label: 'Idle' },
        { id: 'on', label: 'On', grants: ['d.umbrella'] },
      ],
    },
    'd.umbrella': { ...right, implies: ['d.leaf'] },
    'd.leaf': right,
    'calls.all': { ...right, on: 'call', implies: ['calls.view', 'menu.open'] },
    'calls.view': { ...right, on: 'call' },
    'menu.open': right,
  },
});
const opened = (parts: readonly GrantPart[], subject = setOf([]).subject) =>
  openGrants(catalog, parts.map(grantOf), { subject });
const ids = (parts: readonly GrantPart[]) => opened(parts).map(({ permission }) => permission);

test('what an option opens opens more, however the option names it', () => {
  expect(new Set(ids([{ permission: 'a.level', value: 'some' }]))).toEqual(
    new Set(['a.level', 'c.umbrella', 'c.leaf']),
  );
  expect(new Set(ids([{ permission: 'a.level', value: 'all' }]))).toEqual(
    new Set(['a.level', 'b.umbrella', 'c.umbrella', 'b.leaf', 'c.leaf']),
  );
  expect(ids([{ permission: 'a.level', value: 'none' }])).toEqual(['a.level']);
  expect(new Set(ids([{ permission: 'd.level', value: 'on' }]))).toEqual(new Set(['d.level', 'd.umbrella', 'd.leaf']));
});

test('what an option opens is by the member’s own setting, else by the first that sets it, else by what closed it', () => {
  const via = (...parts: readonly Omit<GrantPart, 'permission'>[]) =>
    opened(parts.map((part) => ({ permission: 'd.level', ...part })))
      .filter(({ permission }) => permission === 'd.umbrella' || permission === 'b.leaf')
      .map((grant) => `${grant.permission} via ${grant.via}`);
  const [everybody, agent, own] = [{ from: 'baseline' }, { from: 'role:agent' }, { from: 'member' }] as const;
  expect(via({ value: 'on', ...everybody }, { value: 'on', ...own })).toEqual(['d.umbrella via member']);
  expect(via({ value: 'on', ...agent }, { value: 'on', ...everybody })).toEqual(['d.umbrella via baseline']);
  expect(via({ value: 'off', ...everybody }, { value: 'on', ...agent })).toEqual(['d.umbrella via role:agent']);
  expect(via({ value: 'on', ...everybody }, { effect: 'deny', ...agent })).toEqual(['b.leaf via baseline']);
  expect(via({ effect: 'deny', ...agent })).toEqual(['b.leaf via role:agent']);
});

test('what several umbrellas open is opened on once', () => {
  const twice = opened([{ permission: 'b.umbrella' }, { permission: 'b.umbrella' }]);
  expect(twice.filter(({ permission }) => permission === 'c.leaf')).toHaveLength(1);
});

test('an umbrella over records opens what is not asked about records whole, and the rest as far as it reaches', () => {
  const scope = { in: { queue: ['sales'] } };
  expect(opened([{ permission: 'calls.all', scope }]).slice(1)).toStrictEqual([
    { permission: 'calls.view', effect: 'allow', from: 'implied:calls.all', via: 'member', scope },
    { permission: 'menu.open', effect: 'allow', from: 'implied:calls.all', via: 'member' },
  ]);
});

test('an umbrella that reaches nothing opens nothing, for somebody as for nobody in particular', () => {
  const empty = [{ permission: 'calls.all', scope: {} }];
  expect(ids(empty)).toEqual(['calls.all']);
  expect(openGrants(catalog, empty.map(grantOf))).toHaveLength(1);
  expect(openGrants(catalog, [grantOf({ permission: 'calls.all' })])).toHaveLength(1);
  const mine = [{ permission: 'calls.all', scope: { in: { queue: 'mine' } } }] as const;
  expect(ids(mine)).toEqual(['calls.all']);
  expect(openGrants(catalog, mine.map(grantOf))).toHaveLength(3);
  expect(openGrants(catalog, [grantOf({ permission: 'c.umbrella' })])).toHaveLength(2);
});

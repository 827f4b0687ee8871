// What a choice that a role no longer settles lets its holders come to, option by option.
import { expect, test } from 'vitest';
import { freedOptions, openedBy } from '../../src/evaluator/freedOptions.js';
import { type GrantPart, grantOf, setOf, smallCatalog } from './small.js';

type Merge = 'highest' | 'lowest';

const catalogOf = (merge: Merge | undefined, level = 'low') =>
  smallCatalog({
    permissions: {
      'calls.level': {
        kind: 'choice',
        label: 'Level',
        default: level,
        ...(merge && { merge }),
        options: [
          { id: 'low', label: 'Low', grants: ['fax.low'] },
          { id: 'mid', label: 'Mid', grants: ['fax.mid'] },
          { id: 'top', label: 'Top', grants: ['fax.top'] },
        ],
      },
      'fax.low': { kind: 'right', label: 'Low', implies: ['menu.open'] },
      'fax.mid': { kind: 'right', label: 'Mid' },
      'fax.top': { kind: 'right', label: 'Top' },
      'menu.open': { kind: 'right', label: 'Open the menu' },
      'calls.max': { kind: 'number', label: 'Max', unit: 'count', min: 0, max: 9, default: 1, merge: 'min' },
    },
  });
const level = (value: string, rest: Partial<GrantPart> = {}): GrantPart => ({
  permission: 'calls.level',
  value,
  ...rest,
});
const perhaps = { conditional: true } as const;
const denied = { permission: 'calls.level', effect: 'deny' } as const;

interface Row {
  readonly merge?: Merge;
  readonly initial?: string;
  readonly before: readonly GrantPart[];
  readonly after: readonly GrantPart[];
  readonly gives: readonly string[];
}

const lowOpens = ['fax.low', 'menu.open'];

test.each<Row>([
  { merge: 'lowest', before: [level('low')], after: [], gives: ['calls.level=top', ...lowOpens, 'fax.mid', 'fax.top'] },
  { merge: 'lowest', before: [level('low')], after: [level('mid')], gives: ['calls.level=mid', 'fax.mid'] },
  { merge: 'lowest', before: [level('mid')], after: [level('low')], gives: [] },
  {
    merge: 'lowest',
    before: [level('mid')],
    after: [level('mid', perhaps)],
    gives: ['calls.level=top', ...lowOpens, 'fax.mid', 'fax.top'],
  },
  { merge: 'lowest', before: [level('top')], after: [], gives: ['calls.level=low', ...lowOpens] },
  { merge: 'lowest', initial: 'top', before: [level('top')], after: [], gives: ['calls.level=top', 'fax.top'] },
  { merge: 'lowest', before: [], after: [level('low')], gives: [] },
  { merge: 'lowest', before: [], after: [level('mid', perhaps)], gives: ['fax.mid'] },
  { merge: 'lowest', before: [level('mid', perhaps)], after: [level('mid', perhaps)], gives: [] },
  { merge: 'highest', before: [level('top')], after: [], gives: [...lowOpens, 'fax.mid'] },
  { before: [level('top')], after: [level('mid')], gives: ['fax.mid'] },
  { before: [level('mid')], after: [level('top')], gives: [] },
  { before: [level('top'), level('mid')], after: [level('mid')], gives: ['fax.mid'] },
  { before: [level('top')], after: [level('top')], gives: [] },
  { initial: 'top', before: [level('low')], after: [], gives: ['fax.top'] },
  { before: [], after: [], gives: [] },
  { before: [denied], after: [], gives: [] },
  { before: [level('top')], after: [denied], gives: [...lowOpens, 'fax.mid'] },
  { before: [grantOf({ permission: 'calls.level' })], after: [level('top')], gives: [] },
  { before: [{ permission: 'calls.max', value: 0 }], after: [], gives: [] },
])('from $before to $after ($merge) gives $gives', ({ merge, initial, before, after, gives }) => {
  const freed = freedOptions(catalogOf(merge, initial), setOf(before), setOf(after));
  expect(freed.every(({ effect }) => effect === 'allow')).toBe(true);
  const told = freed.map(({ permission, value }) => (value === undefined ? permission : `${permission}=${value}`));
  expect([...new Set(told)].sort()).toEqual([...gives].sort());
});

test('what some grants open is told without the grants themselves', () => {
  const opened = openedBy(catalogOf('highest'), [
    grantOf({ permission: 'fax.low' }),
    grantOf({ permission: 'fax.mid' }),
  ]);
  expect(opened).toEqual([{ permission: 'menu.open', effect: 'allow', from: 'implied:fax.low', via: 'member' }]);
});

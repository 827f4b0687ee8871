import { isSame } from '../../src/base/isSame.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TargetState } from '../../src/matrix/MatrixBackend.js';
import { readField, type Setting, settingOf } from '../../src/matrix/field.js';
import { type PermissionRow, permissionRows } from '../../src/matrix/row.js';
import { isPart, reachAlike } from '../../src/matrix/rowScope.js';
import type { Catalog } from '../../src/model/catalog.js';
import { checkCatalog } from '../../src/model/defineCatalog.js';
import type { Override } from '../../src/model/member.js';
import type { Scope } from '../../src/model/scope.js';
import { adminNonAdmin, omnivoice, onoff, orgSettings, ringover } from '../../src/presets/index.js';
import { person, phones } from './support/phones.js';
import { linesOn, meaningIn, pressOn, roleState } from '../components/MatrixEditor/support/press.js';

/** A table whose rows stand for parts of one permission: flags, ids, mine, any, limits, parts of parts, and values. */
const table: Catalog = checkCatalog({
  ...phones,
  dimensions: { ...phones.dimensions, line: { label: 'Line' } },
  resources: {
    ...phones.resources,
    call: { label: 'Call', owner: 'agent', dimensions: { queue: 'queue', extension: 'extension', line: 'line' } },
  },
  roles: {
    ...phones.roles,
    clerk: {
      label: 'Clerk',
      grants: [
        { permission: 'calls.view', scope: { own: true, in: { queue: 'mine' } } },
        { permission: 'calls.listen', scope: { in: { line: ['direct'] } }, conditional: true },
      ],
    },
    guard: {
      label: 'Guard',
      grants: [
        { permission: 'calls.view', scope: 'all' },
        { permission: 'calls.view', effect: 'deny', scope: { in: { line: ['ivr'] } } },
      ],
    },
    split: {
      label: 'Split',
      grants: [
        { permission: 'calls.view', scope: { own: true, within: { line: ['direct'] } } },
        { permission: 'calls.view', scope: { in: { queue: ['sales'] } } },
      ],
    },
  },
  rows: [
    { permission: 'calls.view', label: 'View own calls', scope: { own: true } },
    { permission: 'calls.view', label: 'View queue calls', scope: { in: { queue: 'mine' } } },
    { permission: 'calls.view', label: 'Direct lines', scope: { in: { line: ['direct'] } } },
    { permission: 'calls.view', label: 'IVR lines', scope: { in: { line: ['ivr'] } } },
    { permission: 'calls.view', label: 'Both lines', scope: { in: { line: ['direct', 'ivr'] } } },
    { permission: 'calls.view', label: 'Every line', scope: { in: { line: 'any' } } },
    { permission: 'calls.view', label: 'All calls', scope: 'all' },
    { permission: 'calls.view', label: 'Any calls' },
    { permission: 'calls.listen', label: 'Own, direct', scope: { own: true, within: { line: ['direct'] } } },
    {
      permission: 'calls.listen',
      label: 'Sales, direct',
      scope: { in: { queue: ['sales'] }, within: { line: ['direct'] } },
    },
    { permission: 'calls.listen', label: 'Own', scope: { own: true } },
    { permission: 'calls.channels', label: 'Two channels', value: 2 },
    { permission: 'calls.channels', label: 'Five channels', value: 5 },
    { permission: 'calls.callerId', label: 'Own number', value: 'own' },
    { permission: 'calls.callerId', label: 'Any number', value: 'any' },
    { permission: 'calls.tag', label: 'Tags required', value: true },
    { permission: 'calls.export' },
    { permission: 'reports.full' },
  ],
});

const catalogs: readonly Catalog[] = [table, onoff, orgSettings, adminNonAdmin, ringover, omnivoice];

const lineCache = new Map(catalogs.map((of) => [of, permissionRows(of, 'table')]));
const rowsOf = (of: Catalog) => lineCache.get(of) ?? [];

/** Scopes of rows and others, alone and several in one. */
function scopesOf(of: Catalog): fc.Arbitrary<Scope> {
  const dimensions = Object.keys(of.dimensions);
  const ids = fc.subarray(['sales', 'support', 'direct', 'ivr', 'A', 'X'], { minLength: 1 });
  const reach = fc.oneof(fc.constant('mine' as const), fc.constant('any' as const), ids);
  const reaches =
    dimensions.length === 0
      ? fc.constant({})
      : fc.dictionary(fc.constantFrom(...dimensions), reach, { maxKeys: 2, noNullPrototype: true });
  const rows = rowsOf(of).flatMap(({ at }) => (at?.scope === undefined ? [] : [at.scope]));
  const flag = fc.constant(true as const);
  return fc.oneof(
    ...(rows.length > 0 ? [fc.constantFrom(...rows)] : []),
    fc.constant('all' as const),
    fc.record({ all: flag, own: flag, in: reaches }, { requiredKeys: [], noNullPrototype: true }),
    fc.record({ own: flag, in: reaches, within: reaches }, { requiredKeys: ['within'], noNullPrototype: true }),
  );
}

function settingFor(of: Catalog, permission: string): fc.Arbitrary<Setting> {
  const definition = of.permissions[permission];
  const deny = fc.constant<Setting>({ effect: 'deny' });
  const window = fc.record(
    { startsAt: fc.nat(9_000), endsAt: fc.integer({ min: 9_001, max: 20_000 }) },
    { requiredKeys: [] },
  );
  const timed = (setting: fc.Arbitrary<Setting>) =>
    fc.oneof(
      { weight: 4, arbitrary: setting },
      { weight: 1, arbitrary: fc.tuple(setting, window).map(([a, b]) => ({ ...a, ...b })) },
    );
  switch (definition?.kind) {
    case 'right':
      if (definition.on === undefined) return timed(fc.oneof(deny, fc.constant<Setting>({ effect: 'allow' })));
      return timed(
        fc.oneof(
          deny,
          scopesOf(of).map((scope): Setting => ({ effect: 'allow', scope })),
          scopesOf(of).map((scope): Setting => ({ effect: 'deny', scope })),
        ),
      );
    case 'choice':
      return timed(fc.constantFrom(...definition.options.map(({ id }): Setting => ({ effect: 'allow', value: id }))));
    case 'number':
      return timed(
        fc
          .integer({ min: definition.min, max: definition.max ?? 1_000 })
          .map((value): Setting => ({ effect: 'allow', value })),
      );
    case 'duty':
    case undefined:
      return timed(fc.boolean().map((value): Setting => ({ effect: 'allow', value })));
  }
}

const catalogOf = (which: number): Catalog => catalogs[which] ?? table;

/** A member or a role with something of its own, and one of the rows. */
const worlds = fc.nat(catalogs.length - 1).chain((which) => {
  const of = catalogOf(which);
  const rows = rowsOf(of);
  const roles = Object.keys(of.roles);
  const pressed = fc.constantFrom(...rows, ...rows.filter(isPart));
  return pressed.chain((row) => {
    const own = fc.array(settingFor(of, row.permission), { maxLength: 2, size: 'max' });
    const umbrella = fc
      .constantFrom(...Object.keys(of.permissions))
      .chain((id) => settingFor(of, id).map((setting): Override => ({ permission: id, ...setting })));
    const member = fc
      .record({ roles: fc.subarray(roles, { maxLength: 2 }), own, others: fc.array(umbrella, { maxLength: 2 }) })
      .map(({ roles: held, own: settings, others }): TargetState => {
        const mine = settings.map((each): Override => ({ permission: row.permission, ...each }));
        const rest = others.filter(({ permission }) => permission !== row.permission);
        const more = { memberships: { queue: ['sales'] }, extensions: ['A'], overrides: [...mine, ...rest] };
        return { kind: 'member', revision: 1, member: { ...person('ann', held[0] ?? ''), roles: held, ...more } };
      });
    const role = fc
      .record({ id: fc.constantFrom(...roles), own: fc.option(own, { nil: undefined }), isConditional: fc.boolean() })
      .map(({ id, own: settings, isConditional }): TargetState => {
        const specs = settings?.map(({ startsAt: _, endsAt: __, ...each }) => ({
          permission: row.permission,
          ...each,
          ...(isConditional && each.effect === 'allow' && { conditional: true as const }),
        }));
        return roleState(id, specs ? { [row.permission]: specs } : {});
      });
    return fc.record({ which: fc.constant(which), key: fc.constant(row.key), state: fc.oneof(member, role) });
  });
});

/** Counterexamples are printed by the numbers of their catalogs. */
function opened({ which, key, state }: { readonly which: number; readonly key: string; readonly state: TargetState }) {
  const of = catalogOf(which);
  const row = rowsOf(of).find((each) => each.key === key);
  if (!row) throw new Error(`No row ${key}`);
  return { of, row, state };
}

const ownIn = (state: TargetState, { permission }: PermissionRow) =>
  readField(state, `overrides.${permission}`) as readonly Setting[] | undefined;

test('a press on a row of a product’s table changes that row and no other of its permission, or opens the editor', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { of, row, state } = opened(world);
      const rows = rowsOf(of).filter(({ permission }) => permission === row.permission);
      const { after } = pressOn(of, rows, state, row);
      if (!after || rows.length < 2) return;
      const on = (where: TargetState) =>
        linesOn(
          of,
          rows.filter((each) => isPart(each) || each === row),
          where,
        );
      const [before, then] = [on(state), on(after)];
      const changed = rows.filter(({ key }) => before.includes(key) !== then.includes(key));
      expect(changed.map(({ at }) => JSON.stringify(at))).toEqual(changed.map(() => JSON.stringify(row.at)));
      expect(changed).toContain(row);
    }),
    { numRuns: 1_000 },
  );
});

test('a second press on a row gives back what the first one took or gave, or opens the editor', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { of, row, state } = opened(world);
      const rows = rowsOf(of);
      const { after } = pressOn(of, rows, state, row);
      if (!after) return;
      const again = pressOn(of, rows, after, row).after;
      if (!again) return;
      const [was, is] = [state, again].map((each) => meaningIn(of, each, row.permission));
      expect([is?.effective.on, is?.effective.value]).toEqual([was?.effective.on, was?.effective.value]);
      expect(reachAlike(is?.effective.reach ?? [], was?.effective.reach ?? [])).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test('a press keeps every window, condition, limit and part that is not its row’s', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { of, row, state } = opened(world);
      const { after } = pressOn(of, rowsOf(of), state, row);
      const own = ownIn(state, row);
      if (!after || own === undefined) return;
      expect(own.length).toBeLessThan(2);
      for (const { startsAt, endsAt, conditional } of own.map((each): Setting =>
        settingOf({ permission: '', ...each }),
      ))
        expect([startsAt, endsAt, conditional]).toEqual([undefined, undefined, undefined]);
      const [before, then] = [own[0]?.scope, ownIn(after, row)?.[0]?.scope];
      if (typeof before !== 'object' || typeof then !== 'object') return;
      // Unless it is the limit of a narrower row of the table, which the pressed row holds.
      const isRow = rowsOf(of).some(({ permission, at }) => permission === row.permission && isSame(at?.scope, before));
      if (!isRow && before.within && Object.keys(before.within).length > 0) expect(then.within).toEqual(before.within);
    }),
    { numRuns: 1_000 },
  );
});

const rowNamed = (label: string) => {
  const row = rowsOf(table).find((each) => each.label === label);
  if (!row) throw new Error(`No row ${label}`);
  return row;
};

const memberWith = (scope: Scope, role = 'agent'): TargetState => ({
  kind: 'member',
  revision: 1,
  member: person('ann', role, { overrides: [{ permission: 'calls.view', effect: 'allow', scope }] }),
});

const press = (state: TargetState, label: string) => pressOn(table, rowsOf(table), state, rowNamed(label)).asked;

test('a row is put in beside the others, and taken out from between them', () => {
  const both: Scope = { own: true, in: { queue: 'mine', line: ['ivr'] } };
  expect(press(memberWith(both), 'View own calls')).toEqual({
    next: [{ effect: 'allow', scope: { in: { queue: 'mine', line: ['ivr'] } } }],
  });
  expect(press(memberWith({ in: { queue: 'mine' } }), 'IVR lines')).toEqual({
    next: [{ effect: 'allow', scope: { in: { queue: 'mine', line: ['ivr'] } } }],
  });
  // Both rows together are a row as well, which would be on then.
  expect(press(memberWith(both), 'Direct lines')).toBe('edit');
});

test('a limit with nothing in it is not thrown away: the editor opens', () => {
  expect(press(memberWith({ within: { queue: 'mine' } }), 'View own calls')).toBe('edit');
});

test('a row that cannot be taken out of a wider one opens the editor', () => {
  expect(press(memberWith('all'), 'View own calls')).toBe('edit');
  expect(press(memberWith({ in: { line: 'any' } }), 'Direct lines')).toBe('edit');
});

test('what only the service decides, and what is denied in part, is left to the editor', () => {
  const listen = rowNamed('Own');
  expect(pressOn(table, rowsOf(table), roleState('clerk'), listen).asked).toBe('edit');
  expect(pressOn(table, rowsOf(table), roleState('guard'), rowNamed('View own calls')).asked).toBe('edit');
  expect(pressOn(table, rowsOf(table), roleState('split'), rowNamed('View own calls')).asked).toBe('edit');
});

test('what a role gives goes on being what it gives when its last row is switched off', () => {
  const own = roleState('agent');
  expect(pressOn(table, rowsOf(table), own, rowNamed('View own calls')).asked).toEqual({ next: [] });
});

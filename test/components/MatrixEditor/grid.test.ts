import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameValue, type Setting } from '../../../src/matrix/field.js';
import { describeCell } from '../../../src/matrix/describeCell.js';
import { createResolver } from '../../../src/matrix/createResolver.js';
import { csvRow } from '../../../src/matrix/formulaText.js';
import { findRows } from '../../../src/matrix/findRows.js';
import { permissionRows } from '../../../src/matrix/row.js';
import { gridKey } from '../../../src/components/MatrixEditor/state/gridKeys.js';
import { pressOn, roleState } from './support/press.js';
import { isRowOn } from '../../../src/matrix/rowScope.js';
import { fromTsv, parseSetting, settingText, toTsv } from '../../../src/matrix/cellText.js';
import type { Catalog } from '../../../src/model/catalog.js';
import type { GrantValue } from '../../../src/model/grant.js';
import { boundsWords, keyboardFor } from '../../../src/components/MatrixEditor/grid/CellEditor.js';
import type { Scope } from '../../../src/model/scope.js';
import { adminNonAdmin, omnivoice, onoff, orgSettings, ringover } from '../../../src/presets/index.js';
import { person, phones } from '../../matrix/support/phones.js';
import type { TargetState } from '../../../src/matrix/MatrixBackend.js';

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 });
const reach = fc.oneof(fc.constant('mine' as const), fc.constant('any' as const), ids);
const reaches = fc.dictionary(fc.constantFrom('queue', 'extension'), reach, { minKeys: 1, noNullPrototype: true });
const scope: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant('all' as const),
  fc.record(
    { own: fc.constant(true as const), in: reaches, within: reaches },
    { requiredKeys: ['in'], noNullPrototype: true },
  ),
);

test('a copied scope is pasted as the same scope, whatever its ids are', () => {
  fc.assert(
    fc.property(scope, (each) => {
      const settings: readonly Setting[] = [{ effect: 'allow', scope: each }];
      const parsed = parseSetting(phones, 'calls.view', fromTsv(toTsv([[settingText(settings)]]))[0]?.[0] ?? '');
      expect(parsed.ok && sameValue(parsed.settings, settings)).toBe(true);
    }),
  );
});

test('what means nothing for a permission is refused with what would', () => {
  expect(parseSetting(phones, 'calls.channels', '11')).toEqual({
    ok: false,
    expected: 'inherit, or a number from 1 to 10, or unlimited',
  });
  expect(parseSetting(phones, 'calls.callerId', 'blue')).toMatchObject({ ok: false });
  expect(parseSetting(phones, 'calls.view', 'allow')).toMatchObject({ ok: false });
  expect(parseSetting(phones, 'calls.view', 'allow colour=red')).toMatchObject({ ok: false });
  expect(parseSetting(phones, 'calls.nothing', 'allow')).toMatchObject({ ok: false });
});

test('a number without bound is read as far as it goes, and with none', () => {
  const bounded = { kind: 'number', label: 'N', unit: 'count', min: 1, max: 9, default: 1 } as const;
  const { max: _, ...unbounded } = bounded;
  const catalog: Catalog = { ...phones, permissions: { bounded, unbounded } };
  const value = (value: GrantValue) => ({ ok: true, settings: [{ effect: 'allow', value }] });
  const expected = (text: string) => ({ ok: false, expected: `inherit, or a number from ${text}` });
  expect(parseSetting(catalog, 'bounded', 'unlimited')).toEqual(expected('1 to 9'));
  expect(parseSetting(catalog, 'unbounded', '∞')).toEqual(value('unlimited'));
  expect(parseSetting(catalog, 'unbounded', 'Unlimited')).toEqual(value('unlimited'));
  expect(parseSetting(catalog, 'unbounded', '5000000')).toEqual(value(5_000_000));
  expect(parseSetting(catalog, 'unbounded', '0')).toEqual(expected('1 and up, or unlimited'));
  expect(boundsWords(unbounded)).toBe('1 and up, or unlimited');
  expect([keyboardFor(bounded), keyboardFor(unbounded)]).toEqual(['numeric', undefined]);
});

test('numbers are read with their unit and in every notation, but not where they mean two things', () => {
  const number = (unit: 'count' | 'percent' | 'seconds') =>
    ({ kind: 'number', label: 'N', unit, min: -5, max: 5_000_000, default: 0, unlimited: true }) as const;
  const catalog: Catalog = {
    ...phones,
    permissions: { count: number('count'), percent: number('percent'), seconds: number('seconds') },
  };
  const read = (permission: string, text: string) => {
    const parsed = parseSetting(catalog, permission, text);
    return parsed.ok ? parsed.settings?.[0]?.value : parsed.expected;
  };
  expect(read('percent', '50 %')).toBe(50);
  expect(read('count', '４２')).toBe(42);
  expect(read('percent', '12,5%')).toBe(12.5);
  expect(read('seconds', '30 s')).toBe(30);
  expect(read('count', '1 000')).toBe(1000);
  expect(read('count', '1\u202f000')).toBe(1000);
  expect(read('count', "2’500'000")).toBe(2_500_000);
  expect(read('count', '1,000,000')).toBe(1_000_000);
  expect(read('count', '1.000.000')).toBe(1_000_000);
  expect(read('count', '1,000.5')).toBe(1000.5);
  expect(read('count', '1.000,5')).toBe(1000.5);
  expect(read('count', '0,125')).toBe(0.125);
  expect(read('count', '-2')).toBe(-2);
  expect(read('count', 'Unlimited')).toBe('unlimited');
  for (const text of ['1,000', '1.000', '12.345'])
    expect(read('count', text)).toBe(
      'inherit, or a number from -5 to 5000000, or unlimited; write it without a mark between thousands',
    );
  for (const text of ['50 %', '1,00,0', '1 00', '1e3', '0x10', 'NaN', 'Infinity', '--1', '1,000,00'])
    expect(read('count', text)).toMatch(/^inherit, or a number/);
  const copied = settingText([{ effect: 'allow', value: 1.125 }]);
  expect(read('count', copied)).toBe(1.125);
});

test('lines are found by label, key and description, whatever the case and accents', () => {
  const rows = permissionRows(phones, 'permissions');
  const found = (text: string) => findRows(rows, text).map(({ permission }) => permission);
  expect(found('LISTÉN')).toEqual(['calls.listen']);
  expect(found('calls.ch')).toEqual(['calls.channels']);
  expect(found('plays the')).toEqual(['calls.listen']);
  expect(found('zzz')).toEqual([]);
});

test('right to left, the left arrow goes to the next column', () => {
  const size = { focus: { row: 2, col: 2 }, last: { row: 9, col: 9 }, page: 5 };
  const press = { key: 'ArrowLeft', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
  expect(gridKey(press, { ...size, rtl: false })).toMatchObject({ to: { row: 2, col: 1 } });
  expect(gridKey(press, { ...size, rtl: true })).toMatchObject({ to: { row: 2, col: 3 } });
});

test("the rows of Onoff's own table are ticked as its roles say, all and own apart", () => {
  const catalog: Catalog = onoff;
  const rows = permissionRows(catalog, 'table');
  const resolver = createResolver(catalog, catalog, 0);
  const ticked = (role: string) =>
    rows
      .filter((row) =>
        isRowOn(
          catalog,
          row,
          describeCell(resolver, { kind: 'role', role: { id: role, grants: {} }, revision: 0 }, row.permission)
            .effective,
        ),
      )
      .map(({ label }) => label);
  expect(rows).toHaveLength(23);
  expect(ticked('owner')).toHaveLength(23);
  expect(ticked('user')).toContain('View Heatmap Own');
  expect(ticked('user')).not.toContain('View Heatmap All');
});

test('switching a row of the table off leaves the narrower rows of the same permission on', () => {
  const catalog: Catalog = onoff;
  const rows = permissionRows(catalog, 'table').filter(({ label }) => label.startsWith('View Heatmap'));
  const all = rows.find(({ label }) => label.endsWith('All'));
  // An unrestricted role gives everything beside what it is set to, so that a press cannot take it.
  expect(all && pressOn(catalog, rows, roleState('owner'), all).asked).toBe('edit');
  expect(all && pressOn(catalog, rows, roleState('admin'), all).asked).toEqual({
    next: [{ effect: 'allow', scope: { own: true } }],
  });
});

test('a cell of the export is never run as a formula', () => {
  expect(csvRow(['=1+1', 'a,b', 'say "x"', '-2', ' @x', '\tx'])).toBe(`'=1+1,"a,b","say ""x""",'-2,' @x,"\tx"`);
});

const signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '−', '⁼', '₊'];
const blanks = [
  '',
  ' ',
  '\t',
  '\r',
  '\n',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '\u2060',
  '\u00ad',
  '\u3164',
  '\0',
  ' \u200b\t',
];

test('no sign of a formula begins a cell, however wide it is and whatever no reader sees stands before it', () => {
  for (const sign of signs)
    for (const blank of blanks) {
      const formula = `${blank}${sign}1+1`;
      expect(csvRow([formula]).replace(/^"/, '')).toMatch(/^'/);
      expect(toTsv([[formula]]).replace(/^"/, '')).toMatch(/^'/);
      expect(fromTsv(toTsv([[formula]]))).toEqual([[formula]]);
      // Where another mark separates cells, or a reader takes a quoted row break for the end of a row.
      for (const separator of [';', '\t', '\r\n', '\n'])
        for (const cell of csvRow([`a${separator}${formula}`])
          .slice(1, -1)
          .split(/[;\t\r\n]/))
          expect(signs).not.toContain(cell.trimStart()[0]);
    }
});

const word = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('"', '\t', '\r', '\n', "'", '=', '-', ' ', '1', '\u200b', '＝') }),
  fc.constantFrom('=1+1', '+1', '-x', '@a', '"', '""', "'=", "'", '-5', '"a\tb'),
);

test('whatever a cell says, it is copied as a text that is no formula and pasted as the same text', () => {
  fc.assert(
    fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }), (rows) => {
      for (const each of rows.flat())
        expect(toTsv([[each]]).replace(/^"/, '')).not.toMatch(/^([=+@]|-(?!\d+([.,]\d+)?"?$))/);
      expect(fromTsv(toTsv(rows))).toEqual(rows);
    }),
  );
});

test('cells that a spreadsheet put in quotation marks are read, and what is malformed is read as it stands', () => {
  expect(fromTsv('"a\tb"\t"say ""x"""\nplain\t\n')).toEqual([
    ['a\tb', 'say "x"'],
    ['plain', ''],
  ]);
  expect(fromTsv('"never closed\tb')).toEqual([['"never closed', 'b']]);
  expect(fromTsv('"closed" early\tb')).toEqual([['"closed" early', 'b']]);
  expect(fromTsv('')).toEqual([['']]);
  expect(fromTsv('a\r\nb\rc')).toEqual([['a'], ['b'], ['c']]);
});

test('a setting that holds for a while, or several of them, is copied with its times', () => {
  const settings: readonly Setting[] = [
    { effect: 'deny', startsAt: Date.UTC(2026, 11, 1), endsAt: Date.UTC(2026, 11, 2) },
    { effect: 'allow', scope: { own: true }, startsAt: Date.UTC(2027, 0, 1) },
  ];
  const text = settingText(settings);
  expect(text).toBe(
    'deny @ 2026-12-01T00:00:00.000Z/2026-12-02T00:00:00.000Z | allow own @ 2027-01-01T00:00:00.000Z/..',
  );
  expect(parseSetting(phones, 'calls.view', text)).toEqual({ ok: true, settings });
  expect(parseSetting(phones, 'calls.view', 'deny @ yesterday/..')).toMatchObject({ ok: false });
});

test('one press never throws a window, a scope or one of several settings away', () => {
  const rows = permissionRows(phones, 'permissions');
  const press = (permission: string, ...own: readonly Setting[]) => {
    const row = rows.find((each) => each.permission === permission);
    const overrides = own.map((each) => ({ permission, ...each }));
    const state: TargetState = { kind: 'member', revision: 1, member: person('ann', 'agent', { overrides }) };
    return row && pressOn(phones, rows, state, row).asked;
  };
  expect(press('calls.tag', { effect: 'allow', value: true, endsAt: 9_000 })).toBe('edit');
  expect(press('calls.tag', { effect: 'allow', value: true }, { effect: 'deny' })).toBe('edit');
  expect(press('calls.view', { effect: 'allow', scope: { in: { queue: ['sales'] } } })).toBe('edit');
  expect(press('calls.view', { effect: 'allow', scope: { own: true } })).toEqual({ next: [{ effect: 'deny' }] });
  expect(press('calls.export', { effect: 'deny' })).toBe('edit');
  expect(press('calls.tag', { effect: 'allow', value: true })).toEqual({ next: undefined });
});

test('a role that is switched off gives nothing, and does not deny what its holders have from elsewhere', () => {
  const row = permissionRows(phones, 'permissions').find(({ permission }) => permission === 'members.manage');
  const member: TargetState = { kind: 'member', revision: 1, member: person('lea', 'lead') };
  expect(row && pressOn(phones, [row], roleState('lead'), row).asked).toEqual({ next: [] });
  expect(row && pressOn(phones, [row], member, row).asked).toEqual({ next: [{ effect: 'deny' }] });
  // An unrestricted role gives everything, whatever it is set to.
  expect(row && pressOn(phones, [row], roleState('owner'), row).asked).toBe('edit');
});

/** Settings as the permission API takes them, for one permission of a catalog. */
function settingsOf(catalog: Catalog, permission: string): fc.Arbitrary<Setting> {
  const definition = catalog.permissions[permission];
  const dimensions = Object.keys(catalog.dimensions);
  const known = fc
    .dictionary(fc.constantFrom(...dimensions, 'queue'), reach, { noNullPrototype: true })
    .map((each) => Object.fromEntries(Object.entries(each).filter(([id]) => dimensions.includes(id))));
  const flag = fc.constant(true as const);
  const scopes: fc.Arbitrary<Scope> = fc.oneof(
    fc.constant('all' as const),
    fc.record({ all: flag, own: flag, in: known, within: known }, { requiredKeys: [], noNullPrototype: true }),
  );
  const window = fc.record(
    { startsAt: fc.nat(9_000), endsAt: fc.integer({ min: 9_001, max: 8.64e15 }) },
    { requiredKeys: [] },
  );
  const setting = (given: Partial<Setting>) => window.map((when): Setting => ({ effect: 'allow', ...given, ...when }));
  const deny = setting({ effect: 'deny' });
  switch (definition?.kind) {
    case 'right':
      if (definition.on === undefined) return fc.oneof(deny, setting({}));
      return fc.oneof(
        deny,
        scopes.chain((each) => setting({ effect: 'deny', scope: each })),
        scopes.chain((each) => setting({ scope: each })),
      );
    case 'choice':
      return fc.oneof(deny, ...definition.options.map(({ id }) => setting({ value: id })));
    case 'number': {
      const { min, max = 1e9, unlimited } = definition;
      const number = fc.double({ min, max, noNaN: true }).filter((value) => !Object.is(value, -0));
      return fc.oneof(
        deny,
        number.chain((value) => setting({ value })),
        ...(unlimited ? [setting({ value: 'unlimited' })] : []),
      );
    }
    case 'duty':
    case undefined:
      return fc.oneof(
        deny,
        fc.boolean().chain((value) => setting({ value })),
      );
  }
}

/** Settings without those members of a scope that say nothing. */
function told(settings: readonly Setting[] | undefined): unknown {
  return settings?.map(({ scope: each, ...rest }) => {
    const parts = Object.entries(each === 'all' ? { all: true } : (each ?? {}));
    const said = parts.filter(([, part]) => part === true || Object.keys(part).length > 0);
    return { ...rest, isScoped: each !== undefined, scope: Object.fromEntries(said) };
  });
}

const odd: Catalog = {
  ...phones,
  dimensions: { ...phones.dimensions, 'a=b; within': { label: 'Odd' } },
  permissions: {
    ...phones.permissions,
    tiny: { kind: 'number', label: 'Tiny', unit: 'count', min: -1e21, max: 1e21, unlimited: true, default: 0 },
    odd: {
      kind: 'choice',
      label: 'Odd',
      default: 'inherit',
      options: ['inherit', 'Deny', ' x', 'a | b', 'a @ ../..', 'a%20', '=1', 'b [conditional]'].map((id, i) => ({
        id,
        // The label of one option is the id of another.
        label: i === 0 ? 'a | b' : `Option ${i}`,
      })),
    },
  },
};

test('what is copied from any cell of any catalog is pasted as the same setting', () => {
  for (const catalog of [phones, odd, onoff, omnivoice, ringover, orgSettings, adminNonAdmin] as readonly Catalog[])
    for (const permission of Object.keys(catalog.permissions))
      fc.assert(
        fc.property(fc.array(settingsOf(catalog, permission), { minLength: 1, maxLength: 3 }), (settings) => {
          const parsed = parseSetting(catalog, permission, fromTsv(toTsv([[settingText(settings)]]))[0]?.[0] ?? '');
          expect(parsed.ok && told(parsed.settings)).toEqual(told(settings));
        }),
        { numRuns: 20 },
      );
});

test('that only the service decides whether a role gives something is copied with it', () => {
  const settings: readonly Setting[] = [{ effect: 'allow', scope: { own: true }, conditional: true }];
  expect(settingText(settings)).toBe('allow own [conditional]');
  expect(parseSetting(phones, 'calls.view', settingText(settings))).toEqual({ ok: true, settings });
});

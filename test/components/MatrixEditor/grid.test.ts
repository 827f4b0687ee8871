import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameValue, type Setting } from '../../../src/components/MatrixEditor/engine/slot.js';
import { describeCell } from '../../../src/components/MatrixEditor/engine/describeCell.js';
import { createResolver } from '../../../src/components/MatrixEditor/engine/createResolver.js';
import { csvRow } from '../../../src/components/MatrixEditor/export/toCsv.js';
import { findLines } from '../../../src/components/MatrixEditor/find/findLines.js';
import { permissionAttributes } from '../../../src/components/MatrixEditor/grid/Attribute.js';
import { gridKey } from '../../../src/components/MatrixEditor/grid/gridKeys.js';
import { toggleCell } from '../../../src/components/MatrixEditor/grid/toggleCell.js';
import { isRowOn, toggleRow } from '../../../src/components/MatrixEditor/grid/rowScope.js';
import { fromTsv, parseSetting, settingText, toTsv } from '../../../src/components/MatrixEditor/grid/tsv.js';
import type { Catalog } from '../../../src/model/catalog.js';
import type { Scope } from '../../../src/model/scope.js';
import { onoff } from '../../../src/presets/onoff.js';
import { phones } from './support/phones.js';

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
  const lines = permissionAttributes(phones, 'permissions');
  const found = (text: string) => findLines(lines, text).map(({ permission }) => permission);
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
  const lines = permissionAttributes(catalog, 'table');
  const resolver = createResolver(catalog, catalog, 0);
  const ticked = (role: string) =>
    lines
      .filter((line) =>
        isRowOn(
          catalog,
          line,
          describeCell(resolver, { kind: 'role', role: { id: role, grants: {} }, revision: 0 }, line.permission)
            .effective,
        ),
      )
      .map(({ label }) => label);
  expect(lines).toHaveLength(23);
  expect(ticked('owner')).toHaveLength(23);
  expect(ticked('user')).toContain('View Heatmap Own');
  expect(ticked('user')).not.toContain('View Heatmap All');
});

test('switching a row of the table off leaves the narrower rows of the same permission on', () => {
  const catalog: Catalog = onoff;
  const lines = permissionAttributes(catalog, 'table').filter(({ label }) => label.startsWith('View Heatmap'));
  const all = lines.find(({ label }) => label.endsWith('All'));
  const resolver = createResolver(catalog, catalog, 0);
  const cell = describeCell(
    resolver,
    { kind: 'role', role: { id: 'owner', grants: {} }, revision: 0 },
    all?.permission ?? '',
  );
  expect(all && toggleRow(catalog, all, lines, cell)).toEqual([{ effect: 'allow', scope: { own: true } }]);
});

test('a cell of the export is never run as a formula', () => {
  expect(csvRow(['=1+1', 'a,b', 'say "x"', '-2', ' @x', '\tx'])).toBe(`'=1+1,"a,b","say ""x""",'-2,' @x,'\tx`);
});

const word = fc.oneof(fc.string(), fc.constantFrom('=1+1', '+1', '-x', '@a', '"', '""', "'=", "'", '-5', '"a\tb'));

test('whatever a cell says, it is copied as a text that is no formula and pasted as the same text', () => {
  fc.assert(
    fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }), (rows) => {
      // Tabs and line breaks inside of a cell become spaces, and one empty line at the end is the end.
      const cells = rows.map((row) => row.map((each) => each.replace(/[\t\r\n]+/g, ' ')));
      fc.pre(cells.at(-1)?.join('') !== '');
      const text = toTsv(cells);
      for (const line of text.split('\n'))
        for (const each of line.split('\t')) expect(each).not.toMatch(/^([=+@]|-(?!\d+([.,]\d+)?$))/);
      expect(fromTsv(text)).toEqual(cells);
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

test('one press never throws a window or one of several settings away', () => {
  const line = permissionAttributes(phones, 'permissions').find(({ permission }) => permission === 'calls.tag');
  const effect = { on: true, reach: [], denied: [], value: true, sources: [], via: [] };
  const cell = { inherited: effect, effective: effect, stop: undefined };
  const press = (own: readonly Setting[], isRole = false) =>
    line && toggleCell(phones, line, [], { ...cell, own }, isRole);
  expect(press([{ effect: 'allow', value: true, endsAt: 5 }])).toBe('edit');
  expect(press([{ effect: 'allow', value: true }, { effect: 'deny' }])).toBe('edit');
  expect(press([{ effect: 'allow', value: true }])).toEqual({ next: [{ effect: 'allow', value: false }] });
});

test('a role that is switched off gives nothing, and does not deny what its holders have from elsewhere', () => {
  const line = permissionAttributes(phones, 'permissions').find(({ permission }) => permission === 'calls.export');
  const resolver = createResolver(phones, phones, 0);
  const role = { kind: 'role', role: { id: 'owner', grants: {} }, revision: 0 } as const;
  const cell = describeCell(resolver, role, 'calls.export');
  expect(line && toggleCell(phones, line, [], cell, true)).toEqual({ next: [] });
  expect(line && toggleCell(phones, line, [], cell, false)).toEqual({ next: [{ effect: 'deny' }] });
});

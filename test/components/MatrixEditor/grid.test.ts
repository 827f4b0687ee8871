import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameValue, type Setting } from '../../../src/components/MatrixEditor/engine/slot.js';
import { describeCell } from '../../../src/components/MatrixEditor/engine/describeCell.js';
import { createResolver } from '../../../src/components/MatrixEditor/engine/createResolver.js';
import { csvRow } from '../../../src/components/MatrixEditor/export/toCsv.js';
import { findLines } from '../../../src/components/MatrixEditor/find/findLines.js';
import { permissionAttributes } from '../../../src/components/MatrixEditor/grid/Attribute.js';
import { gridKey } from '../../../src/components/MatrixEditor/grid/gridKeys.js';
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
  expect(csvRow(['=1+1', 'a,b', 'say "x"', '-2'])).toBe(`'=1+1,"a,b","say ""x""",'-2`);
});

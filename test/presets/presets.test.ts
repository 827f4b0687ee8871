import { expect, test } from 'vitest';
import { accessTable } from '../../src/evaluator/report/accessTable.js';
import type { Catalog } from '../../src/model/catalog.js';
import * as presets from '../../src/presets/index.js';
import { mayOf, person } from './ask.js';

const catalogs: readonly (readonly [string, Catalog])[] = Object.entries(presets);

test.each(catalogs)('%s is called as it is exported', (id, catalog) => {
  expect(catalog.id).toBe(id);
});

test.each(catalogs)('%s is data: it can be sent, stored and copied', (_, catalog) => {
  expect(structuredClone(catalog)).toEqual(catalog);
  expect(JSON.parse(JSON.stringify(catalog))).toEqual(catalog);
});

test.each(catalogs)('every permission of %s stands in a section', (_, { permissions, sections }) => {
  for (const { section } of Object.values(permissions)) expect(Object.keys(sections ?? {})).toContain(section);
});

test.each(catalogs)(
  'every permission of %s is described to an administrator in one plain sentence',
  (_, { permissions }) => {
    const descriptions = Object.entries(permissions).map(([id, { description }]) => [id, description ?? '']);
    // One sentence: its only full stop ends it.
    expect(descriptions.filter(([, text = '']) => !/^[A-Z“][^.]{10,}\.$/.test(text))).toEqual([]);
  },
);

test.each(catalogs)(
  '%s shows an administrator no remark of its author: its only notes are the footnotes of omnivoice',
  (id, catalog) => {
    const notes = [...JSON.stringify(catalog).matchAll(/"note":"|"cellNotes":\{/g)].length;
    expect(notes > 0).toBe(id === 'omnivoice');
    const footnotes = (catalog.rows ?? []).flatMap(({ cellNotes = {} }) => Object.values(cellNotes));
    for (const note of footnotes) expect(note).toMatch(/^±\*\*?: depends on access provided by the Administrator/);
  },
);

test.each(catalogs)('every row of %s has a cell for each of its roles, in their order', (_, catalog) => {
  const table = accessTable(catalog);
  expect(table.length).toBeGreaterThan(10);
  for (const row of table) expect(Object.keys(row.cells)).toEqual(Object.keys(catalog.roles));
});

test.each(catalogs)(
  'what can be given to nobody in %s is opened by something else, or comes with a role that lists it',
  (_, catalog) => {
    const opened = Object.values(catalog.permissions).flatMap((permission) => {
      if (permission.kind === 'right')
        return (permission.implies ?? []).map((one) => (typeof one === 'string' ? one : one.permission));
      if (permission.kind !== 'choice') return [];
      return permission.options.flatMap(({ grants = [] }) =>
        grants.map((one) => (typeof one === 'string' ? one : one.permission)),
      );
    });
    const everybodys = (catalog.baseline ?? []).map((one) => (typeof one === 'string' ? one : one.permission));
    const listed = Object.values(catalog.roles).flatMap(({ grants = [] }) =>
      grants.map((one) => (typeof one === 'string' ? one : one.permission)),
    );
    const locked = Object.entries(catalog.permissions).filter(([, { assignable }]) => assignable === false);
    for (const [id] of locked) expect([...opened, ...everybodys, ...listed]).toContain(id);
  },
);

test('the ids of a preset are literal types: a typo does not compile', () => {
  const may = mayOf(presets.ringover, person({ roles: ['none'] }));
  const access: 'none' | 'own' | 'all' | undefined = may.value('recordings.access');
  const channels: number | undefined = may.value('channels.max');
  const tags: boolean | undefined = may.value('tags.required');
  expect([access, channels, tags]).toEqual(['none', Infinity, false]);
  // @ts-expect-error a permission that the catalog does not have
  expect(may.can('snooze.usee')).toBe(false);
  // @ts-expect-error a scoped right asked without a record
  expect(may.can('logs.read')).toBe(false);
});

test('a number belongs to one person only where the page assigns it to one, not where people call with it together', () => {
  const exclusive = catalogs.flatMap(([, catalog]) =>
    Object.entries(catalog.dimensions).flatMap(([id, each]) => (each.exclusive ? [`${catalog.id}.${id}`] : [])),
  );
  expect(exclusive).toEqual(['onoff.number']);
});

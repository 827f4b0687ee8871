import { expect, test } from 'vitest';
import { createCommands } from '../../../src/components/MatrixEditor/state/createCommands.js';
import { createSearch } from '../../../src/components/MatrixEditor/state/createSearch.js';
import type { Catalog } from '../../../src/model/catalog.js';
import { checkCatalog } from '../../../src/model/defineCatalog.js';
import { rowChanges } from '../../../src/matrix/rowChanges.js';
import { type RowSource, memberRows, permissionRows, withSections } from '../../../src/matrix/row.js';
import { createGridStore } from '../../../src/components/MatrixEditor/state/createGridStore.js';
import type { MatrixTarget } from '../../../src/matrix/MatrixBackend.js';
import type { Panel } from '../../../src/components/MatrixEditor/state/Panel.js';
import { createStore } from '../../../src/base/createStore.js';
import type { Member } from '../../../src/model/member.js';
import type { Scope } from '../../../src/model/scope.js';
import { open } from '../../matrix/support/openMatrix.js';
import { person, phones } from '../../matrix/support/phones.js';

const boss = person('boss', 'admin');

/** The commands of a matrix of members, staged, without a screen. */
async function commandsOf(
  members: readonly Member[],
  shown: readonly MatrixTarget[],
  { catalog = phones, rows: source = 'permissions' }: { catalog?: Catalog; rows?: RowSource } = {},
) {
  const { matrix } = await open({ members: [boss, ...members], mode: 'staged', catalog });
  const grid = createGridStore();
  const all = permissionRows(catalog, source);
  const rows = [...memberRows(catalog), ...withSections(catalog, all)];
  const panel = createStore<Panel | undefined>(undefined);
  const said = createStore({ text: '' });
  const commands = createCommands(
    {
      matrix,
      grid,
      rows,
      permissionRows: all,
      targets: shown,
      catalog,
      columns: 'members',
      filters: { rows: '', columns: '', onlyDifferences: false, onlyOverrides: false, only: undefined },
      setFilters: () => {},
    },
    { transposed: false },
    { panel, said, opener: () => undefined, search: createSearch() },
  );
  const rowOf = (key: string) => rows.findIndex((row) => row.key === key) + 1;
  const go = (key: string, col: number) => grid.update({ focus: { row: rowOf(key), col }, selection: undefined });
  const select = (from: string, to: string, cols: readonly [number, number]) => {
    const [start, end] = [
      { row: rowOf(from), col: cols[0] },
      { row: rowOf(to), col: cols[1] },
    ];
    grid.update({ focus: start, selection: { from: start, to: end, origin: start } });
  };
  const proposal = () => {
    const open = panel.get();
    return open?.type === 'preview' ? open.proposal : undefined;
  };
  const keyOf = (label: string) => rows.find((row) => row.label === label)?.key ?? '';
  const resolved = () => {
    const found = [...rowChanges(matrix, all, proposal()?.rows ?? [])];
    return { changes: found.flatMap((each) => each.changes), unread: found.flatMap((each) => each.unread) };
  };
  return { matrix, commands, said, go, select, proposal, resolved, keyOf, lastRow: rows.at(-1)?.key ?? '', panel };
}

const ann = person('ann', 'agent', {
  roles: ['agent', 'lead'],
  packages: ['quality'],
  overrides: [
    { permission: 'calls.view', effect: 'allow', scope: { own: true, in: { queue: ['a,b'] } } },
    { permission: 'calls.channels', effect: 'allow', value: 'unlimited' },
    { permission: 'calls.tag', effect: 'allow', value: true, startsAt: 5, endsAt: 2_000_000_000_000 },
  ],
});

test('the column of one member is copied and pasted onto another: roles, packages and every setting', async () => {
  const bob = person('bob', 'agent', { overrides: [{ permission: 'calls.export', effect: 'deny' }] });
  const { commands, matrix, select, go, proposal, lastRow } = await commandsOf(
    [ann, bob],
    ['member:ann', 'member:bob'],
  );
  select('roles', lastRow, [1, 1]);
  const text = commands.copyText();
  go('roles', 2);
  commands.pasteText(text);
  const asked = proposal();
  expect(asked?.unread ?? []).toEqual([]);
  expect(asked?.note).toBeUndefined();
  matrix.edit(asked?.changes ?? [], 'Paste');
  const of = (target: MatrixTarget) => {
    const state = matrix.shown(target);
    return state?.kind === 'member' ? state.member : undefined;
  };
  expect(of('member:bob')?.roles).toEqual(ann.roles);
  expect(of('member:bob')?.packages).toEqual(ann.packages);
  const sorted = (member: Member | undefined) =>
    [...(member?.overrides ?? [])].sort((a, b) => (a.permission < b.permission ? -1 : 1));
  expect(sorted(of('member:bob'))).toEqual(sorted(ann));
});

test('what is pasted beyond the edge, or onto what cannot be set, is not left out in silence', async () => {
  const { commands, go, proposal, said, lastRow } = await commandsOf([ann], ['member:ann']);
  go(lastRow, 1);
  commands.pasteText('allow\tdeny\nallow\tdeny');
  expect(proposal()?.note ?? said.get().text).toContain('3 of the pasted cells have no place here');
  go('plan', 1);
  commands.pasteText('Basic');
  expect(said.get().text).toContain('1 of the pasted cells has no place here');
});

test('an empty cell of what is pasted leaves what is there', async () => {
  const { commands, go, proposal, matrix } = await commandsOf([ann], ['member:ann']);
  go('calls.view', 1);
  commands.pasteText('');
  commands.pasteText('\n\t\n');
  expect(proposal()).toBeUndefined();
  expect(matrix.openEdits()).toEqual([]);
});

test('malformed text is listed with what would be read, and nothing else is lost with it', async () => {
  const { commands, go, proposal } = await commandsOf([ann], ['member:ann', 'member:boss']);
  go('calls.channels', 1);
  commands.pasteText('"5\t7\nany\t\u0000\n""\tmust');
  const asked = proposal();
  expect(asked?.changes.map(({ target, field }) => `${target} ${field}`)).toEqual([
    'member:boss overrides.calls.channels',
    'member:ann overrides.calls.callerId',
    'member:boss overrides.calls.tag',
  ]);
  expect(asked?.unread).toMatchObject([
    { target: 'member:ann', message: expect.stringContaining(`It says '"5'`) },
    { target: 'member:boss', field: 'overrides.calls.callerId' },
  ]);
});

test('a value that is given to a selection is given to permissions only', async () => {
  const { commands, select, proposal } = await commandsOf([ann], ['member:ann']);
  select('roles', 'calls.export', [1, 1]);
  commands.applyToSelection('deny');
  expect(proposal()?.unread).toEqual([]);
  expect(proposal()?.changes.every(({ field }) => field.startsWith('overrides.'))).toBe(true);
});

test('roles are pasted by label or id, several of them beside each other', async () => {
  const { commands, go, matrix, proposal } = await commandsOf([ann], ['member:ann']);
  go('roles', 1);
  commands.pasteText('Team lead, agent');
  expect(matrix.openEdits()).toMatchObject([]);
  commands.pasteText('Team lead');
  expect(matrix.openEdits()).toMatchObject([{ field: 'roles', to: ['lead'] }]);
  commands.pasteText('Team lead, Boss of all');
  expect(proposal()?.unread).toMatchObject([{ field: 'roles', message: expect.stringContaining('expected') }]);
});

/** Rows that stand for parts of one permission. */
const table: Catalog = checkCatalog({
  ...phones,
  rows: [
    { permission: 'calls.view', label: 'All calls', scope: 'all' },
    { permission: 'calls.view', label: 'Own calls', scope: { own: true } },
    { permission: 'calls.view', label: 'Sales calls', scope: { in: { queue: ['sales'] } } },
    { permission: 'calls.export' },
  ],
});
const viewing = (scope: Scope) =>
  person('ann', 'agent', { overrides: [{ permission: 'calls.view', effect: 'allow', scope }] });
const tableOf = (...members: readonly Member[]) =>
  commandsOf(
    members,
    members.map(({ id }): MatrixTarget => `member:${id}`),
    { catalog: table, rows: 'table' },
  );
const both: Scope = { own: true, in: { queue: ['sales', 'vip'] } };

test('what is pasted on one row of a table sets that row and leaves the others of its permission', async () => {
  const { commands, go, keyOf, matrix } = await tableOf(viewing(both));
  go(keyOf('Own calls'), 1);
  expect(commands.copyText()).toBe('yes');
  commands.pasteText('no');
  expect(matrix.openEdits()).toMatchObject([{ to: [{ effect: 'allow', scope: { in: { queue: ['sales', 'vip'] } } }] }]);
  commands.pasteText('yes');
  expect(matrix.openEdits()).toEqual([]);
});

test('Delete on one row of a table takes back that row alone, or opens its editor', async () => {
  const { commands, go, keyOf, matrix, panel } = await tableOf(viewing(both));
  go(keyOf('Sales calls'), 1);
  commands.inherit();
  expect(matrix.openEdits()).toMatchObject([
    { to: [{ effect: 'allow', scope: { own: true, in: { queue: ['vip'] } } }] },
  ]);
  const all = await tableOf(viewing('all'));
  all.go(all.keyOf('Sales calls'), 1);
  all.commands.inherit();
  expect(all.matrix.openEdits()).toEqual([]);
  expect(all.panel.get()).toMatchObject({ type: 'setting', row: { label: 'Sales calls' } });
  expect(panel.get()).toBeUndefined();
});

test('all rows of a permission together are taken back as a whole', async () => {
  const { commands, select, keyOf, resolved } = await tableOf(viewing(both));
  select(keyOf('All calls'), keyOf('Sales calls'), [1, 1]);
  commands.inherit();
  expect(resolved()).toEqual({
    changes: [{ target: 'member:ann', field: 'overrides.calls.view', next: undefined }],
    unread: [],
  });
});

test('rows of one member are copied onto another, whatever stands in the way of which', async () => {
  const { commands, select, go, keyOf, resolved } = await tableOf(viewing('all'), person('bob', 'agent'));
  select(keyOf('All calls'), keyOf('Sales calls'), [1, 1]);
  const text = commands.copyText();
  expect(text).toBe('yes\nyes\nyes');
  go(keyOf('All calls'), 2);
  commands.pasteText(text);
  const { changes, unread } = resolved();
  expect(unread).toEqual([]);
  expect(changes).toHaveLength(1);
  expect(changes[0]?.next).toEqual([{ effect: 'allow', scope: 'all' }]);
});

test('what rows cannot be set to together is told of, and what means nothing for a row is left out', async () => {
  const { commands, select, go, keyOf, resolved, proposal } = await tableOf(viewing('all'), person('bob', 'agent'));
  go(keyOf('All calls'), 1);
  commands.pasteText('yes\nno\nperhaps');
  expect(proposal()?.unread).toMatchObject([{ message: expect.stringContaining('expected yes, no or inherit') }]);
  expect(resolved().unread).toMatchObject([{ message: expect.stringContaining("'Own calls' cannot be set") }]);
  select(keyOf('Own calls'), keyOf('Sales calls'), [1, 2]);
  commands.applyToSelection('no');
  expect(resolved().changes.map(({ target }) => target)).toEqual(['member:ann', 'member:bob']);
});

test('roles and packages are copied so that they are pasted as the same ones, whatever they are called', async () => {
  const names = { a: 'Sales, EMEA', b: 'b', c: 'Twin', d: 'twin', 'e,f': 'none' };
  const roles = Object.fromEntries(Object.entries(names).map(([id, label]) => [id, { label }]));
  // An organisation may call a role that it makes whatever it likes.
  const manages = [...Object.keys(phones.roles), ...Object.keys(roles)];
  const admin = { label: 'Administrator', unrestricted: true, manages } as const;
  const catalog: Catalog = { ...phones, roles: { ...phones.roles, ...roles, admin } };
  for (const held of [['a', 'd'], ['c'], ['d'], ['e,f'], ['b', 'e,f'], []]) {
    const ann2 = person('ann', 'agent', { roles: held });
    const { commands, go, matrix, proposal } = await commandsOf(
      [ann2, person('bob', 'agent')],
      ['member:ann', 'member:bob'],
      { catalog },
    );
    go('roles', 1);
    const text = commands.copyText();
    go('roles', 2);
    commands.pasteText(text);
    expect(proposal()?.unread ?? []).toEqual([]);
    expect((matrix.openEdits()[0] ?? proposal()?.changes[0]) as unknown).toMatchObject(
      matrix.openEdits()[0] ? { to: held } : { next: held },
    );
  }
});

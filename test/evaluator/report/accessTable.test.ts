import { expect, test } from 'vitest';
import { type RowCell, accessTable } from '../../../src/evaluator/report/accessTable.js';
import type { GrantSpec, RowDefinition } from '../../../src/model/catalog.js';
import { checkCatalog, defineCatalog } from '../../../src/model/defineCatalog.js';

const base = defineCatalog({
  id: 'desk',
  dimensions: { queue: { label: 'Queue' } },
  resources: { call: { label: 'Call', owner: 'ownerId', dimensions: { queue: 'queue' } } },
  permissions: {
    'calls.view': { kind: 'right', label: 'View calls', on: 'call' },
    'calls.play': { kind: 'right', label: 'Play calls', on: 'call', requires: ['calls.view'] },
    'sms.send': { kind: 'right', label: 'Send SMS', plans: ['pro'], licenses: ['sms'] },
    'desk.run': { kind: 'right', label: 'Run the desk', implies: ['sms.send'], plans: ['pro'] },
    'calls.max': { kind: 'number', label: 'Calls at once', unit: 'count', min: 0, max: 9, default: 0 },
    'calls.tag': { kind: 'duty', label: 'Tag calls' },
  },
  roles: {
    boss: { label: 'Boss', unrestricted: true },
    agent: {
      label: 'Agent',
      grants: [
        { permission: 'calls.view', scope: { own: true, in: { queue: 'mine' } } },
        { permission: 'calls.play', scope: 'all' },
        { permission: 'calls.max', value: 3 },
        { permission: 'calls.tag', value: true },
      ],
      grantable: [{ permission: 'calls.view', scope: 'all' }, 'sms.send', { permission: 'calls.max', value: 5 }],
    },
    guest: {
      label: 'Guest',
      grants: [
        { permission: 'calls.view', scope: { own: true }, conditional: true },
        { permission: 'calls.play', scope: 'all' },
        { permission: 'sms.send', effect: 'deny' },
        { permission: 'desk.run' },
      ],
    },
  },
  plans: { pro: { label: 'Pro' } },
  licenses: { sms: { label: 'SMS' } },
});

/** The cells of one row, in the order boss, agent, guest. */
function cellsOf(row: RowDefinition) {
  const [computed] = accessTable(checkCatalog({ ...base, rows: [row] }));
  return Object.values(computed?.cells ?? {});
}
const statesOf = (row: RowDefinition) => cellsOf(row).map(({ state }) => state);

test('a row at a scope is yes only where the role reaches all of it', () => {
  expect(statesOf({ permission: 'calls.view', scope: 'all' })).toEqual(['yes', 'conditional', 'no']);
  expect(statesOf({ permission: 'calls.view', scope: { own: true } })).toEqual(['yes', 'yes', 'conditional']);
  expect(statesOf({ permission: 'calls.view', scope: { in: { queue: 'mine' } } })).toEqual(['yes', 'yes', 'no']);
  expect(statesOf({ permission: 'calls.view', scope: { in: { queue: ['a'] } } })).toEqual(['yes', 'conditional', 'no']);
});

test('a row that asks for a dimension is yes where the role reaches by it, and no where only by something else', () => {
  expect(statesOf({ permission: 'calls.view', asks: 'queue' })).toEqual(['yes', 'yes', 'no']);
  expect(statesOf({ permission: 'calls.play', asks: 'queue' })).toEqual(['yes', 'yes', 'conditional']);
});

test('a row without a scope is yes where the role reaches anything', () => {
  expect(statesOf({ permission: 'calls.view' })).toEqual(['yes', 'yes', 'conditional']);
});

test('a row is no more than what its permission requires, at the same scope', () => {
  expect(statesOf({ permission: 'calls.play', scope: 'all' })).toEqual(['yes', 'conditional', 'no']);
  expect(statesOf({ permission: 'calls.play', scope: { own: true } })).toEqual(['yes', 'yes', 'conditional']);
});

test('a deny of the role is no; a plan or licence leaves the cell as it is and is told beside the row', () => {
  expect(statesOf({ permission: 'sms.send' })).toEqual(['yes', 'conditional', 'no']);
  expect(accessTable(checkCatalog({ ...base, rows: [{ permission: 'sms.send' }] }))[0]?.needs).toEqual([
    { kind: 'plan', ids: ['pro'] },
    { kind: 'license', ids: ['sms'] },
  ]);
});

test('what an umbrella opens is yes, also where plan and licence gate the umbrella', () => {
  const catalog = checkCatalog({
    ...base,
    roles: { head: { label: 'Head', grants: ['desk.run'] } },
    rows: [{ permission: 'sms.send' }],
  });
  expect(accessTable(catalog)[0]?.cells.head).toMatchObject({
    state: 'yes',
    by: { from: 'implied:desk.run', via: 'role:head' },
  });
});

test('a number is yes where the role gives at least the row’s, and conditional as far as it may be given', () => {
  expect(statesOf({ permission: 'calls.max', value: 3 })).toEqual(['yes', 'yes', 'no']);
  expect(statesOf({ permission: 'calls.max', value: 5 })).toEqual(['yes', 'conditional', 'no']);
  expect(statesOf({ permission: 'calls.max', value: 6 })).toEqual(['yes', 'no', 'no']);
  expect(statesOf({ permission: 'calls.max' })).toEqual(['yes', 'yes', 'no']);
});

test('a duty is yes for the roles that it binds, and may be lifted where it binds', () => {
  expect(statesOf({ permission: 'calls.tag' })).toEqual(['no', 'yes', 'no']);
  expect(statesOf({ permission: 'calls.tag', value: false })).toEqual(['yes', 'conditional', 'yes']);
});

test('a cell names the grant that gives it, and carries the note beside it', () => {
  const [boss, agent, guest] = cellsOf({
    permission: 'calls.view',
    scope: { own: true },
    cellNotes: { guest: 'Asks first.' },
  });
  expect(boss).toEqual({
    state: 'yes',
    by: { permission: 'calls.view', effect: 'allow', scope: 'all', from: 'role:boss' },
  });
  expect(agent?.by).toMatchObject({ from: 'role:agent', scope: { own: true } });
  expect(guest).toMatchObject({ state: 'conditional', note: 'Asks first.', by: { conditional: true } });
});

test('a row is worded by its permission unless it says otherwise', () => {
  const catalog = checkCatalog({
    ...base,
    rows: [{ permission: 'calls.view' }, { permission: 'calls.view', label: 'All calls' }],
  });
  expect(accessTable(catalog).map(({ label }) => label)).toEqual(['View calls', 'All calls']);
});

/** One row of a catalog in which an agent has just these grants. */
function cellFor(
  grants: readonly GrantSpec[],
  row: RowDefinition,
  grantable: readonly GrantSpec[],
): RowCell | undefined {
  const catalog = checkCatalog({
    ...base,
    dimensions: { ...base.dimensions, extension: { label: 'Extension' } },
    resources: {
      call: { label: 'Call', owner: 'ownerId', dimensions: { queue: 'queue', extension: 'extension' } },
      queue: { label: 'Queue', owner: 'ownerId', dimensions: {} },
    },
    permissions: {
      ...base.permissions,
      'queues.view': { kind: 'right', label: 'View queues', on: 'queue' },
      'calls.join': { kind: 'right', label: 'Join calls', on: 'call', requires: ['queues.view'] },
    },
    roles: { agent: { label: 'Agent', grants, grantable } },
    rows: [row],
  });
  return accessTable(catalog)[0]?.cells['agent'];
}
const own = { own: true } as const;
const mine = { in: { queue: 'mine' } } as const;

test.each<readonly [string, readonly GrantSpec[], RowDefinition, RowCell['state'], readonly GrantSpec[]]>([
  [
    'a deny of a part makes a row of the whole no',
    [
      { permission: 'calls.view', scope: 'all' },
      { permission: 'calls.view', effect: 'deny', scope: { in: { queue: ['secret'] } } },
    ],
    { permission: 'calls.view', scope: 'all' },
    'no',
    [],
  ],
  [
    'a deny that reaches nothing changes nothing',
    [
      { permission: 'calls.view', scope: 'all' },
      { permission: 'calls.view', effect: 'deny', scope: { in: { queue: [] } } },
    ],
    { permission: 'calls.view', scope: 'all' },
    'yes',
    [],
  ],
  [
    'the row is no where only what it requires is held',
    [{ permission: 'calls.view', scope: 'all' }],
    { permission: 'calls.play', scope: own },
    'no',
    [],
  ],
  [
    'the row is no where what it requires may only be given',
    [],
    { permission: 'calls.play' },
    'no',
    [{ permission: 'calls.view', scope: own }],
  ],
  [
    'the row is conditional where what it requires is',
    [{ permission: 'calls.play', scope: 'all' }],
    { permission: 'calls.play' },
    'conditional',
    [{ permission: 'calls.view', scope: own }],
  ],
  [
    'a scope of calls says nothing about queues, so any reach over them will do',
    [
      { permission: 'calls.join', scope: 'all' },
      { permission: 'queues.view', scope: own },
    ],
    { permission: 'calls.join', scope: 'all' },
    'yes',
    [],
  ],
  [
    'a value that only the server can tell is conditional',
    [{ permission: 'calls.max', value: 3, conditional: true }],
    { permission: 'calls.max' },
    'conditional',
    [],
  ],
  [
    'so is a duty that only the server can tell to bind',
    [{ permission: 'calls.tag', value: true, conditional: true }],
    { permission: 'calls.tag' },
    'conditional',
    [],
  ],
  [
    'one’s own extension is somebody’s own for every role',
    [{ permission: 'calls.view', scope: { in: { extension: 'mine' } } }],
    { permission: 'calls.view', scope: { in: { extension: 'mine' } } },
    'yes',
    [],
  ],
])('%s', (_, grants, row, state, grantable) => {
  expect(cellFor(grants, row, grantable)?.state).toBe(state);
});

test('a cell names the one grant that reaches all of the row, and its own before what it requires', () => {
  const view: readonly GrantSpec[] = [
    { permission: 'calls.view', scope: mine },
    { permission: 'calls.view', scope: own },
  ];
  expect(cellFor(view, { permission: 'calls.view', scope: own }, [])?.by?.scope).toEqual(own);
  expect(cellFor(view, { permission: 'calls.view', scope: mine }, [])?.by?.scope).toEqual(mine);
  const play = cellFor(
    [...view, { permission: 'calls.play', scope: own }],
    { permission: 'calls.play', scope: own },
    [],
  );
  expect(play).toMatchObject({ state: 'yes', by: { permission: 'calls.play' } });
  expect(cellFor([{ permission: 'calls.max', value: 3 }], { permission: 'calls.max' }, [])).toMatchObject({
    state: 'yes',
    by: { value: 3, from: 'role:agent' },
  });
});

test('a row stands in its own section, else in its permission’s, else in none, and has just what it says', () => {
  const catalog = checkCatalog({
    ...base,
    permissions: { ...base.permissions, 'calls.view': { ...base.permissions['calls.view'], section: 'Calls' } },
    sections: { Calls: { label: 'Calls' }, Other: { label: 'Other' } },
    rows: [{ permission: 'calls.view' }, { permission: 'calls.view', section: 'Other' }, { permission: 'calls.tag' }],
    roles: { guest: { label: 'Guest' } },
  });
  expect(accessTable(catalog)).toStrictEqual([
    { permission: 'calls.view', label: 'View calls', section: 'Calls', needs: [], cells: { guest: { state: 'no' } } },
    { permission: 'calls.view', label: 'View calls', section: 'Other', needs: [], cells: { guest: { state: 'no' } } },
    { permission: 'calls.tag', label: 'Tag calls', needs: [], cells: { guest: { state: 'no' } } },
  ]);
});

test('a catalog without rows has an empty table', () => {
  expect(accessTable(base)).toEqual([]);
});

test('a setting is no role’s own: it is set for a member, or not', () => {
  const settings = {
    'phone.autoAnswer': { kind: 'right', label: 'x', setting: true },
    'phone.wrapUp': { kind: 'number', label: 'x', unit: 'seconds', min: 0, default: 0, setting: true },
  } as const;
  const catalog = checkCatalog({
    ...base,
    permissions: { ...base.permissions, ...settings },
    roles: {
      ...base.roles,
      crew: { label: 'Crew', grants: ['phone.autoAnswer'], grantable: [{ permission: 'phone.wrapUp', value: 9 }] },
    },
    rows: Object.keys(settings).map((permission) => ({ permission })),
  });
  const states = accessTable(catalog).map(({ cells }) => Object.values(cells).map(({ state }) => state));
  expect(states).toEqual([
    // The agent's limit names neither.
    ['conditional', 'no', 'conditional', 'yes'],
    ['conditional', 'no', 'conditional', 'conditional'],
  ]);
});

test('a setting that nobody can give is nobody’s', () => {
  const locked = { kind: 'right', label: 'x', setting: true, assignable: false } as const;
  const catalog = checkCatalog({
    ...base,
    permissions: { ...base.permissions, 'phone.locked': locked },
    rows: [{ permission: 'phone.locked' }],
  });
  const states = accessTable(catalog).flatMap(({ cells }) => Object.values(cells).map(({ state }) => state));
  expect(new Set(states)).toEqual(new Set(['no']));
});

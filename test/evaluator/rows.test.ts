import { expect, test } from 'vitest';
import { rows } from '../../src/evaluator/rows.js';
import type { RowDefinition } from '../../src/model/catalog.js';
import { checkCatalog, defineCatalog } from '../../src/model/defineCatalog.js';

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
  const [computed] = rows(checkCatalog({ ...base, rows: [row] }));
  return Object.values(computed?.cells ?? {});
}
const statesOf = (row: RowDefinition) => cellsOf(row).map(({ state }) => state);

test('a row at a scope is yes only where the role reaches all of it', () => {
  expect(statesOf({ permission: 'calls.view', scope: 'all' })).toEqual(['yes', 'conditional', 'no']);
  expect(statesOf({ permission: 'calls.view', scope: { own: true } })).toEqual(['yes', 'yes', 'conditional']);
  expect(statesOf({ permission: 'calls.view', scope: { in: { queue: 'mine' } } })).toEqual(['yes', 'yes', 'no']);
  expect(statesOf({ permission: 'calls.view', scope: { in: { queue: ['a'] } } })).toEqual(['yes', 'conditional', 'no']);
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
  expect(rows(checkCatalog({ ...base, rows: [{ permission: 'sms.send' }] }))[0]?.needs).toEqual([
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
  expect(rows(catalog)[0]?.cells.head).toMatchObject({
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
  expect(rows(catalog).map(({ label }) => label)).toEqual(['View calls', 'All calls']);
});

test('a catalog without rows has an empty table', () => {
  expect(rows(base)).toEqual([]);
});

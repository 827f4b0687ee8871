import { expect, test } from 'vitest';
import { createCommands } from '../../../src/components/MatrixEditor/createCommands.js';
import {
  memberAttributes,
  permissionAttributes,
  withSections,
} from '../../../src/components/MatrixEditor/grid/Attribute.js';
import { createGridStore } from '../../../src/components/MatrixEditor/grid/createGridStore.js';
import type { MatrixTarget } from '../../../src/components/MatrixEditor/engine/MatrixBackend.js';
import type { Panel } from '../../../src/components/MatrixEditor/Panel.js';
import { createStore } from '../../../src/react/createStore.js';
import type { Member } from '../../../src/model/member.js';
import { open } from './support/openMatrix.js';
import { person, phones } from './support/phones.js';

const boss = person('boss', 'admin');

/** The commands of a matrix of members, staged, without a screen. */
async function commandsOf(members: readonly Member[], shown: readonly MatrixTarget[]) {
  const { matrix } = await open({ members: [boss, ...members], mode: 'staged' });
  const grid = createGridStore();
  const permissionLines = permissionAttributes(phones, 'permissions');
  const lines = [...memberAttributes(phones), ...withSections(phones, permissionLines)];
  const panel = createStore<Panel | undefined>(undefined);
  const said = createStore({ text: '' });
  const commands = createCommands(
    {
      matrix,
      grid,
      lines,
      permissionLines,
      targets: shown,
      catalog: phones,
      columns: 'members',
      filters: { lines: '', columns: '', onlyDifferences: false, onlyOverrides: false, only: undefined },
      setFilters: () => {},
    },
    { transposed: false },
    { panel, said, opener: () => undefined },
  );
  const rowOf = (key: string) => lines.findIndex((line) => line.key === key) + 1;
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
    return open?.type === 'plan' ? open.proposal : undefined;
  };
  return { matrix, commands, said, go, select, proposal, lastLine: lines.at(-1)?.key ?? '', panel };
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
  const { commands, matrix, select, go, proposal, lastLine } = await commandsOf(
    [ann, bob],
    ['member:ann', 'member:bob'],
  );
  select('roles', lastLine, [1, 1]);
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
  const { commands, go, proposal, said, lastLine } = await commandsOf([ann], ['member:ann']);
  go(lastLine, 1);
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
  expect(asked?.changes.map(({ target, slot }) => `${target} ${slot}`)).toEqual([
    'member:boss permission:calls.channels',
    'member:ann permission:calls.callerId',
    'member:boss permission:calls.tag',
  ]);
  expect(asked?.unread).toMatchObject([
    { target: 'member:ann', message: expect.stringContaining(`It says '"5'`) },
    { target: 'member:boss', slot: 'permission:calls.callerId' },
  ]);
});

test('a value that is given to a selection is given to permissions only', async () => {
  const { commands, select, proposal } = await commandsOf([ann], ['member:ann']);
  select('roles', 'calls.export', [1, 1]);
  commands.applyToSelection('deny');
  expect(proposal()?.unread).toEqual([]);
  expect(proposal()?.changes.every(({ slot }) => slot.startsWith('permission:'))).toBe(true);
});

test('roles are pasted by label or id, several of them beside each other', async () => {
  const { commands, go, matrix, proposal } = await commandsOf([ann], ['member:ann']);
  go('roles', 1);
  commands.pasteText('Team lead, agent');
  expect(matrix.openEdits()).toMatchObject([]);
  commands.pasteText('Team lead');
  expect(matrix.openEdits()).toMatchObject([{ slot: 'roles', to: ['lead'] }]);
  commands.pasteText('Team lead, Boss of all');
  expect(proposal()?.unread).toMatchObject([{ slot: 'roles', message: expect.stringContaining('expected') }]);
});

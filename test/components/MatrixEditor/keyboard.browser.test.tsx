import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { editElsewhere } from '../../matrix/support/editElsewhere.js';
import { chief, renderMatrix } from './support/renderMatrix.js';

const control = (name: string) => screen.findByLabelText(name, { selector: '.hs-matrix-control, .hs-matrix-editor' });
const focused = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;
const overridesOf = async (api: ReturnType<typeof renderMatrix>['api'], id: string) =>
  (await api.reader.membersById([id]))[0]?.member.overrides;

/** Tabs into the grid and waits for its cells. */
async function enter(user: ReturnType<typeof renderMatrix>['user']) {
  await control('View calls, Ann');
  await waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'false'));
  const [check] = screen
    .getAllByRole('gridcell')
    .flatMap((cell) => [...cell.querySelectorAll<HTMLElement>('[tabindex="0"]')]);
  check?.focus();
  await user.keyboard('{Control>}{Home}{/Control}');
}

test('the grid is one tab stop, between what is before and what is behind it', async () => {
  const { user } = renderMatrix();
  await enter(user);
  const stops = screen.getByRole('grid').querySelectorAll('[tabindex="0"]');
  expect(stops).toHaveLength(1);
  await user.keyboard('{ArrowRight}{ArrowDown}{ArrowDown}');
  expect(screen.getByRole('grid').querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  await user.tab();
  expect(screen.getByRole('grid')).not.toContainElement(document.activeElement as HTMLElement);
});

test('a section heading is one place across all columns, also where it is the first one', async () => {
  const { user } = renderMatrix({ columns: 'roles' });
  await control('View calls, Agent');
  const stops = screen.getByRole('grid').querySelectorAll<HTMLElement>('[tabindex="0"]');
  expect([...stops].map((each) => each.textContent)).toEqual(['Calls']);
  stops[0]?.focus();
  await user.keyboard('{ArrowDown}{ArrowRight}');
  expect(focused()).toBe('View calls, Administrator');
  await user.keyboard('{ArrowUp}');
  expect(document.activeElement).toHaveAccessibleName('Calls');
  await user.keyboard('{ArrowDown}');
  expect(focused()).toBe('View calls, Administrator');
  await user.keyboard('{ArrowUp}{ArrowLeft}{ArrowLeft}{ArrowDown}');
  expect(document.activeElement).toHaveAccessibleName('View calls');
});

test('arrows, Home, End and the pages go where they say', async () => {
  const { user } = renderMatrix();
  await enter(user);
  expect(focused()).toBe('Role, Ann: Agent');
  await user.keyboard('{ArrowRight}');
  expect(focused()).toBe('Role, Bob: Agent');
  await user.keyboard('{End}');
  expect(focused()).toBe('Role, Lea: Team lead');
  await user.keyboard('{Home}{ArrowLeft}');
  expect(document.activeElement).toHaveAttribute('role', 'rowheader');
  await user.keyboard('{Control>}{End}{/Control}');
  expect(focused()).toBe('Close the account, Lea');
  await user.keyboard('{PageUp}{PageUp}{PageUp}');
  expect(focused()).toBe('Role, Lea: Team lead');
  await user.keyboard('{ArrowUp}');
  expect(document.activeElement).toHaveAttribute('role', 'columnheader');
});

test('every row, cell and header says where it is', async () => {
  renderMatrix();
  const cell = (await control('View calls, Bob')).closest('[role=gridcell]');
  const grid = screen.getByRole('grid');
  await waitFor(() => expect(grid).toHaveAttribute('aria-colcount', '6'));
  // 4 facts about members, 2 sections, 10 permissions and the headers; the catalog has no licences.
  expect(grid).toHaveAttribute('aria-rowcount', '17');
  expect(cell).toHaveAttribute('aria-colindex', '3');
  expect(cell?.closest('[role=row]')).toHaveAttribute('aria-rowindex', '7');
  expect(within(grid).getByRole('rowheader', { name: 'View calls' })).toHaveAttribute('aria-colindex', '1');
});

test('Space switches a right off and on again, and the change is saved', async () => {
  const { user, api } = renderMatrix();
  await enter(user);
  (await control('View calls, Ann')).focus();
  await user.keyboard(' ');
  await waitFor(async () =>
    expect(await overridesOf(api, 'ann')).toEqual([{ permission: 'calls.view', effect: 'deny' }]),
  );
  expect(await control('View calls, Ann')).not.toBeChecked();
  await user.keyboard(' ');
  await waitFor(async () => expect(await overridesOf(api, 'ann')).toEqual([]));
  expect(focused()).toBe('View calls, Ann');
});

test('digits start a number, Enter commits it, Escape takes it back', async () => {
  const { user, api } = renderMatrix();
  await enter(user);
  (await control('Channels, Ann: 1')).focus();
  await user.keyboard('7');
  expect(document.activeElement).toHaveValue('7');
  await user.keyboard('{Escape}');
  expect(focused()).toBe('Channels, Ann: 1');
  await user.keyboard('8{Enter}');
  await waitFor(async () =>
    expect(await overridesOf(api, 'ann')).toEqual([{ permission: 'calls.channels', effect: 'allow', value: 8 }]),
  );
  expect(focused()).toBe('Channels, Ann: 8');
});

test('a number out of its bounds is not taken and says what is', async () => {
  const { user } = renderMatrix();
  await enter(user);
  (await control('Channels, Ann: 1')).focus();
  await user.keyboard('99{Enter}');
  expect(document.activeElement).toHaveValue('99');
  expect(screen.getByRole('alert')).toHaveTextContent('1 to 10, or unlimited');
});

test('what is typed is not lost when focus goes elsewhere', async () => {
  const { user, api } = renderMatrix();
  await enter(user);
  (await control('Channels, Ann: 1')).focus();
  await user.keyboard('4');
  await user.click(await control('Channels, Bob: 1'));
  await waitFor(async () =>
    expect(await overridesOf(api, 'ann')).toEqual([{ permission: 'calls.channels', effect: 'allow', value: 4 }]),
  );
});

test('Enter opens a choice, whose option is committed with Enter', async () => {
  const { user, api } = renderMatrix();
  await enter(user);
  (await control('Caller ID, Bob: None')).focus();
  await user.keyboard('{Enter}');
  expect(document.activeElement?.tagName).toBe('SELECT');
  await user.selectOptions(document.activeElement as HTMLElement, 'own');
  await user.keyboard('{Enter}');
  await waitFor(async () =>
    expect(await overridesOf(api, 'bob')).toEqual([{ permission: 'calls.callerId', effect: 'allow', value: 'own' }]),
  );
  expect(focused()).toBe('Caller ID, Bob: Own number');
});

test('Enter on a scoped right opens how far it reaches; what is chosen is saved and focus returns', async () => {
  const { user, api } = renderMatrix();
  await enter(user);
  (await control('Listen to recordings, Ann')).focus();
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'Listen to recordings, Ann' });
  await user.click(within(dialog).getByRole('radio', { name: 'Allow' }));
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Queue' }), 'chosen');
  await user.fill(within(dialog).getByRole('searchbox', { name: 'Search Queue' }), 'sales');
  await waitFor(() => expect(within(dialog).queryByRole('checkbox', { name: 'SUPPORT' })).toBeNull());
  await user.click(within(dialog).getByRole('checkbox', { name: 'SALES' }));
  await user.click(within(dialog).getByRole('button', { name: 'Apply' }));
  await waitFor(async () =>
    expect(await overridesOf(api, 'ann')).toEqual([
      { permission: 'calls.listen', effect: 'allow', scope: { in: { queue: ['sales'] } } },
    ]),
  );
  await waitFor(() => expect(focused()).toBe('Listen to recordings, Ann'));
});

test('Shift with arrows selects, Delete inherits after a dry run, and Ctrl+Z takes it back in one step', async () => {
  const { user, api } = renderMatrix();
  await enter(user);
  (await control('View calls, Ann')).focus();
  await user.keyboard(' ');
  await user.keyboard('{ArrowRight} ');
  await waitFor(async () => expect(await overridesOf(api, 'bob')).toHaveLength(1));
  await user.keyboard('{Shift>}{ArrowLeft}{/Shift}');
  expect(screen.getAllByRole('gridcell', { selected: true })).toHaveLength(2);
  await user.keyboard('{Delete}');
  const dialog = await screen.findByRole('dialog', { name: 'Inherit' });
  expect(dialog).toHaveTextContent('2 to change, 0 left out');
  await user.click(within(dialog).getByRole('button', { name: 'Apply' }));
  await waitFor(async () => expect([await overridesOf(api, 'ann'), await overridesOf(api, 'bob')]).toEqual([[], []]));
  (await control('View calls, Ann')).focus();
  await user.keyboard('{Control>}z{/Control}');
  await waitFor(async () =>
    expect([await overridesOf(api, 'ann'), await overridesOf(api, 'bob')].flat()).toHaveLength(2),
  );
  await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
  await waitFor(async () => expect([await overridesOf(api, 'ann'), await overridesOf(api, 'bob')]).toEqual([[], []]));
});

test('Shift+Space, Ctrl+Space and Ctrl+A select a row, a column and everything', async () => {
  const { user } = renderMatrix({ virtualize: 'off' });
  await enter(user);
  (await control('View calls, Ann')).focus();
  const selected = () => screen.queryAllByRole('gridcell', { selected: true }).length;
  await user.keyboard('{Shift>} {/Shift}');
  expect(selected()).toBe(5);
  await user.keyboard('{Escape}');
  expect(selected()).toBe(0);
  await user.keyboard('{Control>} {/Control}');
  expect(selected()).toBe(14);
  await user.keyboard('{Control>}a{/Control}');
  expect(selected()).toBe(70);
});

test('a value is copied and pasted, and locked cells are left out with the reason', async () => {
  const { user, api } = renderMatrix();
  await enter(user);
  (await control('Channels, Ann: 1')).focus();
  await user.keyboard('5{Enter}');
  await user.keyboard('{Control>}c{/Control}');
  await user.keyboard('{Shift>}{End}{/Shift}');
  await user.keyboard('{Control>}v{/Control}');
  const dialog = await screen.findByRole('dialog', { name: 'Paste' });
  await waitFor(() => expect(dialog).toHaveTextContent('2 to change, 2 left out, 1 as they are.'));
  expect(dialog).toHaveTextContent('You cannot change your own permissions.');
  await user.click(within(dialog).getByRole('button', { name: 'Apply' }));
  await waitFor(async () => expect(await overridesOf(api, 'lea')).toHaveLength(1));
});

test('Ctrl+Enter gives a selection the value of the cell that it began at, and a row that of the cell in focus', async () => {
  const { user, api } = renderMatrix();
  await enter(user);
  (await control('Channels, Ann: 1')).focus();
  await user.keyboard('5{Enter}{Shift>}{ArrowRight}{/Shift}{Control>}{Enter}{/Control}');
  const dialog = await screen.findByRole('dialog', { name: 'Apply to the selection' });
  await waitFor(() => expect(dialog).toHaveTextContent('Bob, Channels: inherits → 5'));
  await user.click(within(dialog).getByRole('button', { name: 'Apply' }));
  await waitFor(async () => expect(await overridesOf(api, 'bob')).toHaveLength(1));
  (await control('Channels, Lea: 3')).focus();
  await user.keyboard('2{Enter}{Shift>} {/Shift}{Control>}{Enter}{/Control}');
  const row = await screen.findByRole('dialog', { name: 'Apply to the selection' });
  await waitFor(() => expect(row).toHaveTextContent('Ann, Channels: 5 → 2'));
});

test('a locked cell says why to whoever gets there with the keyboard', async () => {
  const { user } = renderMatrix();
  await enter(user);
  const cell = await control('View calls, Boss');
  cell.focus();
  expect(cell).toHaveAttribute('aria-disabled', 'true');
  await waitFor(() => expect(cell).toHaveAccessibleDescription(/Locked: You cannot change your own permissions\./));
  await user.keyboard(' ');
  expect(await screen.findByRole('dialog')).toHaveTextContent('You cannot change your own permissions.');
});

test('Shift+F10 opens the menu of the cell', async () => {
  const { user } = renderMatrix();
  await enter(user);
  (await control('View calls, Ann')).focus();
  await user.keyboard('{Shift>}{F10}{/Shift}');
  const menu = await screen.findByRole('menu', { name: 'View calls, Ann' });
  await waitFor(() => expect(within(menu).getByRole('menuitem', { name: 'Who has View calls?' })).toBeVisible());
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  await waitFor(() => expect(focused()).toBe('View calls, Ann'));
});

test('the slash goes to the search, which leaves the rows that hold the text', async () => {
  const { user } = renderMatrix();
  await enter(user);
  await user.keyboard('/');
  expect(focused()).toBe('Search permissions');
  await user.keyboard('plays the');
  await waitFor(() =>
    expect(screen.getAllByRole('rowheader').map((each) => each.textContent)).toEqual(['Calls', 'Listen to recordings']),
  );
});

test('an edit by somebody else repaints its cell and leaves focus and an open editor alone', async () => {
  const { user, api } = renderMatrix();
  await enter(user);
  (await control('Channels, Ann: 1')).focus();
  await user.keyboard('6');
  await editElsewhere(api.backendOf(chief), 'member:bob', [
    { op: 'set', permission: 'calls.channels', effect: 'allow', value: 9 },
  ]);
  await control('Channels, Bob: 9');
  expect(document.activeElement).toHaveValue('6');
  expect(
    screen
      .getAllByRole('status')
      .map((each) => each.textContent)
      .join(),
  ).toContain('Chief changed Channels of Bob.');
});

test.each([
  ['while it composes', { isComposing: true }],
  ['in Safari, where it comes after the word', { keyCode: 229 }],
])('a key that an input method takes does nothing in the grid, %s', async (_, taken) => {
  const { user } = renderMatrix();
  await enter(user);
  const cell = document.activeElement;
  if (!cell) throw new Error('Nothing has focus.');
  for (const key of ['ArrowDown', 'Enter', 'F2', '/', 'Delete']) fireEvent.keyDown(cell, { key, ...taken });
  expect(focused()).toBe('Role, Ann: Agent');
  expect(screen.queryByRole('combobox', { name: 'Role, Ann' })).toBeNull();
  await user.keyboard('{Enter}');
  const field = await screen.findByRole('combobox', { name: 'Role, Ann' });
  fireEvent.keyDown(field, { key: 'Enter', ...taken });
  fireEvent.keyDown(field, { key: 'Escape', ...taken });
  await waitFor(() => expect(field).toBeVisible());
  await user.keyboard('{Escape}');
  expect(focused()).toBe('Role, Ann: Agent');
});

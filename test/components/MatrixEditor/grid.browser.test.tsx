import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Catalog } from '../../../src/model/catalog.js';
import { checkCatalog } from '../../../src/model/defineCatalog.js';
import { person, phones } from '../../matrix/support/phones.js';
import { realApi } from '../../matrix/support/realApi.js';
import { boss, chief, renderMatrix, staff } from './support/renderMatrix.js';

async function at(name: string) {
  (await screen.findByLabelText(name)).focus();
  await waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'false'));
}

const overridesOf = async (api: ReturnType<typeof realApi>, id: string) =>
  (await api.reader.membersById([id]))[0]?.member.overrides;

test('a grid whose members cannot be read is not busy, and says so', async () => {
  const api = realApi(phones, [boss, chief, ...staff]);
  const broken: typeof fetch = (input, init) =>
    String(input instanceof Request ? input.url : input).includes('/members')
      ? Promise.reject(new TypeError('down'))
      : api.fetch(input, init);
  renderMatrix({ backend: api.backendOf(boss, broken) }, { api });
  await screen.findByText(/^Members could not be read/);
  await waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'false'));
});

test('roles below each other are headed as roles', async () => {
  renderMatrix({ columns: 'roles', transposed: true });
  await screen.findByLabelText('Export calls, Agent');
  expect(screen.getAllByRole('columnheader')[0]).toHaveAccessibleName('Role');
});

test('pasting where the clipboard holds no text changes nothing', async () => {
  const { user, api } = renderMatrix();
  await at('Channels, Ann: 1');
  await user.keyboard('5{Enter}');
  await waitFor(async () => expect(await overridesOf(api, 'ann')).toHaveLength(1));
  fireEvent.paste(document.activeElement ?? document.body, { clipboardData: new DataTransfer() });
  expect(document.activeElement).toHaveAccessibleName('Channels, Ann: 5');
  await user.keyboard('{ArrowDown}{ArrowUp}');
  expect(await overridesOf(api, 'ann')).toHaveLength(1);
});

test('the browser’s own menu is left to a field that is typed into, and to headers', async () => {
  const { user } = renderMatrix();
  await at('Channels, Ann: 1');
  expect(fireEvent.contextMenu(screen.getByRole('rowheader', { name: 'Channels' }))).toBe(true);
  (await screen.findByLabelText('Channels, Ann: 1')).focus();
  await user.keyboard('5');
  expect(fireEvent.contextMenu(document.activeElement ?? document.body)).toBe(true);
  expect(screen.queryByRole('menu')).toBeNull();
  expect(document.activeElement).toHaveValue('5');
});

test('Enter and Escape that belong to an input method neither commit nor cancel', async () => {
  const { user } = renderMatrix();
  await at('Channels, Ann: 1');
  await user.keyboard('5');
  const field = document.activeElement ?? document.body;
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
  fireEvent.keyDown(field, { key: 'Escape', isComposing: true });
  expect(document.activeElement).toBe(field);
  expect(field).toHaveValue('5');
});

test('Escape is the page’s own where the grid has nothing to give up', async () => {
  const { user } = renderMatrix();
  await at('Channels, Ann: 1');
  const press = () => fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
  expect(press()).toBe(true);
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
  expect(press()).toBe(false);
  expect(press()).toBe(true);
  await at('Channels, Ann: 1');
  await user.keyboard('5');
  expect(press()).toBe(false);
  expect(document.activeElement).toHaveAccessibleName('Channels, Ann: 1');
});

test('why a number is not taken is seen also in the last row and column', async () => {
  // In the order of their sections: the channels alone have none, and come last.
  const catalog: Catalog = checkCatalog({
    ...phones,
    permissions: Object.fromEntries(
      Object.entries(phones.permissions).map(([id, { section = '', ...rest }]) => [
        id,
        { ...rest, ...(id !== 'calls.channels' && { section }) },
      ]),
    ),
  });
  const { user, container } = renderMatrix({ catalog }, { api: realApi(catalog, [boss, chief, ...staff]) });
  container.style.inlineSize = '700px';
  await at('Channels, Ann: 1');
  await user.keyboard('{Control>}{End}{/Control}');
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName('Channels, Lea: 3'));
  await user.keyboard('99{Enter}');
  const alert = screen.getByRole('alert');
  const { left, top, right, bottom } = alert.getBoundingClientRect();
  const grid = screen.getByRole('grid').getBoundingClientRect();
  expect([left >= grid.left, right <= grid.right, top >= grid.top, bottom <= grid.bottom]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(alert).toContainElement(document.elementFromPoint(right - 4, bottom - 4) as HTMLElement);
});

test('ids that one may not give are marked where the catalog itself lists them', async () => {
  const values = ['sales', 'support'].map((id) => ({ id, label: id.toUpperCase() }));
  const queue = { label: 'Queue', values };
  const catalog: Catalog = checkCatalog({ ...phones, dimensions: { ...phones.dimensions, queue } });
  const api = realApi(catalog, [boss, chief, ...staff]);
  const { user } = renderMatrix({ catalog }, { as: staff[2] ?? boss, api });
  await at('View calls, Ann');
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'View calls, Ann' });
  await user.click(within(dialog).getByRole('radio', { name: /^Allow/ }));
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Queue' }), 'chosen');
  await waitFor(() => expect(within(dialog).getByRole('checkbox', { name: 'SALES' })).toBeVisible());
  await waitFor(() =>
    expect(within(dialog).getByRole('checkbox', { name: 'SUPPORT (beyond what you may give)' })).toBeVisible(),
  );
});

test('a package that one may not give says why to whoever gets there with the keyboard', async () => {
  const { user } = renderMatrix({}, { as: staff[2] ?? boss });
  await at('Packages, Ann: none');
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'Packages of Ann' });
  const box = within(dialog).getByRole('checkbox', { name: 'Quality' });
  while (document.activeElement !== box) await user.tab();
  expect(box).toHaveAttribute('aria-disabled', 'true');
  expect(box).toHaveAccessibleDescription(/You cannot give more than you have or may hand out\./);
  await user.keyboard(' ');
  expect(box).not.toBeChecked();
});

test('what a permission means is read under the grid, from its header as from its cells', async () => {
  const { user } = renderMatrix();
  await at('Listen to recordings, Ann');
  await waitFor(() => expect(screen.getByText('Plays the recording of a call.')).toBeVisible());
  await user.keyboard('{ArrowLeft}');
  expect(document.activeElement).toHaveAttribute('role', 'rowheader');
  await waitFor(() => expect(screen.getByText('Plays the recording of a call.')).toBeVisible());
});

test('a member without a name is called by id, and one of a very long name keeps its cell in its column', async () => {
  const long = person('lou', 'agent', { name: 'Wolfeschlegelsteinhausenbergerdorff '.repeat(6).trim() });
  const { name: _, ...nameless } = person('u-4711', 'agent');
  renderMatrix({}, { api: realApi(phones, [boss, nameless, long]) });
  await at('View calls, u-4711');
  const header = screen.getByRole('columnheader', { name: /^Wolfe/ });
  expect(header.getBoundingClientRect().width).toBeLessThanOrEqual(140);
  expect(header.scrollHeight).toBeLessThanOrEqual(header.clientHeight + 1);
});

test('the menu of packages opens them', async () => {
  const { user } = renderMatrix();
  await at('Packages, Ann: none');
  await user.keyboard('{Shift>}{F10}{/Shift}');
  await screen.findByRole('dialog', { name: 'Packages of Ann' });
});

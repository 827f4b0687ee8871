import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { checkCatalog } from '../../../src/model/defineCatalog.js';
import type { Catalog } from '../../../src/model/catalog.js';
import { editElsewhere } from '../../matrix/support/editElsewhere.js';
import { person, phones } from '../../matrix/support/phones.js';
import { realApi } from '../../matrix/support/realApi.js';
import { boss, chief, renderMatrix, staff } from './support/renderMatrix.js';

const complete = () => waitFor(() => expect(screen.queryByText(/Reading members/)).toBeNull());

test('a role that one may not change says why to whoever gets there with the keyboard', async () => {
  const { user } = renderMatrix({ layout: 'list', target: 'member:boss' });
  const role = await screen.findByLabelText('Role, Boss');
  await complete();
  screen.getByRole('combobox', { name: 'Show' }).focus();
  await user.tab();
  expect(document.activeElement).toBe(role);
  expect(role).toHaveAccessibleDescription('Locked: You cannot change your own permissions.');
});

test('a role that the service refuses stays in the list with the reason until it is discarded', async () => {
  const api = realApi(phones, [boss, chief, person('amy', 'admin'), ...staff]);
  const { user } = renderMatrix({ layout: 'list', target: 'member:ann' }, { api });
  const role = await screen.findByLabelText('Role, Ann');
  await complete();
  await editElsewhere(api.backendOf(chief), 'member:boss', [{ op: 'assign-role', role: 'lead' }]);
  role.focus();
  await user.selectOptions(role, 'lead');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(role).toHaveAccessibleDescription(/Not saved: Team lead\./));
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(role).toHaveValue('agent'));
});

test('going through the options with the arrows saves none of them before it is left', async () => {
  const { user, api } = renderMatrix({ layout: 'list', target: 'member:ann' });
  (await screen.findByLabelText('Caller ID, Ann')).focus();
  await complete();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(document.activeElement).toHaveValue('own');
  await user.keyboard('{Enter}');
  await waitFor(async () => expect(await api.reader.audit({ limit: 5 })).toHaveLength(1));
  screen.getByLabelText('Role, Ann').focus();
  await user.keyboard('{ArrowUp}{ArrowDown}{Tab}');
  await user.keyboard('{Shift>}{Tab}{/Shift}{ArrowUp}{Escape}');
  expect(screen.getByLabelText('Role, Ann')).toHaveValue('agent');
  expect(await api.reader.audit({ limit: 5 })).toHaveLength(1);
});

test('whoever is shown is among those who can be chosen, however many there are', async () => {
  const many = Array.from({ length: 700 }, (_, i) => person(`m${1000 + i}`, 'agent'));
  renderMatrix({ layout: 'list', target: 'member:m1650' }, { api: realApi(phones, [boss, ...many]) });
  // Seven hundred are read, page by page.
  await screen.findByRole('heading', { name: 'M1650' }, { timeout: 20_000 });
  await waitFor(() => expect(screen.queryByText(/Reading members/)).toBeNull(), { timeout: 20_000 });
  expect(screen.getByRole('combobox', { name: 'Show' })).toHaveDisplayValue('M1650');
  await waitFor(() => expect(screen.getByText('The first 500 of 701; search for the others.')).toBeVisible());
});

test('nobody is said to be missing while members are still being read', async () => {
  const api = realApi(phones, [boss, chief, ...staff]);
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const slow: typeof fetch = async (input, init) => {
    await held;
    return api.fetch(input, init);
  };
  renderMatrix({ layout: 'list', backend: api.backendOf(boss, slow) }, { api });
  await screen.findByText(/Reading members…/);
  expect(screen.queryByText(/was found/)).toBeNull();
  answer();
  await screen.findByRole('heading', { name: 'Ann' });
});

test('what the product’s page notes about a permission is read in the list as well', async () => {
  const tag = { kind: 'duty', label: 'Tags required', section: 'settings', note: 'Not on mobile phones.' } as const;
  const catalog: Catalog = checkCatalog({ ...phones, permissions: { ...phones.permissions, 'calls.tag': tag } });
  renderMatrix({ catalog, layout: 'list', target: 'member:bob' }, { api: realApi(catalog, [boss, chief, ...staff]) });
  expect(await screen.findByLabelText('Tags required, Bob')).toHaveAccessibleDescription(/Not on mobile phones\./);
});

test('the list leads to history, copying and everybody who has something, as the menu of a cell does', async () => {
  const { user, api } = renderMatrix({ layout: 'list', target: 'member:bob' });
  await user.fill(await screen.findByLabelText('Channels, Bob'), '4');
  await user.keyboard('{Enter}');
  await waitFor(async () => expect(await api.reader.audit({ limit: 5 })).toHaveLength(1));
  screen.getByRole('button', { name: 'More about Channels, Bob' }).focus();
  await user.keyboard('{Enter}');
  const menu = await screen.findByRole('menu', { name: 'Channels, Bob' });
  const copy = within(menu).getByRole('menuitem', { name: 'Copy access of Bob to others…' });
  await waitFor(() => expect(copy).toBeVisible());
  await user.click(within(menu).getByRole('menuitem', { name: 'History…' }));
  const dialog = await screen.findByRole('dialog', { name: 'History of Channels, Bob' });
  await waitFor(() => expect(dialog).toHaveTextContent('Boss: inherits → 4'));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName('More about Channels, Bob'));
  await user.keyboard('{Enter}');
  await user.click(await screen.findByRole('menuitem', { name: 'Inherit' }));
  await waitFor(async () => expect((await api.reader.membersById(['bob']))[0]?.member.overrides).toEqual([]));
});

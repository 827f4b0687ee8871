import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Member } from '../../../../src/model/member.js';
import { person, phones } from '../../../matrix/support/phones.js';
import { realApi } from '../../../matrix/support/realApi.js';
import { boss, chief, renderMatrix, staff } from '../support/renderMatrix.js';

const rolesOf = async (api: ReturnType<typeof realApi>, id: string) =>
  [...((await api.reader.membersById([id]))[0]?.member.roles ?? [])].sort();

/** Opens the roles of whoever has this cell, with these keys. */
async function open({
  cell,
  keys,
  as = boss,
  more = [],
}: {
  cell: string;
  keys: string;
  as?: Member;
  more?: Member[];
}) {
  const { user, api } = renderMatrix({}, { as, api: realApi(phones, [boss, chief, ...staff, ...more]) });
  (await screen.findByLabelText(cell)).focus();
  await waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'false'));
  await user.keyboard(keys);
  const dialog = await screen.findByRole('dialog', { name: /^Roles of / });
  const press = async (element: HTMLElement) => {
    while (document.activeElement !== element) await user.tab();
    await user.keyboard(' ');
  };
  const role = (name: string) => within(dialog).getByRole('checkbox', { name });
  return { user, api, dialog, press, role, apply: within(dialog).getByRole('button', { name: 'Apply' }) };
}

const menuKeys = '{Shift>}{F10}{/Shift}';
const both = person('max', 'agent', { roles: ['agent', 'lead'] });

test('a role is added and another taken with the keyboard alone, and focus returns to the cell that says so', async () => {
  const { api, press, role, apply } = await open({
    cell: 'Role, Max: Agent, Team lead',
    keys: '{Enter}',
    more: [both],
  });
  await press(role('Administrator'));
  await press(role('Agent'));
  await press(apply);
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName('Role, Max: Team lead, Administrator'));
  // Whole, also where the cell has no room for it.
  await waitFor(() => expect(screen.getByText('Role, Max: Team lead, Administrator')).toBeVisible());
  await waitFor(async () => expect(await rolesOf(api, 'max')).toEqual(['admin', 'lead']));
});

test('whoever looks at several roles and leaves changes none', async () => {
  const { user, api, dialog } = await open({ cell: 'Role, Max: Agent, Team lead', keys: '{Enter}', more: [both] });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  expect(await api.reader.audit({ limit: 1 })).toHaveLength(0);
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName('Role, Max: Agent, Team lead'));
});

test('roles that one may not give are absent', async () => {
  const lea = staff[2] ?? boss;
  const { dialog } = await open({ cell: 'Role, Ann: Agent', keys: menuKeys, as: lea });
  expect(within(dialog).getAllByRole('checkbox')).toEqual([within(dialog).getByRole('checkbox', { name: 'Agent' })]);
});

test('the last holder of a role keeps it and one hears why, and may be given another beside it', async () => {
  const { api, press, role, apply, dialog } = await open({
    cell: 'Role, Boss: Administrator',
    keys: menuKeys,
    as: chief,
  });
  await press(role('Team lead'));
  await press(role('Administrator'));
  expect(dialog).toHaveTextContent('At least one person must keep this role.');
  expect(apply).toHaveAttribute('aria-disabled', 'true');
  await press(role('Administrator'));
  await press(apply);
  await waitFor(async () => expect(await rolesOf(api, 'boss')).toEqual(['admin', 'lead']));
});

test('nobody is left without any role', async () => {
  const { press, role, apply, dialog } = await open({ cell: 'Role, Ann: Agent', keys: menuKeys });
  await press(role('Agent'));
  expect(dialog).toHaveTextContent('Choose at least one role.');
  expect(apply).toHaveAttribute('aria-disabled', 'true');
});

test('one reads why one cannot change one’s own roles', async () => {
  const { user } = renderMatrix();
  (await screen.findByLabelText('Role, Boss: Administrator')).focus();
  await user.keyboard(menuKeys);
  const dialog = await screen.findByRole('dialog', { name: 'Roles of Boss' });
  expect(dialog).toHaveTextContent('You cannot change your own permissions.');
  expect(within(dialog).queryByRole('checkbox')).toBeNull();
});

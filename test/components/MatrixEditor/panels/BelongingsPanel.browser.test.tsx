import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { checkCatalog } from '../../../../src/model/defineCatalog.js';
import type { Catalog } from '../../../../src/model/catalog.js';
import type { Member } from '../../../../src/model/member.js';
import { editElsewhere } from '../../../matrix/support/editElsewhere.js';
import { person, phones } from '../../../matrix/support/phones.js';
import { realApi } from '../../../matrix/support/realApi.js';
import { boss, chief, renderMatrix, staff } from '../support/renderMatrix.js';

const memberOf = async (api: ReturnType<typeof realApi>, id: string): Promise<Member | undefined> =>
  (await api.reader.membersById([id]))[0]?.member;

/** Opens what somebody belongs to from its cell, with the keyboard. */
async function open(cell: string | RegExp, options: Parameters<typeof renderMatrix>[1] = {}) {
  const { user, api } = renderMatrix({}, options);
  const control = await screen.findByRole('button', { name: cell });
  await waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'false'));
  control.focus();
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: /^What .* belongs to$/ });
  await waitFor(() => expect(dialog).toBeVisible());
  const part = (name: string) => within(dialog).getByRole('group', { name });
  const box = (name: string | RegExp) => within(dialog).findByRole('checkbox', { name });
  return { user, api, dialog, part, box, apply: () => within(dialog).getByRole('button', { name: 'Apply' }) };
}

test('a queue is joined by its name with the keyboard, saved, and undone as one step', async () => {
  const { user, api, box, apply } = await open('Belongs to, Ann: Extension 11');
  (await box('SALES')).focus();
  await user.keyboard(' ');
  apply().focus();
  await user.keyboard('{Enter}');
  await waitFor(async () => expect((await memberOf(api, 'ann'))?.memberships).toEqual({ queue: ['sales'] }));
  // By the name that the directory tells, and focus is where it came from.
  await waitFor(() =>
    expect(document.activeElement).toHaveAccessibleName('Belongs to, Ann: Extension 11; Queue SALES'),
  );
  await user.keyboard('{Control>}z{/Control}');
  await waitFor(async () => expect((await memberOf(api, 'ann'))?.memberships).toEqual({ queue: [] }));
});

test('an extension that nobody has is added by its number', async () => {
  const { user, api, part, apply } = await open('Belongs to, Ann: Extension 11');
  await user.type(within(part('Extensions')).getByRole('textbox', { name: 'Another of Extensions' }), '12{Enter}');
  await waitFor(() => expect(within(part('Extensions')).getByRole('checkbox', { name: '12' })).toBeChecked());
  await user.click(apply());
  await waitFor(async () => expect((await memberOf(api, 'ann'))?.extensions).toEqual(['11', '12']));
});

test('an extension of somebody else is handed over, after a question, and announced', async () => {
  const { user, api, dialog, part } = await open('Belongs to, Bob: nothing');
  await user.type(within(part('Extensions')).getByRole('textbox', { name: 'Another of Extensions' }), '11');
  await waitFor(() => expect(within(part('Extensions')).getByText('Ann has it')).toBeVisible());
  expect(within(part('Extensions')).getByRole('button', { name: 'Add to Extensions' })).toHaveAttribute(
    'aria-disabled',
  );
  await user.click(within(part('Extensions')).getByRole('button', { name: 'Hand over 11 from Ann …' }));
  const question = await within(dialog).findByRole('group', { name: 'Hand over 11' });
  expect(question).toHaveTextContent('Hand 11 over from Ann to Bob? It takes effect at once.');
  await waitFor(() => expect(document.activeElement).toHaveTextContent('Hand over'));
  await user.keyboard('{Enter}');
  await waitFor(async () => expect((await memberOf(api, 'bob'))?.extensions).toEqual(['11']));
  expect((await memberOf(api, 'ann'))?.extensions).toEqual([]);
  await waitFor(() => expect(question).not.toBeInTheDocument());
  await waitFor(() => expect(screen.getByText('Extension 11 went from Ann to Bob.')).toBeVisible());
  expect(await api.reader.audit({ limit: 9 })).toMatchObject([{ target: { id: 'ann' }, also: 'bob' }]);
});

test('a handover that the service refuses says why, and nothing has moved', async () => {
  const { user, api, dialog, part } = await open('Belongs to, Bob: nothing');
  await api.store.edit('acme', async (edit) => {
    const [stored] = await edit.membersById(['boss']);
    if (stored) await edit.saveMember({ ...stored.member, roles: ['lead'], overrides: [] });
  });
  await user.type(within(part('Extensions')).getByRole('textbox', { name: 'Another of Extensions' }), '11');
  await user.click(await within(part('Extensions')).findByRole('button', { name: /^Hand over 11/ }));
  const question = await within(dialog).findByRole('group', { name: 'Hand over 11' });
  await api.store.edit('acme', (edit) => edit.saveMember(person('lea', 'owner', { extensions: ['11'] })));
  await user.click(within(question).getByRole('button', { name: 'Hand over' }));
  await waitFor(() => expect(within(question).getByRole('status')).toHaveTextContent(/^Not handed over: /));
  expect((await memberOf(api, 'bob'))?.extensions).toEqual([]);
});

test('of oneself nothing can be changed, and each part says why and what it is', async () => {
  const { dialog, part } = await open('Belongs to, Boss: nothing');
  for (const name of ['Extensions', 'Queue'])
    expect(part(name)).toHaveTextContent('You cannot change your own permissions.');
  expect(within(dialog).queryAllByRole('checkbox')).toEqual([]);
});

const operations: Catalog = checkCatalog({
  ...phones,
  permissions: {
    ...phones.permissions,
    'members.phones': { kind: 'right', label: 'Change extensions', section: 'settings', on: 'member' },
    'members.order': { kind: 'right', label: 'Order licences', section: 'settings', on: 'member' },
    'members.see': { kind: 'right', label: 'See members', section: 'settings', on: 'member' },
  },
  roles: {
    ...phones.roles,
    clerk: {
      label: 'Clerk',
      manages: ['agent'],
      grants: ['members.phones', 'members.order', 'members.see'].map((permission) => ({
        permission,
        scope: 'all' as const,
      })),
    },
  },
  licenses: { fax: { label: 'Fax' } },
  delegation: {
    ...{ resource: 'member', manage: 'members.manage', view: 'members.see', editRole: 'roles.edit' },
    ...{ extensions: 'members.phones', licenses: 'members.order' },
  },
});
const clerk = person('cleo', 'clerk');

test('each part asks its own right: extensions and licences may be changed where nothing else may', async () => {
  const fay = person('fay', 'agent');
  const { user, api, part, box, apply } = await open('Belongs to, Fay: nothing', {
    as: clerk,
    catalog: operations,
    api: realApi(operations, [clerk, fay]),
  });
  expect(part('Queue')).toHaveTextContent('Your role does not include this.');
  expect(within(part('Queue')).queryAllByRole('checkbox')).toEqual([]);
  await user.click(await box('Fax'));
  await user.selectOptions(within(part('Plan')).getByRole('combobox', { name: 'Plan' }), 'basic');
  await user.click(apply());
  await waitFor(async () => expect(await memberOf(api, 'fay')).toMatchObject({ licenses: ['fax'], plan: 'basic' }));
  expect(screen.getByLabelText('View calls, Fay')).toHaveAttribute('aria-disabled', 'true');
  expect(screen.getByRole('button', { name: /^Role, Fay/ })).toHaveAttribute('aria-disabled', 'true');
});

test('what somebody else set meanwhile is not overwritten: both values are shown', async () => {
  const { user, api, box, apply } = await open('Belongs to, Ann: Extension 11');
  await user.click(await box('SALES'));
  await editElsewhere(api.backendOf(chief), 'member:ann', [
    { op: 'set-memberships', dimension: 'queue', ids: ['billing'] },
  ]);
  await waitFor(() => expect(screen.getByText(/Queue of Ann/)).toBeInTheDocument());
  await user.click(apply());
  await waitFor(() => expect(screen.getByText(/Chief wrote: BILLING/)).toBeVisible());
  await user.click(screen.getByRole('button', { name: /Keep mine/ }));
  await waitFor(async () => expect((await memberOf(api, 'ann'))?.memberships).toEqual({ queue: ['sales'] }));
});

test('the list shows it as well, by names, at a narrow screen', async () => {
  const ann = person('ann', 'agent', { extensions: ['11'], memberships: { queue: ['support'] } });
  const { user } = renderMatrix({ layout: 'list', target: 'member:ann' }, { api: realApi(phones, [boss, chief, ann]) });
  const button = await screen.findByRole('button', { name: 'Belongs to, Ann: Extension 11; Queue SUPPORT' });
  await user.click(button);
  const dialog = await screen.findByRole('dialog', { name: 'What Ann belongs to' });
  await waitFor(() => expect(within(dialog).getByRole('checkbox', { name: 'SUPPORT' })).toBeChecked());
});

test('a scope in a cell and in its words is read by the names of the directory', async () => {
  renderMatrix({}, { api: realApi(phones, [boss, chief, ...staff]) });
  (await screen.findByLabelText('View calls, Lea')).focus();
  await waitFor(() => expect(screen.getByText(/Effective: allowed: Queue SALES/)).toBeVisible());
  expect(screen.getAllByText('Queue SALES').length).toBeGreaterThan(0);
  expect(screen.queryByText('Queue sales')).toBeNull();
});

test('a person is restricted to one queue with the keyboard, and no longer reaches others', async () => {
  const { user, api, part, apply } = await open('Belongs to, Ann: Extension 11');
  const queue = within(part('Restricted to')).getByRole('combobox', { name: 'Queue' });
  expect(queue).toHaveDisplayValue('Not restricted');
  await user.selectOptions(queue, 'Chosen…');
  await waitFor(() => expect(within(part('Restricted to')).getByText(/Choose at least one/)).toBeVisible());
  (await within(part('Restricted to')).findByRole('checkbox', { name: 'SALES' })).focus();
  await user.keyboard(' ');
  await waitFor(() => expect(within(part('Restricted to')).queryByText(/Choose at least one/)).toBeNull());
  apply().focus();
  await user.keyboard('{Enter}');
  await waitFor(async () => expect((await memberOf(api, 'ann'))?.within).toEqual({ queue: ['sales'] }));
  await user.keyboard('{Control>}z{/Control}');
  await waitFor(async () => expect((await memberOf(api, 'ann'))?.within).toBeUndefined());
});

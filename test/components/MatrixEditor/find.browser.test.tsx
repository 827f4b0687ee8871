import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { MatrixChange, Setting } from '../../../src/components/MatrixEditor/index.js';
import type { Catalog } from '../../../src/model/catalog.js';
import { checkCatalog } from '../../../src/model/defineCatalog.js';
import { editElsewhere } from '../../matrix/support/editElsewhere.js';
import { person, phones } from '../../matrix/support/phones.js';
import { realApi } from '../../matrix/support/realApi.js';
import { boss, chief, renderMatrix, staff } from './support/renderMatrix.js';

const names = () =>
  screen
    .getAllByRole('columnheader')
    .slice(1)
    .map((each) => each.querySelector('.hs-matrix-label')?.textContent);
const rows = () => screen.getAllByRole('rowheader').map((each) => each.textContent);
const ready = () => waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'false'));
const overrides = async (api: ReturnType<typeof realApi>, id: string) =>
  (await api.reader.membersById([id]))[0]?.member.overrides;

const special = person('max', 'agent', {
  overrides: [{ permission: 'calls.channels', effect: 'allow', value: 5 }],
  packages: ['quality'],
});
const withMax = () => realApi(phones, [boss, chief, ...staff, special]);

test('members are found by name, id, extension and role', async () => {
  const { user } = renderMatrix();
  await screen.findByRole('grid');
  await ready();
  await user.fill(screen.getByRole('searchbox', { name: 'Search members' }), 'team');
  await waitFor(() => expect(names()).toEqual(['Lea']));
  await user.fill(screen.getByRole('searchbox', { name: 'Search members' }), '11');
  await waitFor(() => expect(names()).toEqual(['Ann']));
});

test('only overrides leaves who has one, and what it is about', async () => {
  const { user } = renderMatrix({}, { api: withMax() });
  await screen.findByRole('grid');
  await ready();
  await user.click(screen.getByRole('checkbox', { name: 'Only overrides' }));
  await waitFor(() => expect(names()).toEqual(['Max']));
  expect(rows()).toEqual(['Settings', 'Channels']);
});

test('who has this leaves everybody who does', async () => {
  const { user } = renderMatrix({}, { api: withMax() });
  (await screen.findByLabelText('Export calls, Ann')).focus();
  await ready();
  await user.keyboard('{Shift>}{F10}{/Shift}');
  await user.click(await screen.findByRole('menuitem', { name: 'Who has Export calls?' }));
  await waitFor(() => expect(names()).toEqual(['Boss', 'Chief', 'Max']));
  await user.click(screen.getByRole('button', { name: 'Show all' }));
  await waitFor(() => expect(names()).toHaveLength(6));
});

test('two members are compared side by side, with what differs', async () => {
  const { user } = renderMatrix({}, { api: withMax() });
  (await screen.findByLabelText('View calls, Ann')).focus();
  await ready();
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}{Shift>}{F10}{/Shift}');
  await user.click(await screen.findByRole('menuitem', { name: 'Compare with Ann' }));
  await waitFor(() => expect(names()).toEqual(['Bob', 'Ann']));
  // Two agents without overrides differ in nothing.
  expect(screen.queryAllByRole('rowheader')).toHaveLength(0);
});

test('the access of one member is copied to another after a dry run', async () => {
  const { user, api } = renderMatrix({}, { api: withMax() });
  (await screen.findByLabelText(/^Channels, Max/)).focus();
  await ready();
  await user.keyboard('{Shift>}{F10}{/Shift}');
  await user.click(await screen.findByRole('menuitem', { name: 'Copy access of Max to others…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Copy access of Max to others' });
  await user.click(within(dialog).getByRole('checkbox', { name: 'Bob' }));
  await user.click(within(dialog).getByRole('button', { name: 'Show what changes' }));
  const plan = await screen.findByRole('dialog', { name: 'Copy access of Max' });
  await waitFor(() => expect(plan).toHaveTextContent('2 to change, 0 left out'));
  await user.click(within(plan).getByRole('button', { name: 'Apply' }));
  await waitFor(async () => expect(await overrides(api, 'bob')).toEqual(special.overrides));
  expect((await api.reader.membersById(['bob']))[0]?.member.packages).toEqual(['quality']);
});

test('a change of a role says how many members and records it touches before it is made', async () => {
  const countImpact = vi.fn(async () => [{ label: 'recordings become visible', count: 1200 }]);
  const { user, api } = renderMatrix({ columns: 'roles', countImpact });
  (await screen.findByLabelText('Export calls, Agent')).focus();
  await waitFor(() => expect(screen.queryByText(/Reading members/)).toBeNull());
  await user.keyboard(' ');
  const dialog = await screen.findByRole('dialog', { name: 'Export calls' });
  await waitFor(() => expect(dialog).toHaveTextContent(/Touches 2 members; 1,?200 recordings become visible\./));
  expect(await api.reader.audit({ limit: 5 })).toHaveLength(0);
  await user.click(within(dialog).getByRole('button', { name: 'Apply' }));
  await waitFor(async () =>
    expect(await api.reader.audit({ limit: 5 })).toMatchObject([{ target: { kind: 'role', id: 'agent' } }]),
  );
});

test('the history of a cell comes from the audit log and leads back to any value', async () => {
  const { user, api } = renderMatrix();
  (await screen.findByLabelText('Channels, Ann: 1')).focus();
  await ready();
  await user.keyboard('3{Enter}');
  await waitFor(async () => expect(await overrides(api, 'ann')).toHaveLength(1));
  await user.keyboard('{Shift>}{F10}{/Shift}');
  await user.click(await screen.findByRole('menuitem', { name: 'History…' }));
  const dialog = await screen.findByRole('dialog', { name: 'History of Channels, Ann' });
  await waitFor(() => expect(dialog).toHaveTextContent('Boss: inherits → 3'));
  await user.click(within(dialog).getByRole('button', { name: 'Back to this (inherits)' }));
  await waitFor(async () => expect(await overrides(api, 'ann')).toEqual([]));
});

test('findings are listed with fixes that go through a dry run', async () => {
  const { user } = renderMatrix();
  await screen.findByRole('grid');
  await ready();
  await user.click(screen.getByRole('button', { name: 'Findings' }));
  const dialog = await screen.findByRole('dialog', { name: 'Findings' });
  await waitFor(() => expect(dialog).toHaveTextContent(/Fix/));
  expect(dialog).toHaveTextContent('Access was not reviewed for a long time (5 members)');
  await user.click(within(dialog).getAllByRole('button', { name: 'Fix…' })[0] ?? dialog);
  await waitFor(() => expect(screen.getByRole('dialog')).toHaveTextContent('3 to change, 2 left out'));
});

test('a package is given to everybody who is selected', async () => {
  const { user, api } = renderMatrix();
  (await screen.findByLabelText('Packages, Ann: none')).focus();
  await ready();
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}{Enter}');
  const popover = await screen.findByRole('dialog', { name: 'Packages of 2 members' });
  await user.click(within(popover).getByRole('checkbox', { name: 'Quality' }));
  const plan = await screen.findByRole('dialog', { name: 'Package Quality' });
  await waitFor(() => expect(plan).toHaveTextContent('2 to change'));
  await user.click(within(plan).getByRole('button', { name: 'Apply' }));
  await waitFor(async () => {
    const members = await api.reader.membersById(['ann', 'bob']);
    expect(members.map(({ member }) => member.packages)).toEqual([['quality'], ['quality']]);
  });
});

test('the list form edits the same member by the same engine', async () => {
  const { user, api } = renderMatrix({ layout: 'list', target: 'member:bob' });
  await user.fill(await screen.findByLabelText('Channels, Bob'), '4');
  await user.keyboard('{Enter}');
  await waitFor(async () =>
    expect(await overrides(api, 'bob')).toEqual([{ permission: 'calls.channels', effect: 'allow', value: 4 }]),
  );
  await user.click(screen.getByRole('checkbox', { name: 'View calls, Bob' }));
  await waitFor(async () => expect(await overrides(api, 'bob')).toHaveLength(2));
});

test('a role is given where it may be, and others are absent', async () => {
  const { user, api } = renderMatrix({}, { as: staff[2] ?? boss });
  (await screen.findByLabelText('Role, Ann: Agent')).focus();
  await ready();
  await user.keyboard('{Enter}');
  const options = within(document.activeElement as HTMLElement)
    .getAllByRole('option')
    .map((each) => each.textContent);
  expect(options).toEqual(['Agent']);
  await user.keyboard('{Escape}');
  expect((await api.reader.audit({ limit: 1 })).length).toBe(0);
});

test('widening a scope says what becomes visible before it is made, and counts again as it is chosen', async () => {
  const countImpact = vi.fn(async ([change]: readonly MatrixChange[]) => {
    const [setting] = (change?.next ?? []) as readonly Setting[];
    return [{ label: 'calls become visible', count: setting?.scope === 'all' ? 900 : 30 }];
  });
  const { user, api } = renderMatrix({ countImpact });
  (await screen.findByLabelText('View calls, Ann')).focus();
  await ready();
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'View calls, Ann' });
  await user.click(within(dialog).getByRole('radio', { name: 'Allow' }));
  await waitFor(() => expect(dialog).toHaveTextContent('30 calls become visible.'));
  await user.click(within(dialog).getByRole('checkbox', { name: 'All' }));
  await waitFor(() => expect(dialog).toHaveTextContent('900 calls become visible.'));
  expect(await api.reader.audit({ limit: 5 })).toHaveLength(0);
});

test('what touches several people says how many, and the app counts it together', async () => {
  const countImpact = vi.fn(async (changes: readonly MatrixChange[]) => [
    { label: 'calls become visible', count: changes.length * 10 },
  ]);
  const { user } = renderMatrix({ countImpact });
  (await screen.findByLabelText('View calls, Ann')).focus();
  await ready();
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}{Delete}');
  const dialog = await screen.findByRole('dialog', { name: 'Inherit' });
  await waitFor(() => expect(dialog).toHaveTextContent('0 to change'));
  await user.keyboard('{Escape}');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByRole('dialog')).toHaveTextContent('as they are');
});

const withExtensions = () => {
  const quiet: Catalog = checkCatalog({ ...phones, advice: { needsExtension: ['calls.view'] } });
  return { catalog: quiet, api: realApi(quiet, [boss, chief, ...staff]) };
};

test('a finding that needs a choice is mended there, one person after the other, with the keyboard alone', async () => {
  const { catalog, api } = withExtensions();
  await api.store.edit('acme', (edit) =>
    edit.saveDirectory('extension', [
      { id: '11', label: '11' },
      { id: '12', label: '12' },
      { id: '13', label: '13' },
    ]),
  );
  const { user } = renderMatrix({ catalog }, { api });
  await screen.findByRole('grid');
  await ready();
  screen.getByRole('button', { name: 'Findings' }).focus();
  await user.keyboard('{Enter}');
  const findings = await screen.findByRole('dialog', { name: 'Findings' });
  const choose = await within(findings).findByRole('button', { name: 'Choose…' });
  while (document.activeElement !== choose) await user.tab();
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'Makes or receives calls without an extension' });
  expect(within(dialog).getByRole('radio', { name: 'Bob' })).toBeChecked();
  const twelve = await within(dialog).findByRole('checkbox', { name: '12' });
  await waitFor(() => expect(within(dialog).getByRole('checkbox', { name: /^11 ?\(Ann has it\)/ })).toBeVisible());
  while (document.activeElement !== twelve) await user.tab();
  await user.keyboard(' ');
  const give = within(dialog).getByRole('button', { name: 'Give' });
  while (document.activeElement !== give) await user.tab();
  await user.keyboard('{Enter}');
  await waitFor(async () => expect((await api.reader.membersById(['bob']))[0]?.member.extensions).toEqual(['12']));
  // Lea is next.
  await waitFor(() => expect(within(dialog).getByRole('radio', { name: 'Lea' })).toBeChecked());
  expect(within(dialog).queryByRole('radio', { name: 'Bob' })).toBeNull();
});

test('any two members are compared, wherever they are', async () => {
  const { user } = renderMatrix({}, { api: withMax() });
  (await screen.findByLabelText('View calls, Ann')).focus();
  await ready();
  await user.keyboard('{Shift>}{F10}{/Shift}');
  await user.click(await screen.findByRole('menuitem', { name: 'Compare with another…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Compare Ann with' });
  await user.click(within(dialog).getByRole('radio', { name: 'Max' }));
  await user.click(within(dialog).getByRole('button', { name: 'Compare' }));
  await waitFor(() => expect(names()).toEqual(['Ann', 'Max']));
  expect(rows()).toContain('Channels');
  expect(rows()).not.toContain('Tags required');
});

test('a number that is being typed into the list outlives what somebody else writes there, as a conflict', async () => {
  const { user, api } = renderMatrix({ layout: 'list', target: 'member:bob' });
  const field = await screen.findByLabelText('Channels, Bob');
  await user.click(field);
  await user.keyboard('4');
  await editElsewhere(api.backendOf(chief), 'member:bob', [
    { op: 'set', permission: 'calls.channels', effect: 'allow', value: 9 },
  ]);
  await screen.findByText(/Chief changed Channels of Bob\./);
  expect(document.activeElement).toBe(field);
  expect(field).toHaveValue('4');
  await user.keyboard('{Enter}');
  await screen.findByRole('button', { name: 'Keep mine' });
});

test('the search for everybody who has something outlives the menu that it was asked for in', async () => {
  // So many that they are gone through in several slices.
  const many = Array.from({ length: 600 }, (_, i) => person(`m${1000 + i}`, i % 2 === 0 ? 'lead' : 'agent'));
  const { user } = renderMatrix({}, { api: realApi(phones, [boss, ...many]) });
  (await screen.findByLabelText('Manage members, M1000')).focus();
  await waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'false'));
  await user.keyboard('{Shift>}{F10}{/Shift}');
  await user.click(await screen.findByRole('menuitem', { name: 'Who has Manage members?' }));
  await screen.findByRole('button', { name: 'Show all' });
  await waitFor(() =>
    expect(screen.getByText(/301 of 601 have Manage members/, { selector: '.hs-matrix-only' })).toBeVisible(),
  );
});

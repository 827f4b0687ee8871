import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { MatrixBackend } from '../../../src/components/MatrixEditor/index.js';
import { editElsewhere } from '../../matrix/support/editElsewhere.js';
import { person, phones } from '../../matrix/support/phones.js';
import { realApi } from '../../matrix/support/realApi.js';
import { boss, chief, renderMatrix, staff } from './support/renderMatrix.js';

const ready = () => waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'false'));

async function at(name: string) {
  (await screen.findByLabelText(name)).focus();
  await ready();
}

/** Somebody else gives Ann so many channels. */
const fromChief = (backend: MatrixBackend, value: number) =>
  editElsewhere(backend, 'member:ann', [{ op: 'set', permission: 'calls.channels', effect: 'allow', value }]);

test('staged changes are reviewed in words and applied with the keyboard alone', async () => {
  const { user, api } = renderMatrix({ saveMode: 'staged' });
  await at('Channels, Ann: 1');
  await user.keyboard('6{Enter}');
  expect(await api.reader.audit({ limit: 1 })).toHaveLength(0);
  const review = await screen.findByRole('button', { name: 'Review 1 change' });
  review.focus();
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'Review changes' });
  expect(dialog).toHaveTextContent('Ann, Channels: inherits → 6');
  const apply = within(dialog).getByRole('button', { name: 'Apply 1' });
  while (document.activeElement !== apply) await user.tab();
  await user.keyboard('{Enter}');
  await waitFor(async () => expect(await api.reader.audit({ limit: 1 })).toHaveLength(1));
  await screen.findByText('Nothing to apply.');
});

test('a conflict shows both values and who wrote the other, and is settled with the keyboard alone', async () => {
  const { user, api } = renderMatrix({ saveMode: 'staged' });
  await at('Channels, Ann: 1');
  await user.keyboard('6{Enter}');
  await fromChief(api.backendOf(chief), 9);
  await waitFor(() => expect(document.activeElement).toHaveAccessibleDescription(/Yours: 6\. Chief wrote: 9\./));
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'Channels, Ann' });
  const mine = within(dialog).getByRole('button', { name: 'Keep mine' });
  while (document.activeElement !== mine) await user.tab();
  await user.keyboard('{Enter}');
  await screen.findByRole('button', { name: 'Review 1 change' });
  await waitFor(() => expect(screen.getByLabelText('Channels, Ann: 6')).toBeVisible());
});

test('what the service refuses stays in its cell with the reason until it is discarded', async () => {
  // There is another administrator, so that this one can be made something less.
  const { user, api } = renderMatrix({}, { api: realApi(phones, [boss, chief, person('amy', 'admin'), ...staff]) });
  await at('Channels, Ann: 1');
  await editElsewhere(api.backendOf(chief), 'member:boss', [{ op: 'assign-role', role: 'lead' }]);
  await user.keyboard('9{Enter}');
  await waitFor(() =>
    expect(document.activeElement).toHaveAccessibleDescription(
      /Not saved: 9\. You cannot give more than you have or may hand out\./,
    ),
  );
  await waitFor(() => expect(screen.getByText('1 not saved')).toBeVisible());
  await user.click(screen.getByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(screen.queryByText('1 not saved')).toBeNull());
});

test('whatever could not be saved is listed in one place, also what has no cell, and is settled there', async () => {
  const api = realApi(phones, [boss, chief, person('amy', 'admin'), ...staff]);
  const { user } = renderMatrix({}, { api });
  await at('Role, Ann: Agent');
  await editElsewhere(api.backendOf(chief), 'member:boss', [{ op: 'assign-role', role: 'lead' }]);
  await user.keyboard('{Enter}');
  await user.selectOptions(document.activeElement as HTMLElement, 'lead');
  await user.keyboard('{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Show what is not saved' }));
  const dialog = await screen.findByRole('dialog', { name: 'Not saved' });
  expect(dialog).toHaveTextContent('Ann, Role');
  expect(dialog).toHaveTextContent('Not saved: Team lead.');
  await user.click(within(dialog).getByRole('button', { name: 'Discard' }));
  expect(dialog).toHaveTextContent('Everything is settled.');
  await user.keyboard('{Escape}');
  await screen.findByLabelText('Role, Ann: Agent');
});

test('from the popover through the dry run and back, focus returns to the cell', async () => {
  const { user } = renderMatrix({ columns: 'roles' });
  await at('Export calls, Agent');
  await user.keyboard('{Enter}');
  const popover = await screen.findByRole('dialog', { name: 'Export calls, Agent' });
  await user.click(within(popover).getByRole('radio', { name: 'Allow' }));
  await user.keyboard('{Enter}');
  const plan = await screen.findByRole('dialog', { name: 'Export calls' });
  await waitFor(() => expect(plan).toHaveTextContent('1 to change'));
  const apply = within(plan).getByRole('button', { name: 'Apply' });
  while (document.activeElement !== apply) await user.tab();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName('Export calls, Agent'));
  expect(document.activeElement).toBeChecked();
});

test('a number beyond what one may give stays in its field with the reason', async () => {
  const { user, api } = renderMatrix({}, { as: staff[2] ?? boss });
  await at('Channels, Ann: 1');
  await user.keyboard('5{Enter}');
  expect(document.activeElement).toHaveValue('5');
  expect(screen.getByRole('alert')).toHaveTextContent('You cannot give more than you have or may hand out.');
  await user.keyboard('{Backspace}2{Enter}');
  await waitFor(async () => expect(await api.reader.audit({ limit: 1 })).toHaveLength(1));
});

test('what is beyond one’s own rights is marked before it is chosen, and says why once it is', async () => {
  const { user } = renderMatrix({}, { as: staff[2] ?? boss });
  await at('Export calls, Ann');
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'Export calls, Ann' });
  await waitFor(() => expect(within(dialog).getByRole('radio', { name: 'Deny' })).toBeVisible());
  await user.click(within(dialog).getByRole('radio', { name: 'Allow (beyond what you may give)' }));
  expect(dialog).toHaveTextContent('You cannot give more than you have or may hand out.');
  expect(within(dialog).getByRole('button', { name: 'Apply' })).toHaveAttribute('aria-disabled', 'true');
});

test('a setting can be given for a while, and says from when to when', async () => {
  const { user, api } = renderMatrix();
  await at('Tags required, Ann');
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'Tags required, Ann' });
  await user.click(within(dialog).getByRole('radio', { name: 'Must' }));
  await user.click(within(dialog).getByText('Only for a while'));
  await user.fill(within(dialog).getByLabelText('From'), '2031-01-05T09:00');
  await user.fill(within(dialog).getByLabelText('Until'), '2030-01-05T09:00');
  await waitFor(() => expect(within(dialog).getByText('It would end before it begins.')).toBeVisible());
  await user.fill(within(dialog).getByLabelText('Until'), '2032-01-05T09:00');
  await user.click(within(dialog).getByRole('button', { name: 'Apply' }));
  const times = { startsAt: new Date('2031-01-05T09:00').getTime(), endsAt: new Date('2032-01-05T09:00').getTime() };
  await waitFor(async () =>
    expect((await api.reader.membersById(['ann']))[0]?.member.overrides).toEqual([
      { permission: 'calls.tag', effect: 'allow', value: true, ...times },
    ]),
  );
  await waitFor(() => expect(document.activeElement).toHaveAccessibleDescription(/Does not take effect: it begins/));
});

test('several settings of one permission are shown, and removed only after what is lost was said', async () => {
  const windows = [
    { permission: 'calls.tag', effect: 'allow', value: true, endsAt: 1000 },
    { permission: 'calls.tag', effect: 'allow', value: true, startsAt: Date.UTC(2099, 0, 1) },
  ] as const;
  const api = realApi(phones, [boss, chief, person('max', 'agent', { overrides: windows })]);
  const { user } = renderMatrix({}, { api });
  await at('Tags required, Max');
  await waitFor(() =>
    expect(document.activeElement).toHaveAccessibleDescription(/Set here: must, until .*; must, from/),
  );
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'Tags required, Max' });
  expect(within(dialog).getByRole('radio', { name: /^Leave as it is/ })).toBeChecked();
  await user.click(within(dialog).getByRole('radio', { name: /^Inherit/ }));
  expect(dialog).toHaveTextContent('undo cannot bring them back');
  await user.click(within(dialog).getByRole('button', { name: 'Apply' }));
  const plan = await screen.findByRole('dialog', { name: 'Tags required' });
  await waitFor(() => expect(plan).toHaveTextContent('1 to change'));
  await user.click(within(plan).getByRole('button', { name: 'Apply' }));
  await waitFor(async () => expect((await api.reader.membersById(['max']))[0]?.member.overrides).toEqual([]));
});

test('without an answer a change is kept, said to be unsaved, and saved once the service answers', async () => {
  const api = realApi(phones, [boss, chief, ...staff]);
  let isDown = true;
  const reach: typeof fetch = (input, init) =>
    isDown && init?.method === 'PATCH' ? Promise.reject(new TypeError('down')) : api.fetch(input, init);
  const { user } = renderMatrix({ backend: api.backendOf(boss, reach) }, { api });
  await at('Channels, Ann: 1');
  await user.keyboard('4{Enter}');
  await screen.findByText('The service does not answer: changes are kept and tried again. · 1 not saved yet');
  await waitFor(() => expect(screen.getByLabelText('Channels, Ann: 4')).toBeVisible());
  isDown = false;
  // In the same moment: by itself it is tried again a second later, and then there is no button any more.
  fireEvent.click(screen.getAllByRole('button', { name: 'Try again now' })[0] ?? document.body);
  await screen.findByText('All changes are saved.');
  expect(await api.reader.audit({ limit: 5 })).toHaveLength(1);
});

test('the cell in focus stays mounted, however far the grid is scrolled', async () => {
  const many = Array.from({ length: 400 }, (_, i) => person(`m${i}`, 'agent'));
  const { user } = renderMatrix({ transposed: true }, { api: realApi(phones, [boss, ...many]) });
  await at('View calls, M0');
  const grid = screen.getByRole('grid');
  grid.scrollTo({ top: grid.scrollHeight });
  await screen.findByLabelText('View calls, M99');
  expect(document.activeElement).toHaveAccessibleName('View calls, M0');
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement).toHaveAccessibleName('View calls, M1');
});

test('Ctrl+End goes to the last member of all, and Ctrl+Home back to the first', async () => {
  const many = Array.from({ length: 400 }, (_, i) => person(`m${i}`, 'agent'));
  const { user } = renderMatrix({}, { api: realApi(phones, [boss, ...many]) });
  await at('View calls, Boss');
  await user.keyboard('{Control>}{End}{/Control}');
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName('Close the account, M99'));
  expect(document.activeElement?.closest('[role=gridcell]')).toHaveAttribute('aria-colindex', '402');
  await user.keyboard('{Control>}{Home}{/Control}');
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName('Role, Boss: Administrator'));
});

test('right to left, the left arrow goes to the next member, and a popover begins at the right', async () => {
  document.documentElement.dir = 'rtl';
  try {
    const { user } = renderMatrix();
    await at('View calls, Ann');
    await user.keyboard('{ArrowLeft}');
    expect(document.activeElement).toHaveAccessibleName('View calls, Bob');
    const { right } = document.activeElement?.getBoundingClientRect() ?? new DOMRect();
    await user.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'View calls, Bob' });
    expect(getComputedStyle(dialog).direction).toBe('rtl');
    await waitFor(() => expect(Math.abs(dialog.getBoundingClientRect().right - right)).toBeLessThan(4));
  } finally {
    document.documentElement.dir = '';
  }
});

test('on a narrow screen a whole column of a grid stands beside the headers', async () => {
  const { container } = renderMatrix({ layout: 'grid' });
  const main = container.querySelector('main');
  if (main) main.style.inlineSize = '300px';
  await at('View calls, Ann');
  const grid = screen.getByRole('grid');
  const header = screen.getByRole('rowheader', { name: 'View calls' });
  const cell = screen.getByLabelText('View calls, Ann').closest('[role=gridcell]');
  await waitFor(() =>
    expect(grid.clientWidth - header.clientWidth).toBeGreaterThanOrEqual(cell?.clientWidth ?? Infinity),
  );
});

test('an access review is printed with its date and reviewer', async () => {
  const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
  const { user } = renderMatrix();
  await screen.findByRole('grid');
  await ready();
  await user.click(screen.getByRole('button', { name: 'Print review' }));
  expect(print).toHaveBeenCalledTimes(1);
  const paper = document.querySelector('.hs-matrix-print');
  expect(paper).toHaveTextContent('Permissions: access review');
  expect(paper).toHaveTextContent('Reviewer: Boss');
  // Ten permissions in two sections.
  expect(paper?.querySelectorAll('tbody td:first-of-type')).toHaveLength(10);
  expect(paper?.querySelectorAll('tbody th[colspan]')).toHaveLength(2);
  window.dispatchEvent(new Event('afterprint'));
  await waitFor(() => expect(document.querySelector('.hs-matrix-print')).toBeNull());
  print.mockRestore();
});

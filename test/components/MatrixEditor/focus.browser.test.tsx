import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { MatrixEditorProps } from '../../../src/components/MatrixEditor/index.js';
import { editElsewhere } from '../../matrix/support/editElsewhere.js';
import { person, phones } from '../../matrix/support/phones.js';
import { realApi } from '../../matrix/support/realApi.js';
import { boss, chief, renderMatrix, staff } from './support/renderMatrix.js';

type User = ReturnType<typeof renderMatrix>['user'];

const ready = () => waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'false'));

async function at(name: string) {
  (await screen.findByLabelText(name)).focus();
  await ready();
}

/** Goes to a control with Tab alone. */
async function tabTo(user: User, element: HTMLElement) {
  while (document.activeElement !== element) await user.tab();
}

/** An editor whose administrator has lost what it takes meanwhile: the service refuses what the browser allows. */
async function renderRefusing(props: Partial<MatrixEditorProps> = {}) {
  const shown = renderMatrix(props, { api: realApi(phones, [boss, chief, person('amy', 'admin'), ...staff]) });
  await at('Channels, Ann: 1');
  await editElsewhere(shown.api.backendOf(chief), 'member:boss', [{ op: 'assign-role', role: 'lead' }]);
  return shown;
}

const focusIsInGrid = () => waitFor(() => expect(document.activeElement?.closest('[role=gridcell]')).not.toBeNull());

test('giving up an edit under the grid leads back to its cell', async () => {
  const { user } = renderMatrix({ saveMode: 'staged' });
  await at('Channels, Ann: 1');
  await user.keyboard('6{Enter}');
  await tabTo(user, await screen.findByRole('button', { name: 'Discard' }));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName('Channels, Ann: 1'));
});

test('in the list of what is not saved, focus stays in the dialog when an edit is given up', async () => {
  const { user } = await renderRefusing();
  await user.keyboard('9{Enter}{ArrowRight}8{Enter}');
  await screen.findByText('2 not saved');
  await user.click(screen.getByRole('button', { name: 'Show what is not saved' }));
  const dialog = await screen.findByRole('dialog', { name: 'Not saved' });
  await tabTo(user, within(dialog).getAllByRole('button', { name: 'Discard' })[0] ?? dialog);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(within(dialog).getAllByRole('button', { name: 'Discard' })).toHaveLength(1));
  expect(dialog).toContainElement(document.activeElement as HTMLElement);
  await tabTo(user, within(dialog).getByRole('button', { name: 'Discard' }));
  await user.keyboard('{Enter}');
  expect(dialog).toContainElement(document.activeElement as HTMLElement);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await focusIsInGrid();
});

test('what was refused is tried again at once, and focus stays in the dialog', async () => {
  const { user, api } = await renderRefusing();
  await user.keyboard('9{Enter}{ArrowRight}8{Enter}');
  await screen.findByText('2 not saved');
  await editElsewhere(api.backendOf(chief), 'member:boss', [{ op: 'assign-role', role: 'admin' }]);
  await user.click(screen.getByRole('button', { name: 'Show what is not saved' }));
  const dialog = await screen.findByRole('dialog', { name: 'Not saved' });
  await tabTo(user, within(dialog).getByRole('button', { name: 'Try all 2 again' }));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(within(dialog).getByText('Everything is settled.')).toBeVisible());
  expect(dialog).toContainElement(document.activeElement as HTMLElement);
  await screen.findByText('All changes are saved.');
});

test('in the list form, giving up an edit leaves focus with its permission', async () => {
  const { user } = renderMatrix({ saveMode: 'staged', layout: 'list', target: 'member:bob' });
  await user.fill(await screen.findByLabelText('Channels, Bob'), '4');
  await user.keyboard('{Enter}');
  await tabTo(user, await screen.findByRole('button', { name: 'Discard' }));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Discard' })).toBeNull());
  expect(document.activeElement).toHaveAccessibleName('Channels, Bob');
});

test('focus goes to the grid when all columns are shown again', async () => {
  const { user } = renderMatrix();
  await at('View calls, Ann');
  await user.keyboard('{Shift>}{F10}{/Shift}');
  await user.click(await screen.findByRole('menuitem', { name: 'Who has View calls?' }));
  const all = await screen.findByRole('button', { name: 'Show all' });
  await focusIsInGrid();
  await tabTo(user, all);
  await user.keyboard('{Enter}');
  await focusIsInGrid();
});

test('of two editors on one page, each keeps its popover and its focus to itself', async () => {
  const { user } = renderMatrix({ label: 'First' });
  const { container } = renderMatrix({ label: 'Second' });
  const second = within(container);
  // Two organisations are read at once.
  (await second.findByLabelText('Channels, Bob: 1', {}, { timeout: 20_000 })).focus();
  await waitFor(() => expect(second.getByRole('grid')).toHaveAttribute('aria-busy', 'false'));
  await user.keyboard('{Shift>}{F10}{/Shift}');
  await user.click(await screen.findByRole('menuitem', { name: 'Edit…' }));
  const dialog = await screen.findByRole('dialog', { name: 'Channels, Bob' });
  const cell = second.getByLabelText('Channels, Bob: 1');
  await waitFor(() => {
    const [above, below] = [cell.getBoundingClientRect(), dialog.getBoundingClientRect()];
    expect(Math.min(Math.abs(below.top - above.bottom), Math.abs(above.top - below.bottom))).toBeLessThan(40);
  });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(cell));
});

test('a click beside a control gives it focus, so that keys work from there', async () => {
  const { user } = renderMatrix();
  await at('View calls, Ann');
  const control = screen.getByLabelText('Export calls, Bob');
  const cell = control.closest<HTMLElement>('[role=gridcell]');
  await user.click(cell ?? control, { position: { x: (cell?.clientWidth ?? 20) - 6, y: 20 } });
  expect(document.activeElement).toBe(control);
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement).toHaveAccessibleName('Full call report access, Bob');
});

test.each(['both', 'off'] as const)(
  'arrows bring the cell onto the screen, also where the page has to scroll (virtualize %s)',
  async (virtualize) => {
    const { user, container } = renderMatrix({ virtualize });
    container.style.paddingBlockStart = '70vh';
    await at('View calls, Ann');
    await user.keyboard('{Control>}{End}{/Control}');
    await waitFor(() => expect(document.activeElement).toHaveAccessibleName('Close the account, Lea'));
    await waitFor(() => {
      const { top, bottom } = (document.activeElement ?? document.body).getBoundingClientRect();
      expect(top).toBeGreaterThanOrEqual(0);
      // The browser scrolls by whole pixels.
      expect(Math.floor(bottom)).toBeLessThanOrEqual(innerHeight);
    });
  },
);

test('the column headers stay on the screen, also where everything is mounted', async () => {
  const many = Array.from({ length: 60 }, (_, i) => person(`m${i}`, 'agent'));
  const { user } = renderMatrix({ virtualize: 'off', transposed: true }, { api: realApi(phones, [boss, ...many]) });
  await at('View calls, Boss');
  await user.keyboard('{Control>}{End}{/Control}');
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName('Close the account, M9'));
  const header = screen.getByRole('columnheader', { name: 'Close the account' }).getBoundingClientRect();
  const cell = document.activeElement?.getBoundingClientRect();
  await waitFor(() => expect(cell?.bottom).toBeLessThanOrEqual(innerHeight));
  expect(header.top).toBeGreaterThanOrEqual(0);
  expect(header.bottom).toBeLessThanOrEqual(cell?.top ?? 0);
});

test('a press beside the popover does not throw away what was chosen in it', async () => {
  const { user } = renderMatrix();
  await at('Export calls, Ann');
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'Export calls, Ann' });
  await user.click(within(dialog).getByRole('radio', { name: 'Deny' }));
  document.elementFromPoint(5, 5)?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
  document.elementFromPoint(5, 5)?.dispatchEvent(new MouseEvent('click', { bubbles: true, button: 0 }));
  await user.click(document.documentElement, { position: { x: 5, y: 5 } });
  expect(within(dialog).getByRole('radio', { name: 'Deny' })).toBeChecked();
  await waitFor(() => expect(dialog).toBeVisible());
  await user.keyboard('{Escape}');
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
});

test('after the last page of the directory, focus is still among what there is to choose', async () => {
  const { user, api } = renderMatrix();
  const queues = Array.from({ length: 60 }, (_, i) => ({ id: `q${i}`, label: `Queue ${i}` }));
  await api.store.edit('acme', (edit) => edit.saveDirectory('queue', queues));
  await at('Listen to recordings, Ann');
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'Listen to recordings, Ann' });
  await user.click(within(dialog).getByRole('radio', { name: 'Allow' }));
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Queue' }), 'chosen');
  const more = await within(dialog).findByRole('button', { name: 'More' });
  await tabTo(user, more);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(within(dialog).queryByRole('button', { name: 'More' })).toBeNull());
  expect(dialog.querySelector('.hs-matrix-directory')).toContainElement(document.activeElement as HTMLElement);
});

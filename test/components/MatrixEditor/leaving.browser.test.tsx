import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type {
  BackendEvent,
  MatrixBackend,
  MatrixEditorProps,
  MatrixTarget,
} from '../../../src/components/MatrixEditor/index.js';
import { phones } from '../../matrix/support/phones.js';
import { realApi } from '../../matrix/support/realApi.js';
import { boss, chief, renderMatrix, staff } from './support/renderMatrix.js';

/** An editor that is told by the test who leaves. */
function renderTold(props: Partial<MatrixEditorProps> = {}) {
  const api = realApi(phones, [boss, chief, ...staff]);
  let tell: (event: BackendEvent) => void = () => {};
  const backend: MatrixBackend = {
    ...api.backendOf(boss),
    subscribe(listener) {
      tell = listener;
      return () => {};
    },
  };
  const shown = renderMatrix({ backend, ...props }, { api });
  return { ...shown, leave: (target: MatrixTarget) => act(() => tell({ type: 'removed', target })) };
}

async function at(name: string) {
  (await screen.findByLabelText(name)).focus();
  await waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'false'));
}

const said = () =>
  screen
    .getAllByRole('status')
    .map((each) => each.textContent)
    .join();

test('when the member in focus leaves, that is said and focus goes to who stands in its place', async () => {
  const { user, leave } = renderTold();
  await at('View calls, Ann');
  leave('member:ann');
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName('View calls, Bob'));
  expect(said()).toContain('No longer shown, since not there any more or not for you to see: Ann.');
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement).toHaveAccessibleName('Listen to recordings, Bob');
  await user.keyboard('{End}');
  leave('member:lea');
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName(/^Listen to recordings, /));
});

test('what was being typed for whoever leaves is said to be lost', async () => {
  const { user, leave } = renderTold();
  await at('Channels, Ann: 1');
  await user.keyboard('6');
  leave('member:ann');
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName('Channels, Bob: 1'));
  expect(said()).toContain('Ann. What was being chosen or typed there was not saved.');
});

test('a panel of whoever leaves closes, says so, and gives focus back to the grid', async () => {
  const { user, leave } = renderTold();
  await at('View calls, Ann');
  await user.keyboard('{Enter}');
  await screen.findByRole('dialog', { name: 'View calls, Ann' });
  leave('member:ann');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName('View calls, Bob'));
  expect(said()).toContain('What was being chosen or typed there was not saved.');
});

test('in the list form focus goes to the choice of members when the one that is shown leaves', async () => {
  const { user, leave } = renderTold({ layout: 'list', target: 'member:bob' });
  await screen.findByRole('heading', { name: 'Bob' });
  await waitFor(() => expect(screen.queryByText(/Reading members/)).toBeNull());
  expect(document.activeElement).toBe(document.body);
  leave('member:lea');
  expect(document.activeElement).toBe(document.body);
  (await screen.findByRole('checkbox', { name: 'View calls, Bob' })).focus();
  leave('member:bob');
  const choice = screen.getByRole('combobox', { name: 'Show' });
  await waitFor(() => expect(document.activeElement).toBe(choice));
  await waitFor(() => expect(said()).toContain('Bob'));
  await user.selectOptions(choice, 'Ann');
  await user.click(screen.getByRole('button', { name: 'Edit View calls, Ann' }));
  await screen.findByRole('dialog', { name: 'View calls, Ann' });
  leave('member:ann');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(choice));
});

test('what is staged for whoever leaves is kept where it can be read and given up', async () => {
  const { user, leave } = renderTold({ saveMode: 'staged' });
  await at('Channels, Ann: 1');
  await user.keyboard('6{Enter}');
  leave('member:ann');
  expect(said()).toContain('What is not saved there is kept until you discard it.');
  await user.click(await screen.findByRole('button', { name: 'Show what is not saved' }));
  const dialog = await screen.findByRole('dialog', { name: 'Not saved' });
  expect(dialog).toHaveTextContent('Ann, Channels');
  expect(dialog).toHaveTextContent('Not saved: 6. It does not exist any more, or you may not see it any more.');
  await user.click(within(dialog).getByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(screen.queryByLabelText('View calls, Ann')).toBeNull());
});

test('when somebody leaves elsewhere, what is being typed stays with its member, and no selection slips to others', async () => {
  const { user, api, leave } = renderTold();
  await at('Channels, Bob: 1');
  await user.keyboard('6');
  const field = document.activeElement;
  expect(field).toHaveValue('6');
  leave('member:ann');
  await waitFor(() => expect(screen.queryByLabelText('View calls, Ann')).toBeNull());
  expect(document.activeElement).toBe(field);
  await user.keyboard('{Enter}');
  await waitFor(async () =>
    expect((await api.reader.membersById(['bob']))[0]?.member.overrides).toEqual([
      { permission: 'calls.channels', effect: 'allow', value: 6 },
    ]),
  );
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName('Channels, Bob: 6'));
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
  expect(document.querySelectorAll('[aria-selected=true]')).toHaveLength(2);
  leave('member:lea');
  await waitFor(() => expect(screen.queryByLabelText('View calls, Lea')).toBeNull());
  expect(document.querySelectorAll('[aria-selected=true]')).toHaveLength(2);
  leave('member:boss');
  await waitFor(() => expect(document.querySelectorAll('[aria-selected=true]')).toHaveLength(0));
});

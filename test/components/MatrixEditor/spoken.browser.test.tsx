import { act, screen, waitFor } from '@testing-library/react';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { BackendEvent, MatrixBackend } from '../../../src/components/MatrixEditor/index.js';
import { editElsewhere } from '../../matrix/support/editElsewhere.js';
import { phones } from '../../matrix/support/phones.js';
import { realApi } from '../../matrix/support/realApi.js';
import { boss, chief, renderMatrix, staff } from './support/renderMatrix.js';

async function at(name: string) {
  (await screen.findByLabelText(name)).focus();
  await waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'false'));
}

/** What a screen reader is told: the live regions that nothing hides from it. */
const regions = () =>
  [...document.querySelectorAll('[role=status]')].filter((each) => !each.closest('[aria-hidden=true], [inert]'));
const heard = () => regions().map((each) => each.textContent ?? '');

/** Listens as a screen reader does, which hears what a live region holds once the page has changed it. */
function listen() {
  const sayings: string[] = [];
  const observer = new MutationObserver((records) => {
    const changed = new Set(records.map(({ target }) => (target instanceof Element ? target : target.parentElement)));
    for (const each of changed) sayings.push(each?.closest('[role=status]')?.textContent ?? '');
  });
  observer.observe(document.body, { childList: true, characterData: true, subtree: true });
  onTestFinished(() => observer.disconnect());
  return (text: string) => sayings.filter((each) => each.includes(text)).length;
}

test('what happens twice is said twice', async () => {
  const { user } = renderMatrix();
  await at('Channels, Ann: 1');
  const timesSaid = listen();
  const text = "'99' was not taken for Channels, Ann";
  await user.keyboard('99{Tab}');
  await waitFor(() => expect(timesSaid(text)).toBe(1));
  await at('Channels, Ann: 1');
  await user.keyboard('99{Tab}');
  await waitFor(() => expect(timesSaid(text)).toBe(2));
});

test('of what happens in one moment nothing is lost', async () => {
  const api = realApi(phones, [boss, chief, ...staff]);
  let tell: (event: BackendEvent) => void = () => {};
  const backend: MatrixBackend = {
    ...api.backendOf(boss),
    subscribe(listener) {
      tell = listener;
      return () => {};
    },
  };
  renderMatrix({ backend }, { api });
  await at('View calls, Boss');
  const timesSaid = listen();
  act(() => {
    tell({ type: 'removed', target: 'member:ann' });
    tell({ type: 'removed', target: 'member:bob' });
    tell({ type: 'removed', target: 'member:lea' });
  });
  await waitFor(() => expect(timesSaid('for you to see: Lea.')).toBe(1));
  expect(timesSaid('for you to see: Bob.')).toBe(1);
  expect(timesSaid('for you to see: Ann.')).toBe(1);
});

test('going offline is said once', async () => {
  const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  renderMatrix();
  await at('View calls, Ann');
  onLine.mockReturnValue(true);
  act(() => void window.dispatchEvent(new Event('online')));
  await waitFor(() => expect(heard().some((each) => /offline/i.test(each))).toBe(false));
  onLine.mockReturnValue(false);
  act(() => void window.dispatchEvent(new Event('offline')));
  await waitFor(() => expect(heard().filter((each) => /offline/i.test(each))).toHaveLength(1));
  onLine.mockRestore();
});

test('what somebody else changes is heard while a popover is open', async () => {
  const { user, api } = renderMatrix();
  await at('View calls, Ann');
  await user.keyboard('{Enter}');
  await screen.findByRole('dialog', { name: 'View calls, Ann' });
  await editElsewhere(api.backendOf(chief), 'member:bob', [
    { op: 'set', permission: 'calls.channels', effect: 'allow', value: 9 },
  ]);
  await waitFor(() => expect(heard().join(' ')).toContain('Chief changed Channels of Bob.'));
});

test('a search says how much it leaves, also where that is nothing', async () => {
  const { user } = renderMatrix();
  await at('View calls, Ann');
  await user.fill(screen.getByRole('searchbox', { name: 'Search permissions' }), 'calls');
  await waitFor(() => expect(heard()).toContain('6 of 10 permissions, 5 members.'));
  await user.fill(screen.getByRole('searchbox', { name: 'Search permissions' }), 'nothing like it');
  await waitFor(() => expect(heard()).toContain('No permission is left by the search and the filters.'));
  await user.clear(screen.getByRole('searchbox', { name: 'Search permissions' }));
  await user.fill(screen.getByRole('searchbox', { name: 'Search members' }), 'nobody like this');
  await waitFor(() => expect(heard()).toContain('No member is left by the search and the filters.'));
});

test('the reason why a number is not taken is the description of its field', async () => {
  const { user } = renderMatrix();
  await at('Channels, Ann: 1');
  await user.keyboard('99{Enter}');
  expect(document.activeElement).toHaveAccessibleDescription(/Write 1 to 10, or unlimited/);
});

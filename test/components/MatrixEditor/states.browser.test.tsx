import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { withForcedColors } from '../../setup/forcedColors.js';
import { editElsewhere } from '../../matrix/support/editElsewhere.js';
import { chief, renderMatrix } from './support/renderMatrix.js';

const cellOf = (name: RegExp) => screen.getByLabelText(name).closest('[role=gridcell]');

/** The signs that are seen in a cell, as they are drawn. */
const signs = (name: RegExp) =>
  [...(cellOf(name)?.querySelectorAll('[data-mark]') ?? [])]
    .filter((mark) => mark.getBoundingClientRect().width > 0)
    .map((mark) => mark.innerHTML)
    .join(' ');

async function renderStates() {
  const { user, api } = renderMatrix({ saveMode: 'staged' });
  const go = async (name: string) => {
    (await screen.findByLabelText(name)).focus();
    await waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'false'));
  };
  const set = (id: string, permission: string, value: number | boolean) =>
    editElsewhere(api.backendOf(chief), `member:${id}`, [{ op: 'set', permission, effect: 'allow', value }]);
  await go('Channels, Ann: 1');
  await user.keyboard('6{Enter}');
  await go('Channels, Bob: 1');
  await user.keyboard('5{Enter}');
  await go('Role, Bob: Agent');
  await user.keyboard('{Enter}');
  await user.selectOptions(document.activeElement as HTMLElement, 'lead');
  await user.keyboard('{Enter}');
  await set('bob', 'calls.channels', 9);
  await set('lea', 'calls.tag', true);
  await screen.findByLabelText('Channels, Bob: 9');
  await waitFor(() => expect(screen.getByLabelText('Tags required, Lea')).toBeChecked());
  return user;
}

test('what is staged, in conflict, locked or changed elsewhere is told apart by signs, not by colours', async () => {
  await renderStates();
  await withForcedColors(() => {
    const seen = [/^Channels, Ann/, /^Channels, Bob/, /^View calls, Boss/, /^Tags required, Lea/].map(signs);
    expect(new Set(seen)).toHaveLength(4);
    expect(seen).not.toContain('');
    expect(signs(/^View calls, Ann/)).toBe('');
    // Roles and packages have the same signs.
    expect(signs(/^Role, Bob/)).toBe(signs(/^Channels, Ann/));
    expect(signs(/^Role, Boss/)).toBe(signs(/^View calls, Boss/));
    expect(signs(/^Plan, Boss/)).toBe('');
  });
});

import { screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { renderMatrix } from './support/renderMatrix.js';

const wide = () => page.viewport(1024, 768);
const narrow = () => page.viewport(360, 800);

afterEach(wide);

const settle = () => waitFor(() => expect(screen.queryByText(/Reading members/)).toBeNull());

test('an editor that is 360 pixels wide is its list, without ever having painted a grid', async () => {
  await narrow();
  const seen: boolean[] = [];
  const watch = () => {
    seen.push(document.querySelector('[role=grid]') !== null);
    frame = requestAnimationFrame(watch);
  };
  let frame = requestAnimationFrame(watch);
  renderMatrix();
  await screen.findByRole('combobox', { name: 'Show' });
  await settle();
  cancelAnimationFrame(frame);
  expect(screen.queryByRole('grid')).toBeNull();
  expect(seen).not.toContain(true);
});

test('a layout that was asked for stays, however narrow the page is', async () => {
  await narrow();
  renderMatrix({ layout: 'grid' });
  await waitFor(() => expect(screen.getByRole('grid')).toBeVisible());
});

test('focus goes along with its cell when the grid becomes a list, and back', async () => {
  const { user } = renderMatrix({ saveMode: 'staged' });
  (await screen.findByLabelText('Tags required, Bob')).focus();
  await settle();
  await user.keyboard(' ');
  await screen.findByText('1 not applied');
  await narrow();
  await screen.findByRole('heading', { name: 'Bob' });
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName('Tags required, Bob'));
  expect(document.activeElement).toBeChecked();
  expect(document.activeElement?.closest('.hs-matrix-list')).not.toBeNull();
  // What was staged and can be undone is still.
  await waitFor(() => expect(screen.getByText('1 not applied')).toBeVisible());
  // Two buttons stand beside it: from the second of them, focus goes to the same cell.
  await user.keyboard('{Tab}{Tab}');
  expect(document.activeElement).toHaveAccessibleName('More about Tags required, Bob');
  await wide();
  await screen.findByRole('grid');
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName('Tags required, Bob'));
  expect(document.activeElement?.closest('[role=gridcell]')).not.toBeNull();
});

test('who is shown in the list is where the grid goes on', async () => {
  await narrow();
  const { user } = renderMatrix();
  const show = await screen.findByRole('combobox', { name: 'Show' });
  await settle();
  await user.selectOptions(show, 'member:lea');
  screen.getByLabelText('Tags required, Lea').focus();
  await wide();
  await screen.findByRole('grid');
  await waitFor(() => expect(document.activeElement).toHaveAccessibleName('Tags required, Lea'));
  expect(document.activeElement?.closest('[role=gridcell]')).not.toBeNull();
});

test('what is being typed, and a panel that is open, stay until they are done', async () => {
  const { user } = renderMatrix({ saveMode: 'staged' });
  (await screen.findByLabelText('Channels, Ann: 1')).focus();
  await settle();
  await user.keyboard('6');
  await narrow();
  expect(document.activeElement).toHaveValue('6');
  await user.keyboard('{Enter}');
  await screen.findByRole('heading', { name: 'Ann' });
  expect(await screen.findByLabelText('Channels, Ann')).toHaveValue('6');
  await user.click(screen.getByRole('button', { name: 'Edit View calls, Ann' }));
  await screen.findByRole('dialog', { name: 'View calls, Ann' });
  await wide();
  await waitFor(() => expect(screen.getByRole('dialog', { name: 'View calls, Ann' })).toBeVisible());
  await user.keyboard('{Escape}');
  await screen.findByRole('grid');
});

test('filters, selection and undo outlive the change of layout', async () => {
  const { user } = renderMatrix({ saveMode: 'staged' });
  (await screen.findByLabelText('Tags required, Ann')).focus();
  await settle();
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
  await narrow();
  await screen.findByRole('combobox', { name: 'Show' });
  await user.fill(screen.getByRole('searchbox', { name: 'Search permissions' }), 'tags');
  await wide();
  await screen.findByRole('grid');
  expect(screen.getByRole('searchbox', { name: 'Search permissions' })).toHaveValue('tags');
  expect(screen.queryByLabelText('Channels, Ann: 1')).toBeNull();
  await user.fill(screen.getByRole('searchbox', { name: 'Search permissions' }), '');
  await waitFor(() => expect(screen.getByLabelText('Channels, Ann: 1')).toBeVisible());
});

test('a browser without ResizeObserver gets the list as well', async () => {
  const observer = globalThis.ResizeObserver;
  Reflect.deleteProperty(globalThis, 'ResizeObserver');
  try {
    await narrow();
    const { unmount } = renderMatrix();
    await screen.findByRole('combobox', { name: 'Show' });
    await settle();
    await wide();
    await screen.findByRole('grid');
    unmount();
  } finally {
    globalThis.ResizeObserver = observer;
  }
});

test('the list at 360 pixels fits its page, and axe finds nothing wrong with it', async () => {
  await narrow();
  const { container, user } = renderMatrix({ saveMode: 'staged' });
  await screen.findByRole('combobox', { name: 'Show' });
  await settle();
  await user.click(screen.getByLabelText('Tags required, Ann'));
  await screen.findByText('1 not applied');
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  const { violations } = await axe.run(container);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});

import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { manyNumbers } from '../../../stories/components/phone/fixtures.js';
import { mountPhone } from '../phone/mountPhone.js';
import { Dialer } from './support/Dialer.js';

const numbers = manyNumbers(1_000);

/** What is taken out of the page again from now on that has options in it. */
function listsTakenAway(): readonly HTMLElement[] {
  const taken: HTMLElement[] = [];
  new MutationObserver((changes) => {
    for (const node of changes.flatMap(({ removedNodes }) => [...removedNodes]))
      if (node instanceof HTMLElement && node.querySelector('[role=option]')) taken.push(node);
  }).observe(document.body, { childList: true, subtree: true });
  return taken;
}

test('a page draws some rows once in advance, where nobody sees or reaches them, and nothing is left of it', async () => {
  const taken = listsTakenAway();
  mountPhone(<Dialer numbers={numbers} />, ['callerId.choose']);
  mountPhone(<Dialer numbers={numbers} />, ['callerId.choose']);
  await waitFor(() => expect(taken).toHaveLength(1));
  expect(document.querySelectorAll('[role=listbox], [role=option]')).toHaveLength(0);

  // As it was while it was there.
  document.body.append(...taken);
  const list = document.querySelector<HTMLElement>('[role=listbox]');
  expect(list).not.toBeVisible();
  list?.focus();
  expect(list).not.toHaveFocus();
  expect(screen.queryByRole('listbox')).toBeNull();
  taken[0]?.remove();
});

import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { defaultNumber, someNumbers } from '../../stories/components/phone/fixtures.js';
import { Dialer } from '../components/CallerIdPicker/support/Dialer.js';
import { renderMatrix } from '../components/MatrixEditor/support/renderMatrix.js';
import { mountPhone } from '../components/phone/mountPhone.js';

const dark = 'oklch(0.255 0.015 215)';
const groundOf = (element: Element | null) => element && getComputedStyle(element).backgroundColor;

test('the list of a picker in a dark section of a light page is dark', async () => {
  mountPhone(
    <section style={{ colorScheme: 'dark' }}>
      <Dialer numbers={someNumbers} defaultId={defaultNumber} />
    </section>,
    ['callerId.choose'],
  );
  await userEvent.click(screen.getByRole('combobox', { name: /Call with/ }));
  await screen.findByRole('listbox');
  expect(groundOf(document.querySelector('.hs-caller-popover'))).toBe(dark);
});

test('the menu and the dialog of a matrix in a dark section of a light page are dark', async () => {
  const { container } = renderMatrix();
  container.style.colorScheme = 'dark';
  const cell = await screen.findByLabelText('View calls, Ann', { selector: '.hs-matrix-control' });
  await waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'false'));
  cell.focus();
  await userEvent.keyboard('{Shift>}{F10}{/Shift}');
  await screen.findByRole('menu');
  expect(groundOf(document.querySelector('.hs-matrix-popover'))).toBe(dark);
  await userEvent.click(screen.getByRole('menuitem', { name: 'History…' }));
  await screen.findByRole('dialog', { name: /History/ });
  expect(groundOf(document.querySelector('.hs-matrix-modal'))).toBe(dark);
});

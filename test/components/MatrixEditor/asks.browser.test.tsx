// Rows that ask which ones: “Access to Queue X” of the page of adminNonAdmin.
import { QueryClient } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../src/styles.css';
import { MatrixEditor, type MatrixEditorProps } from '../../../src/components/MatrixEditor/MatrixEditor.js';
import { createEvaluator } from '../../../src/evaluator/decide/createEvaluator.js';
import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import type { Member } from '../../../src/model/member.js';
import { adminNonAdmin } from '../../../src/presets/index.js';
import { PermissionProvider } from '../../../src/react/PermissionProvider.js';
import { staticSource } from '../../../src/sources/staticSource.js';
import { person } from '../../matrix/support/phones.js';
import { realApi } from '../../matrix/support/realApi.js';

const admin = person('ada', 'admin');
const inSales = person('bob', 'nonAdmin', {
  overrides: [{ permission: 'queues.manage', effect: 'allow', scope: { in: { queue: ['sales'] } } }],
});

async function mount(members: readonly Member[], props: Partial<MatrixEditorProps> = {}, as = admin) {
  const api = realApi(adminNonAdmin, [admin, person('cai', 'admin'), ...members]);
  const grants = resolveGrants(adminNonAdmin, as, { issuedAt: Date.now() });
  render(
    <PermissionProvider catalog={adminNonAdmin} source={staticSource(grants)} client={new QueryClient()}>
      <MatrixEditor label="Permissions" rows="table" backend={api.backendOf(as, undefined, 20)} {...props} />
    </PermissionProvider>,
  );
  const cell = await screen.findByRole('checkbox', { name: 'Access to Queue X, Bob' });
  const settingsOf = async (id: string) => (await api.reader.membersById([id]))[0]?.member.overrides ?? [];
  return { api, cell, settingsOf };
}

const dialog = () => screen.findByRole('dialog', { name: 'Access to Queue X, Bob' });
const apply = (inside: HTMLElement) => within(inside).getByRole('button', { name: 'Apply' });
const queue = (inside: HTMLElement, name: string) => within(inside).findByRole('checkbox', { name });
const textOf = (cell: HTMLElement) => cell.closest('[role=gridcell]')?.textContent;

describe('a row that asks which queues', () => {
  test('opens a picker of the directory when it is pressed, and grants what was chosen, several of them', async () => {
    const { cell, settingsOf } = await mount([person('bob', 'nonAdmin')]);
    expect(cell).not.toBeChecked();
    await userEvent.click(cell);
    const open = await dialog();
    expect(cell).not.toBeChecked();
    await userEvent.click(await queue(open, 'SALES'));
    await userEvent.click(await queue(open, 'BILLING'));
    await userEvent.click(apply(open));
    await waitFor(async () =>
      expect(await settingsOf('bob')).toEqual([
        { permission: 'queues.manage', effect: 'allow', scope: { in: { queue: ['sales', 'billing'] } } },
      ]),
    );
    expect(cell).toBeChecked();
    await waitFor(() => expect(textOf(cell)).toBe('SALES, BILLING'));
  });

  test('grants nothing where nothing is chosen, and never the letter of the page’s wording', async () => {
    const { cell, settingsOf } = await mount([person('bob', 'nonAdmin')]);
    await userEvent.click(cell);
    const open = await dialog();
    // By the keyboard: the button is held back, and a pointer may miss what is still finding its place.
    apply(open).focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() =>
      expect(within(open).getByText('Choose how far it reaches; so far it reaches nothing.')).toBeVisible(),
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await settingsOf('bob')).toEqual([]);
  });

  test('is used with the keyboard alone: it begins in the search, and focus comes back to the cell', async () => {
    const { cell, settingsOf } = await mount([person('bob', 'nonAdmin')]);
    cell.focus();
    await userEvent.keyboard(' ');
    const open = await dialog();
    await waitFor(() => expect(within(open).getByRole('searchbox', { name: 'Search Queue' })).toHaveFocus());
    await userEvent.keyboard('bill');
    const billing = await queue(open, 'BILLING');
    await waitFor(() => expect(within(open).queryByRole('checkbox', { name: 'SALES' })).toBeNull());
    while (document.activeElement !== billing) await userEvent.tab();
    await userEvent.keyboard(' {Enter}');
    await waitFor(async () =>
      expect(await settingsOf('bob')).toEqual([
        { permission: 'queues.manage', effect: 'allow', scope: { in: { queue: ['billing'] } } },
      ]),
    );
    await waitFor(() => expect(cell).toHaveFocus());
  });

  test('begins with what was chosen, and takes back what is chosen no more', async () => {
    const { cell, settingsOf } = await mount([inSales]);
    expect(cell).toBeChecked();
    await userEvent.click(cell);
    const open = await dialog();
    const sales = await queue(open, 'SALES');
    await waitFor(() => expect(sales).toBeChecked());
    await userEvent.click(sales);
    await userEvent.click(await queue(open, 'SUPPORT'));
    await userEvent.click(apply(open));
    await waitFor(async () =>
      expect(await settingsOf('bob')).toMatchObject([{ scope: { in: { queue: ['support'] } } }]),
    );
  });

  test('is off where the right reaches by something else, and says nothing of it', async () => {
    const onExtensions = person('bob', 'nonAdmin', {
      overrides: [{ permission: 'extensions.manage', effect: 'allow', scope: { own: true } }],
    });
    await mount([onExtensions]);
    expect(screen.getByRole('checkbox', { name: 'Access to Extension A, Bob' })).not.toBeChecked();
  });

  test('can be given by nobody beyond what it has itself', async () => {
    const manager = person('mia', 'nonAdmin', {
      overrides: [
        { permission: 'users.manage', effect: 'allow', scope: 'all' },
        { permission: 'queues.manage', effect: 'allow', scope: { in: { queue: ['sales'] } } },
      ],
    });
    const { cell } = await mount([manager, person('bob', 'nonAdmin')], {}, manager);
    await userEvent.click(cell);
    const open = await dialog();
    await userEvent.click(await queue(open, 'SALES'));
    expect(apply(open)).not.toHaveAttribute('aria-disabled', 'true');
    // The directory of somebody who reaches one queue holds no other.
    expect(within(open).queryByRole('checkbox', { name: /SUPPORT/ })).toBeNull();
    await userEvent.selectOptions(within(open).getByRole('combobox', { name: 'Queue' }), 'chosen');
    expect(within(open).getByRole('option', { name: 'Any (beyond what you may give)' })).toBeDisabled();
  });

  test('is the same in a list, on a screen of 360 pixels', async () => {
    await page.viewport(360, 740);
    try {
      const { settingsOf } = await mount([person('bob', 'nonAdmin')], { layout: 'list', target: 'member:bob' });
      const box = screen.getByRole('checkbox', { name: 'Access to Queue X, Bob' });
      await userEvent.click(box);
      const open = await dialog();
      await userEvent.click(await queue(open, 'SALES'));
      await userEvent.click(apply(open));
      await waitFor(async () => expect(await settingsOf('bob')).toHaveLength(1));
      await waitFor(() => expect(box).toBeChecked());
      const item = box.closest('li');
      await waitFor(() => expect(item).toHaveTextContent('allowed: SALES'));
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
    } finally {
      await page.viewport(1024, 768);
    }
  });

  test('decides for records of the chosen queues and of no others', async () => {
    const may = createEvaluator(adminNonAdmin, resolveGrants(adminNonAdmin, inSales), { now: 0 });
    expect(may.can('callLogs.view', { queue: 'sales' })).toBe(true);
    expect(may.can('callLogs.view', { queue: 'X' })).toBe(false);
  });
});

import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { person, phones } from '../../matrix/support/phones.js';
import { realApi } from '../../matrix/support/realApi.js';
import { boss, renderMatrix } from './support/renderMatrix.js';

const far = [Number.MAX_SAFE_INTEGER, 8.64e15 + 1];

test('an end after every date that was stored by an older version is shown as no end, in the grid and its editor', async () => {
  const people = far.map((endsAt, i) =>
    person(`p${i}`, 'agent', {
      overrides: [
        { permission: 'calls.export', effect: 'allow', endsAt },
        { permission: 'calls.view', effect: 'deny', startsAt: endsAt },
      ],
    }),
  );
  const { user } = renderMatrix({ saveMode: 'staged' }, { api: realApi(phones, [boss, ...people]) });
  const cell = await screen.findByLabelText('Export calls, P0');
  await waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'false'));
  cell.focus();
  await waitFor(() => expect(cell).toHaveAccessibleDescription(/Set here: allowed\./));
  await user.keyboard('{F2}');
  await screen.findByRole('dialog', { name: 'Export calls, P0' });
  expect(screen.getByText('Only for a while').closest('details')).not.toHaveAttribute('open');
  await user.click(screen.getByRole('radio', { name: 'Deny' }));
  await user.click(screen.getByRole('button', { name: 'Apply' }));
  await screen.findByText('1 not applied');
  screen.getByLabelText('View calls, P1').focus();
  await waitFor(() => expect(screen.getByLabelText('View calls, P1')).toHaveAccessibleDescription(/begins/));
});

import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { MatrixEditorProps } from '../../../src/components/MatrixEditor/index.js';
import { renderMatrix } from './support/renderMatrix.js';

test('an edit renders its own cell and no other', async () => {
  const rendered: string[] = [];
  const renderValue: MatrixEditorProps['renderValue'] = (cell, row, target) => {
    rendered.push(`${row.permission} of ${target}: ${cell.save.status}`);
    return null;
  };
  const { user } = renderMatrix({ renderValue });
  const cell = await screen.findByLabelText('View calls, Ann');
  cell.focus();
  await waitFor(() => expect(screen.getByRole('grid')).toHaveAttribute('aria-busy', 'false'));
  rendered.length = 0;
  await user.keyboard(' ');
  await waitFor(() => expect(rendered.at(-1)).toBe('calls.view of member:ann: saved'));
  expect(new Set(rendered)).toEqual(new Set(['calls.view of member:ann: saving', 'calls.view of member:ann: saved']));
});

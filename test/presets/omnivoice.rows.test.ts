import { expect, test } from 'vitest';
import { accessTable } from '../../src/evaluator/report/accessTable.js';
import { omnivoice } from '../../src/presets/omnivoice.js';

// The page's own table: + is yes, ±* and ±** are conditional, an empty cell is no.
const page = `
Access to calls, messages, business numbers                      | ± | ± | +
Create & manage call flows                                       |   | ± | +
Manage contacts                                                  | + | + | +
Buy, manage & delete business numbers                            |   | ± | +
Set up & delete CRM integrations                                 |   | + | +
Manage billing information                                       |   | ± | +
Create, edit & delete user groups                                |   | ± | +
Add new users                                                    |   | ± | +
Manage other users’ settings                                     |   | ± | +
Manage other users’ access to calls, messages & business numbers |   | ± | +
Change user roles                                                |   |   | +
Cancel the Omnivoice account                                     |   |   | +
`;

const marks = { '+': 'yes', '±': 'conditional', '': 'no' } as const;

test('the table that the roles come to is the page’s own, cell by cell', () => {
  const expected = page
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([label, ...cells]) => [label, ...cells.map((cell) => marks[cell as keyof typeof marks])]);
  const computed = accessTable(omnivoice).map(({ label, cells }) => [
    label,
    ...['agent', 'manager', 'administrator'].map((role) => cells[role]?.state),
  ]);
  expect(computed).toEqual(expected);
});

test('every ± says by whom it is given', () => {
  const table = accessTable(omnivoice);
  const notesOf = (role: string) =>
    table.flatMap(({ cells }) => (cells[role]?.state === 'conditional' ? [cells[role].note] : []));
  expect(notesOf('agent')).toEqual(['±**: depends on access provided by the Administrator or Manager']);
  expect(new Set(notesOf('manager'))).toEqual(
    new Set(['±*: depends on access provided by the Administrator, can add/manage only Agents']),
  );
});

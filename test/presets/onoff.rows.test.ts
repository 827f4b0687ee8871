import { expect, test } from 'vitest';
import { accessTable } from '../../src/evaluator/report/accessTable.js';
import { onoff } from '../../src/presets/onoff.js';

// The page's rows in its sections and wording. The marks are read from its roles: the page's own were lost.
const page = `
# Organization Management
Manage employees (Create, edit or delete, reset password, roles). | x | x |
Manage departments                                                | x | x |
Change my language                                                | x | x | x
# Billing & Licenses
View billing information                                          | x | x |
Edit billing information                                          | x |   |
Create commitments, upgrade offer/frequency                       | x |   |
View Licenses & Credits                                           | x | x |
Add/Modify/Reduce Credits & Licenses                              | x |   |
# Number Management
Assign numbers, reassign numbers, delete numbers                  | x | x |
# Greeting (IVR)
Set up greeting                                                   | x | x |
View/Read greeting (list). (Depends on user offer).               | x | x | x
# Integrations
See list of integrations. (Depends on user offer.)                | x | x | x
Legacy View in FE                                                 | x | x |
Set-up Integration                                                | x | x |
# Statistics & Heatmap
View Statisticts All                                              | x | x |
View Statistics Own                                               | x | x | x
View Heatmap All                                                  | x | x |
View Heatmap Own                                                  | x | x | x
# Call Features
Use Live calls with Call Whispering                               | x | x |
View Call Tags                                                    | x | x | x
Add/Edit Call tags                                                | x | x | x
Listen/Download call recordings for all users                     | x | x |
Modify/Delete a call recording                                    | x | x |
`;

const lines = page.trim().split('\n');

test('the table has the page’s 23 rows in its sections, with the marks as they were read', () => {
  const expected = lines
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([label, ...marks]) => [label, ...marks.map((mark) => (mark === 'x' ? 'yes' : 'no'))]);
  const computed = accessTable(onoff).map(({ label, cells }) => [
    label,
    ...Object.values(cells).map((cell) => cell.state),
  ]);
  expect(computed).toEqual(expected);
  expect(computed).toHaveLength(23);
});

test('the sections are the page’s eight, in its order; the last one advertises and has no row', () => {
  const used = [...new Set(accessTable(onoff).map(({ section = '' }) => section))];
  const headings = lines.filter((line) => line.startsWith('#')).map((line) => line.slice(2));
  expect(Object.values(onoff.sections).map(({ label }) => label)).toEqual([...headings, 'More features']);
  expect(used).toEqual(Object.keys(onoff.sections).slice(0, -1));
});

test('greeting and integrations depend on the user’s offer, to be set up as well as to be seen, and nothing else does', () => {
  const needing = accessTable(onoff).filter(({ needs }) => needs.length > 0);
  expect(needing.map(({ label }) => label)).toEqual([
    'Set up greeting',
    'View/Read greeting (list). (Depends on user offer).',
    'See list of integrations. (Depends on user offer.)',
    'Legacy View in FE',
    'Set-up Integration',
  ]);
});

import { expect, test } from 'vitest';
import { accessTable } from '../../src/evaluator/report/accessTable.js';
import type { PermissionDefinition } from '../../src/model/catalog.js';
import { ringover } from '../../src/presets/ringover.js';

// The page's 36 settings in its order and wording, their kinds, and what the page does with what is not allowed.
const page = `
# Software Customization
Play recordings                      | choice |
SIP account                          | right  |
Edit settings                        | right  |
Business hours                       | right  | hide
Snooze                               | right  | hide
Edit call forwarding                 | right  | hide
Can join open groups                 | right  | hide
Chat tab                             | right  | hide
Video calls tab                      | right  | hide
Analytics tab                        | right  | hide
Power Dialer tab                     | right  | hide
Contacts tab                         | right  | hide
One-way texting                      | right  | hide
# Calls
Show the waiting list                | right  | hide
Can pick up calls in waiting list    | right  | hide
Tag calls                            | right  | hide
AfterCall > After-Call Work Duration | number |
Tags required                        | duty   |
Note required                        | duty   |
Out-of-plan destinations             | right  |
French special numbers               | right  |
Maximum number of channels           | number |
Edit caller ID                       | choice | freeze
Use Local Presence                   | right  | hide
Activate voicemail drop              | right  | hide
Display auto answer mode             | right  | hide
Auto answer mode                     | right  |
Display only my missed calls on IVR  | right  |
Anonymise phone numbers              | duty   |
# Recording and Supervision
The user can be listened to          | right  | hide
Show download button                 | right  | hide
Start/stop recording                 | right  | freeze
Allow to record                      | right  |
Notify when recording                | duty   |
Call recording volume                | number |
Force sign-out                       | right  |
`;

const sections: Readonly<Record<string, { readonly label: string }>> = ringover.sections;
const permissions: Readonly<Record<string, PermissionDefinition>> = ringover.permissions;
const settings = accessTable(ringover).slice(0, 36);

test('the first 36 rows are the page’s settings in their three sections and true kinds', () => {
  const computed = settings.flatMap(({ label, permission, section = '' }, i) => {
    const { kind, whenDenied = '' } = permissions[permission] ?? { kind: 'none' };
    const isFirst = settings[i - 1]?.section !== section;
    return [...(isFirst ? [`# ${sections[section]?.label}`] : []), [label, kind, whenDenied].join(' | ')];
  });
  const squeezed = (line: string) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .join(' | ');
  expect(computed).toEqual(page.trim().split('\n').map(squeezed));
});

test('play recordings and edit caller ID have the page’s options, from the least to the most', () => {
  const labels = (id: 'recordings.access' | 'callerId.edit') =>
    ringover.permissions[id].options.map(({ label }) => label);
  expect(labels('recordings.access')).toEqual(['None', 'Only their own', 'All recordings from the standards']);
  expect(labels('callerId.edit').slice(1)).toEqual([
    'Only allow IVR numbers that the user is assigned to',
    'Select numbers from list',
    'All standard numbers',
  ]);
});

test('every setting may be given to a user of every level, and is given by none but the Admin’s', () => {
  const states = settings.map(({ label, cells: { admin, ...others } }) => [
    label,
    admin?.state !== 'no',
    ...Object.values(others).map(({ state }) => state),
  ]);
  // Channels are not limited until they are: nobody need be given any.
  const state = (label: string) => (label === 'Maximum number of channels' ? 'yes' : 'conditional');
  expect(states).toEqual(settings.map(({ label }) => [label, true, ...Array.from({ length: 4 }, () => state(label))]));
});

test('the five levels have the page’s names', () => {
  expect(Object.values(ringover.roles).map(({ label }) => label)).toEqual([
    'None dashboard access',
    'Billing dashboard access',
    'Technical dashboard access',
    'Supervisor dashboard access',
    'Admin dashboard access',
  ]);
});

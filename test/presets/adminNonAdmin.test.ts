import { expect, test } from 'vitest';
import { advise } from '../../src/evaluator/report/advise.js';
import { accessTable } from '../../src/evaluator/report/accessTable.js';
import type { Override } from '../../src/model/member.js';
import { adminNonAdmin } from '../../src/presets/adminNonAdmin.js';
import { person } from './ask.js';

const day = 86_400_000;
const full: Override = { permission: 'reports.full', effect: 'allow' };
const numberAccess: Override = {
  permission: 'numbers.manage',
  effect: 'allow',
  scope: { in: { number: ['+35315550100'] } },
};

const nonAdmin = (id: string, rest: Parameters<typeof person>[0] = {}) =>
  person({ id, roles: ['nonAdmin'], reviewedAt: 100 * day, ...rest });

test('the access matrix is the page’s: what is granted and what the user will see', () => {
  const matrix = accessTable(adminNonAdmin).filter(({ section }) => section === 'matrix');
  expect(matrix.map(({ label, description }) => [label, description])).toEqual([
    ['Access to Extension A', 'Inbound & outbound call stats, logs for that extension'],
    ['Access to Queue X', 'Reporting data and logs related to Queue X'],
    ['Access to Number +353…', 'Activity related to that number, including outbound and inbound'],
    ['Full Call Report Access', 'All data and recordings across the account'],
    ['No Report Permissions', 'Only their own call history (if they have an extension)'],
    ['Manage Numbers', 'Ability to select Caller ID from allowed numbers'],
  ]);
});

test('the permission areas are the page’s: the type, and what it controls access to', () => {
  const areas = accessTable(adminNonAdmin).filter(({ section }) => section === 'areas');
  const controls = areas.map((row) => [row.label, row.description]);
  const { label, description } = adminNonAdmin.sections.toggles;
  expect([...controls, [label, description]]).toEqual([
    ['Full Call Report Access', 'All call logs, reports, call recordings'],
    ['Manage Extensions', 'Reporting and logs for selected extensions'],
    ['Manage Queues', 'Reports and logs for specific queues'],
    ['Manage Numbers', 'Call activity for selected inbound phone numbers'],
    ['Other Feature Toggles', 'Wallboard, Voicemail, SMS, Email Reports, and more'],
  ]);
  const toggles = accessTable(adminNonAdmin).filter(({ section }) => section === 'toggles');
  expect(toggles.map((row) => row.label)).toEqual(['Wallboard', 'Voicemail', 'SMS', 'Email Reports', 'Billing']);
});

test('an Admin has every row; a Non-Admin its own call history, and the rest as an Admin gives it', () => {
  const cells = accessTable(adminNonAdmin).map((row) => [row.label, row.cells.admin?.state, row.cells.nonAdmin?.state]);
  for (const [label, admin, non] of cells) {
    expect([label, admin, non]).toEqual([label, 'yes', label === 'No Report Permissions' ? 'yes' : 'conditional']);
  }
});

test('the page’s admin tips are found where they apply, and nowhere else', () => {
  const members = [
    person({ id: 'ada', roles: ['admin'], extensions: ['100'], reviewedAt: 100 * day }),
    nonAdmin('wide', { overrides: [full] }),
    nonAdmin('numberless', { extensions: ['101'] }),
    nonAdmin('deskless', { overrides: [numberAccess] }),
    nonAdmin('well', { extensions: ['102'], overrides: [numberAccess] }),
    nonAdmin('forgotten', { reviewedAt: 0 }),
  ];
  const findings = advise(adminNonAdmin, members, { now: 100 * day });
  const about = (code: string) => findings.filter((each) => each.code === code).flatMap((each) => each.members);
  expect(about('no-extension')).toEqual(['deskless']);
  expect(about('no-caller-id')).toEqual(['numberless']);
  expect(about('wider-than-needed')).toEqual(['wide']);
  expect(about('not-reviewed')).toEqual(['forgotten']);
});

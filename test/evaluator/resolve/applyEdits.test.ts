import { expect, test } from 'vitest';
import { applyEdits } from '../../../src/evaluator/resolve/applyEdits.js';
import type { MemberEdit } from '../../../src/model/edit.js';
import { person } from '../../presets/ask.js';

const ann = person({
  roles: ['agent', 'lead'],
  packages: ['extra'],
  extensions: ['101'],
  memberships: { queue: ['sales'], line: ['direct'] },
  overrides: [
    { permission: 'calls.view', effect: 'allow', scope: 'all', endsAt: 5 },
    { permission: 'calls.view', effect: 'deny', startsAt: 5 },
    { permission: 'menu.open', effect: 'deny' },
  ],
});

test.each<readonly [string, MemberEdit, object]>([
  [
    'a setting takes the place of all settings of that permission',
    { op: 'set', permission: 'calls.view', effect: 'deny' },
    {
      overrides: [
        { permission: 'menu.open', effect: 'deny' },
        { permission: 'calls.view', effect: 'deny' },
      ],
    },
  ],
  [
    'inherit takes them away',
    { op: 'inherit', permission: 'calls.view' },
    { overrides: [{ permission: 'menu.open', effect: 'deny' }] },
  ],
  ['assigning a role takes the place of all roles', { op: 'assign-role', role: 'boss' }, { roles: ['boss'] }],
  ['adding a role leaves the others', { op: 'add-role', role: 'boss' }, { roles: ['agent', 'lead', 'boss'] }],
  ['adding a role twice is adding it once', { op: 'add-role', role: 'lead' }, { roles: ['agent', 'lead'] }],
  ['removing a role leaves the others', { op: 'remove-role', role: 'agent' }, { roles: ['lead'] }],
  ['applying a package leaves the others', { op: 'apply-package', package: 'more' }, { packages: ['extra', 'more'] }],
  ['applying a package twice is applying it once', { op: 'apply-package', package: 'extra' }, { packages: ['extra'] }],
  ['removing a package takes it', { op: 'remove-package', package: 'extra' }, { packages: [] }],
  ['extensions are set as a whole', { op: 'set-extensions', ids: ['7', '8'] }, { extensions: ['7', '8'] }],
  [
    'memberships are set as a whole in one dimension',
    { op: 'set-memberships', dimension: 'queue', ids: [] },
    { memberships: { queue: [], line: ['direct'] } },
  ],
  ['a review is noted', { op: 'review', at: 9 }, { reviewedAt: 9 }],
])('%s', (_, edit, expected) => {
  const before = JSON.stringify(ann);
  expect(applyEdits(ann, [edit])).toEqual({ ...ann, ...expected });
  expect(JSON.stringify(ann)).toBe(before);
});

test('edits are made in their order', () => {
  const edits: readonly MemberEdit[] = [
    { op: 'assign-role', role: 'boss' },
    { op: 'add-role', role: 'agent' },
    { op: 'remove-role', role: 'boss' },
  ];
  expect(applyEdits(ann, edits).roles).toEqual(['agent']);
  expect(applyEdits(ann, [])).toBe(ann);
});

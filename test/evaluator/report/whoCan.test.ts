import { expect, test } from 'vitest';
import { whoCan } from '../../../src/evaluator/report/whoCan.js';
import { adminNonAdminMembers } from '../../../src/msw/demo/adminNonAdmin.js';
import { omnivoiceMembers } from '../../../src/msw/demo/omnivoice.js';
import { ringoverMembers } from '../../../src/msw/demo/ringover.js';
import { adminNonAdmin, omnivoice, ringover } from '../../../src/presets/index.js';

const now = Date.UTC(2026, 10, 22);
const ids = (holders: ReturnType<typeof whoCan>) => holders.map(({ member }) => member.id);

test('a call of the flow that landed in Sales is seen by Sales, Karey, Leo and the Administrator', () => {
  const call = { number: '+12136472453', callFlow: 'main', groups: ['sales'] };
  expect(new Set(ids(whoCan(omnivoice, 'calls.view', call, omnivoiceMembers, { now })))).toEqual(
    new Set(['john', 'peter', 'karey', 'leo', 'dana']),
  );
});

test('each is named with the grant by which they may, in the order of the members', () => {
  const holders = whoCan(adminNonAdmin, 'recordings.play', { extension: '102' }, adminNonAdminMembers, { now });
  expect(holders.map(({ member, by }) => [member.id, by.from, by.via])).toEqual([
    ['ada', 'role:admin', undefined],
    ['nina', 'implied:reports.full', 'member'],
  ]);
});

test('a right that is not asked about records is asked without one', () => {
  expect(ids(whoCan(adminNonAdmin, 'wallboard.use', undefined, adminNonAdminMembers, { now }))).toEqual([
    'ada',
    'nina',
  ]);
});

test('nobody listens to whoever did not agree, and a Supervisor and an Admin to whoever did', () => {
  const listeners = (consents: readonly string[]) =>
    whoCan(ringover, 'calls.listen', { userId: 'uma', groups: ['sales'], line: 'ivr', consents }, ringoverMembers, {
      now,
    }).flatMap(({ member }) => member.roles);
  expect(listeners([])).toEqual([]);
  expect(new Set(listeners(['supervision.beListenedTo']))).toEqual(new Set(['supervisor', 'admin']));
});

test('nobody may do what no catalog knows, what is a value, or a scoped right to nothing', () => {
  for (const id of ['no.such', '__proto__', 'channels.max'])
    expect(whoCan(ringover, id, {}, ringoverMembers, { now })).toEqual([]);
  expect(whoCan(ringover, 'logs.read', undefined, ringoverMembers, { now })).toEqual([]);
});

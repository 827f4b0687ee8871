import { expect, test } from 'vitest';
import { toCsv } from '../../../../src/components/MatrixEditor/export/toCsv.js';
import { permissionAttributes } from '../../../../src/components/MatrixEditor/grid/Attribute.js';
import { open } from '../support/openMatrix.js';
import { person, phones } from '../support/phones.js';

const { signal } = new AbortController();
const lines = permissionAttributes(phones, 'permissions').filter(({ key }) =>
  ['calls.listen', 'calls.export', 'calls.channels'].includes(key),
);

test('the export says what holds now, where it comes from and what stops it', async () => {
  const ann = person('ann', 'agent', {
    name: '=Ann',
    packages: ['quality'],
    overrides: [
      { permission: 'calls.view', effect: 'deny' },
      { permission: 'calls.channels', effect: 'allow', value: 3, startsAt: 1000 },
    ],
  });
  const { matrix, clock } = await open({ members: [ann] });
  const csv = () => toCsv({ matrix, lines, targets: matrix.members() }, signal);
  const head = 'Name,Id,Role,Listen to recordings,Export calls,Channels';
  const start =
    "'=Ann,ann,Agent,allowed: all (from the package Quality) [Does not take effect: it needs another permission (View calls).],allowed (from the package Quality)";
  expect((await csv()).split('\r\n')).toEqual([head, expect.stringContaining(`${start},"1 [Does not take effect: it begins `), '']);
  await clock.pass(1500);
  expect((await csv()).split('\r\n')).toEqual([head, `${start},3 (set here)`, '']);
});

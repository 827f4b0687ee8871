import { expect, test } from 'vitest';
import { differingPermissions, findHolders } from '../../src/matrix/compareRows.js';
import { open } from './support/openMatrix.js';
import { person } from './support/phones.js';

const boss = person('boss', 'admin');
const agents = (count: number) => Array.from({ length: count }, (_, i) => person(`m${i}`, 'agent'));
const { signal } = new AbortController();

test('what an own umbrella opens differs as well, however many members there are', async () => {
  const ann = person('ann', 'agent', { overrides: [{ permission: 'reports.full', effect: 'allow' }] });
  for (const count of [3, 80]) {
    const { matrix } = await open({ members: [...agents(count), ann] });
    const found = differingPermissions(matrix, matrix.members());
    expect([...found]).toEqual(expect.arrayContaining(['reports.full', 'calls.view']));
    expect(found).not.toContain('calls.export');
  }
});

test('who has something is told as of now, also of whom nobody has looked at', async () => {
  const later = { permission: 'calls.export', effect: 'allow', startsAt: 1000 } as const;
  const ended = { ...later, startsAt: 0, endsAt: 1200 } as const;
  const { matrix, clock } = await open({
    members: [boss, person('ann', 'agent', { overrides: [later] }), person('bob', 'agent', { overrides: [ended] })],
  });
  const found = () => findHolders(matrix, matrix.members(), 'calls.export', signal);
  expect(await found()).toEqual(['member:boss', 'member:bob']);
  await clock.pass(1500);
  expect(await found()).toEqual(['member:boss', 'member:ann']);
});

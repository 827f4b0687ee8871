import { expect, test } from 'vitest';
import { createMatrix } from '../../src/matrix/createMatrix.js';
import type { MatrixNotice } from '../../src/matrix/Matrix.js';
import type { Member } from '../../src/model/member.js';
import { grantsOf, person, phones } from './support/phones.js';
import { realApi } from './support/realApi.js';

const boss = person('boss', 'admin');
const ann = person('ann', 'agent', { extensions: ['11', '12'] });
const bob = person('bob', 'agent');
const move = { from: 'member:ann', to: 'member:bob', dimension: 'extension', ids: ['12'] } as const;

async function open() {
  const api = realApi(phones, [boss, ann, bob]);
  const matrix = createMatrix({ catalog: phones, backend: api.backendOf(boss), actor: grantsOf(boss) });
  const notices: MatrixNotice[] = [];
  matrix.onNotice((notice) => notices.push(notice));
  const stop = matrix.start();
  await expect.poll(() => matrix.status().load.status).toBe('complete');
  return { api, matrix, notices, stop };
}

const extensionsOf = (matrix: Awaited<ReturnType<typeof open>>['matrix'], id: string) => {
  const state = matrix.shown(`member:${id}`);
  return state?.kind === 'member' ? state.member.extensions : undefined;
};

test('what is handed over shows at both members at once, and is told', async () => {
  const { matrix, notices, stop } = await open();
  expect(await matrix.handOver(move)).toBeUndefined();
  expect([extensionsOf(matrix, 'ann'), extensionsOf(matrix, 'bob')]).toEqual([['11'], ['12']]);
  expect(notices).toContainEqual({ type: 'handed-over', move });
  stop();
});

test('a state that somebody else changed meanwhile is read, and nothing is handed over', async () => {
  const { api, matrix, stop } = await open();
  await api.store.edit('acme', (edit) => edit.saveMember({ ...bob, extensions: ['13'] }));
  expect(await matrix.handOver(move)).toMatchObject({ kind: 'invalid', message: expect.stringContaining('Try again') });
  expect([extensionsOf(matrix, 'ann'), extensionsOf(matrix, 'bob')]).toEqual([['11', '12'], ['13']]);
  expect(await matrix.handOver(move)).toBeUndefined();
  expect(extensionsOf(matrix, 'bob')).toEqual(['13', '12']);
  stop();
});

test('what the service refuses is returned as the reason, and so is a member who is not there', async () => {
  const { api, matrix, stop } = await open();
  const demoted: Member = { ...boss, roles: ['agent'] };
  await api.store.edit('acme', (edit) => edit.saveMember(demoted));
  expect(await matrix.handOver(move)).toEqual({ kind: 'gone' });
  expect(await matrix.handOver({ ...move, to: 'member:ghost' })).toEqual({ kind: 'gone' });
  expect(extensionsOf(matrix, 'ann')).toEqual(['11', '12']);
  stop();
});

test('what is not saved yet of either member is saved or discarded first', async () => {
  const { matrix, stop } = await open();
  matrix.setMode('staged');
  matrix.edit([{ target: 'member:bob', field: 'overrides.calls.view', next: [{ effect: 'deny' }] }], 'View calls');
  expect(await matrix.handOver(move)).toMatchObject({ message: expect.stringContaining('not saved yet') });
  matrix.discardStaged();
  expect(await matrix.handOver(move)).toBeUndefined();
  stop();
});

test('a save that gives somebody what another one has fails with whose it is', async () => {
  const { matrix, stop } = await open();
  matrix.edit([{ target: 'member:bob', field: 'extensions', next: ['12'] }], 'Extensions');
  await expect
    .poll(() => matrix.saveState('member:bob', 'extensions'))
    .toMatchObject({
      status: 'failed',
      problem: { kind: 'invalid', message: expect.stringContaining("The extension '12' belongs to Ann") },
    });
  stop();
});

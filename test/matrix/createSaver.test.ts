import { expect, test } from 'vitest';
import { BackendError } from '../../src/client/SourceError.js';
import type { MatrixChange } from '../../src/matrix/preview.js';
import { boss, channels, deny, open } from './support/openMatrix.js';
import { grantsOf, person } from './support/phones.js';
import { settled } from './support/scriptedBackend.js';

test('a save that got no answer when the editor was closed is sent again once it is opened again', async () => {
  const { matrix, server, stop } = await open();
  matrix.edit([deny], 'View calls');
  const first = server.next();
  stop();
  await first.fail(new BackendError('no network'));
  expect(server.held).toHaveLength(0);
  matrix.start();
  const second = server.next();
  expect(second.request).toEqual(first.request);
  await second.answer({ status: 'saved', state: server.accept('member:ann', second.request.edits) });
  expect(matrix.status().unsaved).toBe(0);
});

test('what waits when the editor is closed is still saved, and what gets no answer then is not sent for ever', async () => {
  const { matrix, server, stop, clock } = await open();
  matrix.edit([deny], 'View calls');
  matrix.edit([channels(2)], 'Channels');
  stop();
  const first = server.next();
  await first.answer({ status: 'saved', state: server.accept('member:ann', first.request.edits) });
  const second = server.next();
  expect(second.request.edits).toMatchObject([{ permission: 'calls.channels', value: 2 }]);
  await second.fail(new BackendError('no network'));
  await clock.pass(600_000);
  expect(server.held).toHaveLength(0);
});

test('nothing is sent while nobody is known to be signed in', async () => {
  const { matrix, server } = await open();
  matrix.setOnline(false);
  matrix.edit([deny], 'View calls');
  matrix.setActor(undefined);
  matrix.setOnline(true);
  expect(server.held).toHaveLength(0);
  matrix.setActor(grantsOf(boss));
  expect(server.next().request.target).toBe('member:ann');
});

const everybody = Array.from({ length: 30 }, (_, i) => person(`m${i}`, 'agent'));
const denyAll = everybody.map(({ id }): MatrixChange => ({ ...deny, target: `member:${id}` }));

test('a service that says when to come back is left alone until then, for all members', async () => {
  const { matrix, server, clock } = await open({ members: [boss, ...everybody] });
  matrix.edit(denyAll, 'Deny');
  expect(server.held).toHaveLength(4);
  const first = server.held.splice(0);
  for (const save of first) await save.fail(new BackendError('too many', { retryAfter: 20_000 }));
  await clock.pass(19_999);
  expect(server.held).toHaveLength(0);
  await clock.pass(1);
  // One asks whether the service is there again; the others follow its answer.
  expect(server.held).toHaveLength(1);
  const probe = server.next();
  await probe.answer({ status: 'saved', state: server.accept(probe.request.target, probe.request.edits) });
  expect(server.held).toHaveLength(4);
});

test('one member whose save always fails holds nobody else back for long', async () => {
  const { matrix, server, clock } = await open({ members: [boss, ...everybody.slice(0, 3)] });
  matrix.edit(denyAll.slice(0, 3), 'Deny');
  await server.next().fail(new BackendError('The service answered 500.'));
  for (const save of server.held.splice(0))
    await save.answer({ status: 'saved', state: server.accept(save.request.target, save.request.edits) });
  await clock.pass(500);
  await server.next().fail(new BackendError('The service answered 500.'));
  const tag = [{ effect: 'allow', value: true }] as const;
  matrix.edit([{ target: 'member:m1', field: 'overrides.calls.tag', next: tag }], 'Tags');
  await clock.pass(500);
  expect(server.next().request.target).toBe('member:m1');
});

test('an edit that is given up while it is sent again is not saved again behind its back', async () => {
  const { matrix, server, clock } = await open({ mode: 'staged' });
  matrix.edit([deny, channels(2)], 'Two');
  matrix.apply();
  await server.next().fail(new BackendError('no network'));
  await clock.pass(500);
  const again = server.next();
  matrix.discard('member:ann', 'overrides.calls.view');
  await settled();
  expect(server.held).toHaveLength(0);
  // It arrives after all: what is there is shown, whatever was wished.
  await again.answer({ status: 'saved', state: server.accept('member:ann', again.request.edits) });
  expect(matrix.cell('member:ann', 'calls.view')).toMatchObject({
    own: [{ effect: 'deny' }],
    save: { status: 'saved' },
  });
  expect(matrix.cell('member:ann', 'calls.channels')).toMatchObject({ own: [{ value: 2 }], save: { status: 'saved' } });
});

test('an edit that is given up and refused in the same moment is gone, and the others of its save are tried alone', async () => {
  const { matrix, server, clock } = await open({ mode: 'staged' });
  matrix.edit([deny, channels(2)], 'Two');
  matrix.apply();
  await server.next().fail(new BackendError('no network'));
  await clock.pass(500);
  const again = server.next();
  matrix.discard('member:ann', 'overrides.calls.view');
  await again.answer({ status: 'not-saved', problem: { kind: 'invalid', message: 'no' } });
  expect(server.next().request.edits).toMatchObject([{ permission: 'calls.channels' }]);
  expect(matrix.cell('member:ann', 'calls.view')).toMatchObject({ own: undefined, save: { status: 'saved' } });
});

test('an edit that is given up while the service is away is dropped once it is back, and is never sent again', async () => {
  const { matrix, server, clock } = await open();
  const { load } = server.backend;
  let isAway = true;
  Object.assign(server.backend, {
    load: (...asked: Parameters<typeof load>) => (isAway ? Promise.reject(new BackendError('away')) : load(...asked)),
  });
  matrix.edit([deny], 'View calls');
  await server.next().fail(new BackendError('away'));
  matrix.discard('member:ann', 'overrides.calls.view');
  await settled();
  await clock.pass(60_000);
  expect(server.held).toHaveLength(0);
  expect(matrix.cell('member:ann', 'calls.view')?.save.status).toBe('unanswered');
  isAway = false;
  await clock.pass(60_000);
  expect(server.held).toHaveLength(0);
  expect(matrix.cell('member:ann', 'calls.view')).toMatchObject({ own: undefined, save: { status: 'saved' } });
});

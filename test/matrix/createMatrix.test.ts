import { expect, test } from 'vitest';
import { BackendError } from '../../src/client/SourceError.js';
import type { MatrixChange } from '../../src/matrix/preview.js';
import { grantsOf, person, phones } from './support/phones.js';
import { boss, channels, deny, open } from './support/openMatrix.js';
import { settled } from './support/scriptedBackend.js';

test('a change is shown at once and is saved with the revision it was made on', async () => {
  const { matrix, server } = await open();
  matrix.edit([deny], 'View calls');
  expect(matrix.cell('member:ann', 'calls.view')).toMatchObject({
    own: [{ effect: 'deny' }],
    effective: { on: false },
    inherited: { on: true, sources: ['role:agent'] },
    save: { status: 'saving' },
  });
  const save = server.next();
  expect(save.request).toMatchObject({
    target: 'member:ann',
    revision: 1,
    edits: [{ op: 'set', permission: 'calls.view', effect: 'deny' }],
  });
  await save.answer({ status: 'saved', state: server.accept('member:ann', save.request.edits) });
  expect(matrix.cell('member:ann', 'calls.view')?.save).toEqual({ status: 'saved' });
  expect(matrix.status()).toMatchObject({ unsaved: 0, undo: 'View calls' });
});

test('edits of one member are saved in order, one save at a time, and what was typed over is not sent', async () => {
  const { matrix, server } = await open();
  matrix.edit([channels(2)], 'Channels');
  matrix.edit([channels(3)], 'Channels');
  matrix.edit([channels(4)], 'Channels');
  matrix.edit([deny], 'View calls');
  expect(server.held).toHaveLength(1);
  const first = server.next();
  await first.answer({ status: 'saved', state: server.accept('member:ann', first.request.edits) });
  const second = server.next();
  expect(second.request.edits).toEqual([
    { op: 'set', permission: 'calls.channels', effect: 'allow', value: 4 },
    { op: 'set', permission: 'calls.view', effect: 'deny' },
  ]);
  expect(second.request.revision).toBe(2);
});

test('a change that is taken back before it leaves is not sent at all', async () => {
  const { matrix, server } = await open({ mode: 'staged' });
  matrix.edit([deny], 'View calls');
  expect(matrix.status().staged).toBe(1);
  matrix.edit([{ ...deny, next: undefined }], 'View calls');
  expect(matrix.status().staged).toBe(0);
  matrix.apply();
  expect(server.held).toHaveLength(0);
});

test('staged changes wait until they are applied, and then go together', async () => {
  const { matrix, server } = await open({ mode: 'staged' });
  matrix.edit([deny], 'View calls');
  matrix.edit([channels(2)], 'Channels');
  expect(server.held).toHaveLength(0);
  expect(matrix.cell('member:ann', 'calls.view')?.save.status).toBe('staged');
  matrix.apply();
  expect(server.next().request.edits).toHaveLength(2);
});

test('a save without an answer is sent again as it is, with the same key', async () => {
  const { matrix, server, clock } = await open();
  matrix.edit([deny], 'View calls');
  const first = server.next();
  await first.fail(new BackendError('no network'));
  expect(matrix.cell('member:ann', 'calls.view')?.save).toMatchObject({ status: 'unanswered', attempts: 1 });
  expect(matrix.status()).toMatchObject({ reachable: false, unsaved: 1 });
  await clock.pass(500);
  const second = server.next();
  expect(second.request).toEqual(first.request);
  await second.answer({ status: 'saved', state: server.accept('member:ann', second.request.edits) });
  expect(matrix.status()).toMatchObject({ reachable: true, unsaved: 0 });
});

test('offline, changes queue up; online again they are saved', async () => {
  const { matrix, server } = await open();
  matrix.setOnline(false);
  matrix.edit([deny], 'View calls');
  expect(server.held).toHaveLength(0);
  expect(matrix.cell('member:ann', 'calls.view')?.save.status).toBe('waiting');
  matrix.setOnline(true);
  expect(server.next().request.target).toBe('member:ann');
});

test('a refused edit stays in its cell with the reason until it is tried again or given up', async () => {
  const { matrix, server } = await open();
  matrix.edit([deny], 'View calls');
  const problem = { kind: 'refused', decision: { status: 'denied', reason: 'rank' } } as const;
  await server.next().answer({ status: 'not-saved', problem });
  expect(matrix.cell('member:ann', 'calls.view')).toMatchObject({
    own: undefined,
    effective: { on: true },
    save: { status: 'failed', problem, mine: [{ effect: 'deny' }] },
  });
  matrix.retry('member:ann', 'overrides.calls.view');
  await server.next().answer({ status: 'not-saved', problem });
  matrix.discard('member:ann', 'overrides.calls.view');
  expect(matrix.cell('member:ann', 'calls.view')?.save).toEqual({ status: 'saved' });
  expect(server.held).toHaveLength(0);
});

test('of several edits that were refused together the good ones are saved', async () => {
  const { matrix, server } = await open({ mode: 'staged' });
  matrix.edit([deny, channels(2)], 'Two');
  matrix.apply();
  const problem = { kind: 'refused', decision: { status: 'denied', reason: 'ceiling' } } as const;
  await server.next().answer({ status: 'not-saved', problem });
  const first = server.next();
  expect(first.request.edits).toHaveLength(1);
  await first.answer({ status: 'not-saved', problem });
  const second = server.next();
  await second.answer({ status: 'saved', state: server.accept('member:ann', second.request.edits) });
  expect(matrix.status()).toMatchObject({ failed: 1, unsaved: 0 });
  expect(server.memberOf('member:ann').overrides).toEqual([
    { permission: 'calls.channels', effect: 'allow', value: 2 },
  ]);
});

test('an edit of another cell of the same member is saved over a newer revision without a conflict', async () => {
  const { matrix, server } = await open();
  matrix.edit([deny], 'View calls');
  const save = server.next();
  const state = server.accept(
    'member:ann',
    [{ op: 'set', permission: 'calls.tag', effect: 'allow', value: true }],
    'bob',
  );
  await save.answer({ status: 'stale', state });
  const again = server.next();
  expect(again.request).toMatchObject({ revision: 2, edits: save.request.edits });
  expect(again.request.key).not.toBe(save.request.key);
  expect(matrix.cell('member:ann', 'calls.tag')).toMatchObject({ effective: { on: true }, touched: { by: 'bob' } });
});

test('two values for one cell are a conflict that shows both and who wrote the other', async () => {
  const { matrix, server, notices } = await open();
  matrix.edit([channels(2)], 'Channels');
  const save = server.next();
  const theirs = [{ effect: 'allow', value: 5 }] as const;
  const state = server.accept(
    'member:ann',
    [{ op: 'set', permission: 'calls.channels', effect: 'allow', value: 5 }],
    'bob',
  );
  await save.answer({ status: 'stale', state });
  expect(matrix.cell('member:ann', 'calls.channels')).toMatchObject({
    effective: { value: 5 },
    save: { status: 'conflict', mine: [{ value: 2 }], theirs: { value: theirs, by: 'bob' } },
  });
  expect(notices).toContainEqual(expect.objectContaining({ type: 'conflict', by: 'bob' }));
  expect(server.held).toHaveLength(0);
  matrix.keepMine('member:ann', 'overrides.calls.channels');
  const mine = server.next();
  expect(mine.request).toMatchObject({ revision: 2, edits: [{ value: 2 }] });
  await mine.answer({ status: 'saved', state: server.accept('member:ann', mine.request.edits) });
  expect(matrix.status().conflicts).toBe(0);
});

test('what was changed by somebody else while it was being edited is a conflict', async () => {
  const { matrix, server } = await open();
  const seen = { value: matrix.cell('member:ann', 'calls.channels')?.own };
  const edit = { op: 'set', permission: 'calls.channels', effect: 'allow', value: 5 } as const;
  server.tell({ type: 'changed', state: server.accept('member:ann', [edit], 'bob') });
  matrix.edit([{ ...channels(2), seen }], 'Channels');
  expect(server.held).toHaveLength(0);
  expect(matrix.cell('member:ann', 'calls.channels')?.save).toMatchObject({
    status: 'conflict',
    theirs: { by: 'bob' },
  });
});

test('a conflict is told as one, and what else was changed with it as a change', async () => {
  const { matrix, server, notices } = await open({ mode: 'staged' });
  matrix.edit([channels(2)], 'Channels');
  const five = { op: 'set', permission: 'calls.channels', effect: 'allow', value: 5 } as const;
  server.tell({ type: 'changed', state: server.accept('member:ann', [five], 'bob') });
  const conflict = { type: 'conflict', target: 'member:ann', fields: ['overrides.calls.channels'], by: 'bob' };
  expect(notices).toEqual([conflict]);
  matrix.takeTheirs('member:ann', 'overrides.calls.channels');
  matrix.edit([channels(3)], 'Channels');
  const both = [
    { ...five, value: 6 },
    { op: 'set', permission: 'calls.tag', effect: 'allow', value: true },
  ] as const;
  server.tell({ type: 'changed', state: server.accept('member:ann', both, 'bob') });
  expect(notices.slice(1)).toEqual([
    { type: 'remote', target: 'member:ann', fields: ['overrides.calls.tag'], by: 'bob' },
    conflict,
  ]);
});

test('taking theirs leaves what the other one wrote', async () => {
  const { matrix, server } = await open({ mode: 'staged' });
  matrix.edit([channels(2)], 'Channels');
  server.tell({
    type: 'changed',
    state: server.accept('member:ann', [{ op: 'set', permission: 'calls.channels', effect: 'allow', value: 5 }], 'bob'),
  });
  expect(matrix.cell('member:ann', 'calls.channels')?.save.status).toBe('conflict');
  matrix.takeTheirs('member:ann', 'overrides.calls.channels');
  expect(matrix.cell('member:ann', 'calls.channels')).toMatchObject({
    effective: { value: 5 },
    save: { status: 'saved' },
  });
});

test('an older state that arrives late changes nothing', async () => {
  const { matrix, server } = await open();
  const newer = server.accept(
    'member:ann',
    [{ op: 'set', permission: 'calls.tag', effect: 'allow', value: true }],
    'bob',
  );
  server.tell({ type: 'changed', state: newer });
  server.tell({ type: 'changed', state: { kind: 'member', member: person('ann', 'agent'), revision: 1, by: 'bob' } });
  expect(matrix.cell('member:ann', 'calls.tag')?.effective.on).toBe(true);
});

test('an edit by somebody else repaints its cell and no other', async () => {
  const { matrix, server } = await open();
  const before = matrix.cell('member:ann', 'calls.view');
  server.tell({
    type: 'changed',
    state: server.accept('member:ann', [{ op: 'set', permission: 'calls.tag', effect: 'allow', value: true }], 'bob'),
  });
  expect(matrix.cell('member:ann', 'calls.view')).toBe(before);
});

test('undo and redo go across saves', async () => {
  const { matrix, server } = await open();
  matrix.edit([channels(2)], 'Channels');
  const save = server.next();
  await save.answer({ status: 'saved', state: server.accept('member:ann', save.request.edits) });
  matrix.undo();
  const back = server.next();
  expect(back.request.edits).toEqual([{ op: 'inherit', permission: 'calls.channels' }]);
  await back.answer({ status: 'saved', state: server.accept('member:ann', back.request.edits) });
  expect(matrix.status()).toMatchObject({ undo: undefined, redo: 'Channels' });
  matrix.redo();
  expect(server.next().request.edits).toMatchObject([{ op: 'set', value: 2 }]);
});

test('undo leaves alone what somebody else has changed since, and says so', async () => {
  const { matrix, server, notices } = await open();
  matrix.edit([channels(2)], 'Channels');
  const save = server.next();
  await save.answer({ status: 'saved', state: server.accept('member:ann', save.request.edits) });
  server.tell({
    type: 'changed',
    state: server.accept('member:ann', [{ op: 'set', permission: 'calls.channels', effect: 'allow', value: 7 }], 'bob'),
  });
  matrix.undo();
  expect(server.held).toHaveLength(0);
  expect(matrix.cell('member:ann', 'calls.channels')?.effective.value).toBe(7);
  expect(notices).toContainEqual(
    expect.objectContaining({ type: 'undone', overtaken: [expect.objectContaining({ target: 'member:ann' })] }),
  );
});

test('a bulk edit is one step to undo', async () => {
  const { matrix } = await open({ mode: 'staged' });
  matrix.edit([deny, { ...deny, target: 'member:bob' }], 'Deny for two');
  expect(matrix.status().staged).toBe(2);
  matrix.undo();
  expect(matrix.status()).toMatchObject({ staged: 0, undo: undefined, redo: 'Deny for two' });
});

test('one cannot change oneself, nor anybody of a role that one does not manage', async () => {
  const { matrix, server } = await open({ as: person('lea', 'lead') });
  expect(matrix.cell('member:lea', 'calls.view')?.lock).toMatchObject({ reason: 'self' });
  expect(matrix.cell('member:boss', 'calls.view')?.lock).toMatchObject({ reason: 'rank' });
  expect(matrix.edit([{ ...deny, target: 'member:boss' }], 'Deny')).toMatchObject([
    { result: 'skip', decision: { reason: 'rank' } },
  ]);
  expect(server.held).toHaveLength(0);
});

test('one gives no more than one holds', async () => {
  const { matrix } = await open({ as: person('lea', 'lead') });
  const view = (queue: string): MatrixChange => ({
    ...deny,
    next: [{ effect: 'allow', scope: { in: { queue: [queue] } } }],
  });
  expect(matrix.check(view('sales'))).toMatchObject({ result: 'change' });
  expect(matrix.check(view('support'))).toMatchObject({ result: 'skip', decision: { reason: 'ceiling' } });
  expect(matrix.check(channels(4))).toMatchObject({ result: 'skip', decision: { reason: 'ceiling' } });
});

test('what nobody can assign is locked, and the last holder of a role stays', async () => {
  const { matrix } = await open({ as: person('zoe', 'owner') });
  expect(matrix.cell('member:ann', 'account.close')?.lock).toMatchObject({ reason: 'locked' });
  const demote: MatrixChange = { target: 'member:boss', field: 'roles', next: ['agent'] };
  expect(matrix.check(demote)).toMatchObject({ result: 'skip', decision: { reason: 'last-holder' } });
});

test('without the grants of whoever is signed in nothing can be changed', async () => {
  const { matrix, server } = await open();
  matrix.setActor(undefined);
  expect(matrix.cell('member:ann', 'calls.view')?.lock).toEqual({ status: 'pending' });
  expect(matrix.edit([deny], 'Deny')).toMatchObject([{ result: 'skip', decision: { status: 'pending' } }]);
  expect(server.held).toHaveLength(0);
});

test('a dry run says what would change and what not, and does nothing', async () => {
  const { matrix, server } = await open({ as: person('lea', 'lead') });
  const changes = [deny, { ...deny, target: 'member:boss' } as const, { ...channels(1), next: undefined }];
  const plan = await matrix.dryRun(changes, new AbortController().signal);
  expect(plan.map(({ result }) => result)).toEqual(['change', 'same', 'skip']);
  expect(server.held).toHaveLength(0);
  expect(matrix.status().undo).toBeUndefined();
});

test('a changed role is shown in the column of the role and in what its holders have', async () => {
  const { matrix } = await open({ mode: 'staged' });
  const change: MatrixChange = {
    target: 'role:agent',
    field: 'overrides.calls.listen',
    next: [{ effect: 'allow', scope: { own: true } }],
  };
  expect(matrix.edit([change], 'Listen')).toMatchObject([{ result: 'change' }]);
  expect(matrix.cell('role:agent', 'calls.listen')?.effective).toMatchObject({ on: true, reach: [{ own: true }] });
  expect(matrix.cell('member:ann', 'calls.listen')?.effective).toMatchObject({ on: true, sources: ['role:agent'] });
});

test('what is given but cannot take effect says what stops it', async () => {
  const { matrix } = await open({ mode: 'staged' });
  matrix.edit([{ target: 'member:ann', field: 'packages.quality', next: true }, deny], 'Package');
  expect(matrix.cell('member:ann', 'calls.listen')).toMatchObject({
    effective: { on: true, sources: ['package:quality'] },
    stop: { kind: 'prerequisite', missing: { ids: ['calls.view'] } },
  });
});

test('a member that is gone takes its column along, unless something of it is unsaved', async () => {
  const { matrix, server } = await open();
  server.tell({ type: 'removed', target: 'member:bob' });
  expect(matrix.members()).not.toContain('member:bob');
  matrix.edit([deny], 'View calls');
  await server.next().answer({ status: 'not-saved', problem: { kind: 'gone' } });
  expect(matrix.members()).toContain('member:ann');
  expect(matrix.cell('member:ann', 'calls.view')?.save).toMatchObject({ status: 'failed', problem: { kind: 'gone' } });
});

const lookEvery = 300_000;

test('whoever was moved out of sight without an event is told of and leaves once it is looked who is there', async () => {
  const { matrix, server, clock, notices } = await open();
  server.hide('member:bob');
  expect(matrix.members()).toContain('member:bob');
  await clock.pass(lookEvery);
  expect(matrix.members()).toEqual(['member:boss', 'member:ann', 'member:lea']);
  expect(notices).toEqual([{ type: 'gone', targets: ['member:bob'], isKept: false }]);
  server.hide('member:lea');
  await clock.pass(lookEvery);
  expect(matrix.members()).toEqual(['member:boss', 'member:ann']);
});

test('who is still there is looked at once when the own rights change', async () => {
  const { matrix, server } = await open();
  server.hide('member:bob');
  matrix.setActor(grantsOf(person('boss', 'lead')));
  await settled();
  expect(matrix.members()).not.toContain('member:bob');
});

test('who is there is looked at once when a role is made to manage others', async () => {
  const { matrix, server } = await open();
  server.hide('member:bob');
  const { grants: _, ...lead } = phones.roles['lead'] ?? { label: '' };
  const role = { id: 'lead', grants: {}, about: { ...lead, manages: ['agent', 'lead'] } };
  server.tell({ type: 'changed', state: { kind: 'role', role, revision: 2, by: 'bob' } });
  await settled();
  expect(matrix.members()).not.toContain('member:bob');
});

test('whoever is missing from a page and can still be read stays', async () => {
  const { matrix, clock, notices } = await open({ hidden: 'member:bob' });
  await clock.pass(lookEvery);
  expect(matrix.members()).toContain('member:bob');
  expect(notices).toEqual([]);
});

test('what is not saved of whoever is gone is kept with the reason, and the column leaves once it is given up', async () => {
  const { matrix, server, notices } = await open({ mode: 'staged' });
  matrix.edit([deny, channels(3)], 'Two');
  server.tell({ type: 'removed', target: 'member:ann' });
  expect(notices).toEqual([{ type: 'gone', targets: ['member:ann'], isKept: true }]);
  expect(matrix.cell('member:ann', 'calls.channels')?.save).toMatchObject({
    status: 'failed',
    problem: { kind: 'gone' },
    mine: [{ value: 3 }],
  });
  matrix.discard('member:ann', 'overrides.calls.view');
  await settled();
  expect(matrix.members()).toContain('member:ann');
  matrix.discard('member:ann', 'overrides.calls.channels');
  await settled();
  expect(matrix.members()).not.toContain('member:ann');
  expect(notices.at(-1)).toEqual({ type: 'gone', targets: ['member:ann'], isKept: false });
});

test('a save that is on its way when its member goes is not forgotten', async () => {
  const { matrix, server } = await open();
  matrix.edit([deny], 'View calls');
  server.tell({ type: 'removed', target: 'member:ann' });
  expect(matrix.members()).toContain('member:ann');
  await server.next().answer({ status: 'not-saved', problem: { kind: 'gone' } });
  expect(matrix.cell('member:ann', 'calls.view')?.save).toMatchObject({ status: 'failed', problem: { kind: 'gone' } });
});

test('whoever comes back before what was kept is settled stays', async () => {
  const { matrix, server } = await open({ mode: 'staged' });
  matrix.edit([deny], 'View calls');
  server.tell({ type: 'removed', target: 'member:ann' });
  const tag = { op: 'set', permission: 'calls.tag', effect: 'allow', value: true } as const;
  server.tell({ type: 'changed', state: server.accept('member:ann', [tag], 'bob') });
  matrix.discard('member:ann', 'overrides.calls.view');
  await settled();
  expect(matrix.members()).toContain('member:ann');
});

test('giving up one edit of a save that got no answer keeps the others of it', async () => {
  const { matrix, server } = await open({ mode: 'staged' });
  matrix.edit([deny, channels(2)], 'Two');
  matrix.apply();
  await server.next().fail(new BackendError('no network'));
  matrix.discard('member:ann', 'overrides.calls.view');
  await settled();
  expect(server.next().request.edits).toEqual([{ op: 'set', permission: 'calls.channels', effect: 'allow', value: 2 }]);
  expect(matrix.cell('member:ann', 'calls.view')).toMatchObject({ own: undefined, save: { status: 'saved' } });
});

test('giving up a save that got no answer shows what became of it', async () => {
  const { matrix, server } = await open();
  matrix.edit([deny], 'View calls');
  const save = server.next();
  server.accept('member:ann', save.request.edits);
  await save.fail(new BackendError('the answer was lost'));
  matrix.discard('member:ann', 'overrides.calls.view');
  await settled();
  expect(matrix.cell('member:ann', 'calls.view')).toMatchObject({
    own: [{ effect: 'deny' }],
    save: { status: 'saved' },
  });
  expect(server.held).toHaveLength(0);
});

test('a role says what it lacks itself, and what stops a right from taking effect for its holders', async () => {
  const members = [boss, person('ann', 'agent'), person('bob', 'agent', { plan: 'basic' })];
  const { matrix } = await open({ mode: 'staged', members });
  matrix.edit(
    [
      { target: 'role:agent', field: 'overrides.calls.export', next: [{ effect: 'allow' }] },
      { target: 'role:agent', field: 'overrides.calls.view', next: [] },
      { target: 'role:agent', field: 'overrides.calls.listen', next: [{ effect: 'allow', scope: 'all' }] },
      { target: 'role:lead', field: 'overrides.calls.export', next: [{ effect: 'allow' }] },
    ],
    'Roles',
  );
  const plan = { kind: 'plan', ids: ['business'] };
  expect(matrix.cell('role:agent', 'calls.export')?.stop).toEqual({
    kind: 'plan',
    missing: plan,
    holders: { lacking: 1, of: 2 },
  });
  expect(matrix.cell('role:lead', 'calls.export')?.stop).toMatchObject({
    kind: 'plan',
    holders: { lacking: 0, of: 0 },
  });
  expect(matrix.cell('role:agent', 'calls.listen')?.stop).toEqual({
    kind: 'prerequisite',
    missing: { kind: 'permission', ids: ['calls.view'] },
  });
  expect(matrix.cell('role:agent', 'calls.tag')?.stop).toBeUndefined();
});

test('what stops a role follows who holds it', async () => {
  const { matrix } = await open({ mode: 'staged', members: [boss, person('bob', 'agent', { plan: 'basic' })] });
  matrix.edit([{ target: 'role:agent', field: 'overrides.calls.export', next: [{ effect: 'allow' }] }], 'Export');
  expect(matrix.cell('role:agent', 'calls.export')?.stop?.holders).toEqual({ lacking: 1, of: 1 });
  let heard = 0;
  matrix.subscribe('role:agent', () => heard++);
  matrix.edit([{ target: 'member:bob', field: 'roles', next: ['lead'] }], 'Role');
  expect(matrix.cell('role:agent', 'calls.export')?.stop?.holders).toEqual({ lacking: 0, of: 0 });
  expect(heard).toBeGreaterThan(0);
});

test('a window that opens and closes changes its cell by itself, and says so before', async () => {
  const override = { permission: 'calls.tag', effect: 'allow', value: true, startsAt: 1000, endsAt: 2000 } as const;
  const { matrix, clock } = await open({ members: [boss, person('ann', 'agent', { overrides: [override] })] });
  const tags = () => matrix.cell('member:ann', 'calls.tag');
  let heard = 0;
  matrix.subscribe('member:ann', () => heard++);
  expect(tags()).toMatchObject({ effective: { on: false }, stop: { kind: 'not-yet', at: 1000 } });
  await clock.pass(999);
  expect(heard).toBe(0);
  await clock.pass(1);
  expect(heard).toBe(1);
  expect(tags()).toMatchObject({ effective: { on: true }, stop: undefined });
  await clock.pass(1000);
  expect(heard).toBe(2);
  expect(tags()).toMatchObject({ effective: { on: false }, stop: { kind: 'expired', at: 2000 } });
  expect(matrix.now()).toBe(2000);
});

test("an administrator's own right that ends locks what it gave, by itself", async () => {
  const own = { permission: 'members.manage', effect: 'deny', startsAt: 500 } as const;
  const { matrix, clock } = await open({ as: person('lea', 'lead', { overrides: [own] }) });
  expect(matrix.cell('member:ann', 'calls.view')?.lock).toBeUndefined();
  await clock.pass(500);
  expect(matrix.cell('member:ann', 'calls.view')?.lock).toMatchObject({ status: 'denied' });
});

test('several settings of one permission can be removed, not set again, and undo says so', async () => {
  const windows = [
    { permission: 'calls.tag', effect: 'allow', value: true, endsAt: 100 },
    { permission: 'calls.tag', effect: 'allow', value: true, startsAt: 200 },
  ] as const;
  const { matrix, server, notices } = await open({
    members: [boss, person('ann', 'agent', { overrides: windows })],
  });
  expect(matrix.cell('member:ann', 'calls.tag')).toMatchObject({
    lock: undefined,
    own: [{ endsAt: 100 }, { startsAt: 200 }],
  });
  matrix.edit([{ target: 'member:ann', field: 'overrides.calls.tag', next: undefined }], 'Tags');
  const save = server.next();
  expect(save.request.edits).toEqual([{ op: 'inherit', permission: 'calls.tag' }]);
  await save.answer({ status: 'saved', state: server.accept('member:ann', save.request.edits) });
  matrix.undo();
  expect(server.held).toHaveLength(0);
  expect(notices.at(-1)).toMatchObject({
    type: 'skipped',
    skipped: [{ message: expect.stringContaining('only one') }],
  });
});

test('what a made role may be given is kept, so that a cell refuses what the service would', async () => {
  const { matrix, server } = await open({ mode: 'staged', as: person('zoe', 'owner') });
  server.tell({
    type: 'changed',
    state: {
      kind: 'role',
      revision: 5,
      role: { id: 'trainee', about: { label: 'Trainee', custom: true, grantable: [] }, grants: {} },
    },
  });
  expect(matrix.roles()).toContain('role:trainee');
  expect(matrix.catalog().roles['trainee']).toEqual({ label: 'Trainee', custom: true, grantable: [], grants: [] });
  expect(
    matrix.check({ target: 'role:trainee', field: 'overrides.calls.export', next: [{ effect: 'allow' }] }),
  ).toMatchObject({ result: 'skip' });
});

test('a role that is gone takes its column along', async () => {
  const { matrix, server } = await open();
  const role = { id: 'trainee', about: { label: 'Trainee', custom: true }, grants: {} } as const;
  server.tell({ type: 'changed', state: { kind: 'role', revision: 5, role } });
  server.tell({ type: 'removed', target: 'role:trainee' });
  expect(matrix.roles()).not.toContain('role:trainee');
  expect(Object.keys(matrix.catalog().roles)).not.toContain('trainee');
});

test('what somebody else changed between a dry run and its confirmation is a conflict, not overwritten', async () => {
  const { matrix, server } = await open();
  const plan = [matrix.check(channels(2))];
  const five = { op: 'set', permission: 'calls.channels', effect: 'allow', value: 5 } as const;
  server.tell({ type: 'changed', state: server.accept('member:ann', [five], 'bob') });
  matrix.commit(plan, 'Channels');
  expect(server.held).toHaveLength(0);
  expect(matrix.cell('member:ann', 'calls.channels')?.save).toMatchObject({
    status: 'conflict',
    mine: [{ value: 2 }],
    theirs: { value: [{ value: 5 }], by: 'bob' },
  });
});

test('what was undone before its save was refused leaves nothing behind', async () => {
  const { matrix, server } = await open();
  matrix.edit([deny], 'View calls');
  matrix.undo();
  await server.next().answer({ status: 'not-saved', problem: { kind: 'invalid', message: 'no' } });
  expect(server.held).toHaveLength(0);
  expect(matrix.openEdits()).toEqual([]);
});

test('undoing an edit that was never saved is not told as left to somebody else', async () => {
  const { matrix, server, notices } = await open();
  matrix.edit([deny], 'View calls');
  await server.next().answer({ status: 'not-saved', problem: { kind: 'invalid', message: 'no' } });
  matrix.undo();
  expect(matrix.openEdits()).toEqual([]);
  expect(notices.at(-1)).toEqual({ type: 'undone', label: 'View calls', overtaken: [] });
});

test('a step that sets one cell twice is undone to what was there before it', async () => {
  const { matrix } = await open({ mode: 'staged' });
  const same = { target: 'member:ann', field: 'overrides.account.close', next: [{ effect: 'allow' }] } as const;
  matrix.edit([channels(2), channels(3), same], 'Twice');
  expect(matrix.cell('member:ann', 'calls.channels')?.own).toMatchObject([{ value: 3 }]);
  matrix.undo();
  expect(matrix.cell('member:ann', 'calls.channels')?.own).toBeUndefined();
  matrix.redo();
  expect(matrix.cell('member:ann', 'calls.channels')?.own).toMatchObject([{ value: 3 }]);
});

test('what a field cannot hold is left out, and nothing is thrown', async () => {
  const { matrix, server } = await open();
  const nothing: MatrixChange = { ...deny, next: [] };
  const ofRole: MatrixChange = { target: 'role:agent', field: 'roles', next: ['lead'] };
  const forAWhile: MatrixChange = { ...deny, target: 'role:agent', next: [{ effect: 'deny', endsAt: 5 }] };
  expect(matrix.edit([nothing, ofRole, forAWhile], 'Odd').map(({ result }) => result)).toEqual([
    'skip',
    'skip',
    'skip',
  ]);
  expect(server.held).toHaveLength(0);
});

test('a conflict and a remote change name who wrote that cell, not who wrote last', async () => {
  const { matrix, server, notices } = await open({ mode: 'staged' });
  matrix.edit([channels(2)], 'Channels');
  const edits = [
    { op: 'set', permission: 'calls.channels', effect: 'allow', value: 5 },
    { op: 'set', permission: 'calls.tag', effect: 'allow', value: true },
  ] as const;
  const state = server.accept('member:ann', edits, 'lea');
  server.tell({ type: 'changed', state: { ...state, fields: { 'overrides.calls.channels': { by: 'bob', at: 7 } } } });
  expect(matrix.cell('member:ann', 'calls.channels')?.save).toMatchObject({ theirs: { by: 'bob', at: 7 } });
  expect(matrix.cell('member:ann', 'calls.tag')?.touched).toMatchObject({ by: 'lea' });
  expect(notices).toEqual([
    { type: 'remote', target: 'member:ann', fields: ['overrides.calls.tag'], by: 'lea' },
    { type: 'conflict', target: 'member:ann', fields: ['overrides.calls.channels'], by: 'bob' },
  ]);
});

test('a conflict is told as one also where the change is heard of before the answer', async () => {
  const { matrix, server, notices } = await open();
  matrix.edit([channels(2)], 'Channels');
  const five = { op: 'set', permission: 'calls.channels', effect: 'allow', value: 5 } as const;
  const state = server.accept('member:ann', [five], 'bob');
  server.tell({ type: 'changed', state });
  await server.next().answer({ status: 'stale', state });
  expect(notices).toEqual([
    { type: 'conflict', target: 'member:ann', fields: ['overrides.calls.channels'], by: 'bob' },
  ]);
});

test('what is done to many members is told once, however many listen to how saving goes', async () => {
  const many = Array.from({ length: 40 }, (_, i) => person(`m${i}`, 'agent'));
  const { matrix } = await open({ mode: 'staged', members: [boss, ...many] });
  const heard = { status: 0, role: 0, member: 0 };
  matrix.subscribe('status', () => heard.status++);
  matrix.subscribe('role:agent', () => heard.role++);
  matrix.subscribe('member:m3', () => heard.member++);
  matrix.edit(
    many.map(({ id }) => ({ target: `member:${id}`, field: 'roles', next: ['lead'] })),
    'Roles',
  );
  expect(heard).toEqual({ status: 1, role: 1, member: 1 });
  matrix.undo();
  expect(heard).toEqual({ status: 2, role: 2, member: 2 });
});

test('a role that is deleted while somebody holds it gives nothing any more, and what was typed into it is kept', async () => {
  const { matrix, server } = await open({ members: [boss, person('ann', 'trainee')] });
  const role = {
    id: 'trainee',
    about: { label: 'Trainee', custom: true },
    grants: { 'calls.export': ['calls.export'] },
  } as const;
  const about = { label: 'Administrator', unrestricted: true, manages: ['admin', 'lead', 'agent', 'trainee'] } as const;
  server.tell({ type: 'changed', state: { kind: 'role', revision: 5, role } });
  server.tell({ type: 'changed', state: { kind: 'role', revision: 6, role: { id: 'admin', about, grants: {} } } });
  await settled();
  expect(matrix.cell('member:ann', 'calls.export')?.effective).toMatchObject({ on: true, sources: ['role:trainee'] });
  matrix.setOnline(false);
  matrix.edit(
    [{ target: 'role:trainee', field: 'overrides.calls.tag', next: [{ effect: 'allow', value: true }] }],
    'Tags',
  );
  server.tell({ type: 'removed', target: 'role:trainee' });
  expect(matrix.openEdits()).toMatchObject([
    { target: 'role:trainee', save: { status: 'failed', problem: { kind: 'gone' } } },
  ]);
  matrix.discard('role:trainee', 'overrides.calls.tag');
  await settled();
  expect(matrix.roles()).not.toContain('role:trainee');
  expect(matrix.cell('member:ann', 'calls.export')?.effective.on).toBe(false);
  // Nobody manages a role that there is not.
  expect(matrix.check({ target: 'member:ann', field: 'roles', next: ['agent'] })).toMatchObject({
    result: 'skip',
    decision: { reason: 'rank' },
  });
});

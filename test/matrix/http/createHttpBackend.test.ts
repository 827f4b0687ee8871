import { resolveGrants } from '../../../src/evaluator/resolve/resolveGrants.js';
import { checkCatalog } from '../../../src/model/defineCatalog.js';
import { expect, test, vi } from 'vitest';
import { createHttpBackend } from '../../../src/matrix/http/createHttpBackend.js';
import { createMatrix } from '../../../src/matrix/createMatrix.js';
import type { Matrix, MatrixNotice } from '../../../src/matrix/Matrix.js';
import { BackendError } from '../../../src/client/SourceError.js';
import type { MatrixChange } from '../../../src/matrix/preview.js';
import { demoHeaders } from '../../../src/msw/demoAuthenticate.js';
import type { Member } from '../../../src/model/member.js';
import { editElsewhere } from '../support/editElsewhere.js';
import { grantsOf, person, phones } from '../support/phones.js';
import { realApi } from '../support/realApi.js';

const boss = person('boss', 'admin');
const chief = person('chief', 'admin');
const people = [boss, chief, person('ann', 'agent'), person('bob', 'agent'), person('lea', 'lead')];
const signal = new AbortController().signal;

async function editorOf(api: ReturnType<typeof realApi>, member: Member, fetch = api.fetch, pollEvery = 5) {
  const backend = api.backendOf(member, fetch, pollEvery);
  const matrix = createMatrix({ catalog: phones, backend, actor: grantsOf(member) });
  const notices: MatrixNotice[] = [];
  matrix.onNotice((notice) => notices.push(notice));
  const stop = matrix.start();
  await vi.waitUntil(() => matrix.status().load.status === 'complete', 10_000);
  return { matrix, notices, stop };
}

const allSaved = (matrix: Matrix) => vi.waitUntil(() => matrix.openEdits().length === 0, 10_000);
const channels = (value: number): MatrixChange => ({
  target: 'member:ann',
  field: 'overrides.calls.channels',
  next: [{ effect: 'allow', value }],
});

test('members are read page by page from the permission API', async () => {
  const many = Array.from({ length: 450 }, (_, i) => person(`m${i}`, 'agent'));
  const { matrix, stop } = await editorOf(realApi(phones, [boss, ...many]), boss);
  expect(matrix.members()).toHaveLength(451);
  stop();
});

test('an edit ends in the store and in the audit log under the name of whoever made it', async () => {
  const api = realApi(phones, people);
  const { matrix, stop } = await editorOf(api, boss);
  matrix.edit([channels(3)], 'Channels');
  await allSaved(matrix);
  const [stored] = await api.reader.membersById(['ann']);
  expect(stored?.member.overrides).toEqual([{ permission: 'calls.channels', effect: 'allow', value: 3 }]);
  expect(await api.reader.audit({ limit: 10 })).toMatchObject([{ actor: 'boss', target: { id: 'ann' } }]);
  expect(await matrix.backend.history?.('member:ann', 'calls.channels', signal)).toMatchObject([
    { by: 'boss', to: [{ value: 3 }] },
  ]);
  stop();
});

test('an edit of one administrator appears in the editor of another, with who made it', async () => {
  const api = realApi(phones, people);
  const [first, second] = [await editorOf(api, boss), await editorOf(api, chief)];
  first.matrix.edit([channels(4)], 'Channels');
  await vi.waitUntil(() => second.matrix.cell('member:ann', 'calls.channels')?.effective.value === 4, 10_000);
  expect(second.matrix.cell('member:ann', 'calls.channels')?.touched).toMatchObject({ by: 'boss' });
  first.stop();
  second.stop();
});

const oneHour = 3_600_000;

test('edits of others come by the event stream, at once and with who made them', async () => {
  const api = realApi(phones, people);
  let asked = 0;
  const counted: typeof fetch = (input, init) => {
    if (String(input).includes('/audit')) asked++;
    return api.fetch(input, init);
  };
  const [first, second] = [await editorOf(api, boss), await editorOf(api, chief, counted, oneHour)];
  for (const value of [4, 5, 6]) {
    first.matrix.edit([channels(value)], 'Channels');
    await vi.waitUntil(() => second.matrix.cell('member:ann', 'calls.channels')?.effective.value === value, 10_000);
  }
  expect(second.matrix.cell('member:ann', 'calls.channels')?.touched).toMatchObject({ by: 'boss' });
  first.matrix.edit([{ target: 'role:agent', field: 'overrides.calls.export', next: [{ effect: 'allow' }] }], 'Export');
  await vi.waitUntil(() => second.matrix.cell('role:agent', 'calls.export')?.effective.on === true, 10_000);
  expect(second.matrix.cell('member:bob', 'calls.export')?.effective.on).toBe(true);
  const before = asked;
  second.matrix.edit([channels(7)], 'Channels');
  await allSaved(second.matrix);
  // One's own edit is known already when the stream tells of it; what is asked is at most for edits in between.
  expect(asked - before).toBeLessThan(3);
  first.stop();
  second.stop();
});

test('a role that is made elsewhere becomes a column with its name, and goes with it', async () => {
  const api = realApi(phones, people);
  const { matrix, stop } = await editorOf(api, boss, api.fetch, oneHour);
  const patch = (operations: readonly object[], condition: Record<string, string>) =>
    api.fetch('https://phone.example/roles/trainee', {
      method: 'PATCH',
      headers: { ...demoHeaders(chief), 'content-type': 'application/json', ...condition },
      body: JSON.stringify({ operations }),
    });
  const made = await patch([{ op: 'create', label: 'Trainee', copyOf: 'agent' }], { 'if-none-match': '*' });
  expect(made.status).toBe(200);
  await vi.waitUntil(() => matrix.roles().includes('role:trainee'), 10_000);
  expect(matrix.catalog().roles['trainee']).toMatchObject({ label: 'Trainee', custom: true });
  expect(matrix.cell('role:trainee', 'calls.view')?.effective).toMatchObject({ on: true, reach: [{ own: true }] });
  const gone = await patch([{ op: 'delete' }], { 'if-match': made.headers.get('etag') ?? '' });
  expect(gone.status).toBe(200);
  await vi.waitUntil(() => !matrix.roles().includes('role:trainee'), 10_000);
  stop();
});

test('where there is no event stream the audit log is asked now and then', async () => {
  const api = realApi(phones, people);
  const withoutEvents: typeof fetch = async (input, init) =>
    String(input).endsWith('/events') ? new Response(null, { status: 404 }) : api.fetch(input, init);
  const [first, second] = [await editorOf(api, boss), await editorOf(api, chief, withoutEvents)];
  first.matrix.edit([channels(4)], 'Channels');
  await vi.waitUntil(() => second.matrix.cell('member:ann', 'calls.channels')?.touched?.by === 'boss', 10_000);
  first.stop();
  second.stop();
});

test('a log that cannot be read when an event comes is read a little later', async () => {
  const api = realApi(phones, people);
  let isDown = false;
  const failing: typeof fetch = async (input, init) => {
    if (!isDown || !String(input).includes('/audit')) return api.fetch(input, init);
    isDown = false;
    throw new TypeError('The request was lost.');
  };
  const [first, second] = [await editorOf(api, boss), await editorOf(api, chief, failing)];
  isDown = true;
  first.matrix.edit([channels(4)], 'Channels');
  await vi.waitUntil(() => second.matrix.cell('member:ann', 'calls.channels')?.effective.value === 4, 10_000);
  expect(isDown).toBe(false);
  first.stop();
  second.stop();
});

test('a conflict names who wrote the other value', async () => {
  const api = realApi(phones, people);
  const first = await editorOf(api, boss);
  await api.backendOf(chief).save(
    {
      target: 'member:ann',
      key: 'k1',
      revision: 1,
      edits: [{ op: 'set', permission: 'calls.channels', effect: 'allow', value: 9 }],
    },
    signal,
  );
  first.matrix.edit([channels(2)], 'Channels');
  await vi.waitUntil(() => first.matrix.status().conflicts === 1, 10_000);
  expect(first.matrix.cell('member:ann', 'calls.channels')?.save).toMatchObject({
    mine: [{ value: 2 }],
    theirs: { value: [{ value: 9 }], by: 'chief' },
  });
  first.stop();
});

test('what the service refuses is shown with its own reason', async () => {
  const api = realApi(phones, people);
  // The browser still believes in rights that the service has taken away.
  const { matrix, stop } = await editorOf(api, boss);
  await api.backendOf(chief).save(
    {
      target: 'member:boss',
      key: 'k1',
      revision: 1,
      edits: [{ op: 'assign-role', role: 'lead' }],
    },
    signal,
  );
  matrix.edit([channels(8)], 'Channels');
  await vi.waitUntil(() => matrix.status().failed === 1, 10_000);
  expect(matrix.cell('member:ann', 'calls.channels')?.save).toMatchObject({
    status: 'failed',
    problem: { kind: 'refused', decision: { status: 'denied', reason: 'ceiling' } },
  });
  stop();
});

test('a role is edited for everybody who holds it', async () => {
  const api = realApi(phones, people);
  const { matrix, stop } = await editorOf(api, boss);
  matrix.edit([{ target: 'role:agent', field: 'overrides.calls.export', next: [{ effect: 'allow' }] }], 'Export');
  await allSaved(matrix);
  expect(matrix.status().failed).toBe(0);
  expect(matrix.cell('member:ann', 'calls.export')?.effective).toMatchObject({ on: true, sources: ['role:agent'] });
  matrix.edit([{ target: 'role:agent', field: 'overrides.calls.export', next: undefined }], 'Export');
  await allSaved(matrix);
  expect(matrix.cell('role:agent', 'calls.export')).toMatchObject({ own: undefined, effective: { on: false } });
  stop();
});

test('two administrators who edit one role at the same time meet in a conflict, also the first time', async () => {
  const api = realApi(phones, people);
  const [first, second] = [await editorOf(api, boss), await editorOf(api, chief)];
  const change = (on: boolean): MatrixChange => ({
    target: 'role:agent',
    field: 'overrides.calls.tag',
    next: [{ effect: 'allow', value: on }],
  });
  first.matrix.edit([change(true)], 'Tags');
  second.matrix.edit([change(false)], 'Tags');
  await vi.waitUntil(() => first.matrix.status().conflicts + second.matrix.status().conflicts === 1, 10_000);
  expect(await api.reader.audit({ limit: 10 })).toHaveLength(1);
  first.stop();
  second.stop();
});

test('a lost answer is asked for again and the edit is made once', async () => {
  const api = realApi(phones, people);
  let losses = 2;
  const { matrix, stop } = await editorOf(api, boss, async (input, init) => {
    const response = await api.fetch(input, init);
    if (init?.method === 'PATCH' && losses-- > 0) throw new TypeError('The answer was lost.');
    return response;
  });
  matrix.edit([channels(5)], 'Channels');
  await allSaved(matrix);
  expect(await api.reader.audit({ limit: 10 })).toHaveLength(1);
  stop();
});

test('the directory is searched page by page', async () => {
  const api = realApi(phones, people);
  const page = await api.backendOf(boss).directory?.('queue', { search: 'bill' }, signal);
  expect(page?.items).toEqual([{ id: 'billing', label: 'BILLING' }]);
});

test('several others who edited one member are each named with what they changed', async () => {
  const api = realApi(phones, [...people, person('amy', 'admin')]);
  const isCut = { now: false };
  const cut: typeof fetch = async (input, init) => {
    if (isCut.now) throw new TypeError('no network');
    return api.fetch(input, init);
  };
  const { matrix, notices, stop } = await editorOf(api, boss, cut);
  isCut.now = true;
  matrix.edit([channels(2)], 'Channels');
  await editElsewhere(api.backendOf(chief), 'member:ann', [
    { op: 'set', permission: 'calls.channels', effect: 'allow', value: 9 },
    { op: 'apply-package', package: 'quality' },
  ]);
  await editElsewhere(api.backendOf(person('amy', 'admin')), 'member:ann', [
    { op: 'set', permission: 'calls.tag', effect: 'allow', value: true },
  ]);
  isCut.now = false;
  matrix.retryNow();
  await vi.waitUntil(() => matrix.status().conflicts === 1, 10_000);
  expect(matrix.cell('member:ann', 'calls.channels')?.save).toMatchObject({ theirs: { by: 'chief' } });
  expect(matrix.cell('member:ann', 'calls.tag')?.touched).toMatchObject({ by: 'amy' });
  expect(notices).toContainEqual({ type: 'remote', target: 'member:ann', fields: ['packages.quality'], by: 'chief' });
  stop();
});

test('what several others did to one member while nobody listened is told of each', async () => {
  const api = realApi(phones, [...people, person('amy', 'admin')]);
  const isCut = { now: false };
  const cut: typeof fetch = async (input, init) => {
    if (isCut.now || String(input).endsWith('/events')) throw new TypeError('no network');
    return api.fetch(input, init);
  };
  const { matrix, stop } = await editorOf(api, boss, cut);
  isCut.now = true;
  await editElsewhere(api.backendOf(chief), 'member:ann', [
    { op: 'set', permission: 'calls.channels', effect: 'allow', value: 9 },
  ]);
  await editElsewhere(api.backendOf(person('amy', 'admin')), 'member:ann', [{ op: 'assign-role', role: 'lead' }]);
  isCut.now = false;
  await vi.waitUntil(() => matrix.cell('member:ann', 'calls.channels')?.effective.value === 9, 10_000);
  expect(matrix.cell('member:ann', 'calls.channels')?.touched).toMatchObject({ by: 'chief' });
  stop();
});

test('an editor that is closed while it begins to read leaves the next one of the same backend alone', async () => {
  const api = realApi(phones, people);
  const backend = api.backendOf(boss);
  const matrix = createMatrix({ catalog: phones, backend, actor: grantsOf(boss) });
  const states: string[] = [];
  matrix.subscribe('status', () => states.push(matrix.status().load.status));
  matrix.start()();
  const stop = matrix.start();
  await vi.waitUntil(() => matrix.status().load.status === 'complete', 10_000);
  expect(states).not.toContain('failed');
  stop();
});

test('two editors of one backend show what is saved in either', async () => {
  const api = realApi(phones, people);
  const backend = api.backendOf(boss, api.fetch, oneHour);
  const [first, second] = [0, 1].map(() => createMatrix({ catalog: phones, backend, actor: grantsOf(boss) }));
  if (!first || !second) throw new Error('There are two.');
  const stops = [first.start(), second.start()];
  const isRead = (matrix: Matrix) => matrix.status().load.status === 'complete';
  await vi.waitUntil(() => isRead(first) && isRead(second), 10_000);
  const value = (matrix: Matrix) => matrix.cell('member:ann', 'calls.channels')?.effective.value;
  first.edit([channels(4)], 'Channels');
  await vi.waitUntil(() => value(second) === 4, 10_000);
  await editElsewhere(api.backendOf(chief), 'member:ann', [
    { op: 'set', permission: 'calls.channels', effect: 'allow', value: 9 },
  ]);
  await vi.waitUntil(() => value(first) === 9 && value(second) === 9, 10_000);
  stops[0]?.();
  await editElsewhere(api.backendOf(chief), 'member:ann', [
    { op: 'set', permission: 'calls.channels', effect: 'allow', value: 8 },
  ]);
  await vi.waitUntil(() => value(second) === 8, 10_000);
  stops[1]?.();
});

test('the history of a cell reaches back behind a hundred edits of other cells', async () => {
  const api = realApi(phones, people);
  const backend = api.backendOf(chief);
  const set = (permission: string, value: number | boolean) =>
    editElsewhere(backend, 'member:ann', [{ op: 'set', permission, effect: 'allow', value }]);
  await set('calls.channels', 7);
  for (let i = 0; i < 120; i++) await set('calls.tag', i % 2 === 0);
  expect(await backend.history?.('member:ann', 'calls.channels', signal)).toMatchObject([
    { by: 'chief', to: [{ value: 7 }] },
  ]);
});

test('half an answer is no answer: nothing of it is shown, and it is asked for again', async () => {
  const whole = { ...person('ann', 'agent'), memberships: { queue: ['sales'] } };
  const answers = [
    { overrides: [null] },
    { overrides: [{ effect: 'allow' }] },
    { overrides: [{ permission: 'calls.view' }] },
    { overrides: [{ permission: 'calls.view', effect: 'perhaps' }] },
    { overrides: [{ permission: 'calls.view', effect: 'allow', scope: { in: { queue: 5 } } }] },
    { roles: [7] },
    { memberships: { queue: 'sales' } },
    { name: 7 },
    { plan: {} },
  ];
  const backendOf = (body: unknown) =>
    createHttpBackend({
      url: 'https://phone.example',
      catalog: phones,
      fetch: async () => Response.json(body, { headers: { etag: '"1"' } }),
    });
  const answer = (change: object) => ({ member: { ...whole, ...change }, revision: 1, etag: '"1"' });
  expect(await backendOf(answer({})).load('member:ann', signal)).toMatchObject({ member: whole });
  for (const each of answers)
    await expect(backendOf(answer(each)).load('member:ann', signal)).rejects.toThrow(BackendError);
  const role = (grants: unknown) => ({ id: 'agent', etag: '"role-1"', role: { label: 'Agent', grants } });
  expect(await backendOf(role(['calls.view'])).load('role:agent', signal)).toMatchObject({ kind: 'role' });
  for (const grants of ['calls.view', [null], [{ effect: 'deny' }]])
    await expect(backendOf(role(grants)).load('role:agent', signal)).rejects.toThrow(BackendError);
});

test('cookies go along as told, with every request and with the event stream', async () => {
  const api = realApi(phones, people);
  for (const credentials of [undefined, 'include', 'omit'] as const) {
    const sent: (RequestCredentials | undefined)[] = [];
    const backend = createHttpBackend({
      url: 'https://phone.example',
      catalog: phones,
      headers: demoHeaders(boss),
      ...(credentials && { credentials }),
      fetch: (input, init) => {
        sent.push(init?.credentials);
        return api.fetch(input, init);
      },
    });
    const stop = backend.subscribe?.(() => {});
    await backend.loadMembers({}, signal);
    await vi.waitUntil(() => sent.length >= 3, 10_000);
    stop?.();
    expect(sent).toEqual(sent.map(() => credentials ?? 'same-origin'));
  }
});

test('a backend goes on with the headers of a newer one of its key', async () => {
  const api = realApi(phones, people);
  const tokens: (string | null)[] = [];
  const of = (token: string) =>
    createHttpBackend({
      url: 'https://phone.example',
      catalog: phones,
      headers: { ...demoHeaders(boss), 'x-token': token },
      fetch: (input, init) => {
        tokens.push(new Headers(init?.headers).get('x-token'));
        return api.fetch(input, init);
      },
    });
  const [first, second] = [of('old'), of('new')];
  expect(first.key).toBe(second.key);
  await first.load('member:ann', signal);
  expect(first.adopt?.(second)).toBe(true);
  await first.load('member:ann', signal);
  expect(tokens).toEqual(['old', 'new']);
});

test.each([
  [new Response('', { status: 503, headers: { 'retry-after': '7' } }), { retryAfter: 7_000 }],
  [Response.json({}, { status: 429 }), { retryAfter: undefined }],
  [new Response('<h1>Sign in to the network</h1>', { headers: { 'content-type': 'text/html' } }), {}],
  [new Response('{"member":', { headers: { 'content-type': 'application/json' } }), {}],
])(
  'an answer that is not one of the API, or that says "not now", leaves it open what became of the edit',
  async (response, error) => {
    const backend = createHttpBackend({ url: 'https://phone.example', catalog: phones, fetch: async () => response });
    const asked = backend.load('member:ann', signal);
    await expect(asked).rejects.toThrow(BackendError);
    await expect(asked).rejects.toMatchObject(error);
  },
);

test('who may not read the log follows the edits of others all the same, by the stream', async () => {
  const catalog = checkCatalog({
    ...phones,
    permissions: { ...phones.permissions, 'log.read': { kind: 'right', label: 'Read the log', section: 'settings' } },
    delegation: { resource: 'member', manage: 'members.manage', audit: 'log.read' },
  });
  const [lea, ann] = [person('lea', 'lead'), person('ann', 'agent')];
  const api = realApi(catalog, [boss, chief, lea, ann]);
  const actor = resolveGrants(catalog, lea);
  const matrix = createMatrix({ catalog, backend: api.backendOf(lea, api.fetch, oneHour), actor });
  const stop = matrix.start();
  await vi.waitUntil(() => matrix.status().load.status === 'complete', 10_000);
  const head = { ...demoHeaders(boss), 'content-type': 'application/json', 'if-match': '*' };
  await api.fetch('https://phone.example/members/ann', {
    method: 'PATCH',
    headers: head,
    body: JSON.stringify({ operations: [{ op: 'set', permission: 'calls.channels', value: 2 }] }),
  });
  await vi.waitUntil(() => matrix.cell('member:ann', 'calls.channels')?.effective.value === 2, 10_000);
  stop();
});

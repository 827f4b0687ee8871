import { expect, test, vi } from 'vitest';
import { createPermissionApi } from '../../src/server/createPermissionApi.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import { ask } from './ask.js';
import { ann, bossWith, delegated, delegatedApi, olga } from './delegated.js';
import { authenticate } from './desk.js';

const sales = { in: { group: ['sales'] } };
const people = [
  bossWith('kim', ['team.see', 'team.kick', 'team.read'], sales),
  bossWith('max', ['team.see', 'team.manage']),
];
const setUp = (onSignOut?: (member: object, by: object) => void | Promise<void>) =>
  delegatedApi(people, onSignOut && { onSignOut });
const signOut = (api: ReturnType<typeof setUp>, who: string, id: string, key?: string) =>
  ask(api, who, `/members/${id}/sign-out`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
    body: '{}',
  });

test('a member is signed out by the application, and the log says who did it', async () => {
  const onSignOut = vi.fn();
  const api = setUp(onSignOut);
  expect((await signOut(api, 'kim', 'ann')).status).toBe(204);
  expect(onSignOut.mock.calls).toEqual([
    [
      { tenant: 'acme', subject: 'ann' },
      { tenant: 'acme', subject: 'kim' },
    ],
  ]);
  expect((await ask(api, 'kim', '/audit')).body.items).toMatchObject([
    { actor: 'kim', target: { kind: 'member', id: 'ann' }, operations: [{ op: 'sign-out' }], changes: [] },
  ]);
});

test('the same request under the same key signs out once, and another one under it is refused', async () => {
  const onSignOut = vi.fn();
  const api = setUp(onSignOut);
  expect([(await signOut(api, 'kim', 'ann', 'k1')).status, (await signOut(api, 'kim', 'ann', 'k1')).status]).toEqual([
    204, 204,
  ]);
  expect(onSignOut).toHaveBeenCalledTimes(1);
  expect((await ask(api, 'kim', '/audit')).body.items).toHaveLength(1);
  expect(await signOut(api, 'kim', 'kim', 'k1')).toMatchObject({ status: 422, body: { code: 'key-reused' } });
  await signOut(api, 'kim', 'ann', 'k2');
  expect(onSignOut).toHaveBeenCalledTimes(2);
});

test('it asks its own right on that member, and its rank; of a hidden member nothing can be told', async () => {
  const onSignOut = vi.fn();
  const api = setUp(onSignOut);
  expect(await signOut(api, 'max', 'ann')).toMatchObject({
    status: 403,
    body: { decision: { status: 'denied', reason: 'not-granted' } },
  });
  expect((await signOut(api, 'kim', 'bob')).status).toBe(404);
  expect((await signOut(api, 'kim', 'nobody')).status).toBe(404);
  expect(await signOut(api, 'kim', 'max')).toMatchObject({ status: 403, body: { decision: { reason: 'rank' } } });
  expect((await signOut(api, 'olga', 'max')).status).toBe(204);
  expect(onSignOut).toHaveBeenCalledTimes(1);
});

test('everybody may sign itself out where the service can do it, and nobody else without the right', async () => {
  const onSignOut = vi.fn();
  const api = setUp(onSignOut);
  expect([(await signOut(api, 'ann', 'ann')).status, (await signOut(api, 'max', 'max')).status]).toEqual([204, 204]);
  expect(onSignOut.mock.calls).toMatchObject([
    [{ subject: 'ann' }, {}],
    [{ subject: 'max' }, {}],
  ]);
  expect((await signOut(api, 'max', 'ann')).status).toBe(403);
  expect(await signOut(setUp(), 'ann', 'ann')).toMatchObject({
    status: 403,
    body: { decision: { status: 'denied', reason: 'unsupported' } },
  });
  expect(onSignOut).toHaveBeenCalledTimes(2);
});

test('what fails is not written down, and a retry under the same key does it again', async () => {
  const onSignOut = vi.fn().mockRejectedValueOnce(new Error('the session store is down'));
  const api = delegatedApi(people, { onSignOut, onError: () => {} });
  expect((await signOut(api, 'kim', 'ann', 'k1')).status).toBe(500);
  expect((await ask(api, 'kim', '/audit')).body.items).toEqual([]);
  expect((await signOut(api, 'kim', 'ann', 'k1')).status).toBe(204);
  expect((await ask(api, 'kim', '/audit')).body.items).toHaveLength(1);
});

test('what is done and cannot be written down is answered as failed, told to the operator, and done again', async () => {
  const store = memoryStore({ members: [olga, ann, ...people] });
  let [edits, fails] = [0, true];
  const failing: typeof store = {
    ...store,
    edit: (tenant, work) => {
      edits += 1;
      return edits === 2 && fails ? Promise.reject(new Error('the disk is full')) : store.edit(tenant, work);
    },
  };
  const [onSignOut, onError] = [vi.fn(), vi.fn()];
  const api = createPermissionApi({ store: failing, catalog: delegated(), authenticate, onSignOut, onError });
  expect((await signOut(api, 'kim', 'ann', 'k1')).status).toBe(500);
  expect(onError.mock.calls[0]).toMatchObject([{ message: 'the disk is full' }, {}]);
  fails = false;
  expect((await signOut(api, 'kim', 'ann', 'k1')).status).toBe(204);
  expect(onSignOut).toHaveBeenCalledTimes(2);
  expect((await ask(api, 'kim', '/audit')).body.items).toHaveLength(1);
});

test('a service that cannot sign anybody out says so to people who may, and no more to others', async () => {
  const api = setUp();
  expect(await signOut(api, 'kim', 'ann')).toMatchObject({
    status: 403,
    body: { decision: { status: 'denied', reason: 'unsupported' } },
  });
  expect(await signOut(api, 'max', 'ann')).toMatchObject({ body: { decision: { reason: 'not-granted' } } });
});

test('it needs no content, unless a page of another site may have sent it', async () => {
  const onSignOut = vi.fn();
  const api = setUp(onSignOut);
  const bare = (headers: Record<string, string> = {}) =>
    ask(api, 'kim', '/members/ann/sign-out', { method: 'POST', headers });
  const page = { origin: 'https://phone.example' };
  expect((await bare()).status).toBe(204);
  expect((await ask(api, 'kim', '/members/ann/sign-out', { method: 'POST', body: new Uint8Array() })).status).toBe(204);
  expect((await bare({ ...page, 'sec-fetch-site': 'same-origin' })).status).toBe(204);
  expect(onSignOut).toHaveBeenCalledTimes(3);
  for (const site of ['cross-site', 'same-site'])
    expect((await bare({ origin: 'https://evil.example', 'sec-fetch-site': site })).status).toBe(415);
  expect((await bare({ origin: 'null' })).status).toBe(415);
  const bytes = { method: 'POST', body: new Uint8Array([123, 125]) };
  expect((await ask(api, 'kim', '/members/ann/sign-out', bytes)).status).toBe(415);
  expect((await bare({ 'content-type': 'text/plain' })).status).toBe(415);
  expect(onSignOut).toHaveBeenCalledTimes(3);
});

test('without content it is the same request as with an empty object', async () => {
  const onSignOut = vi.fn();
  const api = setUp(onSignOut);
  await signOut(api, 'kim', 'ann', 'k1');
  const again = { method: 'POST', headers: { 'idempotency-key': 'k1' } };
  expect((await ask(api, 'kim', '/members/ann/sign-out', again)).status).toBe(204);
  expect(onSignOut).toHaveBeenCalledTimes(1);
});

test('a form of another site cannot sign anybody out: only JSON is read', async () => {
  const onSignOut = vi.fn();
  const api = setUp(onSignOut);
  const form = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' };
  expect((await ask(api, 'kim', '/members/ann/sign-out', form)).status).toBe(415);
  const more = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"who":"bob"}' };
  expect((await ask(api, 'kim', '/members/ann/sign-out', more)).status).toBe(422);
  expect(onSignOut).not.toHaveBeenCalled();
});

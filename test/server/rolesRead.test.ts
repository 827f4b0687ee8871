// How much of a tenant's roles is read, and kept, for one request.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { bytesOf } from '../../src/server/store/bytesOf.js';
import { createPermissionApi } from '../../src/server/createPermissionApi.js';
import { createGrantsCache } from '../../src/server/session/GrantsCache.js';
import { grantsText } from '../../src/server/session/grantsText.js';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import type { Store, StoredSubject, SubjectRoles, TenantReader } from '../../src/server/store/Store.js';
import type { RoleChange } from '../../src/model/role.js';
import { ask, patch } from './ask.js';
import { acme, authenticate, catalog, memberWith } from './desk.js';
import { unlimited } from './unlimited.js';

const largeRole = (i: number): RoleChange => ({
  id: `made-${i}`,
  label: `Made ${i}`,
  copyOf: 'agent',
  grants: {
    'calls.view': [
      {
        permission: 'calls.view',
        scope: { in: { queue: Array.from({ length: 900 }, (_, id) => `queue-${i}-${id}-${'x'.repeat(45)}`) } },
      },
    ],
  },
});

/** A store that answers with new documents each time, as a database does. */
const copying = (store: Store, onRead: (read: StoredSubject, wanted: SubjectRoles | undefined) => void): Store => {
  const withCopies = <R extends TenantReader>(reader: R): R => ({
    ...reader,
    subject: async (id: string, wanted?: SubjectRoles) => {
      const read = structuredClone(await reader.subject(id, wanted));
      onRead(read, wanted);
      return read;
    },
  });
  return {
    ...store,
    tenant: (id) => withCopies(store.tenant(id)),
    edit: (tenant, work) => store.edit(tenant, (edit) => work(withCopies(edit))),
  };
};

const setUp = (onRead: Parameters<typeof copying>[1]) => {
  const tim = memberWith({ id: 'tim', roles: ['made-0'], memberships: { group: ['sales'] } });
  const roles = Array.from({ length: 40 }, (_, i) => largeRole(i));
  const store = copying(memoryStore({ ...acme, members: [...acme.members, tim], roles }), onRead);
  const limits = { ...unlimited, rolesBytes: 10 * 1024 * 1024 };
  return { api: createPermissionApi({ store, catalog, authenticate, limits }), roles };
};

test('a request reads no more of the tenant’s roles than it needs', async () => {
  let bytes = 0;
  const { api, roles } = setUp((read) => (bytes += bytesOf(read.roles)));
  expect(bytesOf(roles[0])).toBeGreaterThan(50_000);
  const bytesFor = async (who: string, path: string) => {
    bytes = 0;
    expect((await ask(api, who, path)).status).toBe(200);
    return bytes;
  };
  const one = bytesOf([{ role: roles[0], revision: 1 }]);
  // A member reads what it holds, an administrator besides who the others are.
  for (const path of ['/me/grants', '/directory/queue']) expect(await bytesFor('tim', path)).toBe(one);
  for (const path of ['/me/grants', '/members', '/members/sam', '/directory/queue'])
    expect(await bytesFor('olga', path)).toBe('[]'.length);
  expect(await bytesFor('olga', '/audit')).toBeLessThan(10_000);
  expect(await bytesFor('olga', '/roles')).toBeGreaterThan(40 * 50_000);
});

test('of a role that was edited again and again no older document is kept', async () => {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('Node has no collector to call.');
  const read: { readonly document: WeakRef<object>; readonly bytes: number }[] = [];
  const { api, roles } = setUp((subject) => {
    for (const { role } of subject.roles) read.push({ document: new WeakRef(role), bytes: bytesOf(role) });
  });
  for (let i = 0; i < 30; i++) {
    await patch(api, 'olga', '/roles/made-0', [{ op: 'rename', label: `Made again ${i}` }], { ifMatch: '*' });
    for (const who of ['tim', 'olga']) await ask(api, who, '/me/grants');
    await ask(api, 'olga', '/roles/made-1');
  }
  // A reference that was just made lives until the end of its turn.
  await new Promise((resolve) => setTimeout(resolve));
  Reflect.apply(collect, undefined, []);
  const kept = read.filter(({ document }) => document.deref() !== undefined);
  const all = read.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(all).toBeGreaterThan(30 * 80 * 50_000);
  // The one that Tim's grants were last worked out from.
  expect(kept.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(2 * bytesOf(roles[0]));
});

test('grants are kept ready once for each member, whatever was edited, and within the bytes', () => {
  const cacheOf = (bytes: number) => createGrantsCache({ bytes, bytesOfTenant: bytes });
  const member = memberWith({ id: 'tim', roles: ['made-0'] });
  const read = (cache: ReturnType<typeof cacheOf>, subject: string, revision: number) => {
    const stored = {
      member: { member: { ...member, id: subject }, revision: 1 },
      roles: [{ role: largeRole(0), revision }],
    };
    return grantsText({ catalog, catalogTag: 'tag', grants: cache }, { tenant: 'acme', subject }, stored);
  };
  const cache = cacheOf(50 * 1024 * 1024);
  const first = read(cache, 'tim', 1);
  const { bytes } = cache;
  expect(read(cache, 'tim', 1)).toMatchObject({ open: first.open, state: first.state });
  for (let revision = 2; revision < 60; revision++) expect(read(cache, 'tim', revision).state).not.toBe(first.state);
  expect(Math.abs(cache.bytes - bytes)).toBeLessThan(100);
  for (let i = 0; i < 400; i++) read(cache, `m${i}`, 1);
  expect(cache.bytes).toBeLessThanOrEqual(50 * 1024 * 1024);
  expect(cache.bytes).toBeGreaterThan(40 * 1024 * 1024);
});

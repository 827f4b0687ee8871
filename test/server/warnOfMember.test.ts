import { afterEach, expect, test, vi } from 'vitest';
import { memoryStore } from '../../src/server/memory/memoryStore.js';
import { createPermissionApi } from '../../src/server/createPermissionApi.js';
import { ask } from './ask.js';
import { acme, authenticate, catalog, memberWith } from './desk.js';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const apiWith = (id: string) => {
  const member = memberWith({ id, roles: ['agnet'], memberships: { gruop: ['sales'] } });
  return createPermissionApi({
    store: memoryStore({ ...acme, members: [...acme.members, member] }),
    catalog,
    authenticate,
  });
};

test('in development a member’s unknown names are written to the console, once each, and answered all the same', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const api = apiWith('uma');
  for (let i = 0; i < 2; i += 1) expect((await ask(api, 'uma', '/me/grants')).status).toBe(200);
  expect((await ask(api, 'uma', '/directory/queue')).status).toBe(200);
  expect(warn.mock.calls).toEqual([
    [expect.stringContaining("hookswitch: 'uma' holds the role 'agnet'")],
    [expect.stringContaining("hookswitch: 'uma' has memberships in 'gruop'")],
  ]);
});

test('in production nothing is written', async () => {
  vi.stubEnv('NODE_ENV', 'production');
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  expect((await ask(apiWith('una'), 'una', '/directory/queue')).status).toBe(200);
  expect(warn).not.toHaveBeenCalled();
});

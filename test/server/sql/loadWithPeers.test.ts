import { expect, test } from 'vitest';
import { loadWithPeers } from '../../../src/server/sql/loadWithPeers.js';

const peers = ['kysely', '@electric-sql/pglite'];
const failure = (message: string, code?: string) => Object.assign(new Error(message), code && { code });

test.each([
  ["Cannot find package 'kysely' imported from /app/store.js", 'ERR_MODULE_NOT_FOUND', 'kysely'],
  [
    "Cannot find package '@electric-sql/pglite' imported from /app/store.js",
    'ERR_MODULE_NOT_FOUND',
    '@electric-sql/pglite',
  ],
  ["Cannot find module 'kysely/migration'\nRequire stack: …", 'MODULE_NOT_FOUND', 'kysely/migration'],
])('%s: the error names the package and the command that installs what is needed', async (message, code, name) => {
  const error = failure(message, code);
  await expect(loadWithPeers(peers, () => Promise.reject(error))).rejects.toMatchObject({
    message: `The package '${name}' is not installed, so the SQL store cannot be opened. Run: npm install kysely @electric-sql/pglite`,
    cause: error,
  });
});

test.each([
  failure("Cannot find module '/app/store.js' imported from /app/main.js", 'ERR_MODULE_NOT_FOUND'),
  failure("Cannot find package 'kysely-plugin' imported from /app/main.js", 'ERR_MODULE_NOT_FOUND'),
  failure("Cannot find package 'kysely'"),
  'no error',
])('another failure stays what it is: %s', async (error) => {
  await expect(loadWithPeers(peers, () => Promise.reject(error))).rejects.toBe(error);
});

test('what is there is loaded', async () => {
  await expect(loadWithPeers(peers, async () => 'store')).resolves.toBe('store');
});

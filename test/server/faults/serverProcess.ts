// A process of its own that serves the small organisation, to be killed by tests. Prints its address when it is ready.
import { serve } from '@hono/node-server';
import { createPermissionApi } from '../../../src/server/createPermissionApi.js';
import { seedTenant } from '../../../src/server/store/seedTenant.js';
import { sqlStore } from '../../../src/server/sql/index.js';
import { acme, authenticate, catalog } from '../desk.js';
import { unlimited } from '../unlimited.js';

const { FOLDER: folder = '', DATABASE_URL: connectionString } = process.env;

const store = await sqlStore(connectionString === undefined ? { folder } : { connectionString });
await seedTenant(store, acme);
const limits = unlimited;
// What fails because the database was killed is what the test is about.
const api = createPermissionApi({ store, catalog, authenticate, limits, onError: () => {} });
serve({ fetch: api, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});

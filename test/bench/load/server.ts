// The API in a process of its own, for load: the store is told by the environment.
import { serve } from '@hono/node-server';
import { createPermissionApi } from '../../../src/server/createPermissionApi.js';
import { authenticate, catalog } from '../../server/desk.js';
import { openStore } from './openStore.js';
import { unlimited } from '../../server/unlimited.js';

const { store } = await openStore(process.env['STORE'] ?? 'memory');
const api = createPermissionApi({ store, catalog, authenticate, limits: unlimited });
serve({ fetch: api, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(`http://127.0.0.1:${port}`));

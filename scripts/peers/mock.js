// Copied beside an installed tarball: the permission API behind Mock Service Worker in Node.
import assert from 'node:assert/strict';
import { createHandlers, createPermissionApi, memoryStore } from 'hookswitch/msw';
import { adminNonAdmin } from 'hookswitch/presets';
import { setupServer } from 'msw/node';
import { as, authenticate, harbour } from './organisation.js';

const baseUrl = 'https://demo.example/phone';
const store = memoryStore({ tenants: [harbour] });
const { handlers, network } = createHandlers(createPermissionApi({ store, catalog: adminNonAdmin, authenticate }), {
  baseUrl,
});
const server = setupServer(...handlers);
server.listen({ onUnhandledRequest: 'error' });
const answer = await fetch(`${baseUrl}/me/grants`, { headers: as('nina') });
assert.equal(answer.status, 200);
assert.match(await answer.text(), /hookswitch\/grants@1/);
network.set({ failure: 'offline' });
await assert.rejects(fetch(`${baseUrl}/me/grants`, { headers: as('nina') }));
server.close();

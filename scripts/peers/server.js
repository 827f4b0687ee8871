// Copied beside an installed tarball: the permission API over an SQL store, opened, read, edited and opened again.
import assert from 'node:assert/strict';
import { adminNonAdmin } from 'hookswitch/presets';
import { createPermissionApi, seedTenant } from 'hookswitch/server';
import { sqlStore } from 'hookswitch/server/sql';
import { as, authenticate, harbour } from './organisation.js';

const { DATABASE_URL: connectionString } = process.env;
const open = () => sqlStore(connectionString === undefined ? { folder: './store' } : { connectionString });

/** @param {import('hookswitch/server/sql').SqlStore} store */
const apiOver = (store) => createPermissionApi({ store, catalog: adminNonAdmin, authenticate });

const first = await open();
assert.equal(await seedTenant(first, harbour), true);
const api = apiOver(first);
const heard = new Promise((resolve) => first.listen(resolve));
const before = await api(new Request('https://phone.example/members/nina', { headers: as('ada') }));
assert.equal(before.status, 200);
const edited = await api(
  new Request('https://phone.example/members/nina', {
    method: 'PATCH',
    headers: { ...as('ada'), 'content-type': 'application/json', 'if-match': before.headers.get('etag') ?? '' },
    body: JSON.stringify({ operations: [{ op: 'set', permission: 'reports.full', effect: 'allow' }] }),
  }),
);
assert.equal(edited.status, 200, await edited.text());
await heard;
await first.close();

const second = await open();
const grants = await apiOver(second)(new Request('https://phone.example/me/grants', { headers: as('nina') }));
assert.match(await grants.text(), /"permission":"reports\.full"/);
await second.close();

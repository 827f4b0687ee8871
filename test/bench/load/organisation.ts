// A tenant of the size that a call centre has, for load: the test's own catalog, 1,000 members.
import type { Store } from '../../../src/server/store/Store.js';
import { seedTenant } from '../../../src/server/store/seedTenant.js';
import { acme, memberWith } from '../../server/desk.js';

export const size = 1000;

/** Several tenants of the same kind, so that edits of one need not wait for those of another. */
export const tenants = ['acme', ...Array.from({ length: 7 }, (_, i) => `acme-${i + 1}`)];

const crowd = Array.from({ length: size }, (_, i) =>
  memberWith({
    id: `m${i}`,
    name: `Member ${i}`,
    roles: ['agent'],
    extensions: [String(1000 + i)],
    memberships: { group: [i % 2 ? 'sales' : 'support'], queue: [`q${i % 20}`] },
    overrides: [{ permission: 'calls.view', effect: 'allow', scope: { own: true, in: { queue: [`q${i % 20}`] } } }],
  }),
);

export const fill = async (store: Store): Promise<void> => {
  for (const tenant of tenants) {
    const members = [...acme.members, ...crowd].map((member) => ({ ...member, tenant }));
    await seedTenant(store, { ...acme, tenant, members });
  }
};

import type { Store, TenantData } from './Store.js';

/**
 * Fills a tenant that has no members yet, as one edit; leaves any other as it is. Tells whether it did.
 *
 * ```ts
 * await seedTenant(store, { tenant: 'acme', members, directory });
 * ```
 */
export async function seedTenant(store: Store, data: TenantData): Promise<boolean> {
  const { items } = await store.tenant(data.tenant).members({ limit: 1 });
  if (items.length > 0) return false;
  await store.edit(data.tenant, async (edit) => {
    for (const member of data.members) await edit.saveMember(member);
    for (const role of data.roles ?? []) await edit.saveRole(role);
    for (const [dimension, entries] of Object.entries(data.directory ?? {})) {
      await edit.saveDirectory(dimension, entries);
    }
  });
  return true;
}

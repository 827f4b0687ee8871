import type { Store, TenantData, TenantReader } from './Store.js';

/**
 * Fills a tenant that has no members yet, as one edit; leaves any other as it is. Tells whether it did.
 *
 * ```ts
 * await seedTenant(store, { tenant: 'acme', members, directory });
 * ```
 */
export async function seedTenant(store: Store, data: TenantData): Promise<boolean> {
  if (await hasMembers(store.tenant(data.tenant))) return false;
  return store.edit(data.tenant, async (edit) => {
    // Asked again: another process may have begun at the same time.
    if (await hasMembers(edit)) return false;
    for (const member of data.members) await edit.saveMember(member);
    for (const role of data.roles ?? []) await edit.saveRole(role);
    for (const [dimension, entries] of Object.entries(data.directory ?? {})) {
      await edit.saveDirectory(dimension, entries);
    }
    return true;
  });
}

async function hasMembers(reader: TenantReader): Promise<boolean> {
  return (await reader.members({ limit: 1 })).items.length > 0;
}

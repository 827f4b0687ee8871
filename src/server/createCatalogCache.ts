import type { Catalog } from '../model/catalog.js';
import type { StoredRole } from './Store.js';
import { tenantCatalog } from './tenantCatalog.js';

/** How many tenants' catalogs are kept ready. */
const mostKept = 500;

/** Keeps the catalogs of tenants ready, since checking one costs more than most requests. */
export function createCatalogCache(shared: Catalog): (roles: readonly StoredRole[]) => Catalog {
  const kept = new Map<string, Catalog>();
  return (roles) => {
    if (roles.length === 0) return shared;
    const changes = roles.map(({ role }) => role);
    // By what the roles say: revisions repeat after a backup was put back.
    const key = JSON.stringify(changes);
    const catalog = kept.get(key) ?? tenantCatalog(shared, changes);
    kept.delete(key);
    kept.set(key, catalog);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return catalog;
  };
}

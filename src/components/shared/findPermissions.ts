import type { Catalog } from '../../model/catalog.js';

/** For each thing that a component asks about: the permissions that stand for it in a catalog, the likeliest first. */
export type Conventions<K extends string> = Readonly<Record<K, readonly string[]>>;

/** Which permission stands for what. */
export type PermissionIds<K extends string> = Readonly<Record<K, string>>;

/**
 * The permission that stands for each thing: the one that is named, else the first conventional one that the catalog
 * has. Where it has none of them, the first is asked about and denied like any permission that a catalog lacks.
 */
export function findPermissions<K extends string>(
  conventions: Conventions<K>,
  named: Partial<Record<K, string>> | undefined,
  catalog: Catalog | undefined,
): PermissionIds<K> {
  const known = catalog?.permissions ?? {};
  const ids: Partial<Record<K, string>> = {};
  for (const key in conventions) {
    const names = conventions[key];
    ids[key] = named?.[key] ?? names.find((id) => Object.hasOwn(known, id)) ?? names[0] ?? '';
  }
  // Every key of the conventions is filled in above.
  return ids as PermissionIds<K>;
}

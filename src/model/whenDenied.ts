import type { CatalogDefinition, PermissionBase } from './catalog.js';
import { opensOf } from './permissionOf.js';

/** How a product shows that something is not allowed: it leaves it out, or leaves it in its place, frozen. */
export type WhenDenied = NonNullable<PermissionBase['whenDenied']>;

type Permissions = CatalogDefinition['permissions'];

const known = new WeakMap<Permissions, ReadonlyMap<string, WhenDenied>>();

/** How a catalog's product shows that a permission is missing: as the permission says, else the choice that gives it. */
export function whenDeniedOf(
  { permissions }: Pick<CatalogDefinition, 'permissions'>,
  id: string,
): WhenDenied | undefined {
  const table = known.get(permissions) ?? tableOf(permissions);
  known.set(permissions, table);
  return table.get(id);
}

function tableOf(permissions: Permissions): ReadonlyMap<string, WhenDenied> {
  const all = Object.entries(permissions);
  const table = new Map<string, WhenDenied>();
  // Where one of several choices leaves it frozen, it is; what a right says itself comes last, and counts.
  for (const when of ['hide', 'freeze'] as const)
    for (const [, one] of all)
      if (one.kind === 'choice' && one.whenDenied === when) for (const right of opensOf(one)) table.set(right, when);
  for (const [id, { whenDenied }] of all) if (whenDenied) table.set(id, whenDenied);
  return table;
}

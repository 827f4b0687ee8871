import type { Catalog, RoleDefinition } from '../../model/catalog.js';
import { permissionOf } from '../../model/permissionOf.js';
import type { RoleOverrides } from '../../model/role.js';

/** The catalog with the roles that an organisation changed or made. It is checked already: its backend accepted it. */
export function withRoleOverrides(catalog: Catalog, changes: readonly RoleOverrides[]): Catalog {
  if (changes.length === 0) return catalog;
  const roles = changes.map((change): [string, RoleDefinition] => [change.id, roleWith(catalog, change)]);
  return { ...catalog, roles: { ...catalog.roles, ...Object.fromEntries(roles) } };
}

/** One role with what an organisation changed of it. */
export function roleWith(catalog: Catalog, { id, about, grants }: RoleOverrides): RoleDefinition {
  const known = Object.hasOwn(catalog.roles, id) ? catalog.roles[id] : undefined;
  const kept = (known?.grants ?? []).filter((spec) => !Object.hasOwn(grants, permissionOf(spec)));
  const rest = about ?? known ?? { label: id, custom: true as const };
  return { ...rest, grants: [...kept, ...Object.values(grants).flat()] };
}

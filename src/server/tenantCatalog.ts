import type { Catalog, CatalogDefinition, GrantSpec, RoleDefinition } from '../model/catalog.js';
import { CatalogError, checkCatalog } from '../model/defineCatalog.js';
import type { RoleChange } from './Store.js';

/**
 * The catalog as it is for one tenant: the shared one with the roles that the tenant changed or made. A change that
 * does not fit the catalog (any more) takes away what it was about and gives nothing (law 1).
 */
export function tenantCatalog(catalog: Catalog, changes: readonly RoleChange[]): Catalog {
  if (changes.length === 0) return catalog;
  return tryCatalog(catalog, changes) ?? changes.reduce<Catalog>(withFitting, catalog);
}

function withFitting(catalog: Catalog, change: RoleChange): Catalog {
  return tryCatalog(catalog, [change]) ?? tryCatalog(catalog, [fittingPart(catalog, change)]) ?? catalog;
}

function tryCatalog(catalog: Catalog, changes: readonly RoleChange[]): Catalog | undefined {
  try {
    return checkCatalog(withRoleChanges(catalog, changes));
  } catch (error) {
    if (error instanceof CatalogError) return undefined;
    throw error;
  }
}

function fittingPart(catalog: Catalog, change: RoleChange): RoleChange {
  const fits = (permission: string, specs: readonly GrantSpec[]) =>
    tryCatalog(catalog, [{ ...change, grants: { [permission]: specs } }]) !== undefined;
  const grants = Object.entries(change.grants).map(([permission, specs]) => [
    permission,
    fits(permission, specs) ? specs : [],
  ]);
  return { ...change, grants: Object.fromEntries(grants) };
}

/** The same without the check: a definition that `checkCatalog` may refuse. */
export function withRoleChanges(catalog: CatalogDefinition, changes: readonly RoleChange[]): CatalogDefinition {
  const own = changes.filter((change) => !Object.hasOwn(catalog.roles, change.id));
  const changed = changes.map((change): [string, RoleDefinition] => [
    change.id,
    changedRole(roleOf(catalog, change.id) ?? madeRole(catalog, changes, change), change),
  ]);
  const roles = Object.entries({ ...catalog.roles, ...Object.fromEntries(changed) });
  return { ...catalog, roles: Object.fromEntries(roles.map(([id, role]) => [id, managingOwn(catalog, role, own)])) };
}

/** What a role is after a tenant's change; one without limit gives everything whatever is written beside it. */
function changedRole(role: RoleDefinition, change: RoleChange): RoleDefinition {
  const kept = (role.grants ?? []).filter((spec) => !Object.hasOwn(change.grants, permissionOf(spec)));
  return { ...role, grants: [...kept, ...Object.values(change.grants).flat()] };
}

function roleOf({ roles }: CatalogDefinition, id: string): RoleDefinition | undefined {
  return Object.hasOwn(roles, id) ? roles[id] : undefined;
}

/** A role that the tenant made, before what it gives. */
function madeRole(catalog: CatalogDefinition, changes: readonly RoleChange[], change: RoleChange): RoleDefinition {
  const { id, label = id, description } = change;
  const grantable = copiedLimit(catalog, changes, change);
  return {
    label,
    custom: true,
    ...(description !== undefined && { description }),
    ...(grantable !== undefined && { grantable }),
  };
}

/** A copy's holders may be given what the original's may: also what the original gives and the copy does not. */
function copiedLimit(
  catalog: CatalogDefinition,
  changes: readonly RoleChange[],
  change: RoleChange,
): readonly GrantSpec[] | undefined {
  if (change.copyOf === undefined) return undefined;
  const original = roleOf(catalog, originalOf(catalog, changes, change) ?? '');
  if (original) return original.grantable && [...(original.grants ?? []), ...original.grantable];
  // A copy of what is gone: whoever held the original's limits does not lose them (law 1).
  return Object.values(catalog.roles).some(({ grantable }) => grantable) ? [] : undefined;
}

/** The role of the catalog that a made role was copied from, perhaps as a copy of a copy. */
function originalOf(
  catalog: CatalogDefinition,
  changes: readonly RoleChange[],
  { copyOf }: RoleChange,
  passed: readonly string[] = [],
): string | undefined {
  if (copyOf === undefined || Object.hasOwn(catalog.roles, copyOf) || passed.includes(copyOf)) return copyOf;
  const made = changes.find(({ id }) => id === copyOf);
  return made && originalOf(catalog, changes, made, [...passed, copyOf]);
}

/** The permission that a grant of a catalog is about. */
export function permissionOf(spec: GrantSpec): string {
  return typeof spec === 'string' ? spec : spec.permission;
}

/** Whoever manages a role manages its copies; whoever manages every role, whatever else the tenant made. */
function managingOwn(catalog: CatalogDefinition, role: RoleDefinition, own: readonly RoleChange[]): RoleDefinition {
  const { manages } = role;
  if (!manages) return role;
  const managesAll = Object.keys(catalog.roles).every((id) => manages.includes(id));
  const more = own.filter((change) => managesAll || manages.includes(originalOf(catalog, own, change) ?? ''));
  return more.length === 0 ? role : { ...role, manages: [...manages, ...more.map(({ id }) => id)] };
}

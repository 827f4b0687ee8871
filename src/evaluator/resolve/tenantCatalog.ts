import type { Catalog, CatalogDefinition, GrantSpec, RoleDefinition } from '../../model/catalog.js';
import { CatalogError, checkCatalog } from '../../model/defineCatalog.js';
import { permissionOf } from '../../model/permissionOf.js';
import type { RoleChange } from '../../model/role.js';

/**
 * The catalog as it is for one tenant: the shared one with the roles that the tenant changed or made. A change that
 * does not fit the catalog (any more) takes away what it was about and gives nothing (law 1). The work grows with the
 * changes, not with the catalog.
 */
export function tenantCatalog(catalog: Catalog, changes: readonly RoleChange[]): Catalog {
  if (changes.length === 0) return catalog;
  const byId = new Map(changes.map((change) => [change.id, change]));
  const fitting = changes.flatMap((change) => {
    const original = originalOf(catalog, byId, change);
    const role = fittingRole(catalog, change, original);
    return role ? [{ id: change.id, original, role }] : [];
  });
  const made = fitting.filter(({ id }) => !Object.hasOwn(catalog.roles, id));
  const roles = { ...catalog.roles, ...Object.fromEntries(fitting.map(({ id, role }) => [id, role])) };
  const entries = Object.entries(roles).map(([id, role]) => [id, managingMade(catalog, role, made)] as const);
  // Each part of it was held against the catalog's own check.
  return { ...catalog, roles: Object.fromEntries(entries) };
}

/** A role after a tenant's change, whether it fits the catalog or not. */
export function changedRole(
  catalog: CatalogDefinition,
  changes: readonly RoleChange[],
  change: RoleChange,
): RoleDefinition {
  const byId = new Map(changes.map((each) => [each.id, each]));
  return withChange(catalog, change, originalOf(catalog, byId, change));
}

/**
 * The role of the catalog at the end of a chain of copies. A made role says it itself; copies of copies that were
 * stored before it did are followed here. Nothing where there is none, or none any more.
 */
export function originalOf(
  catalog: CatalogDefinition,
  changes: ReadonlyMap<string, RoleChange>,
  { id, copyOf }: RoleChange,
): string | undefined {
  const passed = new Set([id]);
  for (let at = copyOf; at !== undefined && !passed.has(at); at = changes.get(at)?.copyOf) {
    if (Object.hasOwn(catalog.roles, at)) return at;
    passed.add(at);
  }
  return undefined;
}

interface Fitting {
  readonly catalog: Catalog;
  readonly original: string | undefined;
  readonly role: RoleDefinition | undefined;
}

// By the stored change itself: what a store no longer has, nobody keeps.
const known = new WeakMap<RoleChange, Fitting>();

function fittingRole(catalog: Catalog, change: RoleChange, original: string | undefined): RoleDefinition | undefined {
  const before = known.get(change);
  if (before?.catalog === catalog && before.original === original) return before.role;
  const role = [change, fittingPart(catalog, change)]
    .map((each) => withChange(catalog, each, original))
    .find((each) => isFitting(catalog, change.id, each));
  known.set(change, { catalog, original, role });
  return role;
}

/** Without the permissions of which something does not fit. */
function fittingPart(catalog: Catalog, change: RoleChange): RoleChange {
  const grants = Object.entries(change.grants).map(([permission, specs]) => [
    permission,
    isFitting(catalog, 'probe', { label: '', grants: specs }) ? specs : [],
  ]);
  return { ...change, grants: Object.fromEntries(grants) };
}

/** Asks the catalog's own check, of the part of the catalog that the role is about. */
function isFitting({ id: catalog, dimensions, permissions }: Catalog, id: string, role: RoleDefinition): boolean {
  const { manages: _, ...rest } = role;
  const named = [...(role.grants ?? []), ...(role.grantable ?? [])].map(permissionOf);
  const part = named.flatMap((each) => {
    const definition = Object.hasOwn(permissions, each) ? permissions[each] : undefined;
    return definition ? [[each, definition] as const] : [];
  });
  const probe = {
    id: catalog,
    dimensions,
    resources: {},
    permissions: Object.fromEntries(part),
    roles: { [id]: rest },
  };
  try {
    checkCatalog(probe);
    return true;
  } catch (error) {
    // What else it finds is about what was left out.
    if (error instanceof CatalogError) return !error.issues.some(({ path }) => path.startsWith('roles.'));
    throw error;
  }
}

/** What a role is after a tenant's change; one without limit gives everything whatever is written beside it. */
function withChange(catalog: CatalogDefinition, change: RoleChange, original: string | undefined): RoleDefinition {
  const role = roleOf(catalog, change.id) ?? madeRole(catalog, change, original);
  const kept = (role.grants ?? []).filter((spec) => !Object.hasOwn(change.grants, permissionOf(spec)));
  return { ...role, grants: [...kept, ...Object.values(change.grants).flat()] };
}

function roleOf({ roles }: CatalogDefinition, id: string | undefined): RoleDefinition | undefined {
  return id !== undefined && Object.hasOwn(roles, id) ? roles[id] : undefined;
}

/** A role that the tenant made, before what it gives. */
function madeRole(catalog: CatalogDefinition, change: RoleChange, original: string | undefined): RoleDefinition {
  const { id, label = id, description } = change;
  const grantable = copiedLimit(catalog, change, original);
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
  { copyOf }: RoleChange,
  originalId: string | undefined,
): readonly GrantSpec[] | undefined {
  if (copyOf === undefined) return undefined;
  const original = roleOf(catalog, originalId);
  if (original) return original.grantable && [...(original.grants ?? []), ...original.grantable];
  // A copy of what is gone: whoever held the original's limits does not lose them (law 1).
  return Object.values(catalog.roles).some(({ grantable }) => grantable) ? [] : undefined;
}

/** Whoever manages a role manages its copies; whoever manages every role, whatever else the tenant made. */
function managingMade(
  catalog: CatalogDefinition,
  role: RoleDefinition,
  made: readonly { readonly id: string; readonly original: string | undefined }[],
): RoleDefinition {
  if (!role.manages || made.length === 0) return role;
  const manages = new Set(role.manages);
  const managesAll = Object.keys(catalog.roles).every((id) => manages.has(id));
  const more = made.filter(({ original }) => managesAll || (original !== undefined && manages.has(original)));
  return more.length === 0 ? role : { ...role, manages: [...role.manages, ...more.map(({ id }) => id)] };
}

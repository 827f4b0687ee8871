import type { Catalog, CatalogDefinition, GrantSpec, RoleDefinition } from '../../model/catalog.js';
import { CatalogError, checkCatalog } from '../../model/defineCatalog.js';
import { permissionOf } from '../../model/permissionOf.js';
import type { RoleChange } from '../../model/role.js';
import type { Reaches } from '../../model/scope.js';
import { holderOf, narrowing } from './narrowing.js';
import { grantFrom } from './roleGrants.js';

/**
 * The catalog of one tenant: the shared one with the roles that the tenant changed or made. A change that does not
 * fit the catalog (any more) takes away what it was about and gives nothing (law 1). The work grows with the changes,
 * not with the catalog.
 */
export function withRoleChanges(catalog: Catalog, changes: readonly RoleChange[]): Catalog {
  if (changes.length === 0) return catalog;
  const byId = new Map(changes.map((change) => [change.id, change]));
  const originals = new Map<string, string | undefined>();
  const fitting = changes.flatMap((change) => {
    const original = originalOf(catalog, byId, change, originals);
    const role = change.about ? withChange(catalog, change, original) : fittingRole(catalog, change, original);
    return role ? [{ id: change.id, original, role, isRead: change.about !== undefined }] : [];
  });
  // Of a role that a service has worked out, the roles that manage it say so themselves.
  const made = madeRoles(fitting.filter(({ id, isRead }) => !isRead && !Object.hasOwn(catalog.roles, id)));
  const roles = { ...catalog.roles, ...Object.fromEntries(fitting.map(({ id, role }) => [id, role])) };
  const entries = Object.entries(roles).map(([id, role]) => [id, managingMade(catalog, role, made)] as const);
  // Each part of it was held against the catalog's own check.
  return { ...catalog, roles: Object.fromEntries(entries) };
}

/** The role after a tenant's change, whether it fits the catalog or not. */
export function changedRole(
  catalog: CatalogDefinition,
  changes: readonly RoleChange[],
  change: RoleChange,
): RoleDefinition {
  const byId = new Map(changes.map((each) => [each.id, each]));
  return withChange(catalog, change, originalOf(catalog, byId, change));
}

/**
 * The role of the catalog at the end of a chain of copies, or `undefined` where there is none (any more). A made role
 * names it itself; copies of copies that were stored before it did are followed here. `known` keeps what was found by
 * role, so that chains with a common end are followed once.
 */
export function originalOf(
  catalog: CatalogDefinition,
  changes: ReadonlyMap<string, RoleChange>,
  { id, copyOf }: RoleChange,
  known = new Map<string, string | undefined>(),
): string | undefined {
  const passed = new Set([id]);
  let [at, original] = [copyOf, undefined as string | undefined];
  while (at !== undefined && !passed.has(at)) {
    if (Object.hasOwn(catalog.roles, at) || known.has(at)) {
      original = Object.hasOwn(catalog.roles, at) ? at : known.get(at);
      break;
    }
    passed.add(at);
    at = changes.get(at)?.copyOf;
  }
  for (const each of passed) known.set(each, original);
  return original;
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
  // Which roles it manages and what it gives is the catalog's own word, and a client's catalog is not checked at all.
  const { manages: _, gives: __, ...rest } = role;
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

/** The role after a tenant's change; one without limit gives everything, whatever is written beside it. */
function withChange(catalog: CatalogDefinition, change: RoleChange, original: string | undefined): RoleDefinition {
  const role = roleOf(catalog, change.id) ?? madeRole(catalog, change, original);
  const kept = (role.grants ?? []).filter((spec) => !Object.hasOwn(change.grants, permissionOf(spec)));
  return { ...(change.about ?? role), grants: [...kept, ...Object.values(change.grants).flat()] };
}

function roleOf({ roles }: Pick<CatalogDefinition, 'roles'>, id: string | undefined): RoleDefinition | undefined {
  return id !== undefined && Object.hasOwn(roles, id) ? roles[id] : undefined;
}

/**
 * A role that the tenant made, before what it gives. It has no `gives`, though the original may: to hand out more than
 * one holds is the product's word about its own role, and holders of a copy hand out what they hold.
 */
function madeRole(catalog: CatalogDefinition, change: RoleChange, original: string | undefined): RoleDefinition {
  const { id, label = id, description } = change;
  const grantable = copiedLimit(catalog, change, original);
  const within = copiedRestriction(catalog, change, original);
  return {
    label,
    custom: true,
    ...(description !== undefined && { description }),
    ...(grantable !== undefined && { grantable }),
    ...(within !== undefined && { within }),
  };
}

/** A copy's holders may be given what the original's may: also what the original gives and the copy does not. */
function copiedLimit(
  catalog: CatalogDefinition,
  { copyOf }: RoleChange,
  originalId: string | undefined,
): readonly GrantSpec[] | undefined {
  if (copyOf === undefined && catalog.customRoles?.grantable) return undefined;
  const original = roleOf(catalog, originalId);
  if (original?.grantable) return [...restrictedGrants(catalog, originalId ?? ''), ...original.grantable];
  if (original) return undefined;
  // A copy of what is gone, or of nothing: nobody escapes the limits of a catalog by it (law 1).
  return Object.values(catalog.roles).some(({ grantable }) => grantable) ? [] : undefined;
}

/** What a role gives by itself, each grant with the reach that the role's restriction leaves of it. */
function restrictedGrants(catalog: CatalogDefinition, id: string): readonly GrantSpec[] {
  const narrow = narrowing(catalog, holderOf([id]));
  return (roleOf(catalog, id)?.grants ?? []).map((spec) => {
    const { scope } = narrow(grantFrom(spec, `role:${id}`));
    return typeof spec === 'string' || scope === undefined ? spec : { ...spec, scope };
  });
}

/** A copy is restricted to what its original is. */
function copiedRestriction(
  { roles }: CatalogDefinition,
  { copyOf }: RoleChange,
  originalId: string | undefined,
): Reaches | undefined {
  const original = roleOf({ roles }, originalId);
  if (copyOf === undefined || original) return original?.within;
  // What a role that is gone was restricted to is not known, so its copies reach nothing that others are kept from.
  const restricted = Object.values(roles).flatMap(({ within }) => Object.keys(within ?? {}));
  return restricted.length === 0 ? undefined : Object.fromEntries(restricted.map((dimension) => [dimension, []]));
}

interface MadeRole {
  readonly id: string;
  readonly original: string | undefined;
}

interface MadeRoles {
  readonly ids: readonly string[];
  /** By the role that they were copied from: their places in `ids`. */
  readonly copies: ReadonlyMap<string, readonly number[]>;
}

function madeRoles(made: readonly MadeRole[]): MadeRoles {
  const copies = new Map<string, number[]>();
  made.forEach(({ original }, i) => {
    if (original === undefined) return;
    const places = copies.get(original);
    if (places) places.push(i);
    else copies.set(original, [i]);
  });
  return { ids: made.map(({ id }) => id), copies };
}

/** Holders of a role that manages another one manage its copies; those who manage every role, all made ones. */
function managingMade({ roles }: CatalogDefinition, role: RoleDefinition, { ids, copies }: MadeRoles): RoleDefinition {
  if (!role.manages || ids.length === 0) return role;
  const manages = new Set(role.manages);
  const managesAll = Object.keys(roles).every((id) => manages.has(id));
  const places = [...manages].flatMap((id) => copies.get(id) ?? []).sort((a, b) => a - b);
  const more = managesAll ? ids : places.flatMap((i) => ids[i] ?? []);
  return more.length === 0 ? role : { ...role, manages: [...role.manages, ...more] };
}

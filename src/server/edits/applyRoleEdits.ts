import type { Catalog, GrantSpec } from '../../model/catalog.js';
import { ReadError } from '../http/read.js';
import type { RoleChange, RoleEdit } from '../Store.js';
import { permissionOf } from '../tenantCatalog.js';
import { specOf } from './readRoleEdits.js';

/** A role as a tenant has changed it, or nothing where it has not, or no longer. */
export type RoleState = RoleChange | undefined;

/** The catalog as all tenants share it, and as it is for this one. */
export interface RoleCatalogs {
  readonly shared: Catalog;
  readonly catalog: Catalog;
}

/** The role after some edits, in their order. Throws a `ReadError` where one cannot be applied to what is there. */
export function applyRoleEdits(
  catalogs: RoleCatalogs,
  id: string,
  before: RoleState,
  edits: readonly RoleEdit[],
): RoleState {
  return edits.reduce<RoleState>((state, edit, i) => applyEdit(catalogs, id, state, edit, `operations[${i}]`), before);
}

function applyEdit(catalogs: RoleCatalogs, id: string, state: RoleState, edit: RoleEdit, path: string): RoleState {
  switch (edit.op) {
    case 'create':
      if (state) throw new ReadError(`${path}.op`, 'create', 'an operation on the role that there is');
      return created(catalogs.catalog, id, edit, path);
    case 'rename': {
      const { label, description } = edit;
      const { description: _, ...rest } = ownRole(catalogs.shared, id, state, path);
      return { ...rest, label, ...(description !== undefined && { description }) };
    }
    case 'delete':
      ownRole(catalogs.shared, id, state, path);
      return undefined;
    case 'set':
      return withGrants(listedRole(catalogs.shared, id, state, path), edit.permission, [specOf(edit)]);
    case 'remove':
      return withGrants(listedRole(catalogs.shared, id, state, path), edit.permission, []);
    case 'inherit':
      return withoutGrants(state ?? { id, grants: {} }, edit.permission);
  }
}

function withGrants(role: RoleChange, permission: string, specs: readonly GrantSpec[]): RoleChange {
  return { ...role, grants: { ...role.grants, [permission]: specs } };
}

function withoutGrants(role: RoleChange, permission: string): RoleChange {
  return { ...role, grants: Object.fromEntries(Object.entries(role.grants).filter(([key]) => key !== permission)) };
}

/** What a role without limit gives cannot be changed grant by grant. */
function listedRole({ roles }: Catalog, id: string, state: RoleState, path: string): RoleChange {
  if (Object.hasOwn(roles, id) && roles[id]?.unrestricted)
    throw new ReadError(path, id, 'a role that lists what it gives; this one gives everything');
  return state ?? { id, grants: {} };
}

/** A role that the tenant made itself: only those have a name to change and can go. */
function ownRole(shared: Catalog, id: string, state: RoleState, path: string): RoleChange {
  if (state && !Object.hasOwn(shared.roles, id)) return state;
  throw new ReadError(`${path}.op`, id, 'a role that the organisation made itself');
}

function created(catalog: Catalog, id: string, edit: RoleEdit & { op: 'create' }, path: string): RoleChange {
  const { label, description, copyOf } = edit;
  return {
    id,
    label,
    ...(description !== undefined && { description }),
    ...(copyOf !== undefined && { copyOf }),
    grants: copyOf === undefined ? {} : copiedGrants(catalog, copyOf, `${path}.copyOf`),
  };
}

function copiedGrants(catalog: Catalog, id: string, path: string): RoleChange['grants'] {
  const role = Object.hasOwn(catalog.roles, id) ? catalog.roles[id] : undefined;
  if (!role || role.unrestricted) throw new ReadError(path, id, 'a role of the catalog that lists what it gives');
  const grants: Record<string, GrantSpec[]> = {};
  for (const spec of role.grants ?? []) (grants[permissionOf(spec)] ??= []).push(spec);
  return grants;
}

import type { Catalog } from '../../model/catalog.js';
import { ReadError } from '../../base/read.js';
import type { RoleChange, RoleEdit, RoleGrantEdit } from '../../model/role.js';
import { originalOf } from './withRoleChanges.js';
import { groupByPermission } from '../../model/permissionOf.js';
import { specOf } from '../../model/role.js';

/** A role as a tenant has changed it, or nothing where it has not, or no longer. */
export type RoleState = RoleChange | undefined;

/** The catalog as all tenants share it, and as it is for this one. */
export interface RoleCatalogs {
  readonly shared: Catalog;
  readonly catalog: Catalog;
  /** The roles that this tenant changed or made. */
  readonly changes: readonly RoleChange[];
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
      return created(catalogs, id, edit, path);
    case 'rename': {
      const { label, description } = edit;
      const { description: _, ...rest } = ownRole(catalogs.shared, id, state, path);
      return { ...rest, label, ...(description !== undefined && { description }) };
    }
    case 'delete':
      ownRole(catalogs.shared, id, state, path);
      return undefined;
    case 'set':
    case 'remove':
      return withGrantEdit(listedRole(catalogs.shared, id, state, path), edit);
    case 'inherit':
      return withGrantEdit(presentRole(catalogs.shared, id, state, path), edit);
  }
}

/** The role after an edit of its grants. */
export function withGrantEdit(role: RoleChange, edit: RoleGrantEdit): RoleChange {
  const { [edit.permission]: _, ...grants } = role.grants;
  if (edit.op === 'inherit') return { ...role, grants };
  return { ...role, grants: { ...role.grants, [edit.permission]: edit.op === 'set' ? [specOf(edit)] : [] } };
}

/** The change of a role that lists its grants; a role without limit cannot be changed grant by grant. */
function listedRole({ roles }: Catalog, id: string, state: RoleState, path: string): RoleChange {
  if (Object.hasOwn(roles, id) && roles[id]?.unrestricted)
    throw new ReadError(path, id, 'a role that lists what it gives; this one gives everything');
  return presentRole({ roles }, id, state, path);
}

/** The change of a role that exists; a made one that was deleted before, in the same edit, is gone. */
function presentRole({ roles }: Pick<Catalog, 'roles'>, id: string, state: RoleState, path: string): RoleChange {
  if (state) return state;
  if (Object.hasOwn(roles, id)) return { id, grants: {} };
  throw new ReadError(`${path}.op`, id, 'a role that is there');
}

/** A role that the tenant made itself: only those have a name to change and can go. */
function ownRole(shared: Catalog, id: string, state: RoleState, path: string): RoleChange {
  if (state && !Object.hasOwn(shared.roles, id)) return state;
  throw new ReadError(`${path}.op`, id, 'a role that the organisation made itself');
}

function created(
  { shared, catalog, changes }: RoleCatalogs,
  id: string,
  edit: RoleEdit & { op: 'create' },
  path: string,
): RoleChange {
  const { label, description, copyOf } = edit;
  const original = copyOf === undefined ? undefined : rootOf(shared, changes, copyOf);
  return {
    id,
    label,
    ...(description !== undefined && { description }),
    ...(original !== undefined && { copyOf: original }),
    grants: copyOf === undefined ? {} : copiedGrants(catalog, copyOf, `${path}.copyOf`),
  };
}

/**
 * The role of the catalog that stands at the end: a copy depends on nothing that the tenant may delete. Of a role
 * whose original is gone from the catalog, what it was is kept, and of one that was made from nothing, nothing.
 */
function rootOf(shared: Catalog, changes: readonly RoleChange[], copyOf: string): string | undefined {
  const byId = new Map(changes.map((change) => [change.id, change]));
  const change = byId.get(copyOf);
  if (!change || Object.hasOwn(shared.roles, copyOf)) return copyOf;
  return originalOf(shared, byId, change) ?? change.copyOf;
}

function copiedGrants(catalog: Catalog, id: string, path: string): RoleChange['grants'] {
  const role = Object.hasOwn(catalog.roles, id) ? catalog.roles[id] : undefined;
  if (!role || role.unrestricted) throw new ReadError(path, id, 'a role of the catalog that lists what it gives');
  return Object.fromEntries(groupByPermission(role.grants ?? []));
}

import type { GrantSpec, RoleDefinition } from './catalog.js';

/**
 * The changes of a tenant to one role of the catalog, or a role that it made itself. The catalog stays as it is
 * and is shared by all tenants; `withRoleChanges` puts the two together.
 */
export interface RoleChange {
  readonly id: string;
  /** On a role that the tenant made itself; the catalog's own keep their label. */
  readonly label?: string;
  readonly description?: string;
  /**
   * On a role that the tenant made itself: the role of the catalog that it was copied from, perhaps by way of other
   * copies. Managers of that one manage this one, and both have the same limits (`grantable`).
   */
  readonly copyOf?: string;
  /**
   * Everything about the role but its grants, as the service that keeps it has worked it out: its label, its limits
   * (`grantable`) and the roles that it manages. Only a client has this; a store keeps the fields above.
   */
  readonly about?: Omit<RoleDefinition, 'grants'>;
  /** The grants that replace those of the catalog, by permission. An empty list gives nothing of it. */
  readonly grants: Readonly<Record<string, readonly GrantSpec[]>>;
}

/** One change to one role, as an administrator makes it. */
export type RoleEdit =
  /** The role gives this permission so, in place of what it gave of it. */
  | ({ readonly op: 'set' } & Exclude<GrantSpec, string>)
  /** Back to what the catalog says. */
  | { readonly op: 'inherit'; readonly permission: string }
  /** The role no longer gives this permission, whatever the catalog says. */
  | { readonly op: 'remove'; readonly permission: string }
  /** Makes the role, with what another one gives where `copyOf` names one. */
  | { readonly op: 'create'; readonly label: string; readonly description?: string; readonly copyOf?: string }
  /** For roles that the tenant made. */
  | { readonly op: 'rename'; readonly label: string; readonly description?: string }
  /** For roles that the tenant made and nobody holds. */
  | { readonly op: 'delete' };

/** The name of an operation on a role. */
export type RoleEditOp = RoleEdit['op'];

/** One change to what a role gives. */
export type RoleGrantEdit = Extract<RoleEdit, { readonly permission: string }>;

/** A `set` operation as a grant of the catalog. */
export function specOf({ op: _, ...spec }: RoleEdit & { op: 'set' }): GrantSpec {
  return spec;
}

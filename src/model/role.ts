import type { GrantSpec, RoleDefinition } from './catalog.js';

/**
 * What a tenant changed about one role of the catalog, or a role that it made itself. The catalog stays as it is
 * and is shared by all tenants; `tenantCatalog` puts the two together.
 */
export interface RoleChange {
  readonly id: string;
  /** On a role that the tenant made itself; the catalog's own keep their label. */
  readonly label?: string;
  readonly description?: string;
  /**
   * On a role that the tenant made itself: the role of the catalog that it was copied from, perhaps by way of other
   * copies. Whoever manages that one manages this one, and both have the same limits (`grantable`).
   */
  readonly copyOf?: string;
  /** By permission: what the role gives of it in place of what the catalog says. An empty list gives nothing. */
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

/** The operations there are. */
export type RoleEditOp = RoleEdit['op'];

/** A `set` operation as a grant of the catalog. */
export function specOf({ op: _, ...spec }: RoleEdit & { op: 'set' }): GrantSpec {
  return spec;
}

/** What an organisation changed about one role of the catalog, or a role that it made itself. */
export interface RoleOverrides {
  readonly id: string;
  /**
   * Everything about the role but its grants, where the organisation made it or it is not as in the catalog: its
   * label, what its holders may be given, which roles they manage.
   */
  readonly about?: Omit<RoleDefinition, 'grants'>;
  /** By permission: what the role gives of it in place of what the catalog says. An empty list gives nothing. */
  readonly grants: Readonly<Record<string, readonly GrantSpec[]>>;
}

/** One change of what a role gives. */
export type RoleGrantEdit =
  | ({ readonly op: 'set' } & Exclude<GrantSpec, string>)
  /** Back to what the catalog says. */
  | { readonly op: 'inherit'; readonly permission: string }
  /** The role no longer gives this permission, whatever the catalog says. */
  | { readonly op: 'remove'; readonly permission: string };

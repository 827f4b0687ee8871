import type { RoleDefinition } from '../model/catalog.js';
import { fingerprint } from './revision.js';
import type { Session } from './session.js';

/** A role as an administrator reads it: what it is for this organisation. */
export interface RoleView {
  readonly id: string;
  readonly role: RoleDefinition;
  /** Whether the organisation changed it or made it. */
  readonly changed: boolean;
  /** What `If-Match` takes to edit this state. */
  readonly etag: string;
}

/** A role as it is sent, or nothing where there is none. */
export function roleView({ catalog, roles }: Pick<Session, 'catalog' | 'roles'>, id: string): RoleView | undefined {
  const role = Object.hasOwn(catalog.roles, id) ? catalog.roles[id] : undefined;
  if (!role) return undefined;
  const stored = roles.find((each) => each.role.id === id);
  // The definition is part of the state: a new version of the catalog changes it without an edit.
  const etag = `"role-${stored?.revision ?? 0}-${fingerprint(role)}"`;
  return { id, role, changed: stored !== undefined, etag };
}

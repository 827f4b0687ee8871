import type { RoleDefinition } from '../../model/catalog.js';
import { fingerprint } from '../store/revision.js';
import type { Session } from './session.js';

/** A role as an administrator reads it: what it is for this organisation. */
export interface RoleView {
  readonly id: string;
  readonly role: RoleDefinition;
  /** Whether the organisation changed it or made it. */
  readonly changed: boolean;
  /** The tenant's revision at which it was last changed; 0 where it is as the catalog says. */
  readonly revision: number;
  /** The value of `If-Match` for an edit of this state. */
  readonly etag: string;
}

/** A role as it is sent, or nothing where there is none. */
export function roleView(
  { catalog, roles, member }: Pick<Session, 'catalog' | 'roles' | 'member'>,
  id: string,
): RoleView | undefined {
  const role = Object.hasOwn(catalog.roles, id) ? catalog.roles[id] : undefined;
  if (!role) return undefined;
  const stored = roles.find((each) => each.role.id === id);
  // The definition is part of the state, since a new version of the catalog changes it without an edit; so is whose it
  // is, since another tenant has the same roles at the same revision.
  const revision = stored?.revision ?? 0;
  const state = fingerprint([member.tenant, id, role]);
  return { id, role, changed: stored !== undefined, revision, etag: `"role-${revision}-${state}"` };
}

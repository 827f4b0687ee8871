import type { CatalogDefinition, GrantSpec, RoleDefinition } from '../../src/model/catalog.js';
import type { Grant } from '../../src/model/grant.js';
import type { Member } from '../../src/model/member.js';
import { holdsUnscoped, reaches } from './reach.js';
import { isNoMoreThan } from './referenceValue.js';
import { smallestRecords } from './witnesses.js';

/**
 * Whether packages and overrides may give this to the member: anything, unless every role it has says what may be
 * given beside what the role gives by itself. A restriction may always be set.
 */
export function mayBeGiven(
  catalog: CatalogDefinition,
  member: Member,
  limits: readonly Grant[],
  grant: Grant,
): boolean {
  if (grant.effect === 'deny') return true;
  const permission = new Map(Object.entries(catalog.permissions)).get(grant.permission);
  if (permission === undefined) return false;
  const near = limits.filter(
    (limit) => limit.permission === grant.permission && (!limit.conditional || grant.conditional),
  );
  if (permission.kind !== 'right')
    return isNoMoreThan(
      permission,
      grant.value,
      near.map((limit) => limit.value),
    );
  if (near.length === 0) return false;
  if (permission.on === undefined) return !holdsUnscoped(grant) || near.some(holdsUnscoped);
  // Reach only ever grows with what a record carries: where the least that the grant reaches is within, all is. Of
  // `'any'` id the least is one that nobody named.
  return smallestRecords(catalog, member, grant.permission, [[grant]], []).every((facts) =>
    near.some((limit) => reaches(catalog, member, limit, facts)),
  );
}

/** The catalog in which the roles give everything that may be given to their holders, or nothing for no limit. */
export function limitingCatalog(catalog: CatalogDefinition, member: Member): CatalogDefinition | undefined {
  const roles = Object.entries(catalog.roles);
  const held = roles.filter(([id]) => member.roles.includes(id));
  const limitOf = (role: RoleDefinition) => role.grantable ?? (role.custom && catalog.customRoles?.grantable);
  const isLimited = roles.some(([, role]) => role.grantable) && held.every(([, role]) => limitOf(role));
  if (!isLimited) return undefined;
  return {
    ...catalog,
    conflicts: [],
    baseline: allows(catalog.baseline),
    roles: Object.fromEntries(roles.map(([id, role]) => [id, widest(role, limitOf(role) || undefined)])),
  };
}

function widest({ grantable: _, ...role }: RoleDefinition, grantable: RoleDefinition['grantable']): RoleDefinition {
  return { ...role, grants: [...allows(role.grants), ...allows(grantable)] };
}

function allows(specs: readonly GrantSpec[] = []): readonly GrantSpec[] {
  return specs.filter((spec) => typeof spec === 'string' || spec.effect !== 'deny');
}

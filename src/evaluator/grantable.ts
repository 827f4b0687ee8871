import type { CatalogDefinition, GrantSpec, PermissionDefinition, RoleDefinition } from '../model/catalog.js';
import type { Grant } from '../model/grant.js';
import type { Member } from '../model/member.js';
import type { Subject } from '../model/subject.js';
import { closedValue, defaultValue, valueRank } from '../model/value.js';
import { bundle, ownEntry, roleGrants } from './bundles.js';
import { clauseOf } from './clause.js';
import { isCovered } from './coverage.js';
import { openGrants } from './openGrants.js';

/**
 * The most that holders of these roles may have: what the roles give and what they say may be given beside it,
 * umbrellas opened, for one subject where one is given. `undefined` where there is no limit.
 */
export function grantableLimit(
  catalog: CatalogDefinition,
  roles: readonly string[],
  subject?: Subject,
): readonly Grant[] | undefined {
  const held = roles.map((id) => ownEntry(catalog.roles, id)).filter((role) => role !== undefined);
  // Nobody escapes the limits of a catalog by having no role at all.
  const isLimited =
    Object.values(catalog.roles).some((role) => role.grantable) && held.every((role) => grantableOf(catalog, role));
  if (!isLimited) return undefined;
  const grants = [
    ...bundle(catalog.baseline, 'baseline'),
    ...roles.flatMap((id) => [
      ...roleGrants(catalog, id),
      ...bundle(grantableOf(catalog, ownEntry(catalog.roles, id)), `role:${id}`),
    ]),
  ];
  const allows = grants.filter((grant) => grant.effect === 'allow');
  return openGrants(catalog, allows, subject && { subject });
}

/** What may be given beside a role: of one that an organisation made the catalog may say it for all of them. */
export function grantableOf(
  { customRoles }: CatalogDefinition,
  role: Pick<RoleDefinition, 'grantable' | 'custom'> | undefined,
): readonly GrantSpec[] | undefined {
  return role?.grantable ?? (role?.custom ? customRoles?.grantable : undefined);
}

/** Tells which grants may be given to a subject at all, by what its roles say. */
export function grantableTo(catalog: CatalogDefinition, subject: Subject): (grant: Grant) => boolean {
  let known: { readonly limit: readonly Grant[] | undefined } | undefined;
  return (grant) => {
    if (grant.effect === 'deny') return true;
    // Nearly all members have nothing of their own, so that nobody asks what they might be given.
    known ??= { limit: grantableLimit(catalog, subject.roles, subject) };
    const { limit } = known;
    if (!limit) return true;
    const definition = ownEntry(catalog.permissions, grant.permission);
    // What only the server can decide is no licence to give it for certain.
    const limits = limit.filter(
      (each) => each.permission === grant.permission && (!each.conditional || grant.conditional),
    );
    if (definition?.kind !== 'right') return definition !== undefined && isValueWithin(definition, grant, limits);
    const clause = (each: Grant) => clauseOf(catalog, subject, each, definition.on !== undefined);
    return limits.length > 0 && isCovered(clause(grant), limits.map(clause));
  };
}

/** A value that is not one of the permission's own passes: whoever merges values closes it. */
function isValueWithin(
  definition: Exclude<PermissionDefinition, { kind: 'right' }>,
  { value }: Grant,
  limits: readonly Grant[],
): boolean {
  const most = [closedValue(definition), defaultValue(definition), ...limits.map((limit) => limit.value)];
  return !(valueRank(definition, value) > Math.max(...most.map((each) => valueRank(definition, each))));
}

/** The permissions of which a member's packages and overrides give more than its roles may be given. */
export function notGrantable(catalog: CatalogDefinition, member: Member): readonly string[] {
  const isGrantable = grantableTo(catalog, member);
  const given = [
    ...member.packages.flatMap((id) => bundle(ownEntry(catalog.packages, id)?.grants, `package:${id}`)),
    ...member.overrides.map((override): Grant => ({ ...override, from: 'member' })),
  ];
  return [...new Set(given.filter((grant) => !isGrantable(grant)).map((grant) => grant.permission))];
}
